//! The one gate: whether an action can run now, and if not, why.
//! The same answer greys the key, explains it and stops it, so that none of them can disagree.
//! Must not know: how an action is performed.

use super::State;
use crate::{
    app::{Action, Scope, When, confirm::Intent, why::Refusal},
    registry::Access,
    screens::{Did, Screen},
};

/// Whether an action can run in this state.
///
/// # Errors
/// [`Refusal`] says why not.
pub fn allowed(action: Action, state: &State) -> Result<(), Refusal> {
    let spec = action.spec();
    if !state.place().scopes().contains(&spec.scope) {
        return Err(Refusal::NotHere(spec.scope));
    }
    let screen = state.screen();
    if spec.scope == Scope::List && screen.list().is_none() && !works_on_a_page(action, screen) {
        let narrows = matches!(action, Action::FindNext | Action::FindPrior) && screen.narrowed().is_some();
        return Err(if narrows { Refusal::OnlyMatches } else { Refusal::NotHere(Scope::List) });
    }
    if action == Action::Export {
        screen.entire().map_or(Ok(()), |entire| entire.extract().map(drop))?;
    }
    let need = |holds: bool, refusal: Refusal| if holds { Ok(()) } else { Err(refusal) };
    match spec.when {
        When::Always => Ok(()),
        When::Row if action == Action::Copy => {
            let some = screen.subject().is_some() || state.selected_cells().is_some() || state.desk_command().is_some();
            need(some, Refusal::NoRow)
        }
        When::Row if !screen.subject_is_loaded() && state.list().is_none_or(|list| list.total() != Some(0)) => {
            Err(Refusal::NotLoaded)
        }
        When::Row if action == Action::Open && screen.subject_is_loaded() => {
            need(screen.open_selected() != Did::Nothing, Refusal::NothingToOpen)
        }
        When::Row => need(screen.subject_is_loaded(), Refusal::NoRow),
        When::Screen => state.may_speak(action, screen.allowed(action)),
        When::Filtered => {
            let filtered = state.list().is_some_and(|list| !list.filter_text().is_empty());
            need(filtered || state.is_narrowed(), Refusal::NotFiltered)
        }
        When::Saved => need(state.saved_here().is_some(), Refusal::NothingSaved),
        When::Found => need(state.list().is_some_and(|list| list.find().is_active()), Refusal::NothingFound),
        When::Profiles => need(state.profiles.len() > 1, Refusal::OneProfile),
        When::Behind => need(!state.behind.is_empty(), Refusal::NothingBehind),
        When::Problem => need(state.problem.is_some(), Refusal::NoProblem),
        When::NoExport => need(!state.is_exporting(), Refusal::Exporting),
        When::Exporting => need(state.is_exporting(), Refusal::NotExporting),
        When::Deed => state.intent(action).map(drop),
        When::Unknown => need(state.has_unknown(), Refusal::NothingUnknown),
        When::Missed => need(state.has_missed(), Refusal::NothingMissed),
    }
}

/// What a page that is no list still offers of the list's actions.
fn works_on_a_page(action: Action, screen: &dyn Screen) -> bool {
    use Action::{Bottom, Copy, Down, HalfDown, HalfUp, NextPart, Open, PageDown, PageUp, PriorPart, Top, Up};
    use Action::{Export, Filter, FilterClear, FilterForget, FilterSave, FilterSaved, Find, Left, Right, Sort, SortReverse};
    let narrows = matches!(action, Filter | Find | FilterClear) && screen.narrowed().is_some();
    let is_list = matches!(action, Export | FilterForget | FilterSave | FilterSaved | Left | Right | Sort | SortReverse)
        && screen.entire().is_some();
    narrows
        || is_list
        || matches!(action, Bottom | Copy | Down | HalfDown | HalfUp | NextPart | PageDown | PageUp | PriorPart | Top | Up)
        || (action == Open && screen.open_selected() != Did::Nothing)
}

/// Whether an action is a word about what is shown, or begins one.
fn speaks(action: Action) -> bool {
    use Action::{BroadcastSign, ChangeConfirm, ChangeSign, ResolveConfirm, ResolveDecline, ResolveSign};
    use Action::{OrderCorrect, OrderStop, OrderTakeBack, OrderWithdraw, ReviewApprove, ReviewReject, ReviewSign, SpeakSign};
    let of_order = matches!(action, OrderCorrect | OrderStop | OrderTakeBack | OrderWithdraw);
    let of_review = matches!(action, ReviewApprove | ReviewReject | ReviewSign | SpeakSign);
    let of_others = matches!(action, BroadcastSign | ChangeConfirm | ChangeSign | ResolveConfirm | ResolveDecline | ResolveSign);
    of_order || of_review || of_others
}

impl State {
    /// What the screen says of an action, unless an act on the same thing is under way: while nobody knows what became of that, only
    /// asking and calling are left (scenario 11). A rule that forbids it is named all the same.
    fn may_speak(&self, action: Action, here: Result<(), Refusal>) -> Result<(), Refusal> {
        let subject = self.screen().subject().filter(|_| speaks(action));
        match (here, subject.map_or(Ok(()), |subject| self.is_free(&subject))) {
            (Err(rule @ Refusal::Rule { .. }), _) => Err(rule),
            (_, Err(Refusal::OutcomeUnknown)) => Err(Refusal::OutcomeUnknown),
            (Ok(()), free) => free,
            (said, _) => said,
        }
    }

    /// Whether acting is possible here at all: the profile may write, the journal takes lines, and the registry is the one it should be.
    ///
    /// # Errors
    /// [`Refusal`] says why not.
    pub fn may_act(&self) -> Result<(), Refusal> {
        let profile = self.profile().ok_or(Refusal::NotSignedIn)?;
        if profile.access == Access::ReadOnly {
            return Err(Refusal::ReadOnly(profile.name.clone()));
        }
        if let Some(reason) = &self.journal_closed {
            return Err(Refusal::JournalClosed(reason.clone()));
        }
        let standing = self.standing.value().ok_or(Refusal::NotSignedIn)?;
        if standing.environment == Some(profile.environment) { Ok(()) } else { Err(Refusal::OtherEnvironment) }
    }

    /// What an act of one person would be, here and now.
    ///
    /// # Errors
    /// [`Refusal`] says why it can't be done.
    pub(super) fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        self.may_act()?;
        // What only follows the book does not make what is shown any older; whether it is old is judged by the registry.
        let intent = self.screen().intent(action, self.live.is_following())?;
        self.is_free(&intent.deed.subject()).map(|()| intent)
    }
}

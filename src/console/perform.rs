//! What each action does, after the gate has allowed it.
//! One arm for each action that works everywhere or on any list; what belongs to one screen is left to it.
//! Must not know: which key asked, or whether it may run.

use super::State;
use crate::{
    app::{
        Action, Desk, Effect, When,
        confirm::{Confirm, YesNo},
        help::Help,
        overlay::{FilterBox, FindBox, Overlay, ProblemBox},
        palette::Palette,
        toast::Severity,
    },
    console::allowed,
    registry::{Filter, book::Guarded},
    screens::{Did, Place, TABS},
};

/// The argument of what was confirmed although something goes with it.
pub(super) const ANYWAY: &str = "anyway";

/// The screen of the first level, or the list without a number, that an action leads to.
fn leads_to(action: Action) -> Option<Place> {
    Some(match action {
        Action::GoHome => Place::Home,
        Action::GoAccounts => Place::Accounts,
        Action::GoBlocks => Place::Blocks,
        Action::GoTransfers => Place::Transfers,
        Action::GoApprovals => Place::Approvals,
        Action::GoReconciliation => Place::Reconciliation,
        Action::GoContacts => Place::Contacts,
        Action::GoChanges => Place::ContactChanges,
        Action::GoUpkeep => Place::Upkeep,
        Action::GoPeers => Place::Peers,
        Action::GoJournal => Place::Journal,
        Action::GoActivity => Place::Activity,
        Action::GoMessages => Place::Messages,
        Action::GoIncidents => Place::Incidents,
        Action::GoAuthorizations => Place::Authorizations,
        Action::GoApproaches => Place::Approaches,
        Action::GoOrders => Place::Orders,
        Action::GoRoster => Place::Guard(Guarded::Roster),
        Action::GoPolicy => Place::Guard(Guarded::Policy),
        Action::GoRuns => Place::Runs,
        Action::GoLedger => Place::Ledger,
        _ => return None,
    })
}

/// Whether an action only moves the cursor.
fn moves(action: Action) -> bool {
    use Action::{Bottom, Down, HalfDown, HalfUp, Left, PageDown, PageUp, Right, Top, Up};
    matches!(action, Up | Down | Left | Right | PageUp | PageDown | HalfUp | HalfDown | Top | Bottom)
}

/// Whether an action is about a file, or a person, that somebody names.
fn takes_file(action: Action) -> bool {
    use Action::{BroadcastSave, ContactImport, GuardDraft, GuardRevoke, TransferPack};
    matches!(action, BroadcastSave | ContactImport | GuardDraft | GuardRevoke | TransferPack)
}

impl State {
    /// Performs an action that is allowed.
    pub(super) fn perform(&mut self, action: Action, argument: Option<String>, effects: &mut Vec<Effect>) {
        self.remember(action);
        if let Some(place) = leads_to(action) {
            return self.go_tab(place, effects);
        }
        match action {
            Action::Help => self.open_help(),
            Action::Palette => self.open_palette(),
            Action::Quit => self.quit(argument.as_deref() == Some(ANYWAY), effects),
            Action::Back => self.back(argument.as_deref() == Some(ANYWAY), effects),
            Action::Refresh => self.refresh(effects),
            Action::NextScreen => self.go_beside(1, effects),
            Action::PriorScreen => self.go_beside(TABS.len() - 1, effects),
            Action::FindSerial => self.find_serial(argument, effects),
            Action::Jump => self.jump(argument, effects),
            Action::FilterSave => self.save_filter(argument, effects),
            Action::FilterSaved => self.use_saved_filter(argument, effects),
            Action::FilterForget => self.forget_filter(argument, effects),
            Action::Profile => self.choose_profile(argument, effects),
            Action::ThemeSet => self.choose_theme(argument, effects),
            Action::ProblemShow => self.open_problem(),
            Action::Redraw => effects.push(Effect::Repaint),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::GoRow => self.go_row(argument, effects),
            Action::Open => self.open_row(effects),
            Action::Filter => self.filter(argument, effects),
            Action::FilterClear => self.filter(Some(String::new()), effects),
            Action::Find => self.find(argument, effects),
            Action::FindNext | Action::FindPrior => self.find_again(action == Action::FindNext, effects),
            Action::Sort => self.sort(argument, effects),
            Action::SortReverse => self.reverse_sort(effects),
            Action::Copy => self.copy_some(argument, effects),
            Action::Export => self.export(argument, effects),
            _ if takes_file(action) => self.take_typed(action, argument, effects),
            Action::ExportStop => self.stop_export(effects),
            Action::HomeSeen => self.have_read_news(effects),
            Action::ActsAsk => self.ask_for_acts(effects),
            Action::ActsAgain => self.send_again(argument.as_deref(), effects),
            _ if action.spec().when == When::Deed => self.ask_before(action),
            _ if names_one(action) => self.open_one(action, argument, effects),
            _ if moves(action) => self.move_cursor(action, effects),
            // Whatever else there is belongs to one screen, or to the parts of whichever is shown: it knows what to do.
            _ if argument.as_deref() != Some(ANYWAY) && self.asks_what_goes(action, ANYWAY.to_owned()) => {}
            _ => self.leave_to_screen(action, effects),
        }
    }

    /// Opens one thing by its id.
    fn open_one(&mut self, action: Action, argument: Option<String>, effects: &mut Vec<Effect>) {
        match action {
            Action::OpenAccount => self.open_by_id(action, argument, Place::Account, effects),
            Action::OpenTransfer => self.open_by_id(action, argument, Place::Transfer, effects),
            Action::OpenMessage => self.open_by_id(action, argument, Place::Message, effects),
            Action::OpenIncident => self.open_by_id(action, argument, Place::Incident, effects),
            Action::OpenAuthorization => self.open_by_id(action, argument, Place::Authorization, effects),
            Action::OpenApproach => self.open_by_id(action, argument, Place::Approach, effects),
            Action::OpenOrder => self.open_by_id(action, argument, Place::Order, effects),
            Action::OpenCase => self.open_by_id(action, argument, Place::Case, effects),
            Action::OpenRun => self.open_by_id(action, argument, Place::Run, effects),
            Action::OpenContact => self.open_by_id(action, argument, Place::Contact, effects),
            Action::OpenContactsOf => self.open_by_id(action, argument, Place::ContactsOf, effects),
            Action::OpenPeer => self.open_by_id(action, argument, Place::Peer, effects),
            Action::OpenChange => self.open_by_id(action, argument, Place::ContactChange, effects),
            Action::OpenLine => self.open_by_id(action, argument, Place::JournalLine, effects),
            Action::OpenEntry => self.open_by_id(action, argument, Place::Entry, effects),
            _ => {}
        }
    }

    /// Performs an action that is about a file or a person somebody names.
    fn take_typed(&mut self, action: Action, argument: Option<String>, effects: &mut Vec<Effect>) {
        match action {
            Action::TransferPack => self.pack(argument, effects),
            Action::GuardDraft => self.read_draft(argument, effects),
            Action::GuardRevoke => self.revoke(argument, effects),
            Action::ContactImport => self.import_bundle(argument, effects),
            _ => self.save_draft(argument, effects),
        }
    }

    /// Ends the console; asks first when an act has no answer yet, since its outcome would stay unknown, when a file is being written, or when
    /// something is half written.
    fn quit(&mut self, anyway: bool, effects: &mut Vec<Effect>) {
        let under_way = self.acts.iter().filter(|act| act.unknown_since().is_none()).count();
        let is_quiet = under_way == 0 && !self.is_exporting();
        if !anyway && is_quiet && self.asks_what_goes(Action::Quit, ANYWAY.to_owned()) {
            return;
        }
        if anyway || is_quiet {
            self.remember_look(effects);
            return effects.push(Effect::Quit);
        }
        let (question, mut lines) = if under_way > 0 {
            let lines = vec![
                "An act was sent and the registry has not answered yet.".to_owned(),
                "If you leave now its outcome stays unknown; the journal holds the intent and its key.".to_owned(),
            ];
            ("Leave before the answer is here?", lines)
        } else {
            ("Leave before the export is done?", vec!["If you leave now, nothing of its file is left.".to_owned()])
        };
        // One answer is given to all of it.
        lines.extend(self.what_goes(Action::Quit));
        let ask = YesNo::new(question, lines, Action::Quit, Some(ANYWAY.to_owned()));
        self.overlays.push(Overlay::Confirm(Box::new(Confirm::YesNo(ask))));
    }

    /// One step back: what was said is seen, then find, filter and the full view go, then the place.
    fn back(&mut self, anyway: bool, effects: &mut Vec<Effect>) {
        if self.toasts.current().is_some() && !anyway {
            if let Some(after) = self.toasts.seen() {
                effects.push(Effect::Wake { timer: crate::app::Timer::Toast, after });
            }
            return;
        }
        if self.list().is_some_and(|list| list.find().is_active()) {
            return self.on_list(effects, |list, _| list.begin_find());
        }
        if !anyway && self.asks_what_goes(Action::Back, ANYWAY.to_owned()) {
            return;
        }
        if self.stage.screen_mut().step_back() {
            return self.fit(effects);
        }
        if self.list().is_some_and(|list| !list.filter_text().is_empty()) || self.is_narrowed() {
            return self.filter(Some(String::new()), effects);
        }
        if !self.go_back(effects) && !self.place().is_root() {
            self.go_tab(self.place().root(), effects);
        }
    }

    /// Whether [`Action::Back`] would change anything.
    pub(super) fn has_way_back(&self) -> bool {
        self.toasts.current().is_some()
            || self.list().is_some_and(|list| list.find().is_active() || !list.filter_text().is_empty())
            || self.is_narrowed()
            || !self.behind.is_empty()
            || !self.place().is_root()
            || self.screen().is_stepped_in()
    }

    fn open_help(&mut self) {
        let help = Help::open(self.place().scopes(), &self.keymap, |action| allowed(action, self));
        self.overlays.push(Overlay::Help(Box::new(help)));
    }

    fn open_problem(&mut self) {
        if let Some(problem) = self.problem.clone() {
            self.overlays.push(Overlay::Problem(Box::new(ProblemBox::new(problem))));
        }
    }

    /// Lets the screen perform an action of its own, and does what it then wants.
    fn leave_to_screen(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
        let did = self.stage.screen_mut().perform(action, &mut desk);
        self.do_next(did, effects);
    }

    /// Does what a screen wants done.
    pub(super) fn do_next(&mut self, did: Did, effects: &mut Vec<Effect>) {
        match did {
            Did::Nothing => {}
            Did::Divided => self.fit(effects),
            Did::Go(place) => self.go(place, effects),
            Did::Copy(text) => self.copy(text, effects),
            Did::List(place, filter) => self.go_filtered(place, &filter, effects),
            Did::Sign(text) => self.sign(*text, effects),
            Did::Record(recording, why) => self.record(*recording, why, effects),
            Did::Refuse(refusal) => self.refuse(&refusal, effects),
        }
    }

    fn find_again(&mut self, forward: bool, effects: &mut Vec<Effect>) {
        if !self.on_list(effects, |list, desk| list.find_again(forward, desk)) {
            self.say(Severity::Info, "No loaded row matches; a filter asks the registry.", effects);
        }
    }

    fn open_palette(&mut self) {
        let sorts = self.list_fields().iter().filter(|field| field.sortable).map(|field| field.name.to_owned()).collect();
        let profiles = self.profiles.iter().map(|profile| profile.name.clone()).collect();
        let palette =
            Palette::open(self.place().scopes(), &self.keymap, |action| allowed(action, self), self.recent.iter().copied())
                .with_candidates(Action::ThemeSet, self.themes.names().to_vec())
                .with_candidates(Action::Profile, profiles)
                .with_candidates(Action::Copy, self.copyable_names())
                .with_candidates(Action::FilterSaved, self.saved_names())
                .with_candidates(Action::FilterForget, self.saved_names())
                .with_candidates(Action::Sort, sorts);
        self.overlays.push(Overlay::Palette(Box::new(palette)));
    }

    pub(super) fn filter(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        if self.screen().narrowed().is_some() {
            return self.filter_here(argument, effects);
        }
        let Some(text) = argument else {
            let Some(list) = self.list() else { return };
            let current = list.filter_text();
            let filter = FilterBox::new(list.fields(), &current, self.filters.clone());
            return self.overlays.push(Overlay::Filter(Box::new(filter)));
        };
        let answer = self.on_list(effects, |list, desk| list.filter_by(&text, desk).map_err(|problem| problem.to_string()).err());
        match answer {
            Some(problem) => self.say(Severity::Warn, format!("Not a filter: {problem}"), effects),
            None => self.remember_filter(text),
        }
    }

    /// Narrows a screen that has all its rows here, by its fields if it has such.
    fn filter_here(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        let fields = self.screen().narrows_by();
        if fields.is_empty() {
            return self.find(argument, effects);
        }
        let Some(text) = argument else {
            let current = self.screen().narrowed().unwrap_or_default().to_owned();
            let filter = FilterBox::new(fields, &current, self.filters.clone());
            return self.overlays.push(Overlay::Filter(Box::new(filter)));
        };
        match Filter::parse(&text, fields) {
            Err(problem) => self.say(Severity::Warn, format!("Not a filter: {problem}"), effects),
            Ok(_) => {
                self.narrow(&text, effects);
                self.remember_filter(text);
            }
        }
    }

    fn remember_filter(&mut self, text: String) {
        if !text.is_empty() {
            self.filters.retain(|known| *known != text);
            self.filters.push(text);
        }
    }

    fn find(&mut self, argument: Option<String>, effects: &mut Vec<Effect>) {
        match argument {
            None => {
                self.on_list(effects, |list, _| list.begin_find());
                self.overlays.push(Overlay::Find(Box::new(FindBox::new(self.finds.clone()))));
            }
            Some(text) => {
                self.seek_here(&text, effects);
                self.on_list(effects, |list, desk| {
                    if list.find().text != text {
                        list.begin_find();
                        list.find_text(&text, desk);
                    }
                    list.end_find(true, desk);
                });
                self.finds.retain(|known| *known != text);
                self.finds.push(text);
            }
        }
    }

    /// Shows only what these words select, on a screen that can.
    fn narrow(&mut self, words: &str, effects: &mut Vec<Effect>) {
        if self.screen().narrowed().is_some() {
            let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
            self.stage.screen_mut().narrow(words, &mut desk);
            self.fit(effects);
        }
    }

    /// Shows only what holds these words while they are typed, on a screen that can.
    pub(super) fn seek_here(&mut self, words: &str, effects: &mut Vec<Effect>) {
        if self.screen().narrowed().is_some() {
            let mut desk = Desk { now: self.now, tickets: &mut self.tickets, effects };
            self.stage.screen_mut().seek(words, &mut desk);
            self.fit(effects);
        }
    }

    /// Whether not everything is shown, on a screen that is narrowed by words.
    pub(super) fn is_narrowed(&self) -> bool {
        self.screen().narrowed().is_some_and(|words| !words.is_empty())
    }

    fn move_cursor(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let (now, body) = (self.now, self.body());
        let mut desk = Desk { now, tickets: &mut self.tickets, effects };
        self.stage.screen_mut().turn(action, now, body, &mut desk);
        self.peek_soon(effects);
    }
}

/// Whether an action opens one thing by its id.
fn names_one(action: Action) -> bool {
    use Action::{
        OpenAccount, OpenApproach, OpenAuthorization, OpenCase, OpenChange, OpenContact, OpenContactsOf, OpenEntry, OpenIncident,
        OpenLine, OpenMessage, OpenOrder, OpenPeer, OpenRun, OpenTransfer,
    };
    matches!(
        action,
        OpenAccount
            | OpenTransfer
            | OpenMessage
            | OpenIncident
            | OpenAuthorization
            | OpenApproach
            | OpenOrder
            | OpenCase
            | OpenRun
            | OpenContact
            | OpenContactsOf
            | OpenPeer
            | OpenChange
            | OpenLine
            | OpenEntry
    )
}

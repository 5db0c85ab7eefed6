//! One case: what was found, what each book says, where in the range, where it stands, who agreed to what, and its whole story.
//! Whoever proposed and confirmed is named only after their signatures were verified here.
//! Must not know: how a resolution is written or signed.

mod acts;
mod page;
mod said;
mod standing;
mod strip;

use super::{
    Place,
    calling::{self, Calling},
    dossier::{Dossier, Verified},
    linked::{Linked, Reading},
    screen::{Absence, Did, Freshness, Screen},
    tried::Tried,
};
use crate::{
    app::{Action, Desk, RequestId, Signer, confirm::Intent, looked::Looked, why::Refusal},
    domain::{
        case::{CaseId, State},
        contact::Matter,
    },
    registry::{Problem, Reply, case::CaseInFull, sheet::Sheet},
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// State of the page.
#[derive(Debug)]
pub struct CaseCard {
    dossier: Dossier,
    /// Roster, policy and resolution as they were verified last, or why not.
    verified: Option<Result<Verified, String>>,
    /// Who was called about it.
    tried: Tried,
    signer: Option<Signer>,
    reading: Reading,
    now: Timestamp,
}

impl CaseCard {
    /// The page of a case, not asked for yet.
    pub fn of(id: CaseId) -> Self {
        let (verified, signer, reading, now) = (None, None, Reading::default(), Timestamp::UNIX_EPOCH);
        Self { dossier: Dossier::of(id), verified, tried: Tried::default(), signer, reading, now }
    }

    fn case(&self) -> Option<&CaseInFull> {
        self.dossier.case().value().map(|case| &**case)
    }

    fn page(&self) -> Linked {
        let of = |case| page::of(case, self.verified.as_ref(), self.tried.items(self.now), self.now);
        self.case().map(of).unwrap_or_default()
    }

    /// Whom to call about it; nobody where the book was compared with itself.
    fn call(&self) -> Option<Calling> {
        let full = self.case()?;
        let (id, found) = (full.case.id, &full.case.found);
        let names = found.about.names();
        Calling::of_case(id, found.peer, Some(found.code), names.iter().map(String::as_str), full.due)
    }

    /// The strip above the page, and the page.
    fn halves(&self, area: Rect) -> (Rect, Rect) {
        let has_strip = self.case().is_some_and(|case| strip::is_worth_it(&case.case.found.about));
        let height = if has_strip && area.height >= strip::LEAST { strip::HEIGHT } else { 0 };
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    }

    /// Whether a resolution can be written or confirmed by the person here.
    fn may_resolve(&self) -> Result<(), Refusal> {
        let case = self.case().ok_or(Refusal::NotLoaded)?;
        if !case.case.is_open() {
            return Err(Refusal::NotNow("The case is closed. A run that finds the difference again opens it again.".to_owned()));
        }
        let none = || Refusal::NotNow("This profile names no operator, so nobody can sign here.".to_owned());
        let signer = self.signer.as_ref().ok_or_else(none)?;
        let verified = match self.verified.as_ref().ok_or(Refusal::NotLoaded)? {
            Ok(verified) => verified,
            Err(why) => return Err(Refusal::NotNow(format!("It can't be resolved here: {why}."))),
        };
        let may = match case.case.state {
            State::Proposed(_) if verified.may_decline(signer, self.now) => Ok(()),
            State::Proposed(_) => verified.may_confirm(signer, self.now).unwrap_or(Ok(())),
            _ if case.case.owner.is_none() => return Err(Refusal::NotNow("Nobody owns the case. Take it first.".to_owned())),
            _ => verified.may_propose(signer, self.now),
        };
        may.map_err(|why| Refusal::Rule { rule: why.rule(), why: why.to_string() })
    }
}

impl Screen for CaseCard {
    fn title(&self) -> String {
        format!("Case {}", self.dossier.id())
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(self.dossier.case(), || format!("case {}", self.dossier.id()))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(self.dossier.case())
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.dossier.is_missing() {
            self.refresh(desk);
        } else {
            // Whoever comes back from a call finds it here.
            self.tried.ask(Matter::Case(self.dossier.id()), desk);
        }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.dossier.ask(desk);
        self.tried.ask(Matter::Case(self.dossier.id()), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.dossier.give_up(desk);
        self.tried.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.dossier.answer(request, answer, desk);
        if mine {
            self.now = desk.now;
            let verified = self.dossier.verified(desk.now);
            self.verified = verified.map(|verified| verified.map_err(|doubt| doubt.to_string()));
        }
        mine || self.tried.answer(request, answer, desk.now)
    }

    fn fit(&mut self, now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        self.now = now;
        let page = self.halves(body).1;
        self.reading.fit(page);
    }

    fn in_flight(&self) -> usize {
        self.dossier.in_flight() + self.tried.in_flight()
    }

    fn turn(&mut self, action: Action, now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        self.fit(now, body, desk);
        let page = self.page();
        self.reading.turn(&page, action);
    }

    fn subject(&self) -> Option<String> {
        Some(self.dossier.id().to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Cases)
    }

    fn subject_is_loaded(&self) -> bool {
        self.case().is_some()
    }

    fn looked(&self) -> Option<Looked> {
        self.case()?;
        Some(Looked::view(self.dossier.id().to_string(), None, "the page of a case of reconciliation"))
    }

    fn open_selected(&self) -> Did {
        self.reading.follow(&self.page())
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        self.case().ok_or(Refusal::NotLoaded)?;
        match action {
            Action::NextPart | Action::PriorPart => Ok(()),
            Action::CaseResolve => self.may_resolve(),
            Action::CaseCall => self.call().map(drop).ok_or(Refusal::AboutNo("counterpart")),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn intent(&self, action: Action, follows: bool) -> Result<Intent, Refusal> {
        acts::intent(&self.dossier.case().fresh(follows)?.case, self.signer.as_ref(), action)
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        match action {
            Action::NextPart | Action::PriorPart => {
                let page = self.page();
                self.reading.part(&page, action == Action::NextPart);
                Did::Nothing
            }
            Action::CaseResolve => Did::Go(Place::Resolve(self.dossier.id())),
            Action::CaseCall => calling::go(self.call()),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, _now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let case = self.case()?;
        let (head, body) = self.halves(area);
        if head.height > 0 {
            strip::paint(&case.case.found, theme, head, buffer);
        }
        self.reading.paint(&self.page(), theme, body, buffer)
    }
}

//! The changes of contacts: what waits for another person, what cools off and until when, and what was decided in the last thirty days.
//! What a row says of a change is read from its text; whether its signatures hold is judged on its page.
//! Must not know: how a change is confirmed or ended.

mod view;

use super::{
    Place, contact_words as words,
    contacts::to_the_minute,
    screen::{Absence, Did, Freshness, Screen},
    short_list::ShortList,
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Signer, Timer, why::Refusal},
    evidence::contact_change::{ChangeText, ConfirmationText},
    registry::{
        Problem, Read, Reply,
        book::{ContactProposal, Contacts},
    },
    text::number::grouped,
    ui::Theme,
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use uuid::Uuid;

/// A change in the list.
#[derive(Debug)]
struct Row {
    proposal: ContactProposal,
    /// What its text says; none when it can't be read.
    read: Option<Words>,
    /// Whether it was proposed by whoever sits here.
    is_own: bool,
}

/// What the text of a change says.
#[derive(Debug)]
struct Words {
    what: String,
    kind: String,
    by: String,
    paper: String,
    confirmed_by: Option<String>,
}

/// State of the list.
#[derive(Debug, Default)]
pub struct ChangeList {
    contacts: Remote<Box<Contacts>>,
    signer: Option<Signer>,
    rows: Vec<Row>,
    list: ShortList<Uuid>,
    now: Timestamp,
}

impl ChangeList {
    /// Puts them in order: what waits, the oldest first; then what cools off, the next to count first; then the rest, the newest first.
    fn reckon(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let Some(contacts) = self.contacts.value() else { return };
        let person = self.signer.as_ref().map(|signer| signer.person.as_str().to_owned());
        self.rows = contacts.proposals.iter().map(|proposal| row(proposal, person.as_deref())).collect();
        let now = desk.now;
        self.rows.sort_by_key(|row| {
            let at = row.proposal.at.as_millisecond();
            match row.proposal.counts_from {
                _ if row.proposal.waits() => (0, at),
                Some(from) if now < from => (1, from.as_millisecond()),
                _ => (2, -at),
            }
        });
        desk.wake(Timer::Reading, to_the_minute(desk.now));
    }

    fn keys(&self) -> Vec<Uuid> {
        self.rows.iter().map(|row| row.proposal.id).collect()
    }

    fn selected(&self) -> Option<&Row> {
        self.rows.get(self.list.at(&self.keys()))
    }
}

fn row(proposal: &ContactProposal, person: Option<&str>) -> Row {
    let text = ChangeText::parse(proposal.text.octets().as_bytes()).ok();
    let confirmation =
        proposal.confirmation.as_ref().and_then(|(said, _)| ConfirmationText::parse(said.octets().as_bytes()).ok());
    let read = text.as_ref().map(|text| Words {
        what: words::change_words(text),
        kind: text.change().kind.word().to_owned(),
        by: text.change().initiator.to_string(),
        paper: text.change().basis.to_string(),
        confirmed_by: confirmation.map(|said| said.confirmation().person.to_string()),
    });
    let is_own = proposal.waits() && read.as_ref().is_some_and(|read| Some(read.by.as_str()) == person);
    Row { proposal: proposal.clone(), read, is_own }
}

impl Screen for ChangeList {
    fn title(&self) -> String {
        let count = |holds: &dyn Fn(&Row) -> bool| grouped(self.rows.iter().filter(|row| holds(row)).count() as u64);
        let cooling = |row: &Row| row.proposal.counts_from.is_some_and(|from| self.now < from) && is_confirmed(row);
        match self.contacts.value() {
            None => "Changes of contacts".to_owned(),
            Some(_) => {
                format!("Changes of contacts: {} wait, {} cooling off", count(&|row| row.proposal.waits()), count(&cooling))
            }
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        let none = || Absence::Empty("changes of contacts", String::new());
        Absence::of_value(&self.contacts, || "the directory of contacts".to_owned()).or_else(|| self.rows.is_empty().then(none))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn is_list(&self) -> bool {
        true
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.contacts.is_missing() { self.refresh(desk) } else { self.reckon(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.contacts.answer(request, answer, desk.now);
        if mine {
            self.reckon(desk);
        }
        mine
    }

    fn fit(&mut self, _now: Timestamp, body: Rect, _desk: &mut Desk<'_>) {
        let keys = self.keys();
        self.list.fit(usize::from(body.height.saturating_sub(1)), &keys);
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.reckon(desk);
    }

    fn in_flight(&self) -> usize {
        usize::from(self.contacts.is_asking())
    }

    fn turn(&mut self, action: Action, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {
        let keys = self.keys();
        self.list.turn(action, &keys);
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|row| row.proposal.id.to_string())
    }

    fn subject_is_loaded(&self) -> bool {
        self.selected().is_some()
    }

    fn opens(&self) -> Option<Place> {
        self.selected().map(|row| Place::ContactChange(row.proposal.id))
    }

    fn signs_as(&mut self, signer: Option<&Signer>) {
        self.signer = signer.cloned();
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            Action::ChangeConfirm | Action::ChangeSign => Err(Refusal::NotNow("Open the change and read it first.".to_owned())),
            other => Err(Refusal::NotHere(other.spec().scope)),
        }
    }

    fn intent(&self, _action: Action, _follows: bool) -> Result<crate::app::confirm::Intent, Refusal> {
        Err(Refusal::NotNow("Open the change first.".to_owned()))
    }

    fn perform(&mut self, _action: Action, _desk: &mut Desk<'_>) -> Did {
        Did::Nothing
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let at = self.list.at(&self.keys());
        let shown: Vec<&Row> = self.rows.iter().skip(self.list.top()).collect();
        view::paint(&shown, at.checked_sub(self.list.top()), now, theme, area, buffer)
    }
}

fn is_confirmed(row: &Row) -> bool {
    row.proposal.state.is(&crate::domain::contact::ProposalState::Confirmed)
}

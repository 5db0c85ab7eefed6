//! The changes of contacts: what waits for another person, what cools off and until when, and what was decided in the last thirty days.
//! What a row says of a change is read from its text; whether its signatures hold is judged on its page.
//! Must not know: how a change is confirmed or ended.

mod extract;
mod view;

use super::{
    Entire, Place, contact_words as words,
    contacts::to_the_minute,
    screen::{Absence, Did, Freshness, Screen},
    short_list::ShortList,
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Signer, Timer, why::Refusal},
    evidence::contact_change::ChangeText,
    registry::{
        Filter, Problem, Read, Reply, Sort,
        book::{ChangeRow, ContactProposal, Contacts},
        change_list::{by, selects},
        query::{CHANGE_FIELDS, Field},
        sheet::Sheet,
    },
    text::{Kind, Untrusted, number::grouped},
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
    /// What is filtered, exported and copied of it.
    listed: ChangeRow,
    /// What its text is about, in few words; none when it can't be read.
    about: Option<String>,
    /// Whether it was proposed by whoever sits here.
    is_own: bool,
}

/// State of the list.
#[derive(Debug, Default)]
pub struct ChangeList {
    contacts: Remote<Box<Contacts>>,
    signer: Option<Signer>,
    rows: Vec<Row>,
    /// The filter, as it was typed and as it reads.
    words: String,
    filter: Filter,
    /// The order that was asked for; without one what waits stands first.
    sort: Option<Sort>,
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
        self.put_in_order();
        desk.wake(Timer::Reading, to_the_minute(desk.now));
    }

    fn put_in_order(&mut self) {
        let now = self.now;
        if let Some(sort) = self.sort {
            return self.rows.sort_by(|a, b| by(sort, &a.listed, &b.listed));
        }
        self.rows.sort_by_key(|row| {
            let at = row.proposal.at.as_millisecond();
            match row.proposal.counts_from {
                _ if row.proposal.waits() => (0, at),
                Some(from) if now < from => (1, from.as_millisecond()),
                _ => (2, -at),
            }
        });
    }

    fn shown(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| selects(&self.filter, &row.listed, self.now))
    }

    fn keys(&self) -> Vec<Uuid> {
        self.shown().map(|row| row.proposal.id).collect()
    }

    fn selected(&self) -> Option<&Row> {
        self.shown().nth(self.list.at(&self.keys()))
    }

    /// The filter, to be shown.
    fn narrowing(&self) -> String {
        Untrusted::new(self.words.clone()).gate(Kind::Name).to_string()
    }
}

fn row(proposal: &ContactProposal, person: Option<&str>) -> Row {
    let text = ChangeText::parse(proposal.text.octets().as_bytes()).ok();
    let listed = ChangeRow::of(proposal);
    let is_own = proposal.waits() && listed.said.as_ref().is_some_and(|said| Some(said.by.as_str()) == person);
    Row { proposal: proposal.clone(), about: text.as_ref().map(words::change_words), listed, is_own }
}

impl Screen for ChangeList {
    fn title(&self) -> String {
        let count = |holds: &dyn Fn(&Row) -> bool| grouped(self.rows.iter().filter(|row| holds(row)).count() as u64);
        let cooling = |row: &Row| row.proposal.counts_from.is_some_and(|from| self.now < from) && is_confirmed(row);
        match self.contacts.value() {
            None => "Changes of contacts".to_owned(),
            Some(_) => {
                let filter = match self.narrowing() {
                    words if words.is_empty() => words,
                    words => format!("; {} shown, {words}", grouped(self.shown().count() as u64)),
                };
                let (waiting, cooling) = (count(&|row| row.proposal.waits()), count(&cooling));
                format!("Changes of contacts: {waiting} wait, {cooling} cooling off{filter}")
            }
        }
    }

    fn absence(&self) -> Option<Absence<'_>> {
        let none = || Absence::Empty("changes of contacts", self.narrowing());
        let is_empty = self.shown().next().is_none();
        Absence::of_value(&self.contacts, || "the directory of contacts".to_owned()).or_else(|| is_empty.then(none))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn is_list(&self) -> bool {
        true
    }

    fn entire(&self) -> Option<&dyn Entire> {
        Some(self)
    }

    fn entire_mut(&mut self) -> Option<&mut dyn Entire> {
        Some(self)
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
        self.list.turn(action, &keys, view::most_columns());
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|row| row.proposal.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Changes)
    }

    fn step_back(&mut self) -> bool {
        let sorted = self.sort.take().is_some();
        self.put_in_order();
        sorted
    }

    fn narrowed(&self) -> Option<&str> {
        Some(&self.words)
    }

    /// While a filter is being typed and can't be read yet, what was shown stays.
    fn narrow(&mut self, words: &str, _desk: &mut Desk<'_>) {
        if let Ok(filter) = Filter::parse(words, CHANGE_FIELDS) {
            (self.words, self.filter) = (words.to_owned(), filter);
        }
    }

    fn narrows_by(&self) -> &'static [Field] {
        CHANGE_FIELDS
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
        let shown: Vec<&Row> = self.shown().skip(self.list.top()).collect();
        view::paint(&shown, (at.checked_sub(self.list.top()), self.list.column()), now, theme, area, buffer)
    }
}

fn is_confirmed(row: &Row) -> bool {
    row.proposal.state.is(&crate::domain::contact::ProposalState::Confirmed)
}

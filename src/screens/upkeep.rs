//! The upkeep of the directory: who must be verified again and until when, by how many persons, and who answered when they were tested.
//! It is a queue: what is most urgent stands first, and one key begins what is to be done about it.
//! Must not know: how a verification is written, or how a call goes.

mod extract;
mod row;
mod view;

use super::{
    Entire, Place,
    calling::{self, Calling},
    contacts::to_the_minute,
    propose::{About, Proposing, Task},
    screen::{Absence, Did, Freshness, Screen},
    short_list::ShortList,
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Timer, why::Refusal},
    domain::contact::{Attempt, CardId, Due, Matter, ProposalKind},
    evidence::contact_change::ChangeText,
    registry::{
        Filter, Problem, Read, Reply, Sort,
        book::{ContactRow, Contacts, RecordedAttempt, contact_rows},
        contact_list::{by, selects},
        query::{CONTACT_FIELDS, Field},
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
use row::Row;
use std::collections::BTreeSet;

/// State of the queue.
#[derive(Debug, Default)]
pub struct Upkeep {
    contacts: Remote<Box<Contacts>>,
    tests: Remote<Vec<RecordedAttempt>>,
    /// Everybody, the most urgent first.
    everybody: Vec<Row>,
    /// The filter, as it was typed and as it reads.
    words: String,
    filter: Filter,
    /// The order that was asked for; without one the most urgent stands first.
    sort: Option<Sort>,
    /// Who is shown.
    rows: Vec<usize>,
    list: ShortList<CardId>,
    now: Timestamp,
}

impl Upkeep {
    fn reckon(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let Some(contacts) = self.contacts.value() else { return };
        let tests: Vec<Attempt> = self.tests.value().into_iter().flatten().map(|recorded| recorded.attempt.clone()).collect();
        self.everybody = row::rows(&contacts.directory, &tests, &waiting(contacts), desk.now);
        self.pick();
        desk.wake(Timer::Reading, to_the_minute(desk.now));
    }

    /// Everybody as a row of the directory: a filter means here what it means there.
    fn in_directory(&self) -> Vec<ContactRow> {
        self.contacts.value().map_or_else(Vec::new, |contacts| contact_rows(&contacts.directory, self.now))
    }

    fn pick(&mut self) {
        let is_whole = self.filter.is_empty();
        let selected: BTreeSet<CardId> = match is_whole {
            true => BTreeSet::new(),
            false => self.in_directory().into_iter().filter(|row| selects(&self.filter, row)).map(|row| row.id).collect(),
        };
        let mut shown: Vec<(usize, &Row)> =
            self.everybody.iter().enumerate().filter(|(_, row)| is_whole || selected.contains(&row.id)).collect();
        if let Some(sort) = self.sort {
            shown.sort_by(|(_, a), (_, b)| by(sort, (&a.name, &a.id), (&b.name, &b.id)));
        }
        self.rows = shown.into_iter().map(|(at, _)| at).collect();
    }

    fn shown(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter_map(|at| self.everybody.get(*at))
    }

    fn keys(&self) -> Vec<CardId> {
        self.shown().map(|row| row.id.clone()).collect()
    }

    fn selected(&self) -> Option<&Row> {
        self.shown().nth(self.list.at(&self.keys()))
    }

    /// The filter, to be shown.
    fn narrowing(&self) -> String {
        Untrusted::new(self.words.clone()).gate(Kind::Name).to_string()
    }

    fn test(&self) -> Result<Calling, Refusal> {
        let contacts = self.contacts.value().ok_or(Refusal::NotLoaded)?;
        Calling::of_test(&contacts.directory, &self.selected().ok_or(Refusal::NoRow)?.id, self.now)
    }

    fn call(&self) -> Option<Calling> {
        let row = self.selected()?;
        Some(Calling::of_contact(row.registry?, row.roles.first().copied()))
    }
}

/// The cards whose verification waits for a second person.
fn waiting(contacts: &Contacts) -> BTreeSet<CardId> {
    let waiting = contacts.proposals.iter().filter(|proposal| proposal.waits());
    let texts = waiting.filter_map(|proposal| ChangeText::parse(proposal.text.octets().as_bytes()).ok());
    let verifications = texts.filter(|text| text.change().kind == ProposalKind::Verification);
    verifications.flat_map(|text| text.entries()).filter_map(|entry| entry.key().card().cloned()).collect()
}

impl Screen for Upkeep {
    fn title(&self) -> String {
        if self.contacts.value().is_none() {
            return "Upkeep of contacts".to_owned();
        }
        let count = |holds: &dyn Fn(&Row) -> bool| grouped(self.everybody.iter().filter(|row| holds(row)).count() as u64);
        let due = count(&|row| row.due(self.now) == Some(Due::Due));
        let late = count(&|row| !matches!(row.due(self.now), Some(Due::No | Due::Due)));
        let tests = count(&|row| row.test.is_due(self.now));
        let filter = match self.narrowing() {
            words if words.is_empty() => words,
            words => format!("; {} shown, {words}", grouped(self.rows.len() as u64)),
        };
        format!("Upkeep of contacts: {late} overdue, {due} due, {tests} to be tested{filter}")
    }

    fn absence(&self) -> Option<Absence<'_>> {
        let none = || Absence::Empty("contacts", self.narrowing());
        Absence::of_value(&self.contacts, || "the directory of contacts".to_owned()).or_else(|| self.rows.is_empty().then(none))
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
        if self.contacts.is_missing() || self.tests.is_missing() { self.refresh(desk) } else { self.reckon(desk) }
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.contacts.ask(Read::Contacts, desk);
        self.tests.ask(Read::ContactAttempts(Some(Matter::Test)), desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.contacts.give_up(desk);
        self.tests.give_up(desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.contacts.answer(request, answer, desk.now) || self.tests.answer(request, answer, desk.now);
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
        usize::from(self.contacts.is_asking()) + usize::from(self.tests.is_asking())
    }

    fn turn(&mut self, action: Action, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {
        let keys = self.keys();
        self.list.turn(action, &keys, view::most_columns());
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|row| row.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Contacts)
    }

    fn step_back(&mut self) -> bool {
        let sorted = self.sort.take().is_some();
        self.pick();
        sorted
    }

    fn narrowed(&self) -> Option<&str> {
        Some(&self.words)
    }

    /// While a filter is being typed and can't be read yet, what was shown stays.
    fn narrow(&mut self, words: &str, _desk: &mut Desk<'_>) {
        if let Ok(filter) = Filter::parse(words, CONTACT_FIELDS) {
            (self.words, self.filter) = (words.to_owned(), filter);
            self.pick();
        }
    }

    fn narrows_by(&self) -> &'static [Field] {
        CONTACT_FIELDS
    }

    fn subject_is_loaded(&self) -> bool {
        self.selected().is_some()
    }

    fn opens(&self) -> Option<Place> {
        self.selected().map(|row| Place::Contact(row.id.clone()))
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            Action::ContactVerify | Action::ContactPropose => self.selected().map(drop).ok_or(Refusal::NoRow),
            Action::ContactTest => self.test().map(drop),
            Action::ContactCall => self.call().map(drop).ok_or(Refusal::AboutNo("registry")),
            Action::ContactRegistry => {
                let registry = self.selected().ok_or(Refusal::NotLoaded)?.registry;
                registry.map(drop).ok_or(Refusal::AboutNo("registry"))
            }
            Action::ContactChanges | Action::ContactUpkeep => Ok(()),
            _ => Err(Refusal::NotNow("This works in the list of contacts.".to_owned())),
        }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        let Some(row) = self.selected() else { return Did::Nothing };
        let propose = |task| Did::Go(Place::Propose(Box::new(Proposing { about: About::Card(row.id.clone()), task })));
        match action {
            Action::ContactVerify => propose(Some(Task::Verify)),
            Action::ContactPropose => propose(None),
            Action::ContactTest => calling::go(self.test().ok()),
            Action::ContactCall => calling::go(self.call()),
            Action::ContactRegistry => row.registry.map_or(Did::Nothing, |registry| Did::Go(Place::ContactsOf(registry))),
            Action::ContactChanges => Did::Go(Place::ContactChanges),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let at = self.list.at(&self.keys());
        let shown: Vec<&Row> = self.shown().skip(self.list.top()).collect();
        view::paint(&shown, (at.checked_sub(self.list.top()), self.list.column()), now, theme, area, buffer)
    }
}

//! The upkeep of the directory: who must be verified again and until when, by how many persons, and who answered when they were tested.
//! It is a queue: what is most urgent stands first, and one key begins what is to be done about it.
//! Must not know: how a verification is written, or how a call goes.

mod row;
mod view;

use super::{
    Place,
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
        Problem, Read, Reply,
        book::{Contacts, RecordedAttempt},
    },
    text::number::grouped,
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
    rows: Vec<Row>,
    list: ShortList<CardId>,
    now: Timestamp,
}

impl Upkeep {
    fn reckon(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        let Some(contacts) = self.contacts.value() else { return };
        let tests: Vec<Attempt> = self.tests.value().into_iter().flatten().map(|recorded| recorded.attempt.clone()).collect();
        self.rows = row::rows(&contacts.directory, &tests, &waiting(contacts), desk.now);
        desk.wake(Timer::Reading, to_the_minute(desk.now));
    }

    fn keys(&self) -> Vec<CardId> {
        self.rows.iter().map(|row| row.id.clone()).collect()
    }

    fn selected(&self) -> Option<&Row> {
        self.rows.get(self.list.at(&self.keys()))
    }

    fn test(&self) -> Option<Calling> {
        let row = self.selected()?;
        Calling::of_test(row.registry?, row.id.clone(), row.roles.first().copied())
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
        let count = |holds: &dyn Fn(&Row) -> bool| grouped(self.rows.iter().filter(|row| holds(row)).count() as u64);
        let due = count(&|row| row.due(self.now) == Some(Due::Due));
        let late = count(&|row| !matches!(row.due(self.now), Some(Due::No | Due::Due)));
        let tests = count(&|row| row.test.is_due(self.now));
        format!("Upkeep of contacts: {late} overdue, {due} due, {tests} to be tested")
    }

    fn absence(&self) -> Option<Absence<'_>> {
        let none = || Absence::Empty("contacts", String::new());
        Absence::of_value(&self.contacts, || "the directory of contacts".to_owned()).or_else(|| self.rows.is_empty().then(none))
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_value(&self.contacts)
    }

    fn is_list(&self) -> bool {
        true
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
        self.list.turn(action, &keys);
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|row| row.id.to_string())
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
            Action::ContactTest => self.test().map(drop).ok_or_else(Calling::no_test),
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
            Action::ContactTest => calling::go(self.test()),
            Action::ContactCall => calling::go(self.call()),
            Action::ContactRegistry => row.registry.map_or(Did::Nothing, |registry| Did::Go(Place::ContactsOf(registry))),
            Action::ContactChanges => Did::Go(Place::ContactChanges),
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let at = self.list.at(&self.keys());
        let shown: Vec<&Row> = self.rows.iter().skip(self.list.top()).collect();
        view::paint(&shown, at.checked_sub(self.list.top()), now, theme, area, buffer)
    }
}

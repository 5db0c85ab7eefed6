//! The directory of contacts: everybody with their clock, whether they can be reached by telephone now, and what is due or changed lately.
//! It is asked for whole, so who can be reached is reckoned here, anew each minute; words such as `party:GHA role:security` narrow it.
//! Must not know: what a card shows, or how a call goes.

mod extract;
mod view;

use super::{
    Entire, Place, Source,
    calling::{self, Calling},
    contact_words,
    propose::{About, Proposing, Task},
    screen::{Absence, Did, Freshness, Screen},
    sight::Sight,
};
use crate::{
    app::{Action, Desk, Remote, RequestId, Timer, why::Refusal},
    domain::contact::CardId,
    registry::{
        Filter, Problem, Read, Reply, Sort,
        book::{ContactRow as Row, Contacts, contact_rows},
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
use std::time::Duration;

/// State of the directory.
#[derive(Debug, Default)]
pub struct ContactList {
    contacts: Remote<Box<Contacts>>,
    /// Everybody, as reckoned last, by registry and role.
    everybody: Vec<Row>,
    only: Only,
    /// The filter, as it was typed and as it reads.
    words: String,
    filter: Filter,
    /// The order that was asked for; without one they stand by registry and role.
    sort: Option<Sort>,
    /// Which of them are shown.
    picked: Vec<usize>,
    cursor: Option<CardId>,
    sight: Sight,
    /// When it was last reckoned.
    now: Timestamp,
}

/// Which of them are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Only {
    /// All of them.
    #[default]
    All,
    /// Who can be reached by telephone now.
    Reachable,
    /// Who must be verified again, or never was.
    Due,
    /// Of whom something changed in the last thirty days.
    Changed,
}

impl Only {
    fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Reachable => "reachable now",
            Self::Due => "to be verified",
            Self::Changed => "changed lately",
        }
    }

    fn of(action: Action) -> Self {
        match action {
            Action::ContactsReachable => Self::Reachable,
            Action::ContactsDue => Self::Due,
            Action::ContactsChanged => Self::Changed,
            _ => Self::All,
        }
    }

    /// The field of the filter that says the same.
    fn field(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Reachable => Some("reachable"),
            Self::Due => Some("due"),
            Self::Changed => Some("changed"),
        }
    }

    fn holds(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Reachable => row.reach.is_now(),
            Self::Due => row.is_due(),
            Self::Changed => row.changed.is_some(),
        }
    }
}

impl ContactList {
    /// Reckons who can be reached, and waits for the next minute.
    fn reckon(&mut self, desk: &mut Desk<'_>) {
        self.now = desk.now;
        if let Some(contacts) = self.contacts.value() {
            self.everybody = contact_rows(&contacts.directory, desk.now);
            self.pick();
            desk.wake(Timer::Reading, to_the_minute(desk.now));
        }
    }

    fn pick(&mut self) {
        let holds = |row: &Row| self.only.holds(row) && selects(&self.filter, row);
        let mut picked: Vec<(usize, &Row)> = self.everybody.iter().enumerate().filter(|(_, row)| holds(row)).collect();
        if let Some(sort) = self.sort {
            picked.sort_by(|(_, a), (_, b)| by(sort, (&a.name, &a.id), (&b.name, &b.id)));
        }
        self.picked = picked.into_iter().map(|(at, _)| at).collect();
        self.keep_in_sight();
    }

    fn shown(&self) -> impl Iterator<Item = &Row> {
        self.picked.iter().filter_map(|at| self.everybody.get(*at))
    }

    /// The selected row: that of the contact gone to, or the first when it is not shown.
    fn at(&self) -> usize {
        self.shown().position(|row| Some(&row.id) == self.cursor.as_ref()).unwrap_or(0)
    }

    fn selected(&self) -> Option<&Row> {
        self.shown().nth(self.at())
    }

    fn keep_in_sight(&mut self) {
        let at = self.at();
        self.sight.follow(at, self.picked.len());
    }

    /// What narrows it, in words.
    fn narrowing(&self) -> String {
        let words = Untrusted::new(self.words.clone()).gate(Kind::Name).to_string();
        [self.only.word().to_owned(), words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn call(&self) -> Option<Calling> {
        let row = self.selected()?;
        Some(Calling::of_contact(row.registries.first().copied()?, row.roles.first().copied()))
    }

    fn test(&self) -> Result<Calling, Refusal> {
        let contacts = self.contacts.value().ok_or(Refusal::NotLoaded)?;
        Calling::of_test(&contacts.directory, &self.selected().ok_or(Refusal::NoRow)?.id, self.now)
    }
}

/// How long until the minute that a clock shows is another.
pub(super) fn to_the_minute(now: Timestamp) -> Duration {
    Duration::from_secs(60 - u64::try_from(now.as_second().rem_euclid(60)).unwrap_or(0))
}

impl Screen for ContactList {
    fn title(&self) -> String {
        if self.contacts.value().is_none() {
            return "Contacts".to_owned();
        }
        let all = grouped(self.everybody.len() as u64);
        let count = if self.narrowing().is_empty() {
            let reachable = self.everybody.iter().filter(|row| row.reach.is_now()).count();
            format!("{all}, {} reachable now", grouped(reachable as u64))
        } else {
            format!("{} of {all}, {}", grouped(self.picked.len() as u64), self.narrowing())
        };
        let unread = self.contacts.value().map_or(0, |contacts| contacts.unread.len());
        let unread = if unread == 0 { String::new() } else { format!("; {unread} entries can't be read") };
        format!("Contacts: {count}{unread}; here {}", contact_words::here(self.now))
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_value(&self.contacts, || "the directory of contacts".to_owned())
            .or_else(|| self.picked.is_empty().then(|| Absence::Empty("contacts", self.narrowing())))
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
        self.sight.fit(usize::from(body.height.saturating_sub(1)));
        self.keep_in_sight();
    }

    fn woken(&mut self, desk: &mut Desk<'_>) {
        self.reckon(desk);
    }

    fn in_flight(&self) -> usize {
        usize::from(self.contacts.is_asking())
    }

    fn turn(&mut self, action: Action, _now: Timestamp, _body: Rect, _desk: &mut Desk<'_>) {
        self.sight.shift(action, view::most_columns());
        let to = self.sight.turned(action, self.at(), self.picked.len());
        let to = self.shown().nth(to).map(|row| row.id.clone());
        self.cursor = to;
        self.keep_in_sight();
    }

    fn step_back(&mut self) -> bool {
        let stepped = self.only != Only::All || self.sort.is_some();
        (self.only, self.sort) = (Only::All, None);
        self.pick();
        stepped
    }

    fn subject(&self) -> Option<String> {
        self.selected().map(|row| row.id.to_string())
    }

    fn subject_sheet(&self) -> Option<Sheet> {
        Some(Sheet::Contacts)
    }

    fn subject_is_loaded(&self) -> bool {
        self.selected().is_some()
    }

    fn opens(&self) -> Option<Place> {
        self.selected().map(|row| Place::Contact(row.id.clone()))
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

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::NextPart | Action::PriorPart => Err(Refusal::NoParts),
            Action::ContactCall => self.call().map(drop).ok_or(Refusal::AboutNo("registry")),
            Action::ContactTest => self.test().map(drop),
            Action::ContactVerify => self.selected().map(drop).ok_or(Refusal::NoRow),
            Action::ContactRegistry | Action::ContactTheirs => {
                let row = self.selected().ok_or(Refusal::NotLoaded)?;
                row.registries.first().map(drop).ok_or(Refusal::AboutNo("registry"))
            }
            _ => Ok(()),
        }
    }

    fn perform(&mut self, action: Action, _desk: &mut Desk<'_>) -> Did {
        match action {
            Action::ContactsReachable | Action::ContactsDue | Action::ContactsChanged => {
                let only = Only::of(action);
                self.only = if self.only == only { Only::All } else { only };
                self.pick();
                Did::Divided
            }
            Action::ContactCall => calling::go(self.call()),
            Action::ContactTest => calling::go(self.test().ok()),
            Action::ContactPropose | Action::ContactVerify => {
                let about = self.selected().map_or(About::Directory, |row| About::Card(row.id.clone()));
                let task = (action == Action::ContactVerify).then_some(Task::Verify);
                Did::Go(Place::Propose(Box::new(Proposing { about, task })))
            }
            Action::ContactChanges => Did::Go(Place::ContactChanges),
            Action::ContactUpkeep => Did::Go(Place::Upkeep),
            Action::ContactBroadcasts => Did::Go(Place::Broadcasts),
            Action::ContactTheirs => {
                let registry = self.selected().and_then(|row| row.registries.first().copied());
                registry.map_or(Did::Nothing, |registry| Did::Go(Place::TakeOver(Box::new(Source::Peer(registry)))))
            }
            Action::ContactRegistry => {
                let registry = self.selected().and_then(|row| row.registries.first().copied());
                registry.map_or(Did::Nothing, |registry| Did::Go(Place::ContactsOf(registry)))
            }
            _ => Did::Nothing,
        }
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let shown: Vec<&Row> = self.shown().skip(self.sight.top()).collect();
        let selected = self.at().checked_sub(self.sight.top());
        view::paint((&shown, self.only), (selected, self.sight.column()), now, theme, area, buffer)
    }
}

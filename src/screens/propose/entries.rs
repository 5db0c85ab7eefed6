//! What was typed, as entries of the directory as they are to be; or the first row that is wrong, and why.
//! Everything is read strictly by the types of the directory: what does not fit them can't be proposed.
//! Must not know: who proposes it, or how it is signed.

use super::{
    before::hours_words,
    choices::{Choices, restored},
    task::{About, Row, Task},
};
use crate::{
    domain::{
        calendar::Zone,
        contact::{
            Absence, Address, Assignment, AssignmentState, Card, CardId, CardKind, Channel, ChannelKind, ContactKey,
            ContactKeyKind, Directory, Entry, KeyOwner, Role, Term, WorkingHours, end_of,
        },
    },
    screens::{form::Form, writing},
    text::Untrusted,
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};
use std::{collections::BTreeSet, fmt::Display, str::FromStr};

/// The first thing that is wrong or missing, and in which row.
pub type Lack = writing::Lack<Row>;

/// What is said of a day that no calendar here reaches.
const TOO_FAR: &str = "that day is too far away";

/// What is typed, and what it is about.
pub struct Typed<'a> {
    /// What it is about.
    pub about: &'a About,
    /// The form.
    pub form: &'a Form<Row>,
    /// The directory as it is.
    pub directory: &'a Directory,
    /// What could be chosen.
    pub choices: &'a Choices,
    /// Now, to the second.
    pub now: Timestamp,
}

impl Typed<'_> {
    /// The entries that are proposed, ascending by key.
    ///
    /// # Errors
    /// [`Lack`].
    pub fn entries(&self, task: Task) -> Result<Vec<Entry>, Lack> {
        let mut entries = match task {
            Task::AddChannel => vec![self.channel(self.card()?)?],
            Task::EndChannel | Task::EndKey | Task::EndRole => {
                vec![end_of(self.which()?, self.now).ok_or_else(|| lack(Row::Which, "it has ended already"))?]
            }
            Task::RestoreRole => {
                vec![restored(self.which()?, self.now).ok_or_else(|| lack(Row::Which, "it counts, or is over"))?]
            }
            Task::Card => vec![self.changed_card()?],
            Task::Absence => vec![self.absence()?],
            Task::Office => vec![self.office()?],
            Task::Switchboard => vec![self.switchboard()?],
            Task::NewOffice => vec![self.new_office()?],
            Task::Registry => vec![self.registry()?],
            Task::Chain => vec![self.chain()?],
            Task::NewList => vec![self.new_list()?],
            Task::List => vec![self.list()?],
            Task::Scope => vec![self.scope()?],
            Task::AddKey => vec![self.key()?],
            Task::AddRole => vec![self.role(self.card()?)?],
            Task::Onboard => self.somebody_new()?,
            Task::Offboard => self.directory.leaving(&self.card()?, self.now),
            Task::Verify => self.directory.still_right(&self.card()?, self.now),
        };
        entries.sort_by_key(Entry::key);
        self.directory.proper(task.kind(), &entries).map_err(|why| lack(row_of(task), why))?;
        Ok(entries)
    }

    fn card(&self) -> Result<CardId, Lack> {
        match self.about {
            About::Card(who) => Ok(who.clone()),
            About::Registry(_) | About::Directory => Err(lack(Row::Task, "this is about a person or a desk; open their card")),
        }
    }

    pub(super) fn which(&self) -> Result<&Entry, Lack> {
        let chosen = self.form.chosen(Row::Which).and_then(|at| self.choices.which.get(at));
        chosen.ok_or_else(|| lack(Row::Which, if self.choices.which.is_empty() { "there is none" } else { "choose which" }))
    }

    fn channel(&self, owner: CardId) -> Result<Entry, Lack> {
        let kind = self.of_table(Row::ChannelKind, ChannelKind::ALL)?;
        // People write numbers in groups; the text that is signed has none.
        let is_number = matches!(kind, ChannelKind::Duty | ChannelKind::Mobile | ChannelKind::Desk);
        let typed: String = self.typed(Row::Address)?.chars().filter(|letter| !is_number || *letter != ' ').collect();
        let address = Address::read(kind, &typed).map_err(|why| lack(Row::Address, why))?;
        Ok(Entry::Channel(Channel { owner, address, since: self.now, ended: None }))
    }

    fn changed_card(&self) -> Result<Entry, Lack> {
        let who = self.card()?;
        let (card, _) = self.directory.card(&who).ok_or_else(|| lack(Row::Task, "the directory has no such card"))?;
        let mut card = self.named(card.clone())?;
        card.hours = self.hours(card.hours.as_ref())?;
        card.deputy = self.maybe(Row::Deputy)?;
        Ok(Entry::Card(card))
    }

    /// A card with the name, the title and the languages that were typed.
    fn named(&self, card: Card) -> Result<Card, Lack> {
        let name = Untrusted::new(self.typed(Row::Name)?);
        let title = Untrusted::new(self.form.text(Row::Title));
        Ok(Card { name, title, languages: self.several(Row::Languages)?, ..card })
    }

    /// Hours as they were typed; those that are there stay as they are when nothing else was typed.
    pub(super) fn hours(&self, before: Option<&WorkingHours>) -> Result<Option<WorkingHours>, Lack> {
        let text = self.form.text(Row::Hours);
        if before.is_some_and(|before| hours_words(before) == text) {
            return Ok(before.cloned());
        }
        let wrong = |why: &dyn Display| lack(Row::Hours, why);
        let words: Vec<&str> = text.split_whitespace().collect();
        let (parts, on_holidays) = match words.as_slice() {
            [] => return Ok(None),
            [zone, days, hours] => ([*zone, *days, *hours], false),
            [zone, days, hours, "holidays"] => ([*zone, *days, *hours], true),
            _ => return Err(wrong(&"a time zone, days and hours, and the word holidays where they work then too")),
        };
        let [zone, weekdays, hours] = parts;
        Ok(Some(WorkingHours {
            zone: zone.parse().map_err(|why| wrong(&why))?,
            weekdays: weekdays.parse().map_err(|why| wrong(&why))?,
            hours: hours.parse().map_err(|why| wrong(&why))?,
            on_holidays,
        }))
    }

    fn absence(&self) -> Result<Entry, Lack> {
        let who = self.card()?;
        let zone = self.zone(&who);
        let from = begin_of(self.day(Row::From)?, zone.as_ref()).ok_or_else(|| lack(Row::From, TOO_FAR))?;
        let term = Term::new(from, self.end(zone.as_ref())?).map_err(|why| lack(Row::Until, why))?;
        Ok(Entry::Absence(Absence { who, term, deputy: self.maybe(Row::Deputy)? }))
    }

    fn key(&self) -> Result<Entry, Lack> {
        let owner = match self.about {
            About::Registry(registry) => KeyOwner::Registry(*registry),
            _ => KeyOwner::Card(self.card()?),
        };
        let kind = self.of_table(Row::KeyKind, ContactKeyKind::ALL)?;
        let fingerprint = self.parsed(Row::Fingerprint)?;
        let term = Term::new(self.now, self.end(None)?).map_err(|why| lack(Row::Until, why))?;
        Ok(Entry::Key(ContactKey { owner, kind, fingerprint, term }))
    }

    fn role(&self, who: CardId) -> Result<Entry, Lack> {
        let role = self.of_table(Row::Role, Role::ALL)?;
        let registry = self.form.chosen(Row::Registry).and_then(|at| self.choices.registries.get(at));
        let registry = *registry.ok_or_else(|| lack(Row::Registry, "choose the registry"))?;
        let term = Term::new(self.now, self.end(None)?).map_err(|why| lack(Row::Until, why))?;
        let nominated_by: Option<CardId> = self.maybe(Row::Nominator)?;
        if nominated_by.is_none() && role != Role::NationalFocalPoint {
            return Err(lack(Row::Nominator, "every role but that of a focal point is nominated by one"));
        }
        let (basis, state, scope) = (self.parsed(Row::Basis)?, AssignmentState::Active, self.scope_typed()?);
        Ok(Entry::Assignment(Assignment { who, role, registry, scope, term, basis, nominated_by, state }))
    }

    fn somebody_new(&self) -> Result<Vec<Entry>, Lack> {
        let organisation = self.form.chosen(Row::Organisation).and_then(|at| self.choices.organisations.get(at));
        let organisation = organisation.cloned().ok_or_else(|| lack(Row::Organisation, "choose where they work"))?;
        let id: CardId = self.parsed(Row::Id)?;
        if self.directory.card(&id).is_some() {
            return Err(lack(Row::Id, "somebody has this id already"));
        }
        let kind = self.of_table(Row::CardKind, CardKind::ALL)?;
        let (name, title, languages) = (Untrusted::default(), Untrusted::default(), BTreeSet::new());
        let card = Card { id: id.clone(), kind, organisation, name, title, languages, hours: None, deputy: None };
        let card = Entry::Card(self.named(card)?);
        Ok(vec![card, self.role(id.clone())?, self.channel(id)?])
    }

    /// Where they work; none when nobody knows.
    fn zone(&self, who: &CardId) -> Option<Zone> {
        let card = self.directory.card(who).map(|(card, _)| card);
        let office = card.and_then(|card| self.directory.organisation(&card.organisation));
        let hours = card.and_then(|card| card.hours.as_ref()).or(office.map(|office| &office.hours));
        hours.map(|hours| hours.zone.clone())
    }

    fn day(&self, row: Row) -> Result<Date, Lack> {
        self.typed(row)?.parse().map_err(|_| lack(row, "a day reads like 2027-03-31"))
    }

    /// The end of the last day, where they work, or in UTC.
    fn end(&self, zone: Option<&Zone>) -> Result<Timestamp, Lack> {
        let next = self.day(Row::Until)?.tomorrow().map_err(|_| lack(Row::Until, TOO_FAR))?;
        let end = begin_of(next, zone).ok_or_else(|| lack(Row::Until, TOO_FAR))?;
        if end <= self.now { Err(lack(Row::Until, "that day is over")) } else { Ok(end) }
    }

    /// Several words with commas or blanks between.
    pub(super) fn several<T: FromStr<Err: Display> + Ord>(&self, row: Row) -> Result<BTreeSet<T>, Lack> {
        self.words(row).map(|word| word.parse().map_err(|why| lack(row, why))).collect()
    }

    pub(super) fn words(&self, row: Row) -> impl Iterator<Item = &str> {
        self.form.text(row).split([',', ' ']).filter(|word| !word.is_empty())
    }

    pub(super) fn of_table<T: Copy>(&self, row: Row, table: &[(T, &'static str)]) -> Result<T, Lack> {
        let chosen = self.form.chosen(row).and_then(|at| table.get(at)).map(|(value, _)| *value);
        chosen.ok_or_else(|| lack(row, "choose one"))
    }

    pub(super) fn typed(&self, row: Row) -> Result<&str, Lack> {
        let text = self.form.text(row);
        if text.is_empty() { Err(lack(row, "is still to be typed")) } else { Ok(text) }
    }

    pub(super) fn parsed<T: FromStr<Err: Display>>(&self, row: Row) -> Result<T, Lack> {
        self.typed(row)?.parse().map_err(|why| lack(row, why))
    }

    pub(super) fn maybe<T: FromStr<Err: Display>>(&self, row: Row) -> Result<Option<T>, Lack> {
        if self.form.text(row).is_empty() { Ok(None) } else { self.parsed(row).map(Some) }
    }
}

/// The first moment of a day in a zone, or in UTC.
fn begin_of(day: Date, zone: Option<&Zone>) -> Option<Timestamp> {
    match zone {
        Some(zone) => zone.moment(day, Time::midnight()),
        None => day.to_zoned(TimeZone::UTC).ok().map(|midnight| midnight.timestamp()),
    }
}

/// The row that is to be looked at when what comes of all of them does not fit the directory.
fn row_of(task: Task) -> Row {
    match task {
        Task::AddChannel => Row::Address,
        Task::Card => Row::Name,
        Task::Office => Row::Hours,
        Task::Switchboard => Row::Switchboard,
        Task::Registry => Row::Production,
        Task::Chain => Row::Steps,
        Task::List => Row::Roles,
        Task::Scope => Row::Scope,
        Task::AddKey => Row::Fingerprint,
        Task::AddRole => Row::Role,
        Task::EndChannel | Task::EndKey | Task::EndRole | Task::RestoreRole => Row::Which,
        Task::Absence => Row::From,
        Task::Onboard | Task::NewOffice | Task::NewList => Row::Id,
        Task::Offboard | Task::Verify => Row::Task,
    }
}

pub(super) fn lack(row: Row, why: impl Display) -> Lack {
    (row, why.to_string())
}

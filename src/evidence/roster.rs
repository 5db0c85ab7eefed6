//! The roster of a registry: which persons act in which roles, with which keys, at which stations, under which logins (F02, F27).
//! Two persons are two rows of it. What could make one person look like two is refused when it is read (T05, T06).
//! Must not know: orders and statements, or how a roster comes into force.

mod consistency;
mod fault;
pub(super) mod head;
mod read;
mod row;
mod write;

pub use fault::{RosterFault, RosterProblem};
pub use row::{Deputy, Key, KeyKind, Login, NotALogin, Person, Role, Roles, Station};

use super::{
    digest::Digest,
    draft::{plain, tidy},
    edition::Edition,
    key::PublicKey,
    lines::{LineFault, LineProblem},
    moment::Moment,
    principal::Principal,
    validity::Validity,
};
use crate::domain::{Environment, PersonId, RegistryId, StationId};
use jiff::Timestamp;
use std::num::NonZeroU32;

/// The first line of the text.
pub const MAGIC: &str = "itmo-roster/v1";

/// The most octets of the text: some thousand persons.
pub const MOST_OCTETS: usize = 512 * 1024;

/// What a roster says. Only [`RosterText`] is known to be one that can be in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// The registry whose people these are.
    pub registry: RegistryId,
    /// What its acts mean: a roster of practice is none of production (T33).
    pub environment: Environment,
    /// Its number, from 1.
    pub version: NonZeroU32,
    /// The digest of the version before; none for the first.
    pub previous: Option<Digest>,
    /// From when until when it may be in force.
    pub validity: Validity,
    /// The persons, ascending by id.
    pub persons: Vec<Person>,
    /// Who stands in for whom, ascending.
    pub deputies: Vec<Deputy>,
    /// The keys of persons, ascending by person and then by the key's text.
    pub keys: Vec<Key>,
    /// The stations, ascending by id.
    pub stations: Vec<Station>,
    /// The logins, ascending.
    pub logins: Vec<Login>,
}

/// A roster with the exact octets that are signed. It is made by strict reading only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterText {
    text: String,
    roster: Roster,
    edition: Edition,
    /// Keys that one person ended, and since when.
    revoked: Vec<(Principal, Moment)>,
}

impl RosterText {
    /// Reads a roster. Every text that is accepted is exactly what [`Roster::write`] writes.
    ///
    /// # Errors
    /// [`RosterProblem`] names the first line that is not as it must be, or the rows that contradict each other.
    pub fn parse(octets: &[u8]) -> Result<Self, RosterProblem> {
        let roster = read::read(octets)?;
        consistency::check(&roster)?;
        let text = write::write(&roster);
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling }.into());
        }
        let edition = Edition { version: roster.version, sha256: Digest::of(&text) };
        Ok(Self { text, roster, edition, revoked: Vec::new() })
    }

    /// Reads the draft of the version after `before`: the same lines, but for numbers, counts and order, which are made here.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn tidied(draft: &str, before: Option<Edition>) -> Result<Self, RosterProblem> {
        let rows = ["person", "deputy", "key", "station", "login"].map(plain);
        Self::parse(tidy(draft, &rows, before).as_bytes())
    }

    /// The same, with somebody's key ended (F15). A row that begins later is none of its business: two officers have let the key count
    /// again. The text, and so the edition, stays what the officers signed.
    #[must_use]
    pub(super) fn ending(mut self, of: &Principal, public: &PublicKey, since: Moment) -> Self {
        let row = match of {
            Principal::Person(person) => {
                let mut keys = self.roster.keys.iter_mut();
                keys.find(|row| row.person == *person && row.public == *public).map(|row| &mut row.validity)
            }
            Principal::Station(station) => {
                let mut stations = self.roster.stations.iter_mut();
                stations.find(|row| row.id == *station && row.public == *public).map(|row| &mut row.validity)
            }
        };
        if let Some(validity) = row.filter(|validity| validity.ended_at(since) != **validity) {
            *validity = validity.ended_at(since);
            self.revoked.push((of.clone(), since));
        }
        self
    }

    /// Since when a key of somebody counts no more that was valid until it was revoked.
    pub fn revoked_since(&self, of: &Principal, end: Moment) -> Option<Timestamp> {
        self.revoked.iter().find(|(whose, since)| whose == of && *since == end).map(|(_, since)| since.timestamp())
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Which version it is, as orders and statements name it.
    pub fn edition(&self) -> Edition {
        self.edition
    }
}

impl Roster {
    /// Writes the text that is signed.
    ///
    /// # Errors
    /// [`RosterProblem`], as when it is read.
    pub fn write(&self) -> Result<RosterText, RosterProblem> {
        RosterText::parse(write::write(self).as_bytes())
    }

    /// The person with this id.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.persons.iter().find(|person| person.id == *id)
    }

    /// The row of a person's key.
    pub fn key(&self, public: &PublicKey) -> Option<&Key> {
        self.keys.iter().find(|key| key.public == *public)
    }

    /// The station with this id.
    pub fn station(&self, id: &StationId) -> Option<&Station> {
        self.stations.iter().find(|station| station.id == *id)
    }

    /// The person whom a login belongs to.
    pub fn person_of_login(&self, login: &str) -> Option<&PersonId> {
        self.logins.iter().find(|row| *row.login == *login).map(|row| &row.person)
    }

    /// Whether a person holds a role at a time by their own row, not as a deputy.
    pub fn holds(&self, id: &PersonId, role: Role, at: Timestamp) -> bool {
        self.person(id).is_some_and(|person| person.roles.has(role) && person.validity.holds_at(at))
    }

    /// Whether a person may act in a role at a time, by their own row or as a deputy of somebody who holds it then (F25).
    pub fn acts_as(&self, id: &PersonId, role: Role, at: Timestamp) -> bool {
        self.holds(id, role, at) || self.stands_in(id, at).any(|row| row.roles.has(role) && self.holds(&row.principal, role, at))
    }

    /// Whom a person stands in for at a time; nobody when their own row has ended.
    pub fn stands_in(&self, id: &PersonId, at: Timestamp) -> impl Iterator<Item = &Deputy> {
        let here = self.person(id).is_some_and(|person| person.validity.holds_at(at));
        self.deputies.iter().filter(move |row| here && row.deputy == *id && row.validity.holds_at(at))
    }

    /// The persons who may act in a role at a time, each once.
    pub fn those_who_act_as(&self, role: Role, at: Timestamp) -> impl Iterator<Item = &Person> {
        self.persons.iter().filter(move |person| self.acts_as(&person.id, role, at))
    }

    /// The keys a person may use at a time.
    pub fn keys_of(&self, id: &PersonId, at: Timestamp) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(move |key| key.person == *id && key.validity.holds_at(at))
    }
}

#[cfg(test)]
mod tests;

//! Whether the rows of a roster fit each other.
//! Refused is what has two spellings, names nobody, or would let one person look like two (F02, F25, F27, T06).
//! Must not know: lines and octets.

use super::{Role, Roles, Roster, RosterFault, write};
use crate::{domain::PersonId, evidence::key::PublicKey};
use std::collections::{HashMap, HashSet, hash_map::Entry};

/// How many security officers decide (F27).
const OFFICERS: usize = 2;

pub(super) fn check(roster: &Roster) -> Result<(), RosterFault> {
    if (roster.version.get() == 1) != roster.previous.is_none() {
        return Err(RosterFault::Previous);
    }
    order(roster)?;
    known_persons(roster)?;
    keys_of_their_own(roster)?;
    roles(roster)?;
    deputies(roster)?;
    officers(roster)
}

fn order(roster: &Roster) -> Result<(), RosterFault> {
    ascending("person", roster.persons.iter().map(|row| row.id.as_str()))?;
    ascending("deputy", roster.deputies.iter().map(write::deputy))?;
    ascending("key", roster.keys.iter().map(|row| (&row.person, write::key(row))))?;
    ascending("station", roster.stations.iter().map(|row| row.id.as_str()))?;
    ascending("login", roster.logins.iter().map(|row| &row.login))
}

fn ascending<T: PartialOrd>(kind: &'static str, rows: impl Iterator<Item = T>) -> Result<(), RosterFault> {
    if rows.is_sorted_by(|before, after| before < after) { Ok(()) } else { Err(RosterFault::Order(kind)) }
}

fn known_persons(roster: &Roster) -> Result<(), RosterFault> {
    let known: HashSet<&PersonId> = roster.persons.iter().map(|row| &row.id).collect();
    let deputies = roster.deputies.iter().flat_map(|row| [&row.deputy, &row.principal]).map(|person| (person, "deputy"));
    let keys = roster.keys.iter().map(|row| (&row.person, "key"));
    let logins = roster.logins.iter().map(|row| (&row.person, "login"));
    match deputies.chain(keys).chain(logins).find(|(person, _)| !known.contains(person)) {
        Some((person, kind)) => Err(RosterFault::UnknownPerson(person.clone(), kind)),
        None => Ok(()),
    }
}

fn keys_of_their_own(roster: &Roster) -> Result<(), RosterFault> {
    let persons = roster.keys.iter().enumerate().map(|(at, row)| (row.public, named("key", at, row.person.as_str())));
    let stations = roster.stations.iter().enumerate().map(|(at, row)| (row.public, named("station", at, row.id.as_str())));
    let mut seen: HashMap<PublicKey, String> = HashMap::new();
    for (key, row) in persons.chain(stations) {
        match seen.entry(key) {
            Entry::Occupied(first) => return Err(RosterFault::SharedKey(first.get().clone(), row)),
            Entry::Vacant(place) => place.insert(row),
        };
    }
    Ok(())
}

/// A row as its line begins, and whose it is: a draft has no numbers yet.
fn named(kind: &str, at: usize, whose: &str) -> String {
    format!("{kind}-{} ({whose})", at.saturating_add(1))
}

/// Who watches does not act, and who only reads acts nowhere.
fn is_pure(roles: Roles) -> bool {
    roles.iter().all(Role::is_operating) || roles.iter().count() == 1
}

fn roles(roster: &Roster) -> Result<(), RosterFault> {
    for person in &roster.persons {
        let borrowed = roster.deputies.iter().filter(|row| row.deputy == person.id).flat_map(|row| row.roles.iter());
        let all = Roles::of(person.roles.iter().chain(borrowed));
        if !all.is_some_and(is_pure) {
            return Err(RosterFault::MixedRoles(person.id.clone()));
        }
    }
    Ok(())
}

fn deputies(roster: &Roster) -> Result<(), RosterFault> {
    for row in &roster.deputies {
        let held = roster.person(&row.principal).is_some_and(|person| row.roles.iter().all(|role| person.roles.has(role)));
        if !held || row.deputy == row.principal {
            return Err(RosterFault::EmptyDeputy(row.deputy.clone()));
        }
    }
    Ok(())
}

fn officers(roster: &Roster) -> Result<(), RosterFault> {
    let start = roster.validity.from().timestamp();
    let able = roster.persons.iter().filter(|person| {
        roster.holds(&person.id, Role::SecurityOfficer, start) && roster.keys_of(&person.id, start).next().is_some()
    });
    if able.count() >= OFFICERS { Ok(()) } else { Err(RosterFault::TooFewOfficers) }
}

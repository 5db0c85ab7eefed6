//! What the first roster and policy of every practice registry say.
//! They are invented like the people in them, and signed with keys that anybody can make: they protect nothing, and are not meant to.
//! Must not know: books.

use super::keys::{STATIONS, practice_person_key, practice_second_key, practice_station_key};
use crate::{
    domain::{
        Environment, Quantity, RegistryId,
        calendar::{Calendar, Weekdays},
    },
    evidence::{
        lines::Prose,
        moment::Moment,
        policy::{Limits, Outside, Policy, PolicyText},
        roster::{Key, KeyKind, Login, Person, Roles, Roster, RosterText, Station},
        sshsig::{Namespace, SshSignature},
        validity::Validity,
    },
    sandbox::people::{self, PEOPLE},
    wire::admin::signed::GuardedText,
};
use jiff::Timestamp;
use std::num::NonZeroU32;

/// Valid from 1 January 2024 to 1 January 2044, UTC: before anything that practice books remember, and after all of it.
pub(in crate::sandbox) const SINCE: Timestamp = Timestamp::constant(1_704_067_200, 0);
const UNTIL: Timestamp = Timestamp::constant(2_335_219_200, 0);

/// The officers who sign.
const OFFICERS: [&str; 2] = ["ines-rochat", "tomas-widmer"];

/// What is asked for what. A band counts from its amount on, and of all that fit the strictest demand does.
const BANDS: [&str; 4] = [
    "any from=0 approvals=1 rekey=quantity,acquiring-registry,acquiring-account,units,subject own-copy=no release=no call=no cooling-off=none",
    "any from=50000 approvals=1 rekey=quantity,acquiring-registry,acquiring-account,units,subject own-copy=yes release=no call=no cooling-off=1h",
    "any from=250000 approvals=2 rekey=quantity,acquiring-registry,acquiring-account,units,subject own-copy=yes release=yes call=yes cooling-off=next-working-day-noon",
    "trust-account from=0 approvals=1 rekey=subject own-copy=no release=no call=yes cooling-off=none",
];

/// The first roster, signed by both officers. `None` never happens: a test makes it for every registry of the practice world.
pub(in crate::sandbox) fn roster(registry: RegistryId) -> Option<GuardedText> {
    let text = roster_text(registry)?;
    Some(signed(text.as_str(), Namespace::Roster))
}

/// The first policy, signed by both officers.
pub(in crate::sandbox) fn policy(registry: RegistryId) -> Option<GuardedText> {
    let text = policy_text(registry)?;
    Some(signed(text.as_str(), Namespace::Policy))
}

fn signed(text: &str, namespace: Namespace) -> GuardedText {
    let sign = |officer| SshSignature::sign(&practice_person_key(officer), namespace, text.as_bytes()).armored();
    GuardedText {
        version: 1,
        sha256: crate::evidence::digest::Digest::of(text).to_string(),
        text: text.to_owned(),
        signatures: OFFICERS.map(sign).into(),
        since: None,
        revocations: Vec::new(),
    }
}

fn validity() -> Option<Validity> {
    Validity::new(Moment::of(SINCE), Moment::of(UNTIL)).ok()
}

fn roster_text(registry: RegistryId) -> Option<RosterText> {
    let validity = validity()?;
    let ids: std::collections::BTreeSet<&str> = PEOPLE.iter().map(|person| person.person).collect();
    let persons = ids.iter().map(|id| person(id, validity)).collect::<Option<Vec<_>>>()?;
    let mut keys = ids.iter().map(|id| key(id, validity)).collect::<Option<Vec<_>>>()?;
    let second = practice_second_key("amina-kessie").public();
    keys.push(Key { person: "amina-kessie".parse().ok()?, kind: KeyKind::File, public: second, validity });
    keys.sort_by_cached_key(|row| (row.person.clone(), crate::evidence::openssh_key::openssh_public(&row.public)));
    let station = |id: &&str| Some(Station { id: id.parse().ok()?, public: practice_station_key(id).public(), validity });
    let mut logins = PEOPLE.iter().map(login).collect::<Option<Vec<_>>>()?;
    logins.sort_by(|one, other| one.login.cmp(&other.login));
    let roster = Roster {
        registry,
        environment: Environment::Practice,
        version: NonZeroU32::MIN,
        previous: None,
        validity,
        persons,
        deputies: Vec::new(),
        keys,
        stations: STATIONS.iter().map(station).collect::<Option<_>>()?,
        logins,
    };
    roster.write().ok()
}

/// A person with the roles of all their logins: that one person may initiate and approve helps nobody to do both on one order (F01).
fn person(id: &str, validity: Validity) -> Option<Person> {
    let logins: Vec<&people::Person> = PEOPLE.iter().filter(|login| login.person == id).collect();
    let roles = Roles::of(logins.iter().map(|login| login.role))?;
    Some(Person { id: id.parse().ok()?, roles, validity, name: Prose::new(logins.first()?.name).ok()? })
}

fn key(id: &&str, validity: Validity) -> Option<Key> {
    Some(Key { person: id.parse().ok()?, kind: KeyKind::File, public: practice_person_key(id).public(), validity })
}

fn login(login: &people::Person) -> Option<Login> {
    Login::new(login.login, login.person.parse().ok()?).ok()
}

fn policy_text(registry: RegistryId) -> Option<PolicyText> {
    let zone = match registry.party().as_str() {
        "CHE" => "Europe/Zurich",
        "GHA" => "Africa/Accra",
        _ => "UTC",
    };
    let policy = Policy {
        registry,
        environment: Environment::Practice,
        version: NonZeroU32::MIN,
        previous: None,
        validity: validity()?,
        calendar: Calendar {
            zone: zone.parse().ok()?,
            weekdays: Weekdays::MONDAY_TO_FRIDAY,
            holidays: std::collections::BTreeSet::new(),
        },
        window: None,
        outside: Outside::Waits,
        bands: BANDS.iter().map(|band| band.parse().ok()).collect::<Option<_>>()?,
        limits: Limits {
            order: Some(Quantity::new(1_000_000)),
            account_day: Some(Quantity::new(5_000_000)),
            counterpart_day: Some(Quantity::new(20_000_000)),
            registry_day: Some(Quantity::new(50_000_000)),
        },
        trusted_delay: 4,
        life_online: 24,
        life_offline: 72,
        different_stations: true,
        same_host_minutes: 30,
        dwell_seconds: 1,
    };
    policy.write().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_registry_of_the_practice_world_has_both() {
        for registry in ["CHE01", "GHA01", "THA01", "SWE01", "XDE01", "XIR01", "JPN01"] {
            let registry = registry.parse().unwrap();
            assert!(roster(registry).is_some() && policy(registry).is_some(), "{registry}");
        }
    }
}

//! Writes a roster in its one spelling.
//! Rows stand in the order they are given; reading refuses another order than the ascending one.
//! Must not know: whether the rows fit each other.

use super::{Deputy, Key, Login, MAGIC, Person, Roster, Station};
use crate::evidence::{lines::LineWriter, openssh_key::openssh_public};

pub(super) fn write(roster: &Roster) -> String {
    LineWriter::new(MAGIC)
        .put("registry", roster.registry)
        .put("environment", roster.environment)
        .put("version", roster.version)
        .put_if("previous", roster.previous.map(|digest| format!("sha256:{digest}")))
        .put("valid-from", roster.validity.from())
        .put("valid-to", roster.validity.to())
        .put_numbered("person", roster.persons.iter().map(person))
        .put_numbered("deputy", roster.deputies.iter().map(deputy))
        .put_numbered("key", roster.keys.iter().map(key))
        .put_numbered("station", roster.stations.iter().map(station))
        .put_numbered("login", roster.logins.iter().map(login))
        .finish()
}

fn person(row: &Person) -> String {
    format!("{} {} {} {}", row.id, row.roles, row.validity, row.name)
}

pub(super) fn deputy(row: &Deputy) -> String {
    format!("{} {} {} {}", row.deputy, row.principal, row.roles, row.validity)
}

pub(super) fn key(row: &Key) -> String {
    format!("{} {} {} {}", row.person, row.kind.word(), openssh_public(&row.public), row.validity)
}

fn station(row: &Station) -> String {
    format!("{} {} {}", row.id, openssh_public(&row.public), row.validity)
}

fn login(row: &Login) -> String {
    format!("{} {}", row.login, row.person)
}

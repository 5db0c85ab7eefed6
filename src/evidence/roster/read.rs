//! Reads a roster strictly, line by line: what could be written in two ways is not read (T07).
//! Weak keys are refused here, where a key comes in (T06).
//! Must not know: whether the rows fit each other.

use super::{Deputy, Key, Login, MAGIC, MOST_OCTETS, Person, Roster, Station, head};
use crate::evidence::{
    key::PublicKey,
    lines::{LineProblem, Lines, Prose},
    openssh_key::parse_openssh_public,
    validity::Validity,
};
use std::{fmt::Display, str::FromStr};

pub(super) fn read(octets: &[u8]) -> Result<Roster, LineProblem> {
    let mut lines = Lines::open_within(octets, MAGIC, MOST_OCTETS)?;
    let roster = Roster {
        registry: lines.take_as("registry")?,
        environment: lines.take_as("environment")?,
        version: lines.take_as("version")?,
        previous: head::previous(&mut lines)?,
        validity: head::validity(&mut lines)?,
        persons: rows_in_prose(&mut lines, "person", person)?,
        deputies: rows(&mut lines, "deputy", deputy)?,
        keys: rows(&mut lines, "key", key)?,
        stations: rows(&mut lines, "station", station)?,
        logins: rows(&mut lines, "login", login)?,
    };
    lines.end()?;
    Ok(roster)
}

type Wrong = String;

fn rows<T>(lines: &mut Lines<'_>, stem: &str, row: fn(&str) -> Result<T, Wrong>) -> Result<Vec<T>, LineProblem> {
    let count: u16 = lines.take_as(&format!("{stem}-count"))?;
    let take = |number| {
        let value = lines.take(&format!("{stem}-{number}"))?;
        row(value).map_err(|why| lines.wrong(why))
    };
    (1..=count).map(take).collect()
}

fn rows_in_prose<T>(lines: &mut Lines<'_>, stem: &str, row: fn(&str) -> Result<T, Wrong>) -> Result<Vec<T>, LineProblem> {
    let count: u16 = lines.take_as(&format!("{stem}-count"))?;
    let take = |number| {
        let value = lines.take_prose(&format!("{stem}-{number}"))?;
        row(value.as_str()).map_err(|why| lines.wrong(why))
    };
    (1..=count).map(take).collect()
}

/// The words of a row, the last of which takes the rest.
fn words<'v, const N: usize>(value: &'v str, form: &str) -> Result<[&'v str; N], Wrong> {
    let words: Vec<&str> = value.splitn(N, ' ').collect();
    words.try_into().map_err(|_| format!("the row reads {form}"))
}

fn word<T: FromStr<Err: Display>>(word: &str) -> Result<T, Wrong> {
    word.parse().map_err(|why: T::Err| why.to_string())
}

fn stretch(from: &str, to: &str) -> Result<Validity, Wrong> {
    Validity::new(word(from)?, word(to)?).map_err(|why| why.to_string())
}

fn public(kind: &str, letters: &str) -> Result<PublicKey, Wrong> {
    parse_openssh_public(&format!("{kind} {letters}")).map_err(|why| why.to_string())
}

fn person(value: &str) -> Result<Person, Wrong> {
    let [id, roles, from, to, name] = words(value, "ID ROLES FROM TO NAME")?;
    let name = Prose::new(name).map_err(|why| why.to_string())?;
    Ok(Person { id: word(id)?, roles: word(roles)?, validity: stretch(from, to)?, name })
}

fn deputy(value: &str) -> Result<Deputy, Wrong> {
    let [deputy, principal, roles, from, to] = words(value, "DEPUTY PRINCIPAL ROLES FROM TO")?;
    Ok(Deputy { deputy: word(deputy)?, principal: word(principal)?, roles: word(roles)?, validity: stretch(from, to)? })
}

fn key(value: &str) -> Result<Key, Wrong> {
    let [person, kind, algorithm, letters, from, to] = words(value, "PERSON KIND ssh-ed25519 BASE64 FROM TO")?;
    let public = public(algorithm, letters)?;
    Ok(Key { person: word(person)?, kind: word(kind)?, public, validity: stretch(from, to)? })
}

fn station(value: &str) -> Result<Station, Wrong> {
    let [id, algorithm, letters, from, to] = words(value, "STATION ssh-ed25519 BASE64 FROM TO")?;
    Ok(Station { id: word(id)?, public: public(algorithm, letters)?, validity: stretch(from, to)? })
}

fn login(value: &str) -> Result<Login, Wrong> {
    let [login, person] = words(value, "LOGIN PERSON")?;
    Login::new(login, word(person)?).map_err(|why| why.to_string())
}

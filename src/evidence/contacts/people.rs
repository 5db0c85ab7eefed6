//! Cards, absences, roles, channels and keys as lines of a bundle.
//! The name and the title of a card are the only texts of people among them.
//! Must not know: the other entries.

use super::{
    line::{NONE, hours, hours_said, listed, maybe, put_prose, said, several, take, take_prose, time, word_of, written},
    places::take_several,
};
use crate::{
    domain::contact::{
        Absence, Address, Assignment, AssignmentState, Card, CardKind, Channel, ChannelKind, ContactKey, ContactKeyKind, Entry,
        KeyOwner, Role, Scope, ScopePart, Term,
    },
    evidence::lines::{LineProblem, LineWriter, Lines},
};

const EVERYTHING: &str = "everything";

fn term(lines: &Lines<'_>, from: &str, to: &str) -> Result<Term, LineProblem> {
    Term::new(time(lines, from)?, time(lines, to)?).map_err(|why| lines.wrong(why))
}

fn term_said(term: &Term) -> String {
    format!("{} {}", written(term.from()), written(term.to()))
}

pub fn read_card(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let [id, kind, organisation, deputy] = take(lines, row, "ID KIND ORGANISATION DEPUTY")?;
    let kind = word_of(kind, CardKind::of_word, "a kind of card").map_err(|why| lines.wrong(why))?;
    let (id, organisation, deputy) = (lines.read(id)?, lines.read(organisation)?, maybe(lines, deputy)?);
    Ok(Entry::Card(Card {
        id,
        kind,
        organisation,
        deputy,
        name: take_prose(lines, &format!("{row}-name"))?,
        title: take_prose(lines, &format!("{row}-title"))?,
        languages: take_several(lines, &format!("{row}-languages"))?,
        hours: {
            let value = lines.take(&format!("{row}-hours"))?;
            let words: Vec<&str> = value.split(' ').collect();
            match words.as_slice() {
                [NONE] => None,
                [zone, weekdays, open, holidays] => Some(hours(lines, [zone, weekdays, open, holidays])?),
                _ => return Err(lines.wrong("the line reads none, or ZONE WEEKDAYS HOURS HOLIDAYS")),
            }
        },
    }))
}

pub fn write_card(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::Card(card) = entry else { return writer };
    let deputy = said(card.deputy.as_ref());
    let begun = writer.put(row, format!("{} {} {} {deputy}", card.id, card.kind.word(), card.organisation));
    let named = put_prose(begun, &format!("{row}-name"), &card.name);
    put_prose(named, &format!("{row}-title"), &card.title)
        .put(&format!("{row}-languages"), listed(&card.languages))
        .put(&format!("{row}-hours"), said(card.hours.as_ref().map(hours_said)))
}

pub fn read_absence(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let [who, from, to, deputy] = take(lines, row, "CARD FROM TO DEPUTY")?;
    Ok(Entry::Absence(Absence { who: lines.read(who)?, term: term(lines, from, to)?, deputy: maybe(lines, deputy)? }))
}

pub fn write_absence(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::Absence(absence) = entry else { return writer };
    writer.put(row, format!("{} {} {}", absence.who, term_said(&absence.term), said(absence.deputy.as_ref())))
}

pub fn read_assignment(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let form = "CARD ROLE REGISTRY FROM TO STATE BASIS NOMINATED-BY SCOPE";
    let [who, role, registry, from, to, state, basis, nominated_by, scope] = take(lines, row, form)?;
    let scope = match scope {
        EVERYTHING => Scope::EVERYTHING,
        NONE => return Err(lines.wrong("the scope is everything, or cooperative approaches and topics")),
        parts => several::<ScopePart>(lines, parts, |word| lines.read(word))?.into_iter().collect(),
    };
    Ok(Entry::Assignment(Assignment {
        who: lines.read(who)?,
        role: word_of(role, Role::of_word, "a role").map_err(|why| lines.wrong(why))?,
        registry: lines.read(registry)?,
        scope,
        term: term(lines, from, to)?,
        basis: lines.read(basis)?,
        nominated_by: maybe(lines, nominated_by)?,
        state: word_of(state, AssignmentState::of_word, "a state of a role").map_err(|why| lines.wrong(why))?,
    }))
}

pub fn write_assignment(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::Assignment(role) = entry else { return writer };
    let scope = if role.scope.is_everything() { EVERYTHING.to_owned() } else { listed(role.scope.parts()) };
    let what = format!("{} {} {} {}", role.who, role.role.word(), role.registry, term_said(&role.term));
    let why = format!("{} {} {}", role.state.word(), role.basis, said(role.nominated_by.as_ref()));
    writer.put(row, format!("{what} {why} {scope}"))
}

pub fn read_channel(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let [owner, kind, address, since, ended] = take(lines, row, "CARD KIND ADDRESS SINCE ENDED")?;
    let kind = word_of(kind, ChannelKind::of_word, "a kind of channel").map_err(|why| lines.wrong(why))?;
    let ended = if ended == NONE { None } else { Some(time(lines, ended)?) };
    Ok(Entry::Channel(Channel {
        owner: lines.read(owner)?,
        address: Address::read(kind, address).map_err(|why| lines.wrong(why))?,
        since: time(lines, since)?,
        ended,
    }))
}

pub fn write_channel(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::Channel(channel) = entry else { return writer };
    let ended = said(channel.ended.map(written));
    writer.put(row, format!("{} {} {} {ended}", channel.owner, channel.address, written(channel.since)))
}

pub fn read_key(lines: &mut Lines<'_>, row: &str) -> Result<Entry, LineProblem> {
    let [owner, kind, fingerprint, from, to] = take(lines, row, "OWNER KIND FINGERPRINT FROM TO")?;
    // Only ids of registries have capital letters.
    let is_registry = owner.starts_with(|first: char| first.is_ascii_uppercase());
    let owner = if is_registry { KeyOwner::Registry(lines.read(owner)?) } else { KeyOwner::Card(lines.read(owner)?) };
    Ok(Entry::Key(ContactKey {
        owner,
        kind: word_of(kind, ContactKeyKind::of_word, "a kind of key").map_err(|why| lines.wrong(why))?,
        fingerprint: lines.read(fingerprint)?,
        term: term(lines, from, to)?,
    }))
}

pub fn write_key(writer: LineWriter, row: &str, entry: &Entry) -> LineWriter {
    let Entry::Key(key) = entry else { return writer };
    writer.put(row, format!("{} {} {} {}", key.owner, key.kind.word(), key.fingerprint, term_said(&key.term)))
}

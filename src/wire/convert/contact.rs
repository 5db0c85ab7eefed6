//! Contacts, from the wire and to it: entries with their standing, changes, attempts.
//! An entry with a word nobody knows is a misfit of its own: whoever reads a directory puts it aside and says so.
//! Must not know: which entry counts, or who may be called.

mod bundle;
mod key;
mod read;
mod write;

pub use bundle::{bundle, bundle_to_wire};
pub use key::{entry_key, entry_key_to_wire};
pub use read::entry;
pub use write::entry_to_wire;

use super::{Misfit, Place};
use crate::{
    domain::{
        PersonId,
        contact::{
            Act, Address, Attempt, AttemptResult, Change, ChannelKind, Method, Record, Severity, Standing, Topic, Verification,
            Verifiers,
        },
    },
    wire::admin::contacts as wire,
};

/// What a word of a table means.
fn word<T>(at: &Place<'_>, field: &'static str, word: &str, of_word: fn(&str) -> Option<T>) -> Result<T, Misfit> {
    of_word(word).ok_or_else(|| at.field(field).misfit("this console does not know the word"))
}

/// An entry with its standing.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be, or one person named twice as two (F02).
pub fn record(record: wire::ContactRecord, at: &Place<'_>) -> Result<Record, Misfit> {
    let verified = record.verified.map(|said| verification(&said, &at.field("verified"))).transpose()?;
    Ok(Record { entry: entry(record.entry, &at.field("entry"))?, standing: Standing { verified, edited: record.edited } })
}

fn verification(said: &wire::ContactVerification, at: &Place<'_>) -> Result<Verification, Misfit> {
    let persons: Vec<PersonId> = at.parse_each("by", &said.by)?;
    let by = match persons.as_slice() {
        [one] => Verifiers::one(one.clone()),
        [one, two] => Verifiers::two(one.clone(), two.clone()).map_err(|why| at.field("by").misfit(why))?,
        _ => return Err(at.field("by").misfit("one person verifies, or two")),
    };
    let method = word(at, "method", &said.method, Method::of_word)?;
    Ok(Verification { at: said.at, method, by, evidence: at.parse_if("evidence", said.evidence.as_deref())? })
}

/// An entry with its standing, for the wire.
pub fn record_to_wire(record: &Record) -> wire::ContactRecord {
    let verified = record.standing.verified.as_ref().map(|said| wire::ContactVerification {
        at: said.at,
        method: said.method.word().to_owned(),
        by: std::iter::once(said.by.first()).chain(said.by.second()).map(ToString::to_string).collect(),
        evidence: said.evidence.as_ref().map(ToString::to_string),
    });
    wire::ContactRecord { entry: entry_to_wire(&record.entry), edited: record.standing.edited, verified }
}

/// A change of an entry.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be.
pub fn change(change: wire::ContactChange, at: &Place<'_>) -> Result<Change, Misfit> {
    Ok(Change {
        at: change.at,
        key: entry_key(&change.entry, &at.field("entry"))?,
        act: word(at, "act", &change.act, Act::of_word)?,
        requested_by: at.parse("requested_by", &change.requested_by)?,
        confirmed_by: at.parse_if("confirmed_by", change.confirmed_by.as_deref())?,
        basis: at.parse("basis", &change.basis)?,
        counts_from: change.counts_from,
        cancelled: change.cancelled,
    })
}

/// A change of an entry, for the wire.
pub fn change_to_wire(change: &Change) -> wire::ContactChange {
    wire::ContactChange {
        at: change.at,
        entry: entry_key_to_wire(&change.key),
        act: change.act.word().to_owned(),
        requested_by: change.requested_by.to_string(),
        confirmed_by: change.confirmed_by.as_ref().map(ToString::to_string),
        basis: change.basis.to_string(),
        counts_from: change.counts_from,
        cancelled: change.cancelled,
    }
}

/// An attempt to reach somebody; the reason stays beside it.
///
/// # Errors
/// [`Misfit`] for a value that is not what it should be, or an end before the beginning.
pub fn attempt(said: &wire::RecordAttempt, at: &Place<'_>) -> Result<Attempt, Misfit> {
    if said.ended < said.began {
        return Err(at.field("ended").misfit("it ended before it began"));
    }
    let kind = word(at, "kind", &said.kind, ChannelKind::of_word)?;
    Ok(Attempt {
        who: at.parse("card", &said.card)?,
        address: Address::read(kind, &said.address).map_err(|why| at.field("address").misfit(why))?,
        topic: word(at, "topic", &said.topic, Topic::of_word)?,
        severity: word(at, "severity", &said.severity, Severity::of_word)?,
        about: at.parse("about", &said.about)?,
        result: word(at, "result", &said.result, AttemptResult::of_word)?,
        began: said.began,
        ended: said.ended,
    })
}

/// An attempt to reach somebody, for the wire.
pub fn attempt_to_wire(attempt: &Attempt, reason: &str) -> wire::RecordAttempt {
    wire::RecordAttempt {
        card: attempt.who.to_string(),
        kind: attempt.address.kind().word().to_owned(),
        address: attempt.address.as_str().to_owned(),
        topic: attempt.topic.word().to_owned(),
        severity: attempt.severity.word().to_owned(),
        about: attempt.about.to_string(),
        result: attempt.result.word().to_owned(),
        began: attempt.began,
        ended: attempt.ended,
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests;

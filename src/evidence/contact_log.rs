//! The log of changes of contacts, as acts in a hash-chained ledger: who changed what of whom, with sealed values.
//! A personal value stands there as a salted digest. With the salt it can be proved; without it nobody can guess it, so a person can be
//! erased and the chain still verifies.
//! Must not know: where the salts are kept, or the chain.

use super::{digest::Digest, moment::Moment};
use crate::domain::contact::{Change, Entry, EntryKey, KeyOwner};
use serde::Serialize;

/// The kind of ledger entry that such an act is.
pub const KIND: &str = "contact.changed";

/// Sixteen random octets. Whoever erases a person drops the salts of their values.
pub type Salt = [u8; 16];

/// What opens a sealed value: kept beside the log, never in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The field.
    pub field: &'static str,
    /// The salt.
    pub salt: Salt,
    /// The value.
    pub value: String,
}

impl Opening {
    /// The digest under which the value stands in the log.
    pub fn seal(&self) -> Digest {
        let mut octets = Vec::with_capacity(self.salt.len() + self.field.len() + self.value.len() + 1);
        octets.extend_from_slice(&self.salt);
        octets.extend_from_slice(self.field.as_bytes());
        octets.push(0);
        octets.extend_from_slice(self.value.as_bytes());
        Digest::of(octets)
    }
}

/// A change as it stands in the log, and what opens its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The act of the ledger entry: one JSON object, compact and in ASCII.
    pub act_json: String,
    /// What opens the values that were, in the order of the fields that changed.
    pub before: Vec<Opening>,
    /// What opens the values that are.
    pub after: Vec<Opening>,
}

#[derive(Serialize)]
struct ActLine<'a> {
    entry: String,
    act: &'a str,
    at: String,
    requested_by: &'a str,
    confirmed_by: Option<&'a str>,
    basis: &'a str,
    counts_from: String,
    fields: Vec<FieldLine>,
}

#[derive(Serialize)]
struct FieldLine {
    field: &'static str,
    old: Option<String>,
    new: Option<String>,
}

/// Seals a change: from one entry, if there was one, to another, if there is one. `salt` gives sixteen fresh random octets at each call.
pub fn seal(change: &Change, before: Option<&Entry>, after: Option<&Entry>, mut salt: impl FnMut() -> Salt) -> Sealed {
    let (old, new) = (before.map(Entry::fields).unwrap_or_default(), after.map(Entry::fields).unwrap_or_default());
    let (mut openings, mut lines) = ((Vec::new(), Vec::new()), Vec::new());
    // An entry of one kind has the same fields in the same order.
    for at in 0..old.len().max(new.len()) {
        let (was, is) = (old.get(at), new.get(at));
        if was == is {
            continue;
        }
        let mut close = |known: Option<&(&'static str, crate::text::Untrusted)>, kept: &mut Vec<Opening>| {
            let (field, value) = known?;
            let opening = Opening { field, salt: salt(), value: value.octets().to_owned() };
            let sealed = format!("sha256:{}", opening.seal());
            kept.push(opening);
            Some(sealed)
        };
        let (old, new) = (close(was, &mut openings.0), close(is, &mut openings.1));
        let field = was.or(is).map_or("", |(field, _)| field);
        lines.push(FieldLine { field, old, new });
    }
    let line = ActLine {
        entry: name(&change.key),
        act: change.act.word(),
        at: Moment::of(change.at).to_string(),
        requested_by: change.requested_by.as_str(),
        confirmed_by: change.confirmed_by.as_ref().map(|person| person.as_str()),
        basis: change.basis.as_str(),
        counts_from: Moment::of(change.counts_from).to_string(),
        fields: lines,
    };
    // Every member is a string or a list of them, so this can't fail.
    let act_json = serde_json::to_string(&line).unwrap_or_default();
    Sealed { act_json, before: openings.0, after: openings.1 }
}

/// The name of an entry in the log: ids that stay when a person is erased, and nothing by which they could be reached.
fn name(key: &EntryKey) -> String {
    let kind = key.word();
    match key {
        EntryKey::Organisation(id) => format!("{kind} {id}"),
        EntryKey::Registry(registry) => format!("{kind} {registry}"),
        EntryKey::Card(card) => format!("{kind} {card}"),
        EntryKey::Absence(card, from) => format!("{kind} {card} {}", Moment::of(*from)),
        EntryKey::Assignment(card, role, registry, from) => {
            format!("{kind} {card} {} {registry} {}", role.word(), Moment::of(*from))
        }
        EntryKey::Channel(card, address) => format!("{kind} {card} {}", address.kind().word()),
        EntryKey::Key(KeyOwner::Card(card), _) => format!("{kind} {card}"),
        EntryKey::Key(KeyOwner::Registry(registry), fingerprint) => format!("{kind} {registry} {fingerprint}"),
        EntryKey::Chain(registry, topic, severity) => format!("{kind} {registry} {} {}", topic.word(), severity.word()),
        EntryKey::List(id) => format!("{kind} {id}"),
    }
}

#[cfg(test)]
mod tests;

//! The names of entries, from the wire and to it.
//! A name is read whole: a change whose entry nobody can name is a misfit.
//! Must not know: what an entry says.

use super::{Misfit, Place, word};
use crate::{
    domain::contact::{Address, CardId, ChannelKind, EntryKey, KeyOwner, Role, Severity, Topic},
    wire::admin::contacts::ContactEntryKey as Wire,
};

/// Whose key it is. Only ids of registries have capital letters.
///
/// # Errors
/// [`Misfit`] for an id of neither a card nor a registry.
pub(super) fn owner(at: &Place<'_>, text: &str) -> Result<KeyOwner, Misfit> {
    if text.starts_with(|first: char| first.is_ascii_uppercase()) {
        at.parse("owner", text).map(KeyOwner::Registry)
    } else {
        at.parse("owner", text).map(KeyOwner::Card)
    }
}

/// The name of an entry.
///
/// # Errors
/// [`Misfit`] for an id that is not one.
pub fn entry_key(key: &Wire, at: &Place<'_>) -> Result<EntryKey, Misfit> {
    let card = |id: &str| at.parse::<CardId>("card", id);
    Ok(match key {
        Wire::Organisation(id) => EntryKey::Organisation(at.parse("organisation", id)?),
        Wire::Registry(id) => EntryKey::Registry(at.parse("registry", id)?),
        Wire::Card(id) => EntryKey::Card(card(id)?),
        Wire::Absence { card: id, from } => EntryKey::Absence(card(id)?, *from),
        Wire::Role { card: id, role, registry, from } => {
            EntryKey::Assignment(card(id)?, word(at, "role", role, Role::of_word)?, at.parse("registry", registry)?, *from)
        }
        Wire::Channel { card: id, kind, address } => {
            let kind = word(at, "kind", kind, ChannelKind::of_word)?;
            EntryKey::Channel(card(id)?, Address::read(kind, address).map_err(|why| at.field("address").misfit(why))?)
        }
        Wire::Key { owner: id, fingerprint } => EntryKey::Key(owner(at, id)?, at.parse("fingerprint", fingerprint)?),
        Wire::Chain { registry, topic, severity } => EntryKey::Chain(
            at.parse("registry", registry)?,
            word(at, "topic", topic, Topic::of_word)?,
            word(at, "severity", severity, Severity::of_word)?,
        ),
        Wire::List(id) => EntryKey::List(at.parse("list", id)?),
    })
}

/// The name of an entry, for the wire.
pub fn entry_key_to_wire(key: &EntryKey) -> Wire {
    match key {
        EntryKey::Organisation(id) => Wire::Organisation(id.to_string()),
        EntryKey::Registry(id) => Wire::Registry(id.to_string()),
        EntryKey::Card(id) => Wire::Card(id.to_string()),
        EntryKey::Absence(card, from) => Wire::Absence { card: card.to_string(), from: *from },
        EntryKey::Assignment(card, role, registry, from) => {
            Wire::Role { card: card.to_string(), role: role.word().to_owned(), registry: registry.to_string(), from: *from }
        }
        EntryKey::Channel(card, address) => {
            Wire::Channel { card: card.to_string(), kind: address.kind().word().to_owned(), address: address.as_str().to_owned() }
        }
        EntryKey::Key(owner, fingerprint) => Wire::Key { owner: owner.to_string(), fingerprint: fingerprint.to_string() },
        EntryKey::Chain(registry, topic, severity) => {
            Wire::Chain { registry: registry.to_string(), topic: topic.word().to_owned(), severity: severity.word().to_owned() }
        }
        EntryKey::List(id) => Wire::List(id.to_string()),
    }
}

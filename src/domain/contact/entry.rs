//! One entry of the directory, and the name by which two directories know that they speak of the same one.
//! What can change is in the entry; what names it is in the key.
//! Must not know: who says so, or since when.

use super::{
    Absence, Address, Assignment, Card, CardId, Channel, ContactKey, DistributionList, EscalationChain, Fingerprint, KeyOwner,
    ListId, Organisation, OrganisationId, RegistryEntry, Role, Severity, Topic,
};
use crate::domain::RegistryId;
use jiff::Timestamp;
use std::fmt;

/// Something the directory says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// An organisation.
    Organisation(Organisation),
    /// A registry.
    Registry(RegistryEntry),
    /// A person or a desk.
    Card(Card),
    /// An absence.
    Absence(Absence),
    /// A role that somebody holds.
    Assignment(Assignment),
    /// A way to reach somebody.
    Channel(Channel),
    /// A key.
    Key(ContactKey),
    /// A chain of escalation.
    Chain(EscalationChain),
    /// A distribution list.
    List(DistributionList),
}

/// The name of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKey {
    /// An organisation by its id.
    Organisation(OrganisationId),
    /// A registry by its id.
    Registry(RegistryId),
    /// A card by its id.
    Card(CardId),
    /// An absence by who is away and since when.
    Absence(CardId, Timestamp),
    /// An assignment by person, role, registry and beginning.
    Assignment(CardId, Role, RegistryId, Timestamp),
    /// A channel by person and address.
    Channel(CardId, Address),
    /// A key by owner and fingerprint.
    Key(KeyOwner, Fingerprint),
    /// A chain by registry, topic and severity.
    Chain(RegistryId, Topic, Severity),
    /// A list by its id.
    List(ListId),
}

impl Entry {
    /// Its name.
    pub fn key(&self) -> EntryKey {
        match self {
            Self::Organisation(organisation) => EntryKey::Organisation(organisation.id.clone()),
            Self::Registry(entry) => EntryKey::Registry(entry.registry),
            Self::Card(card) => EntryKey::Card(card.id.clone()),
            Self::Absence(absence) => EntryKey::Absence(absence.who.clone(), absence.term.from()),
            Self::Assignment(assignment) => assignment.key(),
            Self::Channel(channel) => channel.key(),
            Self::Key(key) => EntryKey::Key(key.owner.clone(), key.fingerprint.clone()),
            Self::Chain(chain) => EntryKey::Chain(chain.registry, chain.topic, chain.severity),
            Self::List(list) => EntryKey::List(list.id.clone()),
        }
    }
}

impl Assignment {
    /// Its name in the directory.
    pub fn key(&self) -> EntryKey {
        EntryKey::Assignment(self.who.clone(), self.role, self.registry, self.term.from())
    }
}

impl Channel {
    /// Its name in the directory.
    pub fn key(&self) -> EntryKey {
        EntryKey::Channel(self.owner.clone(), self.address.clone())
    }
}

impl EntryKey {
    /// The card it is about, if it is about one.
    pub fn card(&self) -> Option<&CardId> {
        match self {
            Self::Card(card)
            | Self::Absence(card, _)
            | Self::Assignment(card, ..)
            | Self::Channel(card, _)
            | Self::Key(KeyOwner::Card(card), _) => Some(card),
            _ => None,
        }
    }

    /// What kind of entry it names.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Organisation(_) => "organisation",
            Self::Registry(_) => "registry",
            Self::Card(_) => "card",
            Self::Absence(..) => "absence",
            Self::Assignment(..) => "role",
            Self::Channel(..) => "channel",
            Self::Key(..) => "key",
            Self::Chain(..) => "chain",
            Self::List(_) => "list",
        }
    }
}

/// What it names, in words that are ids and addresses: `channel gha-1 duty +2335550901`.
impl fmt::Display for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.word())?;
        match self {
            Self::Organisation(id) => id.fmt(f),
            Self::Registry(id) => id.fmt(f),
            Self::Card(id) => id.fmt(f),
            Self::Absence(card, from) => write!(f, "{card} from {from}"),
            Self::Assignment(card, role, registry, from) => write!(f, "{card} {} for {registry} from {from}", role.word()),
            Self::Channel(card, address) => write!(f, "{card} {address}"),
            Self::Key(owner, fingerprint) => write!(f, "{owner} {fingerprint}"),
            Self::Chain(registry, topic, severity) => write!(f, "{registry} {} {}", topic.word(), severity.word()),
            Self::List(id) => id.fmt(f),
        }
    }
}

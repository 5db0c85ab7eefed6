//! The directory: every entry by its key, the log of what changed here, and who was erased.
//! What nobody has verified is shown and never relied upon.
//! Must not know: where it is kept.

use super::{
    Absence, Assignment, AssignmentState, Attestation, Card, CardId, CardState, ChangeLog, Channel, ContactKey, DistributionList,
    Entry, EntryKey, EscalationChain, KeyOwner, Organisation, OrganisationId, Record, RegistryEntry, Standing,
};
use crate::domain::RegistryId;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Contacts of counterpart registries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// The entries.
    pub entries: BTreeMap<EntryKey, Record>,
    /// What changed here, and when it counts. Never merged: it is this registry's own.
    pub changes: ChangeLog,
    /// Who was erased: an old bundle does not bring them back.
    pub erased: BTreeSet<CardId>,
}

/// The entries of one kind, with their standing.
macro_rules! of_kind {
    ($(#[$doc:meta])* $name:ident, $variant:ident, $kind:ty) => {
        $(#[$doc])*
        pub fn $name(&self) -> impl Iterator<Item = (&$kind, &Standing)> {
            self.entries.values().filter_map(|record| match &record.entry {
                Entry::$variant(entry) => Some((entry, &record.standing)),
                _ => None,
            })
        }
    };
}

impl Directory {
    /// Sets an entry, whatever was there before: a person has decided.
    pub fn set(&mut self, record: Record) {
        self.entries.insert(record.entry.key(), record);
    }

    of_kind!(
        /// The organisations, ascending by id.
        organisations, Organisation, Organisation
    );
    of_kind!(
        /// The registries, ascending by id.
        registries, Registry, RegistryEntry
    );
    of_kind!(
        /// The persons and desks, ascending by id.
        cards, Card, Card
    );
    of_kind!(
        /// The absences, ascending by card and beginning.
        absences, Absence, Absence
    );
    of_kind!(
        /// Every role that somebody holds or held, ascending by card.
        assignments, Assignment, Assignment
    );
    of_kind!(
        /// The channels, ascending by card and address: telephones of duty first.
        channels, Channel, Channel
    );
    of_kind!(
        /// The keys, ascending by owner.
        keys, Key, ContactKey
    );
    of_kind!(
        /// The chains of escalation, ascending by registry.
        chains, Chain, EscalationChain
    );
    of_kind!(
        /// The distribution lists, ascending by id.
        lists, List, DistributionList
    );

    /// A person or a desk, with its standing.
    pub fn card(&self, id: &CardId) -> Option<(&Card, &Standing)> {
        let record = self.entries.get(&EntryKey::Card(id.clone()))?;
        match &record.entry {
            Entry::Card(card) => Some((card, &record.standing)),
            _ => None,
        }
    }

    /// An organisation.
    pub fn organisation(&self, id: &OrganisationId) -> Option<&Organisation> {
        match &self.entries.get(&EntryKey::Organisation(id.clone()))?.entry {
            Entry::Organisation(organisation) => Some(organisation),
            _ => None,
        }
    }

    /// The organisation that runs a registry: the one its entry names, where that counts, else the first that says so of itself.
    pub fn operator(&self, registry: RegistryId, at: Timestamp) -> Option<&Organisation> {
        let key = EntryKey::Registry(registry);
        let named = match self.entries.get(&key).map(|record| &record.entry) {
            Some(Entry::Registry(entry)) if self.changes.held(&key, at).is_none() => self.organisation(&entry.operator),
            _ => None,
        };
        let own = |organisation: &&Organisation| organisation.registries.contains(&registry);
        named.or_else(|| self.organisations().map(|(organisation, _)| organisation).find(own))
    }

    /// The registries that a card belongs to: those of its roles that count at a time, and those of its organisation.
    pub fn registries_of(&self, who: &CardId, at: Timestamp) -> BTreeSet<RegistryId> {
        let roles = self.assignments().map(|(assignment, _)| assignment);
        let roles = roles.filter(|assignment| assignment.who == *who && assignment.state_at(at) != AssignmentState::Revoked);
        let organisation = self.card(who).and_then(|(card, _)| self.organisation(&card.organisation));
        let own = organisation.into_iter().flat_map(|organisation| organisation.registries.iter().copied());
        roles.map(|assignment| assignment.registry).chain(own).collect()
    }

    /// Whether an entry is about a registry, at a time.
    pub fn is_about(&self, key: &EntryKey, registry: RegistryId, at: Timestamp) -> bool {
        self.registries_about(key, at).contains(&registry)
    }

    /// The registries that an entry is about, at a time. A list is about none.
    pub fn registries_about(&self, key: &EntryKey, at: Timestamp) -> BTreeSet<RegistryId> {
        match key {
            EntryKey::Organisation(id) => self.organisation(id).map(|known| known.registries.clone()).unwrap_or_default(),
            EntryKey::Registry(about) | EntryKey::Assignment(_, _, about, _) | EntryKey::Chain(about, ..) => [*about].into(),
            EntryKey::Key(KeyOwner::Registry(about), _) => [*about].into(),
            EntryKey::Card(card)
            | EntryKey::Absence(card, _)
            | EntryKey::Channel(card, _)
            | EntryKey::Key(KeyOwner::Card(card), _) => self.registries_of(card, at),
            EntryKey::List(_) => BTreeSet::new(),
        }
    }

    /// What a registry tells others about itself: the verified entries about it, ascending by key, without cards that ran out and what
    /// belongs to them, and without what does not count yet.
    pub fn published(&self, registry: RegistryId, at: Timestamp) -> Vec<Record> {
        let verified =
            self.entries.iter().filter(|(key, record)| record.verified().is_some() && self.is_about(key, registry, at));
        let counting = verified.filter(|(key, _)| self.changes.held(key, at).is_none());
        let current = counting.filter(|(key, _)| key.card().is_none_or(|card| self.card_state(card, at) != CardState::Invalid));
        current.map(|(_, record)| record.clone()).collect()
    }

    /// Whether a card holds a role, at a time, in which a wrong contact could let a thief through.
    pub fn is_critical(&self, who: &CardId, at: Timestamp) -> bool {
        self.assignments()
            .any(|(assignment, _)| assignment.who == *who && assignment.role.is_critical() && assignment.is_in_force(at))
    }

    /// How long a card's verification lasts; `None` when nobody has verified it, or there is none.
    pub fn attestation(&self, who: &CardId, at: Timestamp) -> Option<Attestation> {
        let (_, standing) = self.card(who)?;
        Attestation::after(standing.verified.as_ref()?.at, self.is_critical(who, at))
    }

    /// The state of a card by the calendar. One that nobody has verified is invalid.
    pub fn card_state(&self, who: &CardId, at: Timestamp) -> CardState {
        self.attestation(who, at).map_or(CardState::Invalid, |attestation| attestation.state_at(at))
    }

    /// Takes everything of a person out: name, numbers, keys, absences and roles. Logs elsewhere keep their lines, which hold no
    /// personal value.
    pub fn erase(&mut self, who: &CardId) {
        self.entries.retain(|key, _| key.card() != Some(who));
        self.changes.forget(who);
        self.erased.insert(who.clone());
    }
}

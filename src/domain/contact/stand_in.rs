//! Who may stand in for whom: somebody of the same organisation, or of a registry that both belong to.
//! Whoever stands in is called on numbers of their own: a stranger as a deputy leads a call astray like a swapped number (F14).
//! Must not know: who is away, or who can be reached.

use super::{Assignment, AssignmentState, Card, CardId, ChangeLog, Directory, Entry, EntryKey, Organisation, OrganisationId};
use crate::domain::RegistryId;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What somebody belongs to, with what decides from when each of it counts.
pub(super) struct Ties<'d> {
    card: &'d Card,
    office: Option<&'d Organisation>,
    roles: Vec<&'d Assignment>,
    changes: &'d ChangeLog,
}

impl<'d> Ties<'d> {
    /// Gathers them. What nobody has verified ties nobody to anything.
    pub fn of(directory: &'d Directory, card: &'d Card) -> Self {
        let offices = directory.organisations().filter(|(_, standing)| standing.verified.is_some());
        let roles = directory.assignments().filter(|(role, standing)| role.who == card.id && standing.verified.is_some());
        Self {
            card,
            office: offices.map(|(office, _)| office).find(|office| office.id == card.organisation),
            roles: roles.map(|(role, _)| role).collect(),
            changes: &directory.changes,
        }
    }

    /// Whether two have a workplace or a registry in common at a time, by what counts then.
    pub fn meet(&self, other: &Self, at: Timestamp) -> bool {
        let is_same = self.workplace(at).is_some_and(|own| other.workplace(at) == Some(own));
        is_same || !self.registries(at).is_disjoint(&other.registries(at))
    }

    /// The times at which it may change.
    pub fn turns(&self) -> impl Iterator<Item = Timestamp> {
        let terms = self.roles.iter().flat_map(|role| [role.term.from(), role.term.to()]);
        let office = self.office.map(office_key);
        let keys = self.roles.iter().map(|role| role.key()).chain(office).chain([self.card_key()]);
        let changes = keys.flat_map(|key| self.changes.turns(&key).collect::<Vec<_>>());
        terms.chain(changes)
    }

    fn card_key(&self) -> EntryKey {
        EntryKey::Card(self.card.id.clone())
    }

    fn counts(&self, key: &EntryKey, at: Timestamp) -> bool {
        self.changes.held(key, at).is_none()
    }

    /// Where they work; nowhere while a move there cools off.
    fn workplace(&self, at: Timestamp) -> Option<&'d OrganisationId> {
        self.counts(&self.card_key(), at).then_some(&self.card.organisation)
    }

    fn registries(&self, at: Timestamp) -> BTreeSet<RegistryId> {
        let roles = self.roles.iter().filter(|role| role.is_in_force(at) && self.counts(&role.key(), at));
        let office = self.office.filter(|office| self.workplace(at).is_some() && self.counts(&office_key(office), at));
        let own = office.into_iter().flat_map(|office| office.registries.iter().copied());
        roles.map(|role| role.registry).chain(own).collect()
    }
}

fn office_key(office: &Organisation) -> EntryKey {
    EntryKey::Organisation(office.id.clone())
}

/// Who is stood in for, and by whom, as an entry says it.
fn deputy(entry: &Entry) -> Option<(&CardId, &CardId)> {
    match entry {
        Entry::Card(card) => Some((&card.id, card.deputy.as_ref()?)),
        Entry::Absence(absence) => Some((&absence.who, absence.deputy.as_ref()?)),
        _ => None,
    }
}

impl Directory {
    /// Whether a proposed entry brings a deputy who would have nothing in common with whom they stand in for, once all that is proposed
    /// with it counts. Of a deputy whom nobody knows yet that is found out when they are called.
    pub(super) fn brings_stranger(&self, entry: &Entry, all: &[Entry]) -> bool {
        let Some((who, stands_in)) = deputy(entry) else { return false };
        let before = self.entry(&entry.key()).and_then(deputy);
        let belong = (self.belonging(who, all), self.belonging(stands_in, all));
        let (Some(own), Some(theirs)) = belong else { return false };
        before != Some((who, stands_in)) && own.0 != theirs.0 && own.1.is_disjoint(&theirs.1)
    }

    /// Where somebody works and which registries they belong to, as it is to be.
    fn belonging(&self, who: &CardId, all: &[Entry]) -> Option<(OrganisationId, BTreeSet<RegistryId>)> {
        let to_be = |key: &EntryKey| all.iter().find(|entry| entry.key() == *key).or_else(|| self.entry(key));
        let Entry::Card(card) = to_be(&EntryKey::Card(who.clone()))? else { return None };
        let office = match to_be(&EntryKey::Organisation(card.organisation.clone())) {
            Some(Entry::Organisation(office)) => office.registries.clone(),
            _ => BTreeSet::new(),
        };
        let said = all.iter().filter_map(|entry| if let Entry::Assignment(role) = entry { Some(role) } else { None });
        let roles = self.assignments().map(|(role, _)| role).chain(said);
        let held = roles.filter(|role| role.who == *who && role.state != AssignmentState::Revoked);
        Some((card.organisation.clone(), held.map(|role| role.registry).chain(office).collect()))
    }
}

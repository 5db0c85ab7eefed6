//! Looking for somebody in the directory: by Party, registry, organisation, role, topic, and whether they can be reached at a moment.
//! What is found brings with it what belongs to it: the organisation, the registry, the roles, the channels.
//! Must not know: who looks, or how it is shown.

use super::{Assignment, CardId, ChangeLog, Directory, Entry, EntryKey, KeyOwner, OrganisationId, Role, Severity, Topic, reach};
use crate::domain::{PartyCode, RegistryId};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What is looked for; everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seek {
    /// This card alone.
    pub card: Option<CardId>,
    /// Whose organisation belongs to this Party, or who works for a registry of it.
    pub party: Option<PartyCode>,
    /// Who belongs to this registry.
    pub registry: Option<RegistryId>,
    /// Who works for this organisation.
    pub organisation: Option<OrganisationId>,
    /// Who holds this role.
    pub role: Option<Role>,
    /// Who holds a role that is called about this topic.
    pub topic: Option<Topic>,
    /// Who can be reached at this moment for something of this severity.
    pub reachable: Option<(Timestamp, Severity)>,
}

impl Directory {
    /// The cards that are looked for, by what holds at a time.
    pub fn seek(&self, seek: &Seek, at: Timestamp) -> BTreeSet<CardId> {
        let cards = self.cards().map(|(card, _)| &card.id);
        cards.filter(|card| self.is_sought(card, seek, at)).cloned().collect()
    }

    fn is_sought(&self, who: &CardId, seek: &Seek, at: Timestamp) -> bool {
        let registries = self.registries_of(who, at);
        let organisation = self.card(who).map(|(card, _)| card.organisation.clone());
        let known = organisation.as_ref().and_then(|id| self.organisation(id));
        let party = |party: PartyCode| {
            known.is_some_and(|known| known.party == Some(party)) || registries.iter().any(|registry| registry.party() == party)
        };
        let holds = |fits: &dyn Fn(&Assignment) -> bool| {
            self.assignments().any(|(assignment, _)| assignment.who == *who && assignment.is_in_force(at) && fits(assignment))
        };
        seek.card.as_ref().is_none_or(|card| card == who)
            && seek.party.is_none_or(party)
            && seek.registry.is_none_or(|registry| registries.contains(&registry))
            && seek.organisation.as_ref().is_none_or(|id| organisation.as_ref() == Some(id))
            && seek.role.is_none_or(|role| holds(&|assignment| assignment.role == role))
            && seek.topic.is_none_or(|topic| {
                holds(&|assignment| topic.roles().contains(&assignment.role) && assignment.scope.includes(topic))
            })
            && seek.reachable.is_none_or(|(moment, severity)| reach(self, who, severity, moment).is_now())
    }

    /// The part of the directory that is about these cards: they, what belongs to them, where they work, and their registries.
    pub fn part(&self, cards: &BTreeSet<CardId>, at: Timestamp) -> Self {
        let registries: BTreeSet<RegistryId> = cards.iter().flat_map(|card| self.registries_of(card, at)).collect();
        let of_cards = cards.iter().filter_map(|card| self.card(card));
        let organisations: BTreeSet<&OrganisationId> = of_cards.map(|(card, _)| &card.organisation).collect();
        let belongs = |key: &EntryKey| match key {
            EntryKey::Organisation(id) => organisations.contains(id),
            EntryKey::Registry(registry) | EntryKey::Chain(registry, ..) | EntryKey::Key(KeyOwner::Registry(registry), _) => {
                registries.contains(registry)
            }
            EntryKey::List(_) => false,
            _ => key.card().is_some_and(|card| cards.contains(card)),
        };
        let mut part = Self::default();
        self.entries.values().filter(|record| belongs(&record.entry.key())).for_each(|record| part.set(record.clone()));
        part.changes = ChangeLog::of(self.changes.oldest_first().filter(|change| belongs(&change.key)).cloned());
        part.erased = self.erased.intersection(cards).cloned().collect();
        part
    }

    /// The cards that are to be verified again at a time, the longest due first; one that was never verified stands at the end.
    pub fn due(&self, at: Timestamp) -> Vec<(CardId, Option<Timestamp>)> {
        let mut due: Vec<(CardId, Option<Timestamp>)> = self
            .cards()
            .filter_map(|(card, _)| match self.attestation(&card.id, at) {
                Some(attestation) => (attestation.due <= at).then(|| (card.id.clone(), Some(attestation.due))),
                None => Some((card.id.clone(), None)),
            })
            .collect();
        due.sort_by_key(|(card, since)| (since.is_none(), *since, card.clone()));
        due
    }

    /// The entries that say something of a card: itself, and its absences, roles, channels and keys.
    pub fn entries_of(&self, who: &CardId) -> impl Iterator<Item = &Entry> {
        self.entries.values().map(|record| &record.entry).filter(move |entry| entry.key().card() == Some(who))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::sample::*;

    fn found(seek: &Seek) -> Vec<String> {
        accra().seek(seek, at("2026-11-25T10:00:00Z")).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn everything_that_is_set_must_hold() {
        assert_eq!(found(&Seek::default()), ["gha-1", "gha-2", "gha-3", "gha-desk"]);
        assert_eq!(found(&Seek { role: Some(Role::Security), ..Seek::default() }), ["gha-3"]);
        assert_eq!(found(&Seek { topic: Some(Topic::Operations), ..Seek::default() }), ["gha-1", "gha-2", "gha-desk"]);
        assert_eq!(found(&Seek { party: Some("CHE".parse().unwrap()), ..Seek::default() }), Vec::<String>::new());
        let night = Some((at("2026-11-25T23:00:00Z"), Severity::High));
        assert_eq!(found(&Seek { reachable: night, ..Seek::default() }), ["gha-desk"]);
        assert_eq!(found(&Seek { reachable: night, role: Some(Role::Security), ..Seek::default() }), Vec::<String>::new());
    }

    #[test]
    fn a_part_brings_what_belongs_to_it_and_nothing_else() {
        let part = accra().part(&BTreeSet::from([id("gha-3")]), at("2026-11-25T10:00:00Z"));
        let keys: Vec<&str> = part.entries.keys().map(EntryKey::word).collect();
        assert_eq!(keys, ["organisation", "card", "role", "channel", "channel"]);
        let security = reach(&part, &id("gha-3"), Severity::High, at("2026-11-25T10:00:00Z"));
        assert!(security.is_now(), "what is asked of a part is answered as by the whole");
    }

    #[test]
    fn what_was_never_verified_is_due_at_the_end() {
        let mut directory = accra();
        assert_eq!(directory.due(at("2026-11-25T10:00:00Z")), []);
        let record = directory.entries[&EntryKey::Card(id("gha-desk"))].clone();
        let standing = crate::domain::contact::Standing { verified: None, ..record.standing };
        directory.set(crate::domain::contact::Record { standing, ..record });
        let due = directory.due(at("2027-02-02T09:00:00Z"));
        let cards: Vec<String> = due.iter().map(|(card, _)| card.to_string()).collect();
        assert_eq!(cards, ["gha-1", "gha-2", "gha-3", "gha-desk"], "critical ones after three months");
        assert_eq!(due[3].1, None);
    }
}

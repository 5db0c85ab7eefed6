//! The old way through which a change is confirmed: a channel, or a switchboard, of somebody who may speak for what is changed (F14).
//! Nothing that the change brings confirms it, nor anything that did not count when it was proposed: no number, no role, no workplace.
//! Must not know: who calls, or what is answered.

use super::{Address, CardId, CardState, Directory, Entry, EntryKey, Improper, KeyOwner, OrganisationId, Through};
use crate::domain::RegistryId;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// When a change was proposed, and when it is confirmed.
type Times = (Timestamp, Timestamp);

impl Directory {
    /// Whether a proposal, made at the first of two times, may be confirmed through this way at the second. What takes risk away needs none.
    ///
    /// # Errors
    /// [`Improper`] when the way is new, not verified, does not count, or is somebody else's.
    pub fn confirmed_through(&self, entries: &[Entry], through: Option<&Through>, times: Times) -> Result<(), Improper> {
        match through {
            None if self.needs_old_way(entries, times.1) => Err(Improper::NoOldChannel),
            None => Ok(()),
            Some(way) if way.is_changed_by(entries) => Err(Improper::ItsOwn),
            Some(Through::Switchboard(id)) => self.through_switchboard(entries, id, times),
            Some(Through::Channel(card, address)) => self.through_channel(entries, card, address, times),
        }
    }

    /// Whether somebody must be asked through an old way: for everything that raises risk, but the first word about a registry of which
    /// nothing is known. Nobody could be asked about that; it takes two persons and the delay all the same.
    pub fn needs_old_way(&self, entries: &[Entry], at: Timestamp) -> bool {
        entries.iter().any(|entry| self.is_risky(entry) && !self.is_first_word(entry, at))
    }

    fn is_first_word(&self, entry: &Entry, at: Timestamp) -> bool {
        match entry {
            _ if self.entry(&entry.key()).is_some() => false,
            Entry::Organisation(organisation) => !organisation.registries.iter().any(|registry| self.knows_of(*registry, at)),
            Entry::Registry(entry) => !self.knows_of(entry.registry, at),
            _ => false,
        }
    }

    /// Whether anything here is about a registry.
    fn knows_of(&self, registry: RegistryId, at: Timestamp) -> bool {
        self.entries.keys().any(|key| self.is_about(key, registry, at))
    }

    fn through_switchboard(&self, entries: &[Entry], id: &OrganisationId, times: Times) -> Result<(), Improper> {
        let key = EntryKey::Organisation(id.clone());
        let record = self.entries.get(&key).ok_or(Improper::NotOld)?;
        let Entry::Organisation(organisation) = &record.entry else { return Err(Improper::NotOld) };
        let is_old = record.verified().is_some_and(|verified| verified <= times.0) && self.counted(&key, times);
        if !is_old || organisation.switchboard.is_none() {
            return Err(Improper::NotOld);
        }
        let speaks = |entry: &Entry| self.may_speak(&organisation.registries, entry, entries, times.1);
        if entries.iter().all(speaks) { Ok(()) } else { Err(Improper::Stranger) }
    }

    fn through_channel(&self, entries: &[Entry], card: &CardId, address: &Address, times: Times) -> Result<(), Improper> {
        let (made, at) = times;
        let key = EntryKey::Channel(card.clone(), address.clone());
        let record = self.entries.get(&key).ok_or(Improper::NotOld)?;
        let Entry::Channel(channel) = &record.entry else { return Err(Improper::NotOld) };
        let is_old = record.verified().is_some_and(|verified| verified <= made)
            && channel.is_in_use(at)
            && self.changes.held(&key, at).is_none()
            && self.card_state(card, at) != CardState::Invalid;
        if !is_old {
            return Err(Improper::NotOld);
        }
        let theirs = self.voice_of(card, times);
        let speaks = |entry: &Entry| self.is_their_own(card, entry) || self.may_speak(&theirs, entry, entries, at);
        if entries.iter().all(speaks) { Ok(()) } else { Err(Improper::Stranger) }
    }

    /// Whether somebody may say this of themselves: another number, a key, an absence, a name; no role, and no other workplace.
    fn is_their_own(&self, who: &CardId, entry: &Entry) -> bool {
        match entry {
            Entry::Assignment(_) => false,
            Entry::Card(card) => {
                self.card(who).is_some_and(|(known, _)| known.id == card.id && known.organisation == card.organisation)
            }
            _ => entry.key().card() == Some(who),
        }
    }

    /// Whether an entry counted when a change was proposed and still does when it is confirmed.
    fn counted(&self, key: &EntryKey, (made, at): Times) -> bool {
        let is_verified = self.entries.get(key).is_some_and(|record| record.verified().is_some());
        is_verified && self.changes.held(key, made).is_none() && self.changes.held(key, at).is_none()
    }

    /// The registries that somebody speaks for: those of roles in force, and those of where they work. What cools off gives nobody a voice.
    fn voice_of(&self, who: &CardId, times: Times) -> BTreeSet<RegistryId> {
        let roles = self.assignments().map(|(assignment, _)| assignment).filter(|assignment| assignment.who == *who);
        let roles = roles.filter(|assignment| assignment.is_in_force(times.1) && self.counted(&assignment.key(), times));
        let card = self.card(who).filter(|_| self.counted(&EntryKey::Card(who.clone()), times));
        let office = card.and_then(|(card, _)| self.organisation(&card.organisation));
        let office = office.filter(|office| self.counted(&EntryKey::Organisation(office.id.clone()), times));
        let own = office.into_iter().flat_map(|office| office.registries.iter().copied());
        roles.map(|assignment| assignment.registry).chain(own).collect()
    }

    /// Whether somebody who speaks for these registries may say yes to a proposed entry.
    fn may_speak(&self, theirs: &BTreeSet<RegistryId>, entry: &Entry, all: &[Entry], at: Timestamp) -> bool {
        let gained = self.gained(entry, at);
        if !gained.is_empty() {
            return gained.is_subset(theirs);
        }
        let about = self.about(entry, all, at);
        !about.is_disjoint(theirs) || (about.is_empty() && !self.is_risky(entry))
    }

    /// The registries, known here, for which an organisation is to speak from now on: those of each of them must have been asked.
    fn gained(&self, entry: &Entry, at: Timestamp) -> BTreeSet<RegistryId> {
        let Entry::Organisation(after) = entry else { return BTreeSet::new() };
        let before = self.organisation(&after.id);
        let is_new = |registry: &RegistryId| before.is_none_or(|before| !before.registries.contains(registry));
        after.registries.iter().copied().filter(is_new).filter(|registry| self.knows_of(*registry, at)).collect()
    }

    /// The registries that a proposed entry is about: by what is in the directory, and by what the same proposal says of a new card.
    fn about(&self, entry: &Entry, all: &[Entry], at: Timestamp) -> BTreeSet<RegistryId> {
        match entry {
            Entry::Assignment(assignment) => [assignment.registry].into(),
            Entry::Registry(entry) => [entry.registry].into(),
            Entry::Chain(chain) => [chain.registry].into(),
            Entry::Organisation(after) => {
                self.organisation(&after.id).map(|before| before.registries.clone()).unwrap_or_default()
            }
            Entry::Key(key) => match &key.owner {
                KeyOwner::Registry(registry) => [*registry].into(),
                KeyOwner::Card(card) => self.about_card(card, all, at),
            },
            Entry::Card(card) => self.about_card(&card.id, all, at),
            Entry::Channel(channel) => self.about_card(&channel.owner, all, at),
            Entry::Absence(absence) => self.about_card(&absence.who, all, at),
            Entry::List(_) => BTreeSet::new(),
        }
    }

    fn about_card(&self, who: &CardId, all: &[Entry], at: Timestamp) -> BTreeSet<RegistryId> {
        let workplace = |card: &super::Card| self.organisation(&card.organisation).map(|office| office.registries.clone());
        let before = self.card(who).map(|(card, _)| card);
        let said = all
            .iter()
            .find_map(|entry| if let Entry::Card(card) = entry { Some(card) } else { None }.filter(|card| card.id == *who));
        // Where they are to work from now on is asked first: nobody is sent to others by those they leave.
        let moves = said.filter(|said| before.is_none_or(|before| before.organisation != said.organisation));
        let mut about = match moves.and_then(workplace).filter(|registries| !registries.is_empty()) {
            Some(registries) => registries,
            None => self.registries_of(who, at),
        };
        if before.is_none() {
            let roles = all.iter().filter_map(|entry| if let Entry::Assignment(role) = entry { Some(role) } else { None });
            about.extend(roles.filter(|role| role.who == *who).map(|role| role.registry));
        }
        about
    }
}

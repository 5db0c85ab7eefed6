//! What is proposed of somebody as a whole, made of what the directory says: that all of it is still right, that they leave; and the old
//! ways through which a change can be confirmed. A way that the change itself brings is never among them (F14).
//! Must not know: who proposes it, or why.

use super::{Assignment, AssignmentState, CardId, Channel, ContactKey, Directory, Entry, EntryKey, Term, Through};
use jiff::Timestamp;

impl Directory {
    /// The old ways through which a change, made at the first of two times, can be confirmed at the second: channels of whoever it is about
    /// first, then others of the same registry, then switchboards.
    pub fn ways(&self, entries: &[Entry], times: (Timestamp, Timestamp)) -> Vec<Through> {
        let channels = self.channels().map(|(channel, _)| Through::Channel(channel.owner.clone(), channel.address.clone()));
        let switchboards = self.organisations().map(|(organisation, _)| Through::Switchboard(organisation.id.clone()));
        let holds = |way: &Through| self.confirmed_through(entries, Some(way), times).is_ok();
        let mut ways: Vec<Through> = channels.chain(switchboards).filter(holds).collect();
        let is_theirs = |way: &Through| matches!(way, Through::Channel(card, _) if entries.iter().any(|entry| entry.key().card() == Some(card)));
        ways.sort_by_key(|way| (!is_theirs(way), way.clone()));
        ways
    }

    /// Everything of a card that counts now, to say that it is still right: the card, roles, channels and keys. What is suspended, ended
    /// or cooling off is not said to be right by the way.
    pub fn still_right(&self, who: &CardId, at: Timestamp) -> Vec<Entry> {
        let counts = |entry: &&Entry| {
            let in_force = match entry {
                Entry::Card(_) => true,
                Entry::Assignment(assignment) => assignment.is_in_force(at),
                Entry::Channel(channel) => channel.is_in_use(at),
                Entry::Key(key) => key.term.holds_at(at),
                _ => false,
            };
            in_force && self.changes.held(&entry.key(), at).is_none()
        };
        self.entries_of(who).filter(counts).cloned().collect()
    }

    /// What it means that somebody leaves at a time: channels end, roles are revoked, keys end.
    pub fn leaving(&self, who: &CardId, at: Timestamp) -> Vec<Entry> {
        self.entries_of(who).filter_map(|entry| end_of(entry, at)).collect()
    }

    /// An entry of the directory.
    pub fn entry(&self, key: &EntryKey) -> Option<&Entry> {
        self.entries.get(key).map(|record| &record.entry)
    }
}

/// An entry as it is once it has ended: a channel in use, a role that is not revoked, a key within its term. None of what has ended
/// already, or has no end.
pub fn end_of(entry: &Entry, at: Timestamp) -> Option<Entry> {
    match entry {
        Entry::Channel(channel) if channel.ended.is_none() => {
            Some(Entry::Channel(Channel { ended: Some(at), ..channel.clone() }))
        }
        Entry::Assignment(assignment) if assignment.state != AssignmentState::Revoked => {
            Some(Entry::Assignment(Assignment { state: AssignmentState::Revoked, ..assignment.clone() }))
        }
        Entry::Key(key) if key.term.holds_at(at) => {
            let term = Term::new(key.term.from(), at).ok()?;
            Some(Entry::Key(ContactKey { term, ..key.clone() }))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Act, Address, ProposalKind, sample::*};

    fn new_number() -> Entry {
        Entry::Channel(duty("gha-1", "+233555019999"))
    }

    /// F14: never the new number, never a stranger's, and theirs first.
    #[test]
    fn the_ways_are_old_ones_and_theirs_stand_first() {
        let (directory, now) = (accra(), at("2026-11-22T09:00:00Z"));
        let ways = directory.ways(&[new_number()], (now, now));
        assert!(matches!(&ways[0], Through::Channel(card, _) if card.as_str() == "gha-1"), "{ways:?}");
        assert!(
            ways.contains(&Through::Switchboard("gha-epa".parse().unwrap()))
                == directory.organisation(&"gha-epa".parse().unwrap()).is_some_and(|office| office.switchboard.is_some())
        );
        for way in &ways {
            assert_eq!(directory.confirmed_through(&[new_number()], Some(way), (now, now)), Ok(()));
            assert!(!way.to_string().contains("+233555019999"));
        }
        let card = id("gha-1");
        let own = directory.entries_of(&card).filter(|entry| matches!(entry, Entry::Channel(_))).cloned();
        let all: Vec<Entry> = own.collect();
        let elsewhere = directory.ways(&all, (now, now));
        assert!(elsewhere.iter().all(|way| !matches!(way, Through::Channel(card, _) if card.as_str() == "gha-1")), "F14");
        assert!(!elsewhere.is_empty());
    }

    #[test]
    fn whoever_leaves_leaves_nothing_behind() {
        let (directory, now) = (whole(), at("2026-11-22T09:00:00Z"));
        let entries = directory.leaving(&id("gha-1"), now);
        assert_eq!(directory.proper(ProposalKind::Offboarding, &entries), Ok(()));
        for entry in &entries {
            let before = directory.entry(&entry.key()).unwrap();
            let act = Act::between(Some(before), entry);
            assert!(act == Act::End || matches!(entry, Entry::Key(_)), "{entry:?}");
            assert_eq!(end_of(entry, now), None, "it ends once");
        }
        assert!(entries.iter().any(|entry| matches!(entry, Entry::Assignment(_))));
        assert!(entries.iter().any(|entry| matches!(entry, Entry::Channel(channel) if channel.address == address())));
    }

    fn address() -> Address {
        Address::Duty("+233200000001".parse().unwrap())
    }

    #[test]
    fn only_what_counts_is_said_to_be_right() {
        let (mut directory, now) = (accra(), at("2026-11-22T09:00:00Z"));
        let all = directory.still_right(&id("gha-1"), now);
        assert_eq!(directory.proper(ProposalKind::Verification, &all), Ok(()));
        assert_eq!(all.len(), 4, "card, role, telephone, mail: {all:?}");
        directory.add(Entry::Channel(Channel { ended: Some(now), ..duty("gha-1", "+233200000001") }));
        let mut suspended = directory.assignments().find(|(role, _)| role.who == id("gha-1")).unwrap().0.clone();
        suspended.state = AssignmentState::Suspended;
        directory.add(Entry::Assignment(suspended));
        assert_eq!(directory.still_right(&id("gha-1"), now).len(), 2);
    }
}

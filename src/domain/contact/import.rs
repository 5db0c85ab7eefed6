//! Taking over what another directory says: the newest verified word of who may speak for it, and nothing else.
//! It only adds and renews: nothing that was verified is lost by an import, and a conflict changes nothing until a person decides.
//! Must not know: the file it came in, or who signed it; `Speaker` says for whom they may speak.

use super::{CardId, Difference, Directory, Entry, EntryKey, KeyOwner, OrganisationId, Record, Verdict};
use crate::domain::RegistryId;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// For whom the signer of a bundle may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// A registry: for itself.
    Registry(RegistryId),
    /// A hub or the secretariat: for everybody.
    Hub,
}

/// What an import comes to. Nothing is kept yet: two persons look at the differences first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The directory as it would be.
    pub directory: Directory,
    /// What the other directory says, entry by entry, ascending by key.
    pub differences: Vec<Difference>,
}

impl Import {
    /// The entries that would change.
    pub fn taken(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|difference| difference.verdict.is_taken())
    }

    /// The entries that a person must decide.
    pub fn conflicts(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|difference| difference.verdict == Verdict::Conflict)
    }
}

/// Compares a directory with ours, and takes over what counts.
pub fn import(ours: &Directory, theirs: &Directory, speaker: Speaker, now: Timestamp) -> Import {
    let hearing = Hearing { ours, theirs, speaker, now };
    let mut directory = ours.clone();
    let mut differences = Vec::with_capacity(theirs.entries.len());
    for (key, record) in &theirs.entries {
        let known = ours.entries.get(key);
        let verdict = hearing.verdict(key, known, record);
        if verdict.is_taken() {
            directory.set(record.clone());
        }
        differences.push(Difference::between(known, record, verdict));
    }
    Import { directory, differences }
}

/// Two directories and by what right one of them speaks.
struct Hearing<'d> {
    ours: &'d Directory,
    theirs: &'d Directory,
    speaker: Speaker,
    now: Timestamp,
}

impl Hearing<'_> {
    fn verdict(&self, key: &EntryKey, ours: Option<&Record>, theirs: &Record) -> Verdict {
        if ours == Some(theirs) {
            return Verdict::Same;
        }
        if key.card().is_some_and(|card| self.ours.erased.contains(card)) {
            return Verdict::Erased;
        }
        let Some(verification) = &theirs.standing.verified else { return Verdict::Unverified };
        if !self.may_speak(key, &theirs.entry) {
            return Verdict::NotTheirs;
        }
        if verification.at > self.now {
            return Verdict::Future;
        }
        if !verification.by.are_two() && self.takes_two(key) {
            return Verdict::OnePerson;
        }
        let Some(ours) = ours else { return Verdict::Added };
        match ours.join(theirs) {
            Err(_) => Verdict::Conflict,
            Ok(_) if ours.entry == theirs.entry && ours.standing >= theirs.standing => Verdict::Same,
            Ok(joined) if joined == ours => Verdict::Older,
            Ok(_) if ours.entry == theirs.entry => Verdict::Renewed,
            Ok(_) => Verdict::Taken,
        }
    }

    /// Whether two persons must have verified it: keys of registries, and what belongs to somebody in a critical role.
    fn takes_two(&self, key: &EntryKey) -> bool {
        let critical = |card: &CardId| [self.ours, self.theirs].iter().any(|directory| directory.is_critical(card, self.now));
        match key {
            EntryKey::Key(KeyOwner::Registry(_), _) => true,
            EntryKey::Assignment(_, role, ..) => role.is_critical(),
            _ => key.card().is_some_and(critical),
        }
    }

    fn may_speak(&self, key: &EntryKey, entry: &Entry) -> bool {
        let Speaker::Registry(speaker) = self.speaker else { return true };
        let of_card = key.card().is_none_or(|card| self.is_theirs(card, speaker));
        let of_entry = match (key, entry) {
            (EntryKey::Registry(registry) | EntryKey::Chain(registry, ..), _) => *registry == speaker,
            (EntryKey::Key(KeyOwner::Registry(registry), _), _) => *registry == speaker,
            (EntryKey::Assignment(_, _, registry, _), _) => *registry == speaker,
            (EntryKey::List(_), _) => false,
            // Nobody makes their organisation one of another registry's.
            (_, Entry::Organisation(said)) => {
                let known = self.registries_of(self.ours, &said.id);
                let may = known.as_ref().is_none_or(|known| known.contains(&speaker));
                may && said
                    .registries
                    .iter()
                    .all(|registry| *registry == speaker || known.as_ref().is_some_and(|k| k.contains(registry)))
            }
            // Nor moves a person into their organisation.
            (_, Entry::Card(said)) => self.is_their_organisation(&said.organisation, speaker),
            _ => true,
        };
        of_card && of_entry
    }

    /// Whether a card is one of the speaker's: by our directory, else by theirs.
    fn is_theirs(&self, card: &CardId, speaker: RegistryId) -> bool {
        let known = self.ours.card(card).or_else(|| self.theirs.card(card));
        known.is_some_and(|(card, _)| self.is_their_organisation(&card.organisation, speaker))
    }

    fn is_their_organisation(&self, organisation: &OrganisationId, speaker: RegistryId) -> bool {
        let known = self.registries_of(self.ours, organisation).or_else(|| self.registries_of(self.theirs, organisation));
        known.is_some_and(|registries| registries.contains(&speaker))
    }

    fn registries_of(&self, directory: &Directory, organisation: &OrganisationId) -> Option<BTreeSet<RegistryId>> {
        directory.organisation(organisation).map(|organisation| organisation.registries.clone())
    }
}

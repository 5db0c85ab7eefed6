//! Taking over what another directory says: the newest verified word of who may speak for it, and nothing else.
//! It only adds and renews: nothing that was verified is lost by an import, and a conflict changes nothing until a person decides.
//! Must not know: the file it came in, or who signed it; `Speaker` says for whom they may speak.

use super::{
    Act, CardId, Change, Difference, Directory, Entry, EntryKey, KeyOwner, OrganisationId, PaperRef, Record, Verdict, Verifiers,
    counts_from,
};
use crate::domain::{RegistryId, calendar::Calendar};
use jiff::Timestamp;
use std::{collections::BTreeSet, fmt, str::FromStr};

/// For whom the signer of a bundle may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// A registry: for itself.
    Registry(RegistryId),
    /// A hub or the secretariat: for everybody.
    Hub,
}

/// The word of who speaks for everybody.
const HUB: &str = "hub";

/// No speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("who speaks is the id of a registry, such as GHA01, or hub")]
pub struct NoSpeaker;

/// `GHA01`, or `hub`.
impl fmt::Display for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registry(registry) => registry.fmt(f),
            Self::Hub => f.write_str(HUB),
        }
    }
}

impl FromStr for Speaker {
    type Err = NoSpeaker;

    fn from_str(text: &str) -> Result<Self, NoSpeaker> {
        if text == HUB { Ok(Self::Hub) } else { text.parse().map(Self::Registry).map_err(|_| NoSpeaker) }
    }
}

/// What an import comes to. Nothing is kept yet: two persons look at the differences first, and [`Import::agreed`] is the only way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    directory: Directory,
    /// What the other directory says, entry by entry, ascending by key.
    pub differences: Vec<Difference>,
    /// Each entry that is taken, with what counted before; none where nothing did.
    taken: Vec<(Option<Entry>, Entry)>,
}

/// Two persons' word that an import is right, and from when it counts what it brings.
#[derive(Clone, Debug)]
pub struct Agreement<'a> {
    /// Who looked at the differences: two persons.
    pub by: &'a Verifiers,
    /// The paper it rests on.
    pub basis: &'a PaperRef,
    /// When the second person agreed.
    pub at: Timestamp,
    /// This registry's calendar.
    pub calendar: &'a Calendar,
    /// How many working days a change waits that raises risk.
    pub working_days: u16,
}

/// An import that can't be kept. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAgreed {
    /// One person is not enough.
    #[error("an import of contacts takes two persons; nothing was taken over")]
    OnePerson,
    /// The delay would end after the year 9999.
    #[error("the delay of a change can't be reckoned; nothing was taken over")]
    NoEnd,
}

impl Import {
    /// The directory as it would be, to look at.
    pub fn preview(&self) -> &Directory {
        &self.directory
    }

    /// The directory as it is from now on, with every entry that was taken noted as a change: what raises risk waits (F15).
    ///
    /// # Errors
    /// [`NotAgreed`]; then nothing is taken over.
    pub fn agreed(&self, agreement: &Agreement<'_>) -> Result<Directory, NotAgreed> {
        let second = agreement.by.second().ok_or(NotAgreed::OnePerson)?;
        let mut directory = self.directory.clone();
        for (before, after) in &self.taken {
            let before = before.as_ref();
            let counts_from = counts_from(before, after, agreement.calendar, agreement.working_days, agreement.at);
            directory.changes.push(Change {
                at: agreement.at,
                key: after.key(),
                act: Act::between(before, after),
                requested_by: agreement.by.first().clone(),
                confirmed_by: Some(second.clone()),
                basis: agreement.basis.clone(),
                counts_from: counts_from.ok_or(NotAgreed::NoEnd)?,
                cancelled: None,
            });
        }
        Ok(directory)
    }

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
    let (mut differences, mut taken) = (Vec::with_capacity(theirs.entries.len()), Vec::new());
    for (key, record) in &theirs.entries {
        let known = ours.entries.get(key);
        let verdict = hearing.verdict(key, known, record);
        if verdict.is_taken() {
            directory.set(record.clone());
            // What nobody had verified did not count: now that it does, it is added, and waits.
            let counted = known.filter(|record| record.verified().is_some());
            taken.push((counted.map(|record| record.entry.clone()), record.entry.clone()));
        }
        differences.push(Difference::between(known, record, verdict));
    }
    Import { directory, differences, taken }
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

    /// Whether two persons must have verified it: keys of registries, organisations, whose switchboards
    /// vouch for others, and what belongs to somebody in a critical role.
    fn takes_two(&self, key: &EntryKey) -> bool {
        let critical = |card: &CardId| [self.ours, self.theirs].iter().any(|directory| directory.is_critical(card, self.now));
        match key {
            EntryKey::Key(KeyOwner::Registry(_), _) => true,
            EntryKey::Assignment(_, role, ..) => role.is_critical(),
            EntryKey::Organisation(_) => true,
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

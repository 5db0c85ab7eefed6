//! What is asked of a registry after differences were looked at: proposals of one kind each, small enough to be read and signed as one text.
//! Nothing is taken over straight. Every entry waits in a proposal of two persons; what can't be proposed yet is named with its reason.
//! Must not know: who signs the proposals, or which file the entries came in.

use super::{Act, CardId, Directory, Entry, EntryKey, OrganisationId, ProposalKind};
use crate::domain::words;
use std::collections::{BTreeMap, BTreeSet};

/// So much of a text goes to entries; the rest of its 16 KiB is for what stands around them.
const MOST_WEIGHT: usize = 12_000;
/// What a line of an entry has besides its value: its name, and the frame of the entry.
const LINE: usize = 48;

/// What is to be proposed, and what can't be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takeover {
    /// The proposals, in the order in which they are made.
    pub proposals: Vec<Batch>,
    /// What is left for a later import, and why.
    pub later: Vec<(EntryKey, Later)>,
}

/// The entries of one proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// What kind it is.
    pub kind: ProposalKind,
    /// The entries as they are to be, ascending by key.
    pub entries: Vec<Entry>,
}

/// Why an entry can't be proposed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Later {
    /// Another change about it waits for its second person.
    Waits,
    /// What it belongs to must be in the directory first.
    NeedsFirst,
    /// Somebody is to stand in who belongs to another registry.
    OtherDeputy,
    /// It is too much for one text.
    TooLong,
}

words!(
    Later, "reason",
    Waits "another change about it waits; confirm or end that one first",
    NeedsFirst "what it belongs to must be in the directory first; import again once that is confirmed",
    OtherDeputy "whoever stands in there belongs to another registry; ask them who does, and propose it without",
    TooLong "it is too long for a change; propose it in parts",
);

/// Puts wanted entries into proposals. `waiting` is what changes that wait are about.
pub fn takeover(ours: &Directory, wanted: Vec<Entry>, waiting: &BTreeSet<EntryKey>) -> Takeover {
    let mut taken = Takeover::default();
    let wanted: BTreeMap<EntryKey, Entry> = wanted.into_iter().map(|entry| (entry.key(), entry)).collect();
    let new = New::of(ours, &wanted);
    let mut groups: BTreeMap<(ProposalKind, Option<OrganisationId>), Vec<Vec<Entry>>> = BTreeMap::new();
    let mut cards: BTreeMap<CardId, Vec<Entry>> = BTreeMap::new();
    for (key, entry) in &wanted {
        if waiting.contains(key) {
            taken.later.push((key.clone(), Later::Waits));
        } else if let Some(card) = key.card().filter(|card| !ours.entries.contains_key(&EntryKey::Card((*card).clone()))) {
            // Somebody new comes whole: nothing of them belongs to anybody before they are there.
            cards.entry(card.clone()).or_default().push(entry.clone());
        } else if ours.brings_stranger(entry, std::slice::from_ref(entry)) {
            taken.later.push((key.clone(), Later::OtherDeputy));
        } else {
            let act = Act::between(ours.entries.get(key).map(|record| &record.entry), entry);
            groups.entry((kind(act, entry), new.organisation(entry))).or_default().push(vec![entry.clone()]);
        }
    }
    for (card, entries) in cards {
        if entries.iter().any(|entry| ours.brings_stranger(entry, &entries)) {
            taken.later.extend(entries.iter().map(|entry| (entry.key(), Later::OtherDeputy)));
            continue;
        }
        match new.belongs(ours, &card, waiting) {
            Some(organisation) => groups.entry((ProposalKind::Onboarding, organisation)).or_default().push(entries),
            None => taken.later.extend(entries.iter().map(|entry| (entry.key(), Later::NeedsFirst))),
        }
    }
    for ((kind, organisation), units) in groups {
        taken.pack(kind, organisation.is_some(), units);
    }
    taken
}

impl Takeover {
    /// Fills proposals of a kind with units that stay together. What belongs to an organisation that is new itself fits into the first, or waits.
    fn pack(&mut self, kind: ProposalKind, is_new: bool, mut units: Vec<Vec<Entry>>) {
        // The organisation's own key comes first, so the first proposal has it.
        units.sort_by_key(|unit| unit.first().map(Entry::key));
        let mut full: Vec<Vec<Entry>> = Vec::new();
        for unit in units {
            let weight: usize = unit.iter().map(weight).sum();
            if weight > MOST_WEIGHT {
                self.later.extend(unit.iter().map(|entry| (entry.key(), Later::TooLong)));
                continue;
            }
            let room = full.last().map_or(0, |entries| MOST_WEIGHT.saturating_sub(entries.iter().map(self::weight).sum()));
            match full.last_mut() {
                Some(entries) if weight <= room => entries.extend(unit),
                Some(_) if is_new => self.later.extend(unit.iter().map(|entry| (entry.key(), Later::NeedsFirst))),
                _ => full.push(unit),
            }
        }
        self.proposals.extend(full.into_iter().map(|mut entries| {
            entries.sort_by_key(Entry::key);
            Batch { kind, entries }
        }));
    }
}

/// What kind of change does this to an entry of somebody who is known.
fn kind(act: Act, entry: &Entry) -> ProposalKind {
    match (act, entry) {
        (Act::Verify, _) => ProposalKind::Verification,
        (_, Entry::Key(_)) => ProposalKind::KeyChange,
        (_, Entry::Assignment(_)) => ProposalKind::RoleChange,
        (Act::Add, Entry::Organisation(_) | Entry::Registry(_)) => ProposalKind::Onboarding,
        _ => ProposalKind::Change,
    }
}

fn weight(entry: &Entry) -> usize {
    entry.fields().iter().map(|(_, value)| value.octets().len() + LINE).sum()
}

/// The organisations that are wanted and not there yet, and where each new card works.
struct New {
    organisations: BTreeSet<OrganisationId>,
    works_for: BTreeMap<CardId, OrganisationId>,
}

impl New {
    fn of(ours: &Directory, wanted: &BTreeMap<EntryKey, Entry>) -> Self {
        let is_new = |entry: &&Entry| !ours.entries.contains_key(&entry.key());
        let mut new = Self { organisations: BTreeSet::new(), works_for: BTreeMap::new() };
        for entry in wanted.values().filter(is_new) {
            match entry {
                Entry::Organisation(organisation) => drop(new.organisations.insert(organisation.id.clone())),
                Entry::Card(card) => drop(new.works_for.insert(card.id.clone(), card.organisation.clone())),
                _ => {}
            }
        }
        new
    }

    /// The new organisation that an entry of nobody new belongs to.
    fn organisation(&self, entry: &Entry) -> Option<OrganisationId> {
        let id = match entry {
            Entry::Organisation(organisation) => &organisation.id,
            Entry::Registry(registry) => &registry.operator,
            _ => return None,
        };
        self.organisations.get(id).cloned()
    }

    /// Where a new card belongs: to a new organisation of the same import, or to one that is there. `None` when it belongs nowhere yet.
    fn belongs(&self, ours: &Directory, card: &CardId, waiting: &BTreeSet<EntryKey>) -> Option<Option<OrganisationId>> {
        let organisation = self.works_for.get(card)?;
        if waiting.contains(&EntryKey::Card(card.clone())) {
            return None;
        }
        if ours.organisation(organisation).is_some() {
            return Some(None);
        }
        let comes_too =
            self.organisations.contains(organisation) && !waiting.contains(&EntryKey::Organisation(organisation.clone()));
        comes_too.then(|| Some(organisation.clone()))
    }
}

//! That a bundle, or what a counterpart answered, was compared with the directory: whose it was, by whose key, and how much of it was newer.
//! Proposals made of it name it by its digest, so that it is known for good what came of it.
//! Must not know: its entries, or what became of the proposals.

use super::{BundleHead, BundleText, Signatory};
use crate::{
    domain::{
        RegistryId,
        contact::{Difference, Directory, Import, Speaker, Tlp, Verdict},
    },
    evidence::digest::Digest,
    text::Untrusted,
};
use jiff::Timestamp;
use std::{collections::BTreeMap, num::NonZeroU32};

/// How it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleForm {
    /// A signed text with its number.
    Bundle(NonZeroU32),
    /// What a counterpart answered when it was asked.
    Answer,
}

/// What a hub says of one registry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many entries are about it.
    pub entries: u32,
    /// How many of them were verified later than ours, or are new here.
    pub newer: u32,
    /// How many contradict ours with the same right.
    pub conflicts: u32,
}

/// A bundle or an answer that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBundle {
    /// Who speaks in it.
    pub from: Speaker,
    /// How it came.
    pub form: BundleForm,
    /// SHA-256 of its octets.
    pub sha256: Digest,
    /// When it was said, by their clock.
    pub said: Timestamp,
    /// How far it may travel.
    pub label: Tlp,
    /// The key that signed it: a fingerprint, or the id of the key of a link.
    pub key: Untrusted,
    /// How many entries it has.
    pub entries: u32,
    /// How many of them were verified later than ours, or are new here.
    pub newer: u32,
    /// How many contradict ours with the same right.
    pub conflicts: u32,
    /// What a hub says of each registry; nothing of a registry's own word, which is about itself alone. An entry about several counts for
    /// each of them.
    pub about: BTreeMap<RegistryId, Share>,
}

impl TakenBundle {
    /// A bundle that somebody signed who may speak; nothing is compared yet.
    pub fn of_bundle(text: &BundleText, by: &Signatory) -> Self {
        let bundle = text.bundle();
        Self {
            from: bundle.from,
            form: BundleForm::Bundle(bundle.number),
            sha256: text.sha256(),
            said: bundle.made.timestamp(),
            label: bundle.label,
            key: Untrusted::new(by.fingerprint.clone()),
            entries: count(bundle.records.len()),
            newer: 0,
            conflicts: 0,
            about: BTreeMap::new(),
        }
    }

    /// The same with what the comparison with this directory of theirs came to.
    #[must_use]
    pub fn compared(self, import: &Import, theirs: &Directory) -> Self {
        let mut about: BTreeMap<RegistryId, Share> = BTreeMap::new();
        for of in import.differences.iter().filter(|_| self.from == Speaker::Hub) {
            // Where somebody works may be said by their directory, or be known from ours alone.
            let [theirs, ours] = [theirs, import.preview()].map(|directory| directory.registries_about(&of.key, self.said));
            theirs.union(&ours).for_each(|registry| about.entry(*registry).or_default().count(of));
        }
        Self { newer: count(import.taken().count()), conflicts: count(import.conflicts().count()), about, ..self }
    }

    /// Where entries came from that are proposed of it, as a clause of the reason.
    pub fn source(&self) -> String {
        match self.form {
            BundleForm::Bundle(number) => format!("bundle {number} of {}, {}", self.from, self.mark()),
            BundleForm::Answer => format!("the answer of {} of {}, {}", self.from, self.said, self.mark()),
        }
    }

    /// How a reason names it, whatever else it says.
    pub fn mark(&self) -> String {
        format!("sha256:{}", self.sha256)
    }

    /// What a later bundle must come after; none for an answer, which has no number.
    pub fn head(&self) -> Option<BundleHead> {
        match self.form {
            BundleForm::Bundle(number) => Some(BundleHead { from: self.from, number, sha256: self.sha256 }),
            BundleForm::Answer => None,
        }
    }
}

impl Share {
    fn count(&mut self, of: &Difference) {
        self.entries = self.entries.saturating_add(1);
        self.newer = self.newer.saturating_add(of.verdict.is_taken().into());
        self.conflicts = self.conflicts.saturating_add((of.verdict == Verdict::Conflict).into());
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

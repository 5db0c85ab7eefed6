//! That a bundle, or what a counterpart answered, was compared with the directory: whose it was, by whose key, and how much of it was newer.
//! Proposals made of it name it by its digest, so that it is known for good what came of it.
//! Must not know: its entries, or what became of the proposals.

use super::{BundleHead, BundleText, Signatory};
use crate::{
    domain::contact::{Import, Speaker, Tlp},
    evidence::digest::Digest,
    text::Untrusted,
};
use jiff::Timestamp;
use std::num::NonZeroU32;

/// How it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleForm {
    /// A signed text with its number.
    Bundle(NonZeroU32),
    /// What a counterpart answered when it was asked.
    Answer,
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
        }
    }

    /// The same with what the comparison came to.
    #[must_use]
    pub fn compared(self, import: &Import) -> Self {
        Self { newer: count(import.taken().count()), conflicts: count(import.conflicts().count()), ..self }
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

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

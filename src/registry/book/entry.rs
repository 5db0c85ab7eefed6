//! Entries of the ledger.
//! An entry is a fact with a moment; its digest is the link of the chain.
//! Must not know: how entries are chained.

use crate::{evidence::digest::Digest, text::Untrusted};
use jiff::Timestamp;

/// An entry as a row of a list, without its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntrySummary {
    /// Its number, from 1.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// What kind of act.
    pub kind: Untrusted,
    /// The logins of those who did it; empty when the registry acted by rule.
    pub by: Vec<Untrusted>,
    /// Why.
    pub reason: Untrusted,
    /// SHA-256 of its line.
    pub digest: Digest,
}

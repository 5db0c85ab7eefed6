//! Entries of the ledger, and the lives of accounts and ITMOs that they tell.
//! A line is kept octet for octet, because the chain was made of its octets.
//! Must not know: how entries are chained.

use super::Veil;
use crate::{
    domain::{AccountId, BlockState, transfer::TransferId},
    evidence::digest::Digest,
    text::Untrusted,
};
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

/// An entry with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the list shows.
    pub summary: EntrySummary,
    /// The digest of the entry before.
    pub previous: Digest,
    /// Its line, octet for octet; its digest has been compared with the summary's. It is taken out where it is not to be shown.
    pub line: Untrusted,
    /// Why its line was taken out, if it was (F07).
    pub veil: Option<Veil>,
}

/// Something that happened to an account or an ITMO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeEvent {
    /// The entry that says so.
    pub entry: EntrySummary,
    /// What happened: a word for each posting, such as `move`.
    pub what: Vec<Untrusted>,
    /// The account an ITMO was in afterwards; `None` when it was in none, or when the life is an account's.
    pub account: Option<AccountId>,
    /// The state an ITMO was in afterwards; `None` when it was no longer in the book, or when the life is an account's.
    pub state: Option<BlockState>,
    /// The transfer it was part of.
    pub transfer: Option<TransferId>,
    /// The account in the counterpart registry that the transfer came from or went to; `None` when it stayed in this registry.
    pub counterpart: Option<AccountId>,
    /// Why that account was taken out, if it was (F07).
    pub veil: Option<Veil>,
}

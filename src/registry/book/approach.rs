//! Cooperative approaches, with the entries that changed them and the authorizations given under them.
//! Their history is the ledger's.
//! Must not know: what an approach allows.

use super::EntrySummary;
use crate::{
    domain::{
        ApproachId, AuthorizationId, PartyCode,
        approach::{ApproachState, InitialReport},
    },
    registry::Word,
    text::Untrusted,
};
use jiff::Timestamp;

/// A cooperative approach as a row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApproachSummary {
    /// Its id.
    pub id: ApproachId,
    /// Its name.
    pub name: Untrusted,
    /// The participating Parties.
    pub parties: Vec<PartyCode>,
    /// Its state.
    pub state: Word<ApproachState>,
    /// How far its initial report is.
    pub initial_report: Word<InitialReport>,
}

/// A cooperative approach in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApproachInFull {
    /// What the list shows.
    pub summary: ApproachSummary,
    /// When it was last changed in this book.
    pub recorded: Option<Timestamp>,
    /// The ledger's entries that changed it, oldest first.
    pub history: Vec<EntrySummary>,
    /// Its authorizations.
    pub authorizations: Vec<AuthorizationId>,
}

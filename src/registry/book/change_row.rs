//! A change of contacts as a row: what its text says of itself, and how far the registry says it is.
//! The text is read strictly or not at all; a row of one that can't be read says nothing but its id, its state and its times.
//! Must not know: whether its signatures hold, or how a row is painted.

use super::ContactProposal;
use crate::{
    domain::contact::{ProposalKind, ProposalState},
    evidence::{
        contact_change::{ChangeText, ConfirmationText},
        digest::Digest,
    },
    registry::Word,
};
use jiff::Timestamp;
use uuid::Uuid;

/// A change of contacts as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its id.
    pub id: Uuid,
    /// How far it is.
    pub state: Word<ProposalState>,
    /// When it was proposed.
    pub at: Timestamp,
    /// From when all of it counts.
    pub counts_from: Option<Timestamp>,
    /// SHA-256 of its text.
    pub sha256: Digest,
    /// Who confirmed it, by what was signed then.
    pub confirmed_by: Option<String>,
    /// What its text says; none when it can't be read.
    pub said: Option<ChangeSaid>,
}

/// What the text of a change says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSaid {
    /// What it is for.
    pub kind: ProposalKind,
    /// The entries it touches, by their keys.
    pub entries: Vec<String>,
    /// Who proposes it.
    pub by: String,
    /// The paper it rests on.
    pub paper: String,
    /// Why.
    pub reason: String,
}

impl ChangeRow {
    /// The row of a change.
    pub fn of(proposal: &ContactProposal) -> Self {
        let text = ChangeText::parse(proposal.text.octets().as_bytes()).ok();
        let said = text.as_ref().map(ChangeText::change).map(|change| ChangeSaid {
            kind: change.kind,
            entries: change.entries.iter().map(|changed| changed.entry.key().to_string()).collect(),
            by: change.initiator.to_string(),
            paper: change.basis.to_string(),
            reason: change.reason.to_string(),
        });
        let confirmation =
            proposal.confirmation.as_ref().and_then(|(text, _)| ConfirmationText::parse(text.octets().as_bytes()).ok());
        Self {
            id: proposal.id,
            state: proposal.state.clone(),
            at: proposal.at,
            counts_from: proposal.counts_from,
            sha256: proposal.sha256,
            confirmed_by: confirmation.map(|text| text.confirmation().person.to_string()),
            said,
        }
    }
}

//! The kinds of requests that registries send each other, as disturbances name them.
//! A body is only looked at to tell its kind; what can't be read has none.
//! Must not know: what a message of a kind does.

use crate::wire::comm::{Message, Says};

/// A kind of request between registries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// May we transfer this to you?
    Proposal,
    /// We take it.
    Accept,
    /// We do not take it, said later than in the answer to the proposal.
    Reject,
    /// It is done and yours.
    Final,
    /// It will not happen.
    Terminate,
    /// How does it stand with you?
    Status,
    /// A step of a reconciliation run.
    Reconciliation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Proposal, Self::Accept, Self::Reject, Self::Final, Self::Terminate, Self::Status, Self::Reconciliation];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Final => "final",
            Self::Terminate => "terminate",
            Self::Status => "status",
            Self::Reconciliation => "reconciliation",
        }
    }

    /// The kind of a request; none when it is another question, or can't be read.
    pub(crate) fn of(method: &str, path: &str, body: &[u8]) -> Option<Self> {
        if method == "GET" {
            return path.starts_with("/comm/v1/transfers/").then_some(Self::Status);
        }
        if path.starts_with("/comm/v1/reconciliations/") {
            return Some(Self::Reconciliation);
        }
        match serde_json::from_slice::<Message>(body).ok()?.says {
            Says::Proposal(_) => Some(Self::Proposal),
            Says::Accept(_) => Some(Self::Accept),
            Says::Reject(_) => Some(Self::Reject),
            Says::Final(_) => Some(Self::Final),
            Says::Terminate(_) => Some(Self::Terminate),
            Says::Receipt(_) | Says::Completion(_) | Says::Ack(_) => None,
        }
    }
}

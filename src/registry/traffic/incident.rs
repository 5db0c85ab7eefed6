//! Incidents: what a registry met that a person should look at.
//! An incident is a fact with a moment and its evidence; it is never changed.
//! Must not know: what is done about it.

use super::MessageId;
use crate::{
    domain::{RegistryId, transfer::TransferId, words::words},
    registry::Word,
    text::Untrusted,
};
use jiff::Timestamp;
use std::fmt;

/// The number of an incident within its registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncidentId(pub u64);

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncidentKind {
    /// Another message than the known one came under the same number.
    Conflict,
    /// The signature is missing, not good, or made with a key of somebody else.
    Forged,
    /// A message meant for another registry.
    OtherRegistry,
    /// A message of another environment.
    OtherEnvironment,
    /// A message that a peer that follows the protocol can't have sent.
    OutOfOrder,
    /// The peer's signed word and the book here can't both be right.
    Disagreement,
    /// The peer's clock differs by more than the allowance.
    Clock,
    /// An answer that does not belong to what was asked.
    Answer,
    /// What a proposal brings as evidence is not two persons' word for it.
    Evidence,
}

words!(
    IncidentKind, "kind of incident",
    Conflict "conflict",
    Forged "forged",
    OtherRegistry "other-registry",
    OtherEnvironment "other-environment",
    OutOfOrder "out-of-order",
    Disagreement "disagreement",
    Clock "clock",
    Answer "answer",
    Evidence "evidence",
);

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Its number.
    pub id: IncidentId,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: Word<IncidentKind>,
    /// The counterpart it concerns, as far as it is known.
    pub peer: Option<RegistryId>,
    /// The transfer it concerns.
    pub transfer: Option<TransferId>,
    /// The message that shows it.
    pub message: Option<MessageId>,
    /// What happened, in the registry's sentence.
    pub detail: Untrusted,
}

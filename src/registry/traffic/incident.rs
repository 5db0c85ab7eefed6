//! Incidents: what a registry met, or a console told it, that a person should look at: alarms.
//! An incident is a fact with a moment and its evidence; it is never changed. That a security officer looked at it is said beside it.
//! Must not know: what is done about it.

use super::MessageId;
use crate::{
    domain::{RegistryId, transfer::TransferId, words::words},
    registry::{Word, book::OrderId},
    text::Untrusted,
};
use jiff::Timestamp;
use std::{fmt, str::FromStr};

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
    /// One person tried to be the second one too, with another login, key or station (F01, F02).
    SamePerson,
    /// What was typed again did not match three times (F08).
    Retyped,
    /// What a registry showed a console is not what was signed (T02).
    Altered,
    /// The words heard on the telephone are not those of the order (F29).
    Words,
    /// A key was used that is revoked, not valid or nobody's (T06, F15).
    Key,
    /// A version of the roster or the policy was refused (T20, F27).
    Guard,
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
    SamePerson "same-person",
    Retyped "retyped-wrong",
    Altered "not-as-signed",
    Words "wrong-words",
    Key "bad-key",
    Guard "guard-refused",
);

impl IncidentKind {
    /// What only a console notices, and tells the registry.
    pub const TOLD: [Self; 4] = [Self::Retyped, Self::Altered, Self::Words, Self::Guard];
}

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
    /// The order it concerns.
    pub order: Option<OrderId>,
    /// The person whose login was used, by the id in the roster.
    pub person: Option<Untrusted>,
    /// Until when this person may not approve this order (F08).
    pub until: Option<Timestamp>,
    /// That a security officer looked at it; nothing as long as none did.
    pub acknowledged: Option<Acknowledged>,
}

/// A security officer's word that an incident was looked at. It takes nothing of it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// When.
    pub at: Timestamp,
    /// Which login.
    pub by: Untrusted,
    /// What was found or done.
    pub reason: Untrusted,
}

impl FromStr for IncidentId {
    type Err = NotAnIncident;

    fn from_str(text: &str) -> Result<Self, NotAnIncident> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number| digits && *number > 0).map(Self).ok_or(NotAnIncident)
    }
}

/// A text that is no number of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an incident has a number from 1")]
pub struct NotAnIncident;

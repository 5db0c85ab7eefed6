//! That somebody made sure: when, how, and who. Contacts that could let a thief through are verified by two persons.
//! The two are told apart by their ids, as everywhere (F02).
//! Must not know: what was verified.

use super::PaperRef;
use crate::domain::{PersonId, words};
use jiff::Timestamp;

/// How it was made sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// A call back to a number that was known before.
    CallBack,
    /// A message that was signed with a known key.
    SignedMessage,
    /// Seen and heard.
    Video,
    /// Met.
    InPerson,
}

words!(Method, "method", CallBack "call-back", SignedMessage "signed-message", Video "video", InPerson "in-person");

/// Who made sure: one person, or two different ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Verifiers {
    first: PersonId,
    second: Option<PersonId>,
}

/// One person twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("two persons verify; this is one person twice (F02)")]
pub struct SamePerson;

impl Verifiers {
    /// One person.
    pub fn one(first: PersonId) -> Self {
        Self { first, second: None }
    }

    /// Two persons.
    ///
    /// # Errors
    /// [`SamePerson`].
    pub fn two(first: PersonId, second: PersonId) -> Result<Self, SamePerson> {
        if first == second { Err(SamePerson) } else { Ok(Self { first, second: Some(second) }) }
    }

    /// Who did it.
    pub fn first(&self) -> &PersonId {
        &self.first
    }

    /// Who did it too.
    pub fn second(&self) -> Option<&PersonId> {
        self.second.as_ref()
    }

    /// Whether there are two.
    pub fn are_two(&self) -> bool {
        self.second.is_some()
    }
}

/// That somebody made sure of an entry. Ordered by its time first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Verification {
    /// When.
    pub at: Timestamp,
    /// How.
    pub method: Method,
    /// Who.
    pub by: Verifiers,
    /// What shows it; none when nothing was written down.
    pub evidence: Option<PaperRef>,
}

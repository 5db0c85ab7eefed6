//! What can happen to a case. Events are appended and never changed; the case is what they add up to.
//! Each names the run or the person behind it, so that the story reads back whole.
//! Must not know: when an event is possible.

use super::{Resolution, Sighting};
use crate::{
    domain::{PersonId, words::words},
    text::Untrusted,
};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A run found the difference: first, again, or after the case was closed.
    Found(Sighting),
    /// A run found it no more.
    Gone {
        /// The run.
        run: Untrusted,
    },
    /// Somebody looks after it from now on.
    Owned {
        /// Who.
        owner: PersonId,
        /// Who said so.
        by: PersonId,
    },
    /// Somebody wrote something down.
    Noted {
        /// Who.
        by: PersonId,
        /// What it marks, if it marks anything.
        mark: Option<Mark>,
        /// What they wrote.
        text: Untrusted,
    },
    /// Its ITMOs are frozen.
    Frozen {
        /// By whom; none is by rule, because of its kind or its age.
        by: Option<PersonId>,
    },
    /// A resolution is proposed.
    Proposed {
        /// By whom.
        by: PersonId,
        /// What is to be done.
        resolution: Resolution,
        /// SHA-256 of the signed text.
        sha256: [u8; 32],
    },
    /// Another person confirms it.
    Confirmed {
        /// Who.
        by: PersonId,
        /// SHA-256 of the resolution's text.
        sha256: [u8; 32],
    },
    /// It is declined by another person, or taken back by who proposed it.
    Declined {
        /// Who.
        by: PersonId,
        /// SHA-256 of the resolution's text.
        sha256: [u8; 32],
    },
}

impl Event {
    /// Its word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Found(_) => "found",
            Self::Gone { .. } => "gone",
            Self::Owned { .. } => "owned",
            Self::Noted { .. } => "noted",
            Self::Frozen { .. } => "frozen",
            Self::Proposed { .. } => "proposed",
            Self::Confirmed { .. } => "confirmed",
            Self::Declined { .. } => "declined",
        }
    }
}

/// What a note marks besides what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The counterpart was told.
    CounterpartTold,
    /// It was taken to the focal points or the secretariat.
    Escalated,
    /// It is an incident of security too.
    SecurityIncident,
}

words!(
    Mark, "mark of a note",
    CounterpartTold "counterpart-told",
    Escalated "escalated",
    SecurityIncident "security-incident",
);

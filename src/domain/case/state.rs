//! Where a case is on its course: from the run that found it to how it ended.
//! A resolution that is proposed is part of the state: who confirms names its text, and each person counts once.
//! Must not know: which events lead from one state to the next.

use super::resolution::Resolution;
use crate::domain::{PersonId, words::words};
use jiff::Timestamp;

/// Where a case is (its own course; a freeze stands beside it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// A run found it; nobody has taken it.
    New,
    /// Somebody owns it.
    Triaged,
    /// Its owner has begun to write down what they found.
    Analysis,
    /// A resolution is proposed and waits for other persons.
    Proposed(Proposal),
    /// Enough persons agree; a run must find that the difference is gone.
    Agreed(Proposal),
    /// It is over.
    Closed(Closing),
}

/// A state by its name alone, as a board shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// [`State::New`].
    New,
    /// [`State::Triaged`].
    Triaged,
    /// [`State::Analysis`].
    Analysis,
    /// [`State::Proposed`].
    Proposed,
    /// [`State::Agreed`].
    Agreed,
    /// [`State::Closed`].
    Closed,
}

words!(
    Stage, "state of a case",
    New "new",
    Triaged "triaged",
    Analysis "under-analysis",
    Proposed "proposed",
    Agreed "agreed",
    Closed "closed",
);

impl State {
    /// Its name alone.
    pub fn stage(&self) -> Stage {
        match self {
            Self::New => Stage::New,
            Self::Triaged => Stage::Triaged,
            Self::Analysis => Stage::Analysis,
            Self::Proposed(_) => Stage::Proposed,
            Self::Agreed(_) => Stage::Agreed,
            Self::Closed(_) => Stage::Closed,
        }
    }

    /// The state's word.
    pub fn word(&self) -> &'static str {
        self.stage().word()
    }
}

/// A resolution, who proposed it, and who agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is to be done.
    pub resolution: Resolution,
    /// Who proposed it.
    pub by: PersonId,
    /// SHA-256 of the signed text: what confirmations name.
    pub sha256: [u8; 32],
    /// Who confirmed it, in that order.
    pub confirmed: Vec<PersonId>,
}

impl Proposal {
    /// How many more persons must confirm it.
    pub fn missing(&self) -> usize {
        self.resolution.kind().persons().saturating_sub(1).saturating_sub(self.confirmed.len())
    }
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// A later run did not find it any more, and nobody had to do anything.
    Pass,
    /// A later run did not find it any more, after a resolution was agreed.
    Intervention,
    /// Three persons accept the difference until this time.
    Accepted(Timestamp),
}

impl Closing {
    /// Its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Intervention => "manual intervention",
            Self::Accepted(_) => "accepted difference",
        }
    }
}

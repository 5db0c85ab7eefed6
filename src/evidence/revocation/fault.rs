//! Why something is no revocation, and why one revokes nothing.
//! The words are ours and name persons and stations by their ids; nothing of a text from outside is quoted (T01).
//! Must not know: how it is shown.

use crate::{
    domain::PersonId,
    evidence::{lines::LineProblem, moment::Moment, principal::Principal, sshsig::SshsigProblem},
};
use jiff::Timestamp;

/// Why something is no signed revocation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotARevocation {
    /// Its text.
    #[error(transparent)]
    Text(#[from] LineProblem),
    /// Its signature.
    #[error(transparent)]
    Signature(#[from] SshsigProblem),
}

/// Why a revocation revokes nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRevocation {
    /// Another registry's, or another environment's.
    #[error("it is for another registry or environment than the roster")]
    OtherRegistry,
    /// It was signed with a key that is in no row.
    #[error("signed with a key that the roster does not have")]
    UnknownKey,
    /// The key it was signed with is somebody else's.
    #[error("said to be by {0}, and signed with a key of {1}")]
    KeyOfAnother(PersonId, PersonId),
    /// The key it was signed with was not valid.
    #[error("the key {0} signed it with was not valid then")]
    KeyNotValid(PersonId),
    /// The signature does not hold, or is for something else.
    #[error("the signature of {0} does not hold: {1}")]
    Signature(PersonId, SshsigProblem),
    /// Somebody else's key, and no officer.
    #[error("{0} is no security officer, and it is not their own key")]
    NoOfficer(PersonId),
    /// The roster has no such key.
    #[error("the roster has no such key of {0}")]
    NoRow(Principal),
    /// The key came back after it was made: it is an old one that is sent again.
    #[error("the key's row begins at {0}, after this was made; two officers have let it count again")]
    LaterRow(Moment),
    /// The key counts no more as it is.
    #[error("the key has not counted since {0}")]
    Ended(Moment),
    /// It says it was made later than now.
    #[error("it says it was made at {0}, which has not come yet")]
    NotYet(Timestamp),
    /// It was made too long ago.
    #[error("it was made at {0}; a revocation counts from now on, so make it anew")]
    TooOld(Timestamp),
}

impl NoRevocation {
    /// The rule or threat behind it, as in `docs/rules.md`.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::NoOfficer(_) | Self::NoRow(_) | Self::Ended(_) => "F15",
            Self::KeyOfAnother(..) => "F02",
            Self::UnknownKey | Self::KeyNotValid(_) | Self::Signature(..) => "T06",
            Self::LaterRow(_) => "T04",
            Self::NotYet(_) | Self::TooOld(_) => "T23",
            Self::OtherRegistry => "T33",
        }
    }
}

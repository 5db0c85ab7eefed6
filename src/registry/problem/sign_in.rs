//! Why the console has no token that the registry takes. Each reason has its own way out.
//! A store that can't be read is never said to be empty: who believed that would make a second token.
//! Must not know: where tokens are kept.

use std::time::Duration;

/// Why there is no token that the registry takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSignedIn {
    /// No token is kept for this profile.
    NoToken,
    /// The registry no longer takes the token that is kept: it has expired, or was withdrawn.
    Refused,
    /// The keyring is there and did not give the token out: it is locked, or asking was declined.
    Locked,
    /// The place where tokens are kept can't be reached.
    Unreachable {
        /// What was said about it, as a clause in our own words or gated.
        why: String,
    },
    /// The place where tokens are kept did not answer.
    Late {
        /// How long was waited.
        waited: Duration,
    },
}

impl NotSignedIn {
    /// What happened, as a sentence without the end stop.
    pub(super) fn what(&self) -> String {
        match self {
            Self::NoToken => "Nobody is signed in to this registry from here".into(),
            Self::Refused => "The registry takes the token of this profile no longer".into(),
            Self::Locked => "The keyring is locked and did not give out the token".into(),
            Self::Unreachable { why } => format!("The token can't be read: {why}"),
            Self::Late { waited } => format!("The keyring did not answer within {} s", waited.as_secs()),
        }
    }

    /// What to try, as a sentence.
    pub(super) fn advice(&self, profile: &str) -> String {
        match self {
            Self::NoToken => format!("Sign in: countersign login --profile {profile}"),
            Self::Refused => format!("Sign in again: countersign login --profile {profile}"),
            Self::Locked | Self::Late { .. } => "Unlock the keyring, then refresh. The token is still in it.".into(),
            Self::Unreachable { .. } => "Run countersign doctor: it says what is wrong, and what to do.".into(),
        }
    }
}

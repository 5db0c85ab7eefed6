//! How far a practice registry verifies approvals by itself: the assurance level it runs at.
//! The level is chosen when the book is made and stays with it: nobody lowers it at run time.
//! Must not know: what is verified, and how.

use std::{fmt, str::FromStr};

/// An assurance level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It tells the two persons of an order apart by login; what they sign is kept and not verified.
    A1,
    /// It takes signed orders and statements only, and verifies them against the roster and the policy.
    A2,
    /// It sends them to the counterpart with a transfer, and verifies those that the counterpart sends.
    A3,
}

/// A text that names no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an assurance level is a1, a2 or a3")]
pub struct NotALevel;

impl Level {
    /// Its word, as registries say it.
    pub fn word(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::A3 => "A3",
        }
    }

    /// Whether orders and statements must be signed.
    pub fn takes_signed_only(self) -> bool {
        self >= Self::A2
    }

    /// Whether evidence goes to counterparts and is asked of them.
    pub fn forwards(self) -> bool {
        self >= Self::A3
    }
}

impl FromStr for Level {
    type Err = NotALevel;

    fn from_str(text: &str) -> Result<Self, NotALevel> {
        let levels = [Self::A1, Self::A2, Self::A3];
        levels.into_iter().find(|level| level.word().eq_ignore_ascii_case(text)).ok_or(NotALevel)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

//! Who the registry is, what it can do, and who we are to it; and how far it verifies approvals by itself.
//! What a registry says of itself is compared with the configuration, never believed in its place.
//! Must not know: how it is asked, or what an order takes.

use super::Environment;
use crate::{domain::RegistryId, text::Untrusted};
use jiff::Timestamp;

/// Who the registry is, what it can do, and who we are to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The registry's id.
    pub registry: RegistryId,
    /// The registry's name.
    pub name: Untrusted,
    /// What the registry says its environment is. A word other than the configured one is an alarm (T33).
    pub environment: Option<Environment>,
    /// How far the registry itself verifies approvals.
    pub assurance: Assurance,
    /// The operator's name.
    pub operator: Untrusted,
    /// The operator's roles.
    pub roles: Vec<Untrusted>,
    /// What the operator may do there besides reading, in the registry's words.
    pub can: Vec<Untrusted>,
    /// The version of the admin API.
    pub api_version: Untrusted,
    /// The registry's clock.
    pub clock: Timestamp,
}

/// How far a registry verifies approvals by itself (promise 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// No concept of approval.
    A0,
    /// Its own request and approve, by account.
    A1,
    /// Stores and verifies both signatures.
    A2,
    /// Forwards them, and the counterpart verifies them too.
    A3,
}

impl Assurance {
    const ALL: [Self; 4] = [Self::A0, Self::A1, Self::A2, Self::A3];

    /// The level with this short name; `None` when none has it.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// The level's short name.
    pub fn word(self) -> &'static str {
        match self {
            Self::A0 => "A0",
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::A3 => "A3",
        }
    }

    /// What the level means, in a few words for the title bar.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A0 => "approvals not verified",
            Self::A1 => "approvals by account",
            Self::A2 => "server verifies",
            Self::A3 => "counterpart verifies",
        }
    }
}

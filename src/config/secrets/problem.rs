//! Why the place where tokens are kept can't be used.
//! A place that can't be read is never said to be empty, and no secret is repeated.
//! Must not know: where it is shown.

use crate::{
    config::ConfigProblem,
    text::{Kind, Untrusted},
};
use std::{path::PathBuf, time::Duration};

/// Why the place where tokens are kept can't be used. Each is a clause without the end stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretsProblem {
    /// The keyring is there, and did not give out or take what was asked: it is locked, or a person declined.
    #[error("the keyring is locked, or asking was declined")]
    Locked,
    /// No keyring answers on this computer.
    #[error("no keyring can be reached ({why})")]
    NoKeyring {
        /// What the system said, gated.
        why: String,
    },
    /// The keyring did not answer.
    #[error("the keyring did not answer within {} s", waited.as_secs())]
    Late {
        /// How long was waited.
        waited: Duration,
    },
    /// What is kept in the keyring is not a token.
    #[error("what the keyring holds there is no token")]
    NoToken,
    /// The file does not open with this passphrase, or was changed by somebody who does not know it.
    #[error("{}: the passphrase is wrong, or the file was changed", path.display())]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The file is not one of ours.
    #[error("{}: it is not a file of secrets that this version can read", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The file can't be read, or is not private.
    #[error(transparent)]
    Unusable(#[from] ConfigProblem),
    /// The file can't be written.
    #[error("{}: it can't be written: {why}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// Another process is writing the file.
    #[error("{}: another countersign is writing it", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The file was not opened with its passphrase.
    #[error("the file of secrets is not open")]
    NotOpen,
    /// The system gives no random numbers, or not the 64 MiB that making a key takes.
    #[error("the system gives no random numbers, or too little memory to open the file of secrets")]
    NoMeans,
}

impl SecretsProblem {
    /// No keyring, with the words of whoever said so. They pass the gate, and are not repeated at any length.
    pub(super) fn no_keyring(words: &str) -> Self {
        const SHOWN: usize = 160;
        let words: String = words.chars().take(SHOWN).collect();
        Self::NoKeyring { why: Untrusted::new(words).gate(Kind::Name).to_string() }
    }

    /// What to do, as a sentence; empty where the clause says it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Locked => "Unlock it and try again: nothing in it is lost.",
            Self::NoKeyring { .. } => "Start one, or say secrets = \"file\" in the configuration.",
            Self::Late { .. } => "It may be waiting to be unlocked: do that, and try again.",
            Self::NoToken => "Sign in again: that replaces it.",
            Self::WrongPassphrase { .. } => "Try again; a forgotten one can't be had back: remove the file and sign in again.",
            Self::Damaged { .. } => "Remove it and sign in again.",
            Self::Unwritable { .. } => "What it held before is unchanged.",
            Self::InUse { .. } => "Try again.",
            Self::Unusable(_) | Self::NotOpen | Self::NoMeans => "",
        }
    }

    /// What is so and what to do, as sentences.
    pub fn sentences(&self) -> String {
        let clause = self.to_string();
        let mut letters = clause.chars();
        // A clause that begins with the name of a file keeps it.
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}. {}", letters.as_str(), self.advice()).trim_end().to_owned()
    }
}

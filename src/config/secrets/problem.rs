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
    #[error("the keyring is locked, or asking was declined. Nothing in it is lost: unlock it and try again")]
    Locked,
    /// No keyring answers on this computer.
    #[error("no keyring can be reached ({why}). Start one, or say secrets = \"file\" in the configuration")]
    NoKeyring {
        /// What the system said, gated.
        why: String,
    },
    /// The keyring did not answer.
    #[error("the keyring did not answer within {} s; it may be waiting to be unlocked", waited.as_secs())]
    Late {
        /// How long was waited.
        waited: Duration,
    },
    /// What is kept in the keyring is not a token.
    #[error("what the keyring holds there is no token; sign in again to replace it")]
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
    #[error("{}: it can't be written: {why}. What it held before is unchanged", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// Another process is writing the file.
    #[error("{}: another countersign is writing it; try again", path.display())]
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

/// What the keyring's own words mean. They come over the session's bus and pass the gate.
impl From<keyring_core::Error> for SecretsProblem {
    fn from(error: keyring_core::Error) -> Self {
        use keyring_core::Error;
        match error {
            Error::NoStorageAccess(_) => Self::Locked,
            // These hold what was found, which may be a secret.
            Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => Self::NoToken,
            other => {
                const SHOWN: usize = 160;
                let words: String = other.to_string().chars().take(SHOWN).collect();
                Self::NoKeyring { why: Untrusted::new(words).gate(Kind::Name).to_string() }
            }
        }
    }
}

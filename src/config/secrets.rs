//! Where tokens are kept: in the operating system's keyring, or in a file that a passphrase opens (T08, T09).
//! One place is configured and used; when it fails that is said, and no other is tried.
//! Must not know: what a token is good for, or the terminal.

#[cfg(not(target_os = "macos"))]
mod bus;
#[cfg(test)]
pub(crate) mod drawer;
mod file;
#[cfg(target_os = "macos")]
mod keychain;
mod keyring;
mod problem;
mod sealed;
#[cfg(not(target_os = "macos"))]
mod service;
mod store;

pub use file::SecretFile;
pub use keyring::Keyring;
pub use problem::SecretsProblem;

use super::Profile;
use crate::registry::{NotSignedIn, http::TokenSource};
use secrecy::SecretString;
use serde::Deserialize;
use std::{fmt, sync::Arc};

/// Where tokens are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecretsIn {
    /// The keyring of the operating system.
    #[default]
    Keyring,
    /// A file that a passphrase opens.
    File,
}

/// What a token is for. A profile that is pointed at another address, or gets another operator, has no token there: whoever
/// changes a configuration must not get a token sent to a place of their own (T11).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TokenName(String);

impl TokenName {
    /// The name of a profile's token.
    pub fn of(profile: &Profile) -> Self {
        let operator = profile.operator.as_deref().map(|operator| format!(" as {operator}")).unwrap_or_default();
        Self(format!("{} at {}{operator}", profile.name, profile.url))
    }

    /// A name that no profile has: for finding out whether anybody answers.
    pub fn of_nobody() -> Self {
        Self("nobody".to_owned())
    }
}

impl fmt::Display for TokenName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The place where tokens are kept, open for use.
#[derive(Debug)]
pub enum Secrets {
    /// The keyring of the operating system.
    Keyring(Keyring),
    /// A file that was opened with its passphrase.
    File(SecretFile),
    /// The file is configured and does not exist yet: nothing is kept.
    NoFile,
}

impl Secrets {
    /// The token under this name, if one is kept. May block until a person has unlocked the keyring.
    ///
    /// # Errors
    /// When the place can't be read. That does not mean that there is no token.
    pub fn token(&self, name: &TokenName) -> Result<Option<SecretString>, SecretsProblem> {
        match self {
            Self::Keyring(keyring) => keyring.token(name),
            Self::File(file) => file.token(name),
            Self::NoFile => Ok(None),
        }
    }

    /// Keeps a token under this name, instead of the one before.
    ///
    /// # Errors
    /// When it could not be kept; what was there before still is.
    pub fn keep(&self, name: &TokenName, token: &SecretString) -> Result<(), SecretsProblem> {
        match self {
            Self::Keyring(keyring) => keyring.keep(name, token),
            Self::File(file) => file.keep(name, token),
            Self::NoFile => Err(SecretsProblem::NotOpen),
        }
    }

    /// Removes the token under this name, and says whether there was one.
    ///
    /// # Errors
    /// When it could not be removed.
    pub fn forget(&self, name: &TokenName) -> Result<bool, SecretsProblem> {
        match self {
            Self::Keyring(keyring) => keyring.forget(name),
            Self::File(file) => file.forget(name),
            Self::NoFile => Ok(false),
        }
    }
}

/// The token of one profile, for its registry's client.
pub struct KeptToken {
    secrets: Arc<Secrets>,
    name: TokenName,
}

impl KeptToken {
    /// The token of this profile.
    pub fn of(profile: &Profile, secrets: Arc<Secrets>) -> Self {
        Self { secrets, name: TokenName::of(profile) }
    }
}

impl TokenSource for KeptToken {
    fn token(&self) -> Result<SecretString, NotSignedIn> {
        match self.secrets.token(&self.name) {
            Ok(Some(token)) => Ok(token),
            Ok(None) => Err(NotSignedIn::NoToken),
            Err(SecretsProblem::Locked) => Err(NotSignedIn::Locked),
            Err(SecretsProblem::Late { waited }) => Err(NotSignedIn::Late { waited }),
            Err(problem) => Err(NotSignedIn::Unreachable { why: problem.to_string() }),
        }
    }
}

#[cfg(test)]
mod tests;

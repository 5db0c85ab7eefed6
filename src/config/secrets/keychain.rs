//! The Keychain of macOS.
//! What it says in its own words is gated, and never holds what was found.
//! Must not know: what is kept, or for how long anybody waits.

use super::{
    SecretsProblem,
    store::{SERVICE, Store},
};
use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;

/// The user's keychain.
pub(super) struct Keychain(Arc<CredentialStore>);

impl Keychain {
    /// Opens it.
    ///
    /// # Errors
    /// When the system has none.
    pub(super) fn of_user() -> Result<Self, SecretsProblem> {
        Ok(Self(apple_native_keyring_store::keychain::Store::new()?))
    }

    fn entry(&self, name: &str) -> keyring_core::Result<Entry> {
        self.0.build(SERVICE, name, None)
    }
}

impl Store for Keychain {
    fn token(&mut self, name: &str) -> Result<Option<SecretString>, SecretsProblem> {
        match self.entry(name)?.get_password() {
            Ok(token) => Ok(Some(token.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn keep(&mut self, name: &str, token: &SecretString) -> Result<(), SecretsProblem> {
        Ok(self.entry(name)?.set_password(token.expose_secret())?)
    }

    fn forget(&mut self, name: &str) -> Result<bool, SecretsProblem> {
        match self.entry(name)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// What the keychain's own words mean.
impl From<Error> for SecretsProblem {
    fn from(error: Error) -> Self {
        match error {
            Error::NoStorageAccess(_) => Self::Locked,
            // These hold what was found, which may be a secret.
            Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => Self::NoToken,
            other => Self::no_keyring(&other.to_string()),
        }
    }
}

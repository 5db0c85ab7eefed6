//! Tokens and keys in the keyring of the operating system: the Secret Service, or the Keychain of macOS.
//! It is asked on a thread of its own and only waited for so long: a locked keyring that nobody unlocks answers never.
//! Must not know: which profile a name belongs to.

use super::{SecretsProblem, TokenName};
use crate::evidence::allowed_signers::Principal;
use keyring_core::{CredentialStore, Entry};
use secrecy::{ExposeSecret, SecretString};
use std::{
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

/// What tokens and keys are filed under.
const SERVICE: &str = "countersign";
/// How long a person has to unlock the keyring.
const PATIENCE: Duration = Duration::from_secs(60);

/// The keyring of the operating system.
#[derive(Clone, Debug)]
pub struct Keyring {
    given: Option<Arc<CredentialStore>>,
    patience: Duration,
}

impl Keyring {
    /// The operating system's. Nothing is opened before it is asked.
    pub fn of_system() -> Self {
        Self { given: None, patience: PATIENCE }
    }

    /// The same, waited for no longer than this.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Another store, for tests.
    #[cfg(test)]
    pub(crate) fn of(store: Arc<CredentialStore>, patience: Duration) -> Self {
        Self { given: Some(store), patience }
    }

    /// The key of a person or station, as the text of an OpenSSH key file, if one is kept.
    ///
    /// # Errors
    /// When the keyring can't be read. That does not mean that there is no key.
    pub fn key(&self, whose: &Principal) -> Result<Option<SecretString>, SecretsProblem> {
        self.read(key_name(whose))
    }

    /// Keeps the key of a person or station. The caller has seen that none is there.
    ///
    /// # Errors
    /// When it could not be kept.
    pub fn keep_key(&self, whose: &Principal, key: &SecretString) -> Result<(), SecretsProblem> {
        self.write(key_name(whose), key)
    }

    pub(super) fn token(&self, name: &TokenName) -> Result<Option<SecretString>, SecretsProblem> {
        self.read(name.to_string())
    }

    pub(super) fn keep(&self, name: &TokenName, token: &SecretString) -> Result<(), SecretsProblem> {
        self.write(name.to_string(), token)
    }

    pub(super) fn forget(&self, name: &TokenName) -> Result<bool, SecretsProblem> {
        self.ask(name.to_string(), |entry| match entry.delete_credential() {
            Ok(()) => Ok(true),
            Err(keyring_core::Error::NoEntry) => Ok(false),
            Err(error) => Err(error),
        })
    }

    fn read(&self, name: String) -> Result<Option<SecretString>, SecretsProblem> {
        self.ask(name, |entry| match entry.get_password() {
            Ok(secret) => Ok(Some(secret.into())),
            Err(keyring_core::Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn write(&self, name: String, secret: &SecretString) -> Result<(), SecretsProblem> {
        let secret = secret.clone();
        self.ask(name, move |entry| entry.set_password(secret.expose_secret()))
    }

    /// Asks the keyring about an entry. Who is not answered in time goes on without; the thread is left behind.
    fn ask<T: Send + 'static>(
        &self,
        name: String,
        question: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, SecretsProblem> {
        let given = self.given.clone();
        let (sender, answer) = mpsc::sync_channel(1);
        let asking = move || {
            let store = given.map_or_else(system, Ok);
            let entry = store.and_then(|store| store.build(SERVICE, &name, None));
            // Nobody listening means that the time was up.
            let _ = sender.send(entry.and_then(|entry| question(&entry)));
        };
        let unreachable = |why: &str| SecretsProblem::NoKeyring { why: why.to_owned() };
        thread::Builder::new().name("keyring".into()).spawn(asking).map_err(|_| unreachable("the system refused a thread"))?;
        match answer.recv_timeout(self.patience) {
            Ok(answer) => answer.map_err(SecretsProblem::from),
            Err(mpsc::RecvTimeoutError::Timeout) => Err(SecretsProblem::Late { waited: self.patience }),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(unreachable("it broke off")),
        }
    }
}

/// What a key is filed under. No profile's token can have this name: a profile's name has no blank.
fn key_name(whose: &Principal) -> String {
    format!("key of {whose}")
}

/// The operating system's store, connected anew each time: the session's bus may have been restarted.
fn system() -> keyring_core::Result<Arc<CredentialStore>> {
    #[cfg(target_os = "macos")]
    let store = apple_native_keyring_store::keychain::Store::new()?;
    #[cfg(not(target_os = "macos"))]
    let store = zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

//! Tokens and keys in the keyring of the operating system: the Secret Service, or the Keychain of macOS.
//! It is asked on a thread of its own and only waited for so long: a locked keyring that nobody unlocks answers never.
//! Must not know: which profile a name belongs to.

use super::{SecretsProblem, TokenName, store::Store};
use crate::evidence::principal::Principal;
use secrecy::SecretString;
use std::{
    fmt,
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

/// How long a person has to unlock the keyring.
const PATIENCE: Duration = Duration::from_secs(60);

/// Opens a keyring. Done for every question: the session's bus may have been restarted.
pub(super) type Opener = dyn Fn() -> Result<Box<dyn Store>, SecretsProblem> + Send + Sync;

/// The keyring of the operating system.
#[derive(Clone)]
pub struct Keyring {
    open: Arc<Opener>,
    patience: Duration,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("patience", &self.patience).finish_non_exhaustive()
    }
}

impl Keyring {
    /// The operating system's. Nothing is opened before it is asked.
    pub fn of_system() -> Self {
        Self { open: Arc::new(system), patience: PATIENCE }
    }

    /// The same, waited for no longer than this.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Another one, for tests.
    #[cfg(test)]
    pub(super) fn of(open: Arc<Opener>, patience: Duration) -> Self {
        Self { open, patience }
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
        self.ask(name.to_string(), |store, name| store.token(name))
    }

    pub(super) fn keep(&self, name: &TokenName, token: &SecretString) -> Result<(), SecretsProblem> {
        self.write(name.to_string(), token)
    }

    pub(super) fn forget(&self, name: &TokenName) -> Result<bool, SecretsProblem> {
        self.ask(name.to_string(), |store, name| store.forget(name))
    }

    fn read(&self, name: String) -> Result<Option<SecretString>, SecretsProblem> {
        self.ask(name, |store, name| store.token(name))
    }

    fn write(&self, name: String, secret: &SecretString) -> Result<(), SecretsProblem> {
        let secret = secret.clone();
        self.ask(name, move |store, name| store.keep(name, &secret))
    }

    /// Asks the keyring about a name. Who is not answered in time goes on without; the thread is left behind.
    fn ask<T: Send + 'static>(
        &self,
        name: String,
        question: impl FnOnce(&mut dyn Store, &str) -> Result<T, SecretsProblem> + Send + 'static,
    ) -> Result<T, SecretsProblem> {
        let open = Arc::clone(&self.open);
        let (sender, answer) = mpsc::sync_channel(1);
        let asking = move || {
            let answer = open().and_then(|mut store| question(store.as_mut(), &name));
            // Nobody listening means that the time was up.
            let _ = sender.send(answer);
        };
        let started = thread::Builder::new().name("keyring".into()).spawn(asking);
        started.map_err(|_| SecretsProblem::no_keyring("the system refused a thread"))?;
        match answer.recv_timeout(self.patience) {
            Ok(answer) => answer,
            Err(mpsc::RecvTimeoutError::Timeout) => Err(SecretsProblem::Late { waited: self.patience }),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(SecretsProblem::no_keyring("it broke off")),
        }
    }
}

/// What a key is filed under. No profile's token can have this name: a profile's name has no blank.
fn key_name(whose: &Principal) -> String {
    format!("key of {whose}")
}

fn system() -> Result<Box<dyn Store>, SecretsProblem> {
    #[cfg(target_os = "macos")]
    return Ok(Box::new(super::keychain::Keychain::of_user()?));
    #[cfg(not(target_os = "macos"))]
    return Ok(Box::new(super::service::SecretService::of_session()?));
}

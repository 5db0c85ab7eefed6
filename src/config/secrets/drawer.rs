//! A keyring in memory, for tests of what keeps tokens and keys.
//! It keeps what it is given, and fails once with what it shall fail with.
//! Must not know: what is kept in it.

use super::{Keyring, SecretsProblem, keyring::Opener, store::Store};
use secrecy::SecretString;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

/// What is in the keyring.
#[derive(Clone, Default)]
pub(crate) struct Drawer {
    secrets: Arc<Mutex<BTreeMap<String, SecretString>>>,
    /// What the next question fails with.
    pub fails: Arc<Mutex<Option<SecretsProblem>>>,
}

impl Store for Drawer {
    fn token(&mut self, name: &str) -> Result<Option<SecretString>, SecretsProblem> {
        let failed = self.fails.lock().unwrap().take();
        failed.map_or_else(|| Ok(self.secrets.lock().unwrap().get(name).cloned()), Err)
    }
    fn keep(&mut self, name: &str, secret: &SecretString) -> Result<(), SecretsProblem> {
        self.secrets.lock().unwrap().insert(name.to_owned(), secret.clone());
        Ok(())
    }
    fn forget(&mut self, name: &str) -> Result<bool, SecretsProblem> {
        Ok(self.secrets.lock().unwrap().remove(name).is_some())
    }
}

/// An empty keyring in memory, and what is in it.
pub(crate) fn in_memory() -> (Drawer, Keyring) {
    let drawer = Drawer::default();
    let opened = drawer.clone();
    let open: Arc<Opener> = Arc::new(move || Ok(Box::new(opened.clone())));
    (drawer, Keyring::of(open, Duration::from_secs(20)))
}

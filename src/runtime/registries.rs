//! A registry's client that is made when it is needed first, away from the loop: making one may start a whole practice registry.
//! It is made once, whoever asks and whoever gives up meanwhile.
//! Must not know: what is asked of it.

use super::RegistryMaker;
use crate::registry::{Problem, ProblemKind, Registry};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A client, or the way to it.
pub(super) struct Lazy {
    make: Mutex<RegistryMaker>,
    made: OnceLock<Arc<dyn Registry>>,
}

impl Lazy {
    /// A client that will be made like this.
    pub(super) fn new(make: RegistryMaker) -> Self {
        Self { make: Mutex::new(make), made: OnceLock::new() }
    }

    /// The client.
    ///
    /// # Errors
    /// When the program is ending and nothing is made any more.
    pub(super) async fn get(self: Arc<Self>) -> Result<Arc<dyn Registry>, Problem> {
        if let Some(made) = self.made.get() {
            return Ok(Arc::clone(made));
        }
        // Giving up the wait does not stop the making; who asks next waits for the same one.
        let making = tokio::task::spawn_blocking(move || Arc::clone(self.made.get_or_init(|| self.make_now())));
        making.await.map_err(|_| Problem::of(ProblemKind::Cancelled))
    }

    fn make_now(&self) -> Arc<dyn Registry> {
        let make = self.make.lock().unwrap_or_else(PoisonError::into_inner);
        make()
    }
}

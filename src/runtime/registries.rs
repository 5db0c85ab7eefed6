//! A registry's client that is made when it is needed first, away from the loop: making one reads certificates from disk.
//! Must be kept in an `Arc`: everybody who needs it waits for the one making.
//! Must not know: what is asked of it.

use super::RegistryMaker;
use crate::registry::{Problem, Registry, problem::ProblemKind};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// A client, or the way to it.
pub(super) struct Lazy {
    make: Mutex<RegistryMaker>,
    made: OnceCell<Arc<dyn Registry>>,
}

impl Lazy {
    /// A client that will be made like this.
    pub(super) fn new(make: RegistryMaker) -> Self {
        Self { make: Mutex::new(make), made: OnceCell::new() }
    }

    /// The client.
    ///
    /// # Errors
    /// When the program is ending and nothing is made any more.
    pub(super) async fn get(self: Arc<Self>) -> Result<Arc<dyn Registry>, Problem> {
        let maker = Arc::clone(&self);
        let make = || async {
            tokio::task::spawn_blocking(move || {
                let make = maker.make.lock().unwrap_or_else(PoisonError::into_inner);
                make()
            })
            .await
        };
        self.made.get_or_try_init(make).await.map(Arc::clone).map_err(|_| Problem::of(ProblemKind::Cancelled))
    }
}

//! What every handler can reach while a registry is served.
//! Clones are the same registry: a request gets its own clone and none gets its own book.
//! Must not know: which addresses there are.

use super::{office::Office, report::Reports, session::Sessions, store::Store};
use crate::domain::RegistryId;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// What every handler can reach.
#[derive(Clone)]
pub(super) struct App {
    /// The book.
    pub store: Store,
    /// Where the book is changed, and the registry's time.
    pub office: Office,
    /// Who is signed in.
    pub sessions: Arc<Sessions>,
    /// The report that was asked for last.
    pub reports: Arc<Reports>,
    /// Which registry this is.
    pub registry: RegistryId,
    /// Ends what would otherwise never end.
    pub stop: CancellationToken,
}

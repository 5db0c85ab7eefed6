//! Up to where a registry's book was looked at, so that next time only what came after it is news.
//! An entry's number and the moment by the registry's clock; the operator's console keeps one for each profile.
//! Must not know: where it is kept from one sitting to the next.

use jiff::Timestamp;

/// A place in a registry's book, and when it was the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The number of the newest entry that was shown.
    pub entry: u64,
    /// When it was shown, by the registry's clock.
    pub at: Timestamp,
}

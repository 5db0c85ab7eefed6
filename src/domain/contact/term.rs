//! From when until when something holds: a nomination, a key, an absence. The end is no part of it.
//! It is never empty.
//! Must not know: the clock.

use jiff::Timestamp;

/// A stretch of time that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    from: Timestamp,
    to: Timestamp,
}

/// It would end before it begins, or at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a term begins before it ends")]
pub struct NeverHolds;

impl Term {
    /// From a time until another, which is not in it.
    ///
    /// # Errors
    /// [`NeverHolds`].
    pub fn new(from: Timestamp, to: Timestamp) -> Result<Self, NeverHolds> {
        if from < to { Ok(Self { from, to }) } else { Err(NeverHolds) }
    }

    /// Its first moment.
    pub fn from(self) -> Timestamp {
        self.from
    }

    /// Its end.
    pub fn to(self) -> Timestamp {
        self.to
    }

    /// Whether a time lies in it.
    pub fn holds_at(self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }
}

//! From when until when something holds: a text, a person's roles, a key. The end is no part of it.
//! Everything that is granted ends; what should last is granted again, by two officers (F27).
//! Must not know: the clock.

use super::moment::Moment;
use jiff::Timestamp;
use std::fmt;

/// A stretch of time that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Validity {
    from: Moment,
    to: Moment,
}

/// It ends before it begins, or at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a validity begins before it ends")]
pub struct NeverValid;

impl Validity {
    /// From a moment until another, which is not in it.
    ///
    /// # Errors
    /// [`NeverValid`].
    pub fn new(from: Moment, to: Moment) -> Result<Self, NeverValid> {
        if from < to { Ok(Self { from, to }) } else { Err(NeverValid) }
    }

    /// Its first moment.
    pub fn from(self) -> Moment {
        self.from
    }

    /// Its end.
    pub fn to(self) -> Moment {
        self.to
    }

    /// The same, ended at a moment that lies in it; as it is, when none of it lies before that moment.
    #[must_use]
    pub fn ended_at(self, end: Moment) -> Self {
        if self.from < end { Self { to: self.to.min(end), ..self } } else { self }
    }

    /// Whether a time lies in it.
    pub fn holds_at(self, at: Timestamp) -> bool {
        self.from.timestamp() <= at && at < self.to.timestamp()
    }
}

/// Both ends with a space between, as they stand in a row.
impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.from, self.to)
    }
}

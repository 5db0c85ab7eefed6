//! An entry and by what right it stands there: the newest verified word counts, never the newest edited one.
//! Joining two is commutative, associative and idempotent; where two words have the same right, a person decides.
//! Must not know: which directory said it.

use super::{Entry, Verification};
use jiff::Timestamp;

/// By what right an entry stands there. Ordered by the verification first; one that is verified is above one that is not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// That somebody made sure; `None` when nobody has.
    pub verified: Option<Verification>,
    /// When it was last edited. It decides nothing.
    pub edited: Timestamp,
}

/// An entry with its standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The entry.
    pub entry: Entry,
    /// By what right it stands there.
    pub standing: Standing,
}

/// Two words of the same right that contradict each other: both verified in the same moment, or neither at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("two entries contradict each other and neither was verified later; a person must find out which is right")]
pub struct Conflict;

impl Record {
    /// When it was verified; `None` when nobody has.
    pub fn verified(&self) -> Option<Timestamp> {
        self.standing.verified.as_ref().map(|verification| verification.at)
    }

    /// The one of two records of an entry that counts: the one that was verified later. Of two that say the same, the better standing.
    ///
    /// # Errors
    /// [`Conflict`] when they say different things with the same right.
    pub fn join<'r>(&'r self, other: &'r Self) -> Result<&'r Self, Conflict> {
        if self.entry == other.entry {
            return Ok(if self.standing < other.standing { other } else { self });
        }
        match self.verified().cmp(&other.verified()) {
            std::cmp::Ordering::Less => Ok(other),
            std::cmp::Ordering::Greater => Ok(self),
            std::cmp::Ordering::Equal => Err(Conflict),
        }
    }
}

//! How long a verified contact counts: every six months, for critical roles every three, somebody says again that it is still right.
//! Whoever does not answer becomes temporarily invalid after fifteen days and invalid after fifteen more (after RIPE 2019-04).
//! Must not know: who is asked, or what time it is.

use crate::domain::words;
use jiff::{SignedDuration, Timestamp, ToSpan as _, tz::TimeZone};

const MONTHS: i32 = 6;
const MONTHS_CRITICAL: i32 = 3;
/// How long each of the two steps after the date lasts.
const STEP: SignedDuration = SignedDuration::from_hours(15 * 24);

/// The state of a card by the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardState {
    /// Verified, and not long ago.
    Active,
    /// Asked and not answered: still called, with a warning.
    TemporarilyInvalid,
    /// Not called any more.
    Invalid,
}

words!(CardState, "state", Active "active", TemporarilyInvalid "temporarily-invalid", Invalid "invalid");

/// Whether a new word is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// Not yet.
    No,
    /// It is, and they have been reminded.
    Due,
    /// The time to answer is over.
    Overdue,
}

words!(Due, "due", No "no", Due "due", Overdue "overdue");

/// When a verification has to be renewed, and what happens when it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// When it is due.
    pub due: Timestamp,
    /// From when the card is temporarily invalid.
    pub temporarily_invalid: Timestamp,
    /// From when it is invalid.
    pub invalid: Timestamp,
}

impl Attestation {
    /// After a verification; sooner for who holds a critical role. `None` beyond the year 9999. Months are those of UTC.
    pub fn after(verified: Timestamp, critical: bool) -> Option<Self> {
        let months = if critical { MONTHS_CRITICAL } else { MONTHS };
        let due = verified.to_zoned(TimeZone::UTC).checked_add(months.months()).ok()?.timestamp();
        let temporarily_invalid = due.checked_add(STEP).ok()?;
        Some(Self { due, temporarily_invalid, invalid: temporarily_invalid.checked_add(STEP).ok()? })
    }

    /// The state of the card at a time.
    pub fn state_at(&self, at: Timestamp) -> CardState {
        if at < self.temporarily_invalid {
            CardState::Active
        } else if at < self.invalid {
            CardState::TemporarilyInvalid
        } else {
            CardState::Invalid
        }
    }

    /// Whether a new word is due at a time.
    pub fn due_at(&self, at: Timestamp) -> Due {
        if at < self.due {
            Due::No
        } else if at < self.temporarily_invalid {
            Due::Due
        } else {
            Due::Overdue
        }
    }
}

//! The clock of a practice registry: the system's, moved by an offset that exercises set.
//! Everything a registry decides by time reads this one, so that a wrong clock is wrong everywhere, as in life (stuck case 27).
//! Must not know: what is decided by it.

use jiff::{SignedDuration, Timestamp};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A clock that may be wrong; clones are the same clock.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Milliseconds that are added to the system's time.
    offset: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that differs from the system's by so much.
    pub fn off_by(offset: SignedDuration) -> Self {
        let clock = Self::default();
        clock.set(offset);
        clock
    }

    /// What it shows.
    pub fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.saturating_add(self.offset()).unwrap_or(now)
    }

    /// How far it is from the system's time; positive when it is fast.
    pub fn offset(&self) -> SignedDuration {
        SignedDuration::from_millis(self.offset.load(Ordering::Relaxed))
    }

    /// Moves it. What was decided before stays decided.
    pub fn set(&self, offset: SignedDuration) {
        let milliseconds = i64::try_from(offset.as_millis()).unwrap_or_default();
        self.offset.store(milliseconds, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_off_by_what_was_set_and_so_are_its_clones() {
        let clock = Clock::off_by(SignedDuration::from_hours(-2));
        let other = clock.clone();
        let apart = Timestamp::now().duration_since(other.now());
        assert!(apart >= SignedDuration::from_mins(119) && apart <= SignedDuration::from_mins(121), "{apart}");
        clock.set(SignedDuration::from_secs(90));
        assert_eq!(other.offset(), SignedDuration::from_secs(90));
        assert!(other.now() > Timestamp::now());
    }

    #[test]
    fn no_offset_leads_out_of_time() {
        for offset in [SignedDuration::MAX, SignedDuration::MIN, SignedDuration::from_millis(i64::MAX)] {
            Clock::off_by(offset).now();
        }
    }
}

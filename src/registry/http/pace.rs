//! How fast a change stream is read: so much in a second, and the rest waits in the connection.
//! The reader shares its thread with the keys; a registry that floods must not take it from them (T13).
//! Must not know: what is read.

use std::time::Duration;
use tokio::time::Instant;

/// So long is counted together.
const SPAN: Duration = Duration::from_secs(1);
/// Events that are taken in a second.
const MOST_EVENTS: usize = 5_000;
/// Octets that are taken in a second.
const MOST_OCTETS: usize = 4 << 20;

/// What was read in the second that runs.
#[derive(Debug)]
pub(super) struct Pace {
    began: Instant,
    events: usize,
    octets: usize,
}

impl Pace {
    /// Nothing was read yet.
    pub(super) fn from(now: Instant) -> Self {
        Self { began: now, events: 0, octets: 0 }
    }

    /// Counts what was read.
    pub(super) fn count(&mut self, octets: usize, events: usize, now: Instant) {
        if now.duration_since(self.began) >= SPAN {
            *self = Self::from(now);
        }
        self.octets = self.octets.saturating_add(octets);
        self.events = self.events.saturating_add(events);
    }

    /// When reading may go on, if it must wait.
    pub(super) fn wait_until(&self, now: Instant) -> Option<Instant> {
        let end = self.began + SPAN;
        let full = self.events >= MOST_EVENTS || self.octets >= MOST_OCTETS;
        (full && now < end).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_takes_so_much_and_the_next_begins_anew() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        for (octets, events) in [(MOST_OCTETS, 0), (0, MOST_EVENTS)] {
            let mut pace = Pace::from(start);
            pace.count(octets / 2, events / 2, at(0));
            assert_eq!(pace.wait_until(at(1)), None);
            pace.count(octets.div_ceil(2), events.div_ceil(2), at(400));
            assert_eq!(pace.wait_until(at(999)), Some(at(1_000)));
            assert_eq!(pace.wait_until(at(1_000)), None);
            pace.count(1, 1, at(1_000));
            assert_eq!(pace.wait_until(at(1_001)), None);
        }
    }
}

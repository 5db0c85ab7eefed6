//! The timers of the console: each at most once, the earliest decides how long the loop may sleep.
//! With none set the loop sleeps without end.
//! Must not know: what a timer is for.

use crate::app::Timer;
use std::{collections::BTreeMap, time::Instant};

/// Which timers are set, and for when.
#[derive(Debug, Default)]
pub(super) struct Timers(BTreeMap<Timer, Instant>);

impl Timers {
    /// Sets a timer; one that was set already is moved.
    pub(super) fn set(&mut self, timer: Timer, at: Instant) {
        self.0.insert(timer, at);
    }

    /// When the earliest is due.
    pub(super) fn earliest(&self) -> Option<Instant> {
        self.0.values().min().copied()
    }

    /// Takes out those that are due, earliest first.
    pub(super) fn take_due(&mut self, now: Instant) -> Vec<Timer> {
        let mut due: Vec<(Instant, Timer)> =
            self.0.iter().filter(|(_, at)| **at <= now).map(|(timer, at)| (*at, *timer)).collect();
        due.sort_unstable();
        for (_, timer) in &due {
            self.0.remove(timer);
        }
        due.into_iter().map(|(_, timer)| timer).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_timer_is_given_once_when_it_is_due_and_the_last_setting_counts() {
        let start = Instant::now();
        let after = |ms| start + Duration::from_millis(ms);
        let mut timers = Timers::default();
        assert_eq!(timers.earliest(), None);
        timers.set(Timer::Settle, after(10));
        timers.set(Timer::Toast, after(5));
        timers.set(Timer::Settle, after(40));
        assert_eq!(timers.earliest(), Some(after(5)));
        assert_eq!(timers.take_due(after(39)), [Timer::Toast]);
        assert_eq!(timers.take_due(after(40)), [Timer::Settle]);
        assert_eq!(timers.take_due(after(99)), []);
        assert_eq!(timers.earliest(), None);
    }

    #[test]
    fn due_timers_come_in_the_order_of_their_time() {
        let start = Instant::now();
        let mut timers = Timers::default();
        timers.set(Timer::Settle, start + Duration::from_millis(2));
        timers.set(Timer::Toast, start + Duration::from_millis(1));
        assert_eq!(timers.take_due(start + Duration::from_secs(1)), [Timer::Toast, Timer::Settle]);
    }
}

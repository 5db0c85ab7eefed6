//! The disturbances that are armed, and what they do to the next request, answer or sending.
//! Shared by everything that can be disturbed; who waits because of one is woken when it is disarmed.
//! Must not know: HTTP libraries.

use super::{Disturbance, Kind, Nth};
use crate::sandbox::clock::Clock;
use jiff::SignedDuration;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// What is armed; clones are the same.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Armed(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    active: Mutex<Vec<Active>>,
    clock: Clock,
    /// How far the clock is off without a disturbance.
    offset: SignedDuration,
    changed: watch::Sender<()>,
}

/// An armed disturbance, and how many requests, answers or messages it has counted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Active {
    what: Disturbance,
    counted: u64,
}

/// What becomes of a request of the counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Arrival {
    /// It is dealt with.
    Taken,
    /// It never arrived: the connection breaks.
    Lost,
    /// It is never answered.
    Unanswered,
    /// The server fails.
    Failed,
    /// The registry is in maintenance.
    Maintenance,
    /// The registry speaks only this version.
    OtherVersion(String),
}

/// What becomes of an answer to the counterpart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sandbox) struct Departure {
    /// It waits so long.
    pub(in crate::sandbox) wait: Duration,
    /// The connection breaks after so many octets of it.
    pub(in crate::sandbox) cut: Option<u64>,
}

impl Armed {
    /// Nothing is armed; the clock is what it is now.
    pub(in crate::sandbox) fn new(clock: Clock) -> Self {
        let offset = clock.offset();
        Self(Arc::new(Inner { active: Mutex::default(), clock, offset, changed: watch::Sender::new(()) }))
    }

    /// Arms a disturbance. One of the same name (and kind of message) is replaced, and counting begins anew.
    pub(in crate::sandbox) fn arm(&self, what: Disturbance) {
        let mut active = self.lock();
        active.retain(|other| !other.what.is_about_the_same(&what));
        active.push(Active { what, counted: 0 });
        self.follow(&active);
    }

    /// Disarms what has this name; all, without one. Says how many there were.
    pub(in crate::sandbox) fn disarm(&self, name: Option<&str>) -> usize {
        let mut active = self.lock();
        let before = active.len();
        active.retain(|armed| name.is_some_and(|name| armed.what.name() != name));
        self.follow(&active);
        before - active.len()
    }

    /// What is armed, with how often each has counted, in the order of arming.
    pub(in crate::sandbox) fn list(&self) -> Vec<(Disturbance, u64)> {
        self.lock().iter().map(|armed| (armed.what.clone(), armed.counted)).collect()
    }

    /// Changes whenever something is armed or disarmed.
    pub(in crate::sandbox) fn changes(&self) -> watch::Receiver<()> {
        self.0.changed.subscribe()
    }

    /// Completes once nothing keeps the registry silent any more.
    pub(in crate::sandbox) async fn speaks_again(&self) {
        let mut changes = self.changes();
        while self.has(|what| *what == Disturbance::Silent) {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    /// A request of the counterpart has come.
    pub(in crate::sandbox) fn arrival(&self, kind: Option<Kind>) -> Arrival {
        let mut active = self.lock();
        let mut arrival = Arrival::Taken;
        for armed in active.iter_mut() {
            let became = match &armed.what {
                Disturbance::Silent => Arrival::Unanswered,
                Disturbance::Maintenance => Arrival::Maintenance,
                Disturbance::Version(version) => Arrival::OtherVersion(version.clone()),
                Disturbance::LoseRequest(nth) if nth.is_this(kind, &mut armed.counted) => Arrival::Lost,
                Disturbance::Error500(every) => {
                    armed.counted += 1;
                    if armed.counted % *every == 0 { Arrival::Failed } else { Arrival::Taken }
                }
                _ => Arrival::Taken,
            };
            if arrival == Arrival::Taken {
                arrival = became;
            }
        }
        arrival
    }

    /// A request of this kind was dealt with; its answer is ready.
    pub(in crate::sandbox) fn departure(&self, kind: Option<Kind>) -> Departure {
        let mut departure = Departure::default();
        for armed in self.lock().iter_mut() {
            let cut = match &armed.what {
                Disturbance::Latency(time) => {
                    departure.wait = *time;
                    None
                }
                Disturbance::Cut(octet) => Some(*octet),
                Disturbance::LoseAnswer(nth) => nth.is_this(kind, &mut armed.counted).then_some(0),
                _ => None,
            };
            departure.cut = match (departure.cut, cut) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
        departure
    }

    /// Whether nothing is to be sent.
    pub(in crate::sandbox) fn is_queue_stopped(&self) -> bool {
        self.has(|what| *what == Disturbance::QueueStopped)
    }

    /// Whether a message of this kind is to be sent twice.
    pub(in crate::sandbox) fn doubles(&self, kind: Option<Kind>) -> bool {
        self.has(|what| matches!(what, Disturbance::Double(doubled) if Some(*doubled) == kind))
    }

    /// Whether messages are delivered once more after the next.
    pub(in crate::sandbox) fn reorders(&self) -> bool {
        self.has(|what| *what == Disturbance::Reorder)
    }

    /// Whether messages are signed with a key nobody knows.
    pub(in crate::sandbox) fn is_key_rotated(&self) -> bool {
        self.has(|what| *what == Disturbance::KeyRotated)
    }

    /// Whether orders are shown as others than they are.
    pub(in crate::sandbox) fn alters_orders(&self) -> bool {
        self.has(|what| *what == Disturbance::AlteredOrders)
    }

    fn has(&self, is_it: impl Fn(&Disturbance) -> bool) -> bool {
        self.lock().iter().any(|armed| is_it(&armed.what))
    }

    /// Sets the clock as the armed disturbances say, and wakes who waits.
    fn follow(&self, active: &[Active]) {
        let skew = active.iter().find_map(|armed| match armed.what {
            Disturbance::ClockSkew(skew) => Some(skew),
            _ => None,
        });
        self.0.clock.set(self.0.offset.saturating_add(skew.unwrap_or_default()));
        self.0.changed.send_replace(());
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Active>> {
        self.0.active.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Nth {
    /// Counts a message, and says whether it is the one.
    fn is_this(self, kind: Option<Kind>, counted: &mut u64) -> bool {
        if kind != Some(self.kind) {
            return false;
        }
        *counted = counted.saturating_add(1);
        *counted == self.number.get()
    }
}

impl Disturbance {
    fn is_about_the_same(&self, other: &Self) -> bool {
        self.name() == other.name() && self.kind() == other.kind()
    }

    fn kind(&self) -> Option<Kind> {
        match self {
            Self::LoseRequest(nth) | Self::LoseAnswer(nth) => Some(nth.kind),
            Self::Double(kind) => Some(*kind),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn armed(faults: &[&str]) -> Armed {
        let armed = Armed::new(Clock::default());
        faults.iter().for_each(|fault| armed.arm(fault.parse().unwrap()));
        armed
    }

    #[test]
    fn only_the_nth_message_of_the_kind_is_lost() {
        let armed = armed(&["lose-request=final:2", "lose-answer=accept"]);
        let arrivals = [Kind::Final, Kind::Accept, Kind::Final, Kind::Final].map(|kind| armed.arrival(Some(kind)));
        assert_eq!(arrivals, [Arrival::Taken, Arrival::Taken, Arrival::Lost, Arrival::Taken]);
        let departures = [Kind::Final, Kind::Accept, Kind::Accept].map(|kind| armed.departure(Some(kind)).cut);
        assert_eq!(departures, [None, Some(0), None]);
        assert_eq!(armed.arrival(None), Arrival::Taken);
    }

    #[test]
    fn every_nth_request_fails() {
        let armed = armed(&["error-500=every:3"]);
        let failed: Vec<bool> = (0..7).map(|_| armed.arrival(None) == Arrival::Failed).collect();
        assert_eq!(failed, [false, false, true, false, false, true, false]);
    }

    #[test]
    fn arming_again_replaces_and_disarming_ends() {
        let armed = armed(&["latency=5", "lose-answer=final", "lose-answer=accept", "latency=9", "maintenance", "cut=7"]);
        let names: Vec<String> = armed.list().iter().map(|(what, _)| what.to_string()).collect();
        assert_eq!(names, ["lose-answer=final:1", "lose-answer=accept:1", "latency=9", "maintenance", "cut=7"]);
        assert_eq!(armed.departure(None), Departure { wait: Duration::from_millis(9), cut: Some(7) });
        assert_eq!(armed.arrival(None), Arrival::Maintenance);
        assert_eq!((armed.disarm(Some("lose-answer")), armed.disarm(Some("silent")), armed.disarm(None)), (2, 0, 3));
        assert_eq!((armed.arrival(None), armed.departure(None)), (Arrival::Taken, Departure::default()));
    }

    #[test]
    fn the_clock_is_wrong_as_long_as_it_is_armed() {
        let clock = Clock::off_by(SignedDuration::from_secs(10));
        let armed = Armed::new(clock.clone());
        armed.arm("clock-skew=-600".parse().unwrap());
        assert_eq!(clock.offset(), SignedDuration::from_secs(-590));
        armed.disarm(None);
        assert_eq!(clock.offset(), SignedDuration::from_secs(10));
    }

    #[tokio::test]
    async fn who_waits_for_a_silent_registry_is_woken() {
        let silent = armed(&["silent", "key-rotated"]);
        let waiting = tokio::spawn({
            let silent = silent.clone();
            async move { silent.speaks_again().await }
        });
        silent.disarm(Some("silent"));
        waiting.await.unwrap();
        assert!(silent.is_key_rotated() && !silent.reorders() && !silent.is_queue_stopped());
    }
}

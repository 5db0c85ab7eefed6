//! Two registries, a network that does what a seed says, and a clock that jumps: the real engine and the real books.
//! A crash forgets what a registry had on the wire; a step that crashes before its commit never happened.
//! Must not know: what is checked afterwards.

use super::super::{
    comm::{self, Failure, Outgoing, Reply},
    desk::{Desk, Me},
    random::SplitMix64,
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

/// One of the two.
pub(super) type Who = usize;

/// Something on the wire.
pub(super) enum Flight {
    /// A request to `to`.
    Question { to: Who, sent: Outgoing },
    /// The answer to what `to` has sent in its `life`.
    Answer { to: Who, life: u32, sent: Outgoing, reply: Reply },
}

/// A registry, in a book that is open for one long transaction: what a schedule does is taken back when it is over.
pub(super) struct Registry<'a> {
    pub book: &'a Connection,
    pub me: Me,
    pub skew: SignedDuration,
    /// Counts its restarts: an answer to an earlier life finds nobody waiting.
    life: u32,
    /// What it waits for an answer to.
    waiting: Vec<i64>,
}

/// Everything.
pub(super) struct World<'a> {
    pub registries: [Registry<'a>; 2],
    pub now: Timestamp,
    pub wire: Vec<Flight>,
    pub numbers: SplitMix64,
}

impl<'a> Registry<'a> {
    pub(super) fn new(book: &'a Connection, me: Me, skew: SignedDuration) -> Self {
        Self { book, me, skew, life: 0, waiting: Vec::new() }
    }
}

impl World<'_> {
    /// One step of one registry: all of it or nothing. With `crash` it is done and then lost before its commit.
    pub(super) fn at<T, E: std::fmt::Debug>(
        &mut self,
        who: Who,
        crash: bool,
        step: impl FnOnce(&Desk<'_>) -> Result<T, E>,
    ) -> Option<Result<T, E>> {
        let registry = &mut self.registries[who];
        let now = self.now.saturating_add(registry.skew).unwrap();
        let say = |sql: &str| registry.book.prepare_cached(sql).unwrap().execute([]).unwrap();
        say("SAVEPOINT step");
        let done = step(&Desk { book: registry.book, me: &registry.me, now });
        if crash || done.is_err() {
            say("ROLLBACK TO step");
        }
        say("RELEASE step");
        if crash {
            self.crash(who);
            return None;
        }
        Some(done)
    }

    /// It stops, forgets what it had on the wire, and starts again with its book.
    pub(super) fn crash(&mut self, who: Who) {
        let registry = &mut self.registries[who];
        registry.life += 1;
        registry.waiting.clear();
    }

    /// Puts what is due on the wire.
    pub(super) fn post(&mut self, who: Who) -> usize {
        let due = self.at(who, false, |desk| comm::due(desk, &comm::Carried::default())).unwrap().unwrap();
        let registry = &mut self.registries[who];
        let new: Vec<Outgoing> = due.into_iter().filter(|sent| !registry.waiting.contains(&sent.id)).collect();
        registry.waiting.extend(new.iter().map(|sent| sent.id));
        let count = new.len();
        self.wire.extend(new.into_iter().map(|sent| Flight::Question { to: 1 - who, sent }));
        count
    }

    /// Something on the wire arrives. Requests can arrive more than once; answers only where somebody still waits.
    pub(super) fn arrive(&mut self, at: usize, stays: bool, crash: bool) {
        match self.wire.swap_remove(at) {
            Flight::Question { to, sent } => {
                let answer = self.at(to, crash, |desk| comm::receive(desk, &sent.request));
                let life = self.registries[1 - to].life;
                match answer {
                    Some(answer) => {
                        let reply = answer.unwrap_or_else(|problem| panic!("{problem:?}"));
                        self.wire.push(Flight::Answer { to: 1 - to, life, sent: sent.clone(), reply });
                    }
                    None => self.no_answer(1 - to, &sent),
                }
                if stays {
                    self.wire.push(Flight::Question { to, sent });
                }
            }
            Flight::Answer { to, life, sent, reply } => {
                if self.is_waiting(to, life, &sent) {
                    self.at(to, crash, |desk| comm::answered(desk, &sent, Ok(reply))).map(Result::unwrap);
                    self.registries[to].waiting.retain(|id| *id != sent.id);
                }
            }
        }
    }

    fn is_waiting(&self, who: Who, life: u32, sent: &Outgoing) -> bool {
        self.registries[who].life == life && self.registries[who].waiting.contains(&sent.id)
    }

    /// Something on the wire is lost, and after a while its sender notices.
    pub(super) fn lose(&mut self, at: usize) {
        match self.wire.swap_remove(at) {
            Flight::Question { to, sent } => self.no_answer(1 - to, &sent),
            Flight::Answer { to, life, sent, .. } if self.is_waiting(to, life, &sent) => self.no_answer(to, &sent),
            Flight::Answer { .. } => {}
        }
    }

    fn no_answer(&mut self, who: Who, sent: &Outgoing) {
        if self.registries[who].waiting.contains(&sent.id) {
            let failure = Failure::NoAnswer("the simulated network lost it".into());
            self.at(who, false, |desk| comm::answered(desk, sent, Err(failure))).map(Result::unwrap);
            self.registries[who].waiting.retain(|id| *id != sent.id);
        }
    }

    /// How long it is until something is due at either, by its own clock; none when nothing will ever be.
    pub(super) fn until_due(&self) -> Option<SignedDuration> {
        let wakes = self.registries.iter().filter_map(|registry| {
            let wake = comm::next_wake(registry.book, &registry.me.policy, &comm::Carried::default()).unwrap()?;
            Some(wake.duration_since(self.now.saturating_add(registry.skew).unwrap()))
        });
        wakes.min()
    }

    /// Time goes by, and both registries do what it asks for.
    pub(super) fn pass(&mut self, time: SignedDuration) {
        self.now = self.now.saturating_add(time).unwrap();
        for who in 0..2 {
            self.at(who, false, comm::tick).unwrap().unwrap();
        }
    }
}

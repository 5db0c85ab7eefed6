//! Two rehearsal books, a clock, and a wire that does as it is told.

use crate::{
    domain::{RegistryId, reconcile::RunId},
    sandbox::{
        Level,
        comm::{self, Carried, CommProblem, Failure, Outgoing, Reply},
        desk::{Desk, Me, Policy},
        exercise::{self, Plan},
        reconcile::{self, talk},
        shown,
    },
    wire::admin::reconcile::Run,
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

/// Which of the two.
pub const CHE: usize = 0;
pub const GHA: usize = 1;

pub struct Two {
    pub books: [Connection; 2],
    pub me: [Me; 2],
    pub now: Timestamp,
}

pub fn id(of: usize) -> RegistryId {
    ["CHE01", "GHA01"][of].parse().unwrap()
}

impl Two {
    /// Two books that know each other, with nothing between them.
    pub fn new() -> Self {
        let me = |of| Me::practice(id(of), 1, Policy { level: Level::A3, ..Policy::PRACTICE });
        Self {
            books: [CHE, GHA].map(|of| exercise::rehearsal(id(of), Level::A3).unwrap()),
            me: [me(CHE), me(GHA)],
            now: "2026-11-22T09:00:00.250Z".parse().unwrap(),
        }
    }

    /// Two books with a transfer each way, both completed some days ago.
    pub fn traded() -> Self {
        let two = Self::new();
        two.play(0, 41, (GHA, CHE), 5 * 24);
        two.play(0, 42, (CHE, GHA), 3 * 24);
        two
    }

    /// Two books with everything in their past that those of the demo have when something is asked for, up to now.
    pub fn lived() -> Self {
        let two = Self::new();
        for of in [CHE, GHA] {
            exercise::play_history(&two.books[of], (id(of), Level::A3), two.now, true).unwrap();
        }
        two
    }

    /// Does something and takes it back in both books and in time.
    pub fn taking_back(&mut self, what: impl FnOnce(&mut Self)) {
        let begun = self.now;
        self.books.iter().for_each(|book| book.execute_batch("SAVEPOINT before").unwrap());
        what(self);
        self.books.iter().for_each(|book| book.execute_batch("ROLLBACK TO before; RELEASE before").unwrap());
        self.now = begun;
    }

    /// Plays a case of the catalogue in both books, ended so many hours ago.
    pub fn play(&self, case: u8, number: u32, (from, to): (usize, usize), hours: i64) {
        let ends = self.now - SignedDuration::from_hours(hours);
        let plan = Plan { number, transferring: id(from), acquiring: id(to), quantity: 1_000, ends };
        for of in [CHE, GHA] {
            exercise::play(&self.books[of], (id(of), Level::A3), case, &plan).unwrap();
        }
    }

    pub fn act<T>(&self, of: usize, act: impl FnOnce(&Desk<'_>) -> Result<T, CommProblem>) -> Result<T, CommProblem> {
        let book = &self.books[of];
        // A savepoint, so that a test may take back everything that it did.
        book.execute_batch("SAVEPOINT act").unwrap();
        let desk = Desk { book, me: &self.me[of], now: self.now };
        let done = reconcile::freeze_due(&desk).and_then(|()| act(&desk));
        book.execute_batch(if done.is_ok() { "RELEASE act" } else { "ROLLBACK TO act; RELEASE act" }).unwrap();
        done
    }

    pub fn open(&self, of: usize) -> RunId {
        self.act(of, |desk| talk::open(desk, id(1 - of), "amina.k", "practice")).unwrap()
    }

    /// Carries everything until both are at rest; `wire` says what becomes of each exchange.
    pub fn settle(&mut self, mut wire: impl FnMut(&Self, usize, &Outgoing) -> Result<Reply, Failure>) {
        for _ in 0..400 {
            let mut quiet = true;
            for of in [CHE, GHA] {
                self.act(of, comm::tick).unwrap();
                for sent in self.act(of, |desk| comm::due(desk, &Carried::default())).unwrap() {
                    quiet = false;
                    let outcome = wire(self, of, &sent);
                    self.act(of, |desk| comm::answered(desk, &sent, outcome)).unwrap();
                }
            }
            if quiet {
                let wake = |of: usize| reconcile::next_wake(&self.books[of]).unwrap();
                let open = [wake(CHE), wake(GHA)].into_iter().flatten().min();
                let waits = comm::next_wake(&self.books[CHE], &self.me[CHE].policy, &Carried::default()).unwrap();
                match open {
                    None => return,
                    Some(open) => self.now = waits.map_or(open, |waits| waits.min(open)).max(self.now),
                }
                continue;
            }
        }
        panic!("the two never come to rest");
    }

    /// An exchange that arrives.
    pub fn arrives(&self, from: usize, sent: &Outgoing) -> Result<Reply, Failure> {
        Ok(self.act(1 - from, |desk| comm::receive(desk, &sent.request)).unwrap())
    }

    /// A whole run opened by one of the two, as both show it.
    pub fn run(&mut self, of: usize) -> [Run; 2] {
        let run = self.open(of);
        self.settle(|two, from, sent| two.arrives(from, sent));
        self.shown(run)
    }

    pub fn shown(&self, run: RunId) -> [Run; 2] {
        [CHE, GHA].map(|of| shown::run(&self.books[of], run).unwrap_or_else(|_| panic!("no run at {}", id(of))))
    }
}

/// The codes that a run found.
pub fn codes(run: &Run) -> Vec<&str> {
    let mut codes: Vec<&str> = run.found.iter().map(|found| found.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

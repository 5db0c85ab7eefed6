//! The pair, its virtual clock and its network.

use super::seeds::{GHANA, Registry, SWITZERLAND, approved, open, registry};
use crate::{
    domain::{BlockState, transfer::TransferId},
    sandbox::{
        book,
        comm::{self, CommProblem, Failure, Outgoing, Reply, Request},
        desk::{Desk, Policy},
        ledger,
    },
};
use jiff::{SignedDuration, Timestamp};

/// Which registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// GHA01, which transfers.
    I,
    /// CHE01, which acquires.
    Q,
}

impl Who {
    pub fn other(self) -> Self {
        if self == Self::I { Self::Q } else { Self::I }
    }
}

/// What becomes of one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives and is answered.
    Good,
    /// The request does not arrive.
    RequestLost,
    /// It arrives, and the answer does not.
    AnswerLost,
    /// It arrives twice, and both answers do.
    Doubled,
}

pub struct Pair {
    pub i: Registry,
    pub q: Registry,
    pub now: Timestamp,
}

pub const ID: &str = "GHA01-2026-000001";

pub fn id() -> TransferId {
    ID.parse().unwrap()
}

pub fn policy(automatic: bool) -> Policy {
    Policy { automatic_acceptance: automatic, ..Policy::PRACTICE }
}

impl Pair {
    pub fn new(automatic: bool) -> Self {
        let now: Timestamp = "2026-11-22T09:00:00.250Z".parse().unwrap();
        let i = open(GHANA, SWITZERLAND, policy(automatic), now);
        let q = open(SWITZERLAND, GHANA, policy(automatic), now);
        Self { i, q, now }
    }

    /// A pair with a transfer of units 1 to 100 proposed by GHA01 and not yet sent.
    pub fn proposed(automatic: bool) -> Self {
        let pair = Self::new(automatic);
        approved(&pair.i, pair.now, ID, (1, 100), false);
        pair.act(Who::I, |desk| comm::propose(desk, &id())).unwrap();
        pair
    }

    /// A pair whose CHE01 has received that transfer, with a person to decide.
    pub fn received() -> Self {
        let mut pair = Self::proposed(false);
        pair.settle();
        assert_eq!(pair.states(), ("proposed", "received"));
        pair
    }

    /// A pair whose CHE01 has accepted it, with the Accept in the outbox.
    pub fn accepted() -> Self {
        let mut pair = Self::received();
        pair.accept();
        assert_eq!(pair.states(), ("proposed", "accepted"));
        pair.wait(1);
        pair
    }

    /// A pair whose GHA01 has finalised it, with the Final in the outbox.
    pub fn finalised() -> Self {
        let pair = Self::accepted();
        pair.send_one(Who::Q, Fate::Good);
        assert_eq!(pair.states(), ("finalised-out", "accepted"));
        pair
    }

    pub fn accept(&self) {
        self.act(Who::Q, |desk| comm::accept(desk, &id(), &["rita.k".into(), "urs.m".into()])).unwrap();
    }

    pub fn at(&self, who: Who) -> &Registry {
        if who == Who::I { &self.i } else { &self.q }
    }

    pub fn wait(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    /// One transaction of a registry.
    pub fn act<T>(&self, who: Who, act: impl FnOnce(&Desk<'_>) -> Result<T, CommProblem>) -> Result<T, CommProblem> {
        let registry = self.at(who);
        registry.book.execute_batch("BEGIN IMMEDIATE").unwrap();
        let done = act(&registry.desk(self.now));
        registry.book.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" }).unwrap();
        done
    }

    pub fn due(&self, who: Who) -> Vec<Outgoing> {
        self.act(who, |desk| comm::due(desk, &comm::Carried::default())).unwrap()
    }

    pub fn receive(&self, who: Who, request: &Request) -> Reply {
        self.act(who, |desk| comm::receive(desk, request)).unwrap()
    }

    pub fn answered(&self, who: Who, sent: &Outgoing, outcome: Result<Reply, Failure>) {
        self.act(who, |desk| comm::answered(desk, sent, outcome)).unwrap();
    }

    /// Sends one thing.
    pub fn send(&self, from: Who, sent: &Outgoing, fate: Fate) {
        let silence = || Err(Failure::NoAnswer("timed out".into()));
        let outcome = match fate {
            Fate::RequestLost => silence(),
            Fate::Good => Ok(self.receive(from.other(), &sent.request)),
            Fate::AnswerLost => {
                self.receive(from.other(), &sent.request);
                silence()
            }
            Fate::Doubled => {
                let first = self.receive(from.other(), &sent.request);
                let second = self.receive(from.other(), &sent.request);
                if sent.request.method == "POST" {
                    assert_eq!(first, second, "a repetition gets the stored answer, octet for octet");
                }
                self.answered(from, sent, Ok(first));
                Ok(second)
            }
        };
        self.answered(from, sent, outcome);
    }

    /// Sends what is due first, which must be all there is.
    pub fn send_one(&self, from: Who, fate: Fate) -> Outgoing {
        let due = self.due(from);
        assert_eq!(due.len(), 1, "{due:?}");
        self.send(from, &due[0], fate);
        due[0].clone()
    }

    /// Sends everything that is due now, on both sides, until nothing is.
    pub fn settle(&mut self) {
        for _ in 0..100 {
            let mut quiet = true;
            for who in [Who::I, Who::Q] {
                for sent in self.due(who) {
                    quiet = false;
                    self.send(who, &sent, Fate::Good);
                }
            }
            if quiet {
                return;
            }
        }
        panic!("the two never stop talking: {:?}", self.due(Who::I));
    }

    /// Lets both clocks run from wake to wake, with everything arriving, for so many hours.
    pub fn run(&mut self, hours: i64) {
        let end = self.now + SignedDuration::from_hours(hours);
        for _ in 0..2_000 {
            for who in [Who::I, Who::Q] {
                self.act(who, comm::tick).unwrap();
            }
            self.settle();
            let wake = [Who::I, Who::Q].into_iter().filter_map(|who| self.next_wake(who)).min();
            match wake {
                Some(wake) if wake <= end => {
                    assert!(wake > self.now, "something is due at {wake} and is not done at {}", self.now);
                    self.now = wake;
                }
                _ => {
                    self.now = end;
                    return;
                }
            }
        }
        panic!("woken too often");
    }

    pub fn next_wake(&self, who: Who) -> Option<Timestamp> {
        comm::next_wake(&self.at(who).book, &self.at(who).me.policy, &comm::Carried::default()).unwrap()
    }

    pub fn state(&self, who: Who) -> &'static str {
        let state = book::transfer(&self.at(who).book, ID).unwrap().map(|transfer| transfer.state).unwrap_or_default();
        Box::leak(state.into_boxed_str())
    }

    pub fn states(&self) -> (&'static str, &'static str) {
        (self.state(Who::I), self.state(Who::Q))
    }

    /// How many units of the transfer are held at both, are in transit, and are expected.
    pub fn units(&self) -> (u64, u64, u64, u64) {
        let span = crate::domain::BlockRange::of(
            "CA0007-GHA01-GHA-1-2023".parse().unwrap(),
            "CA0007-GHA01-GHA-100-2023".parse().unwrap(),
        )
        .unwrap();
        let sum = |who: Who, expected: bool| -> u64 {
            let blocks = book::blocks_in(&self.at(who).book, span).unwrap();
            let these = blocks.iter().filter(|held| (held.state == BlockState::InFlightIn) == expected);
            these.map(|held| held.span.range.intersect(span.range).unwrap().quantity().count()).sum()
        };
        let transit = book::in_transit(&self.i.book, ID).unwrap().iter().map(|row| row.span.quantity().count()).sum();
        (sum(Who::I, false), transit, sum(Who::Q, true), sum(Who::Q, false))
    }

    pub fn entries(&self, who: Who) -> u64 {
        book::revision(&self.at(who).book).unwrap()
    }

    pub fn incidents(&self, who: Who) -> Vec<String> {
        self.column(who, "SELECT what FROM incidents ORDER BY id")
    }

    pub fn verdicts(&self, who: Who) -> Vec<String> {
        self.column(who, "SELECT verdict FROM messages WHERE verdict <> 'good' ORDER BY row")
    }

    pub fn outbox(&self, who: Who) -> Vec<String> {
        self.column(who, "SELECT kind || iif(next_attempt IS NULL, ' held', '') FROM outbox ORDER BY id")
    }

    pub fn kinds(&self, who: Who) -> Vec<String> {
        self.column(who, "SELECT direction || ' ' || kind FROM messages WHERE verdict = 'good' ORDER BY row")
    }

    fn column(&self, who: Who, sql: &str) -> Vec<String> {
        let mut statement = self.at(who).book.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    /// Nothing is lost or doubled in either book, and both ledgers verify and can be made again.
    pub fn check(&self) {
        for who in [Who::I, Who::Q] {
            let at = self.at(who);
            ledger::conservation(&at.book).unwrap();
            ledger::verify(&at.book).unwrap();
        }
        let (at_i, transit, _, at_q) = self.units();
        assert!(at_i + transit + at_q == 100 || (transit, at_q) == (100, 100), "units: {:?}", self.units());
    }
}

pub fn peer() -> crate::domain::RegistryId {
    registry(SWITZERLAND)
}

//! A decorator that records what was asked and answered, for bug reports and tests, and a registry that plays a tape back.
//! The tape holds the boundary's own types only, so neither tokens nor headers can get onto it (T10); it is bounded.
//! Must not know: which registry it listens to, or the clock: the time is a function given by the caller.

mod replay;

pub use replay::Replay;

use super::{
    Authorised, BoxFuture, CallId, IdempotencyKey, Identity, Outcome, Problem, ProblemKind, Read, Registry, Reply, Write,
    changes::Opened,
};
use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// Time since some moment that does not move; only differences are used.
pub type Clock = Arc<dyn Fn() -> Duration + Send + Sync>;

/// One question or act, what came of it, and how long it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// What was said, both ways.
    pub said: Said,
    /// From the question to the answer.
    pub took: Duration,
}

/// What was asked or sent, and what came back. A request that was dropped has the problem `Cancelled`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A question and its answer.
    Read(Read, Result<Reply, Problem>),
    /// An act, its key, and its outcome.
    Write(Write, IdempotencyKey, Result<Outcome, Problem>),
}

/// The last exchanges with a registry, oldest first. Clones share the same tape.
#[derive(Clone, Debug)]
pub struct Tape {
    exchanges: Arc<Mutex<VecDeque<Exchange>>>,
    capacity: usize,
}

impl Tape {
    /// A tape of at most this many exchanges.
    pub fn new(capacity: usize) -> Self {
        Self { exchanges: Arc::default(), capacity }
    }

    /// What is on it now, oldest first.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.lock().iter().cloned().collect()
    }

    fn record(&self, exchange: Exchange) {
        let mut exchanges = self.lock();
        exchanges.push_back(exchange);
        while exchanges.len() > self.capacity {
            exchanges.pop_front();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Exchange>> {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A registry whose exchanges are recorded.
pub struct Taped<R> {
    inner: R,
    tape: Tape,
    clock: Clock,
}

impl<R: Registry> Taped<R> {
    /// Records the exchanges with `inner` on `tape`.
    pub fn new(inner: R, tape: Tape, clock: Clock) -> Self {
        Self { inner, tape, clock }
    }

    async fn taped(&self, ask: Read, answer: BoxFuture<'_, Result<Reply, Problem>>) -> Result<Reply, Problem> {
        let mut recording = self.recording(Said::Read(ask.clone(), cancelled()));
        let answer = answer.await;
        recording.said = Some(Said::Read(ask, answer.clone()));
        answer
    }

    fn recording(&self, said: Said) -> Recording<'_> {
        Recording { tape: &self.tape, clock: &self.clock, began: (self.clock)(), said: Some(said) }
    }
}

impl<R: Registry> fmt::Debug for Taped<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Taped").field("identity", self.inner.identity()).finish_non_exhaustive()
    }
}

/// An exchange under way. It goes onto the tape when it ends, also when it ends by being dropped.
struct Recording<'a> {
    tape: &'a Tape,
    clock: &'a Clock,
    began: Duration,
    said: Option<Said>,
}

impl Drop for Recording<'_> {
    fn drop(&mut self) {
        if let Some(said) = self.said.take() {
            self.tape.record(Exchange { said, took: (self.clock)().saturating_sub(self.began) });
        }
    }
}

impl<R: Registry> Registry for Taped<R> {
    fn identity(&self) -> &Identity {
        self.inner.identity()
    }

    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        let answer = self.inner.read(ask.clone());
        Box::pin(self.taped(ask, answer))
    }

    fn read_as(&self, id: CallId, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        let answer = self.inner.read_as(id, ask.clone());
        Box::pin(self.taped(ask, answer))
    }

    /// What a registry tells by itself is no exchange and not taped.
    fn changes(&self, after: Option<u64>) -> BoxFuture<'_, Opened> {
        self.inner.changes(after)
    }

    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(async move {
            let (what, key) = (act.act().clone(), act.key());
            let mut recording = self.recording(Said::Write(what.clone(), key, cancelled()));
            let outcome = self.inner.write(act).await;
            recording.said = Some(Said::Write(what, key, outcome.clone()));
            outcome
        })
    }
}

fn cancelled<T>() -> Result<T, Problem> {
    Err(Problem::of(ProblemKind::Cancelled))
}

#[cfg(test)]
mod tests;

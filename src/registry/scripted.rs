//! A registry for tests of decorators: it answers what it is told and counts what reaches it.
//! The counts are the point: a decorator that must stop a write is judged by whether the write arrived.
//! Must not know: HTTP.

use super::{changes::Opened, *};
use crate::text::Untrusted;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Answers every question the same way and counts reads and writes.
#[derive(Debug)]
pub(crate) struct Scripted {
    identity: Identity,
    answer: Result<Reply, Problem>,
    pub(crate) reads: AtomicUsize,
    pub(crate) writes: AtomicUsize,
    /// Reads under an id of the caller's.
    pub(crate) named: AtomicUsize,
}

impl Scripted {
    /// A registry that answers this to every read.
    pub(crate) fn answering(answer: Result<Reply, Problem>) -> Self {
        Self { identity: identity(), answer, reads: AtomicUsize::new(0), writes: AtomicUsize::new(0), named: AtomicUsize::new(0) }
    }
}

impl Registry for Scripted {
    fn identity(&self) -> &Identity {
        &self.identity
    }
    fn read(&self, _ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { self.answer.clone() })
    }
    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        self.writes.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move { Ok(Outcome::Unknown(act.key())) })
    }
    fn read_as(&self, _id: CallId, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        self.named.fetch_add(1, Ordering::SeqCst);
        self.read(ask)
    }
    fn changes(&self, after: Option<u64>) -> BoxFuture<'_, Opened> {
        Box::pin(async move { Ok(Some(Box::new(Counting(after.unwrap_or(0))) as Box<dyn ChangeStream>)) })
    }
}

/// A stream that tells of one entry after the other.
struct Counting(u64);

impl ChangeStream for Counting {
    fn next(&mut self) -> BoxFuture<'_, Result<Change, Problem>> {
        self.0 += 1;
        Box::pin(async { Ok(change(self.0)) })
    }
    fn pause(&self) -> Option<std::time::Duration> {
        None
    }
}

/// The change of an entry.
pub(crate) fn change(revision: u64) -> Change {
    Change { revision, kind: Untrusted::new("account-frozen"), touched: vec![Untrusted::new("GHA01-100-0045")] }
}

/// What a registry tells first.
pub(crate) fn first_change(registry: &dyn Registry, after: Option<u64>) -> Change {
    run(async { registry.changes(after).await.unwrap().expect("a stream").next().await.unwrap() })
}

/// A registry of the configuration.
pub(crate) fn identity() -> Identity {
    Identity { profile: "swiss".into(), endpoint: "http://127.0.0.1:1".into(), environment: Environment::Practice }
}

/// A freeze that may be sent.
pub(crate) fn freeze(key: u128) -> Authorised<Write> {
    let deed = Deed::FreezeAccount { account: "GHA01-100-0045".parse().unwrap(), version: 7 };
    let act = Act::Alone { deed, reason: "suspected".into() };
    let confirmed = Challenge::new(act, "freeze").accept("freeze").unwrap();
    let access = Access::of_profile(false);
    let act = Authorised::new(confirmed, access.capability().unwrap(), IdempotencyKey(uuid::Uuid::from_u128(key)));
    act.sign::<()>(&mut |_, _, _| Err(())).unwrap()
}

/// Runs a future to its end.
pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

//! A decorator that refuses every write: the second lock behind the missing capability.
//! Reads pass unchanged; no write ever reaches what is inside.
//! Must not know: which registry it guards.

use super::{
    Authorised, BoxFuture, CallId, Identity, Outcome, Problem, ProblemKind, Read, Registry, Reply, Write, changes::Opened,
};

/// A registry that can only be read.
#[derive(Clone, Debug)]
pub struct ReadOnly<R>(R);

impl<R: Registry> ReadOnly<R> {
    /// Guards this registry.
    pub fn new(inner: R) -> Self {
        Self(inner)
    }
}

impl<R: Registry> Registry for ReadOnly<R> {
    fn identity(&self) -> &Identity {
        self.0.identity()
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        self.0.read(ask)
    }
    fn write(&self, _act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(std::future::ready(Err(Problem::of(ProblemKind::ReadOnly))))
    }
    fn read_as(&self, id: CallId, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        self.0.read_as(id, ask)
    }
    fn changes(&self, after: Option<u64>) -> BoxFuture<'_, Opened> {
        self.0.changes(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::scripted::{Scripted, change, first_change, freeze, run};
    use proptest::prelude::*;
    use std::sync::atomic::Ordering;

    #[test]
    fn listening_is_reading() {
        let guarded = ReadOnly::new(Scripted::answering(Ok(Reply::Act(None))));
        assert_eq!(first_change(&guarded, Some(4)), change(5));
        assert_eq!(run(guarded.read_as(CallId(uuid::Uuid::nil()), Read::Standing)), Ok(Reply::Act(None)));
        assert_eq!(guarded.0.named.load(Ordering::SeqCst), 1, "the id is passed on");
    }

    proptest! {
        #[test]
        fn no_write_ever_reaches_what_is_inside(calls in prop::collection::vec(any::<Option<u128>>(), 0..40)) {
            let guarded = ReadOnly::new(Scripted::answering(Ok(Reply::Act(None))));
            let reads = calls.iter().filter(|call| call.is_none()).count();
            for call in calls {
                match call {
                    None => prop_assert_eq!(run(guarded.read(Read::Standing)), Ok(Reply::Act(None))),
                    Some(key) => {
                        let refused = run(guarded.write(freeze(key))).map_err(|problem| problem.kind);
                        prop_assert_eq!(refused, Err(ProblemKind::ReadOnly));
                    }
                }
            }
            prop_assert_eq!(guarded.0.reads.load(Ordering::SeqCst), reads);
            prop_assert_eq!(guarded.0.writes.load(Ordering::SeqCst), 0);
        }
    }
}

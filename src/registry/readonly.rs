//! A decorator that refuses every write: the second lock behind the missing capability.
//! Reads pass unchanged; no write ever reaches what is inside.
//! Must not know: which registry it guards.

use super::{Authorised, BoxFuture, Identity, Outcome, Problem, ProblemKind, Read, Registry, Reply, Write};

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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::scripted::{Scripted, freeze, run};
    use proptest::prelude::*;
    use std::sync::atomic::Ordering;

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

//! A decorator for a registry that is not there yet: practice registries start while the console already paints.
//! A question waits until the registry has come, or until it is known why it never will.
//! Must not know: what starts the registry.

use super::{
    Authorised, BoxFuture, CallId, Identity, Outcome, Problem, ProblemKind, Read, Registry, Reply, Write, changes::Opened,
};
use std::{fmt, sync::Arc};
use tokio::sync::watch;

/// What a starting registry has come to: nothing yet, the registry, or why there is none.
pub type Arrival = Option<Result<Arc<dyn Registry>, Problem>>;

/// A registry that may still be starting.
pub struct Waiting {
    identity: Identity,
    arrival: watch::Receiver<Arrival>,
}

impl Waiting {
    /// A registry that will come by this channel. If the sender goes away without a word, the registry is offline.
    pub fn new(identity: Identity, arrival: watch::Receiver<Arrival>) -> Self {
        Self { identity, arrival }
    }

    async fn arrived(&self) -> Result<Arc<dyn Registry>, Problem> {
        let mut arrival = self.arrival.clone();
        let come = arrival.wait_for(Option::is_some).await.ok().and_then(|value| value.clone());
        come.unwrap_or_else(|| Err(Problem::of(ProblemKind::Offline)))
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting").field("identity", &self.identity).finish_non_exhaustive()
    }
}

impl Registry for Waiting {
    fn identity(&self) -> &Identity {
        &self.identity
    }
    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async move { self.arrived().await?.read(ask).await })
    }
    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(async move { self.arrived().await?.write(act).await })
    }
    fn read_as(&self, id: CallId, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async move { self.arrived().await?.read_as(id, ask).await })
    }
    fn changes(&self, after: Option<u64>) -> BoxFuture<'_, Opened> {
        Box::pin(async move { self.arrived().await?.changes(after).await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::scripted::{Scripted, change, first_change, freeze, identity, run};
    use std::{
        sync::atomic::Ordering,
        task::{Context, Poll, Waker},
    };

    #[test]
    fn a_question_waits_for_the_registry() {
        let (sender, receiver) = watch::channel(None);
        let waiting = Waiting::new(identity(), receiver);
        let mut question = waiting.read(Read::Standing);
        assert!(matches!(question.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Pending));

        let inner = Arc::new(Scripted::answering(Ok(Reply::Act(None))));
        let come: Arc<dyn Registry> = inner.clone();
        sender.send(Some(Ok(come))).unwrap();
        assert_eq!(run(question), Ok(Reply::Act(None)));
        assert_eq!(run(waiting.write(freeze(5))), Ok(Outcome::Unknown(freeze(5).key())));
        assert_eq!((inner.reads.load(Ordering::SeqCst), inner.writes.load(Ordering::SeqCst)), (1, 1));
        assert_eq!(first_change(&waiting, Some(6)), change(7));
        assert_eq!(run(waiting.read_as(CallId(uuid::Uuid::nil()), Read::Standing)), Ok(Reply::Act(None)));
        assert_eq!(inner.named.load(Ordering::SeqCst), 1, "the id is passed on");
    }

    #[test]
    fn a_registry_that_never_comes_is_a_problem_and_not_a_wait() {
        let (sender, receiver) = watch::channel(None);
        let waiting = Waiting::new(identity(), receiver);
        sender.send(Some(Err(Problem::of(ProblemKind::Forbidden)))).unwrap();
        assert_eq!(run(waiting.read(Read::Standing)), Err(Problem::of(ProblemKind::Forbidden)));

        let (sender, receiver) = watch::channel(None);
        let waiting = Waiting::new(identity(), receiver);
        drop(sender);
        assert_eq!(run(waiting.read(Read::Standing)), Err(Problem::of(ProblemKind::Offline)));
        assert_eq!(run(waiting.write(freeze(5))), Err(Problem::of(ProblemKind::Offline)));
    }
}

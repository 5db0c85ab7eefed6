//! Tests of the performer with a registry that answers when it is told to.

mod leaving;

use super::*;
use crate::registry::{Authorised, BoxFuture, Environment, Identity, Outcome, Registry, Reply, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A registry that holds every read until it gets a permit, and counts.
struct Slow {
    identity: Identity,
    go: Semaphore,
    begun: mpsc::UnboundedSender<()>,
    inside: AtomicUsize,
    most: AtomicUsize,
}

/// Counts a read as over also when it is dropped.
struct Inside<'a>(&'a AtomicUsize);

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Registry for Slow {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn read(&self, _: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async {
            let now = self.inside.fetch_add(1, Ordering::SeqCst) + 1;
            let _inside = Inside(&self.inside);
            self.most.fetch_max(now, Ordering::SeqCst);
            self.begun.send(()).unwrap();
            self.go.acquire().await.unwrap().forget();
            Ok(Reply::Holdings(Vec::new()))
        })
    }

    fn write(&self, _: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(async { Err(Problem::of(ProblemKind::ReadOnly)) })
    }
}

fn slow() -> (Arc<Slow>, mpsc::UnboundedReceiver<()>) {
    let (begun, receiver) = mpsc::unbounded_channel();
    let identity = Identity { profile: "test".into(), endpoint: String::new(), environment: Environment::Practice };
    (Arc::new(Slow { identity, go: Semaphore::new(0), begun, inside: AtomicUsize::new(0), most: AtomicUsize::new(0) }), receiver)
}

fn performer(registry: &Arc<Slow>) -> (Performer, mpsc::Receiver<Message>) {
    let registry = Arc::clone(registry);
    Performer::new(vec![Box::new(move || Arc::clone(&registry) as Arc<dyn Registry>)])
}

fn ticket(request: u64) -> Ticket {
    Ticket { profile: ProfileId(0), epoch: crate::app::Epoch(1), request: RequestId(request) }
}

async fn answered(performer: &mut Performer, answers: &mut mpsc::Receiver<Message>) -> u64 {
    let message = answers.recv().await.unwrap();
    let Message::Exchanged(measured, _, _) = message else { panic!("{message:?}") };
    let message = answers.recv().await.unwrap();
    performer.note(&message);
    let Message::Answer(ticket, Ok(_)) = message else { panic!("{message:?}") };
    assert_eq!(ticket.request, measured, "what is measured comes right before its answer");
    ticket.request.0
}

#[tokio::test]
async fn at_most_four_reads_are_under_way_and_the_others_follow() {
    let (registry, mut begun) = slow();
    let (mut performer, mut answers) = performer(&registry);
    for request in 0..10 {
        performer.ask(ticket(request), Read::Standing);
    }
    for _ in 0..AT_ONCE {
        begun.recv().await.unwrap();
    }
    registry.go.add_permits(10);
    let mut seen = Vec::new();
    for _ in 0..10 {
        seen.push(answered(&mut performer, &mut answers).await);
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..10).collect::<Vec<_>>());
    assert_eq!(registry.most.load(Ordering::SeqCst), AT_ONCE);
    assert!(performer.reads.is_empty());
}

#[tokio::test]
async fn a_cancelled_read_stops_and_a_cancelled_waiting_one_is_never_sent() {
    let (registry, mut begun) = slow();
    let (mut performer, mut answers) = performer(&registry);
    // Once it is made, reads are asked in the order they came.
    assert!(Arc::clone(&performer.registries[0]).get().await.is_ok());
    for request in 0..6 {
        performer.ask(ticket(request), Read::Standing);
    }
    for _ in 0..AT_ONCE {
        begun.recv().await.unwrap();
    }
    performer.cancel(RequestId(4));
    performer.cancel(RequestId(0));
    // The place of request 0 goes to request 5, because 4 has left the queue.
    begun.recv().await.unwrap();
    registry.go.add_permits(6);
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(answered(&mut performer, &mut answers).await);
    }
    seen.sort_unstable();
    assert_eq!(seen, [1, 2, 3, 5]);
    assert_eq!(registry.inside.load(Ordering::SeqCst), 0);
    assert!(begun.try_recv().is_err());
}

#[tokio::test]
async fn a_registry_is_made_once_also_when_the_first_to_ask_gives_up() {
    let (registry, _begun) = slow();
    registry.go.add_permits(9);
    let made = Arc::new(AtomicUsize::new(0));
    let (making, is_making) = std::sync::mpsc::channel();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let make = {
        let (registry, made) = (Arc::clone(&registry), Arc::clone(&made));
        move || {
            made.fetch_add(1, Ordering::SeqCst);
            making.send(()).unwrap();
            wait.recv().unwrap();
            Arc::clone(&registry) as Arc<dyn Registry>
        }
    };
    let (mut performer, mut answers) = Performer::new(vec![Box::new(make)]);
    performer.ask(ticket(1), Read::Standing);
    tokio::task::yield_now().await;
    is_making.recv().unwrap();
    performer.cancel(RequestId(1));
    performer.ask(ticket(2), Read::Standing);
    tokio::task::yield_now().await;
    go.send(()).unwrap();
    assert_eq!(answered(&mut performer, &mut answers).await, 2);
    assert_eq!(made.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_profile_without_a_registry_gets_a_problem() {
    let (mut performer, mut answers) = Performer::new(Vec::new());
    performer.ask(ticket(1), Read::Standing);
    assert!(matches!(answers.recv().await, Some(Message::Exchanged(RequestId(1), _, Duration::ZERO))));
    assert!(matches!(answers.recv().await, Some(Message::Answer(_, Err(_)))));
}

#[tokio::test]
async fn a_registry_that_is_not_in_use_takes_no_place_from_the_one_that_is() {
    let (registry, mut begun) = slow();
    let (other, mut begun_there) = slow();
    let makers: Vec<RegistryMaker> = [&registry, &other]
        .map(|registry| -> RegistryMaker {
            let registry = Arc::clone(registry);
            Box::new(move || Arc::clone(&registry) as Arc<dyn Registry>)
        })
        .into();
    let (mut performer, mut answers) = Performer::new(makers);
    let aside = |request| Ticket { profile: ProfileId(1), ..ticket(request) };
    // Once it is made, reads are asked in the order they came.
    assert!(Arc::clone(&performer.registries[1]).get().await.is_ok());
    for request in 1..=3 {
        performer.ask_aside(aside(request), Read::Standing);
    }
    begun_there.recv().await.unwrap();
    for request in 4..4 + AT_ONCE as u64 {
        performer.ask(ticket(request), Read::Standing);
    }
    for _ in 0..AT_ONCE {
        begun.recv().await.unwrap();
    }
    assert_eq!(other.inside.load(Ordering::SeqCst), ASIDE, "one is asked after the other");
    // Giving up the one that is asked lets the next one go on, and a switch is not held up by either.
    performer.cancel(RequestId(1));
    begun_there.recv().await.unwrap();
    registry.go.add_permits(AT_ONCE);
    for _ in 0..AT_ONCE {
        assert!(answered(&mut performer, &mut answers).await > 3);
    }
}

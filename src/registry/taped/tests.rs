//! What is on a tape, and what a tape answers.

use super::*;
use crate::registry::scripted::{Scripted, change, first_change, freeze, identity, run};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    task::{Context, Poll, Waker},
};

/// A clock that goes on by a second each time it is read.
fn ticking() -> Clock {
    let seconds = AtomicU64::new(0);
    Arc::new(move || Duration::from_secs(seconds.fetch_add(1, Ordering::SeqCst)))
}

fn act(key: u128) -> Read {
    Read::Act(IdempotencyKey(uuid::Uuid::from_u128(key)))
}

#[test]
fn both_ways_and_the_time_are_recorded() {
    let tape = Tape::new(10);
    let taped = Taped::new(Scripted::answering(Ok(Reply::Act(None))), tape.clone(), ticking());
    assert_eq!(run(taped.read(Read::Standing)), Ok(Reply::Act(None)));
    assert_eq!(run(taped.write(freeze(5))), Ok(Outcome::Unknown(freeze(5).key())));
    let (what, key) = (freeze(5).act().clone(), freeze(5).key());
    let second = Duration::from_secs(1);
    assert_eq!(
        tape.exchanges(),
        [
            Exchange { said: Said::Read(Read::Standing, Ok(Reply::Act(None))), took: second },
            Exchange { said: Said::Write(what, key, Ok(Outcome::Unknown(key))), took: second },
        ]
    );
}

#[test]
fn an_id_of_the_callers_and_the_stream_of_changes_pass_through() {
    let tape = Tape::new(10);
    let taped = Taped::new(Scripted::answering(Ok(Reply::Act(None))), tape.clone(), ticking());
    assert_eq!(run(taped.read_as(CallId(uuid::Uuid::nil()), Read::Standing)), Ok(Reply::Act(None)));
    assert_eq!(taped.inner.named.load(Ordering::SeqCst), 1);
    assert_eq!(first_change(&taped, None), change(1));
    assert_eq!(tape.exchanges().len(), 1, "the question is taped, what the registry tells by itself is not");
}

#[test]
fn a_dropped_request_is_recorded_as_cancelled() {
    /// A registry that never answers.
    struct Silent(Identity);
    impl Registry for Silent {
        fn identity(&self) -> &Identity {
            &self.0
        }
        fn read(&self, _: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
            Box::pin(std::future::pending())
        }
        fn write(&self, _: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
            Box::pin(std::future::pending())
        }
    }
    let tape = Tape::new(10);
    let taped = Taped::new(Silent(identity()), tape.clone(), ticking());
    let mut question = taped.read(Read::Standing);
    assert!(matches!(question.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Pending));
    assert!(tape.exchanges().is_empty());
    drop(question);
    let cancelled = Said::Read(Read::Standing, Err(Problem::of(ProblemKind::Cancelled)));
    assert_eq!(tape.exchanges().into_iter().map(|exchange| exchange.said).collect::<Vec<_>>(), [cancelled]);
}

#[test]
fn the_tape_keeps_the_last_exchanges_only() {
    for capacity in [0, 1, 3] {
        let tape = Tape::new(capacity);
        let taped = Taped::new(Scripted::answering(Ok(Reply::Act(None))), tape.clone(), ticking());
        for key in 0..5 {
            let _ = run(taped.read(act(key)));
        }
        let kept: Vec<_> = tape.exchanges().into_iter().map(|exchange| exchange.said).collect();
        let last: Vec<_> = (5 - capacity as u128..5).map(|key| Said::Read(act(key), Ok(Reply::Act(None)))).collect();
        assert_eq!(kept, last);
    }
}

#[test]
fn a_tape_plays_back_what_was_recorded() {
    let problem = Problem::of(ProblemKind::Forbidden);
    let exchange = |said| Exchange { said, took: Duration::ZERO };
    let (what, key) = (freeze(5).act().clone(), freeze(5).key());
    let replay = Replay::new(
        identity(),
        vec![
            exchange(Said::Read(Read::Standing, Err(problem.clone()))),
            exchange(Said::Read(act(1), Ok(Reply::Act(None)))),
            exchange(Said::Read(Read::Standing, Ok(Reply::Holdings(Vec::new())))),
            exchange(Said::Write(what, key, Ok(Outcome::Unknown(key)))),
        ],
    );
    assert_eq!(run(replay.read(Read::Standing)), Err(problem));
    assert_eq!(run(replay.read(Read::Standing)), Ok(Reply::Holdings(Vec::new())));
    assert_eq!(run(replay.read(Read::Standing)), Ok(Reply::Holdings(Vec::new())), "the last answer stays");
    assert_eq!(run(replay.read(act(1))), Ok(Reply::Act(None)));
    assert_eq!(run(replay.read(act(2))), Err(Problem::of(ProblemKind::Offline)));
    assert_eq!(run(replay.write(freeze(5))), Ok(Outcome::Unknown(key)));
    assert_eq!(run(replay.write(freeze(6))), Err(Problem::of(ProblemKind::ReadOnly)));
}

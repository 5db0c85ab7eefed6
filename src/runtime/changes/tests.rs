//! Tests of the listener with a registry whose streams are written by the test.

use super::*;
use crate::{
    app::{Epoch, ProfileId, RequestId},
    registry::{Authorised, BoxFuture, Environment, Identity, Outcome, Read, Reply, Unreadable, Write, changes::Opened},
    text::Untrusted,
};
use std::{collections::VecDeque, sync::Mutex};

/// What opening a stream comes to.
enum Opening {
    /// A stream that tells this, and then breaks or stays silent.
    Tells(Vec<u64>, Option<Problem>),
    Fails(Problem),
    HasNone,
}

/// A registry that opens streams as it is told, and remembers where each was to begin.
struct Scripted {
    identity: Identity,
    openings: Mutex<VecDeque<Opening>>,
    asked: Mutex<Vec<Option<u64>>>,
}

struct Told {
    changes: VecDeque<u64>,
    end: Option<Problem>,
}

impl ChangeStream for Told {
    fn next(&mut self) -> BoxFuture<'_, Result<Change, Problem>> {
        Box::pin(async {
            match (self.changes.pop_front(), self.end.take()) {
                (Some(revision), end) => {
                    self.end = end;
                    Ok(change(revision))
                }
                (None, Some(problem)) => Err(problem),
                (None, None) => std::future::pending().await,
            }
        })
    }

    fn pause(&self) -> Option<Duration> {
        Some(Duration::from_millis(1))
    }
}

fn change(revision: u64) -> Change {
    Change { revision, kind: Untrusted::new("account-frozen"), touched: Vec::new() }
}

impl Registry for Scripted {
    fn identity(&self) -> &Identity {
        &self.identity
    }
    fn read(&self, _: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async { Err(offline()) })
    }
    fn write(&self, _: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        Box::pin(async { Err(offline()) })
    }
    fn changes(&self, after: Option<u64>) -> BoxFuture<'_, Opened> {
        self.asked.lock().unwrap().push(after);
        let opening = self.openings.lock().unwrap().pop_front();
        Box::pin(async {
            match opening {
                Some(Opening::Tells(changes, end)) => {
                    Ok(Some(Box::new(Told { changes: changes.into(), end }) as Box<dyn ChangeStream>))
                }
                Some(Opening::Fails(problem)) => Err(problem),
                Some(Opening::HasNone) => Ok(None),
                None => std::future::pending().await,
            }
        })
    }
}

fn offline() -> Problem {
    Problem::of(ProblemKind::Offline)
}

fn ticket(request: u64) -> Ticket {
    Ticket { profile: ProfileId(0), epoch: Epoch(1), request: RequestId(request) }
}

fn scripted(openings: impl IntoIterator<Item = Opening>) -> (Arc<Scripted>, Arc<Lazy>) {
    let identity = Identity { profile: "test".into(), endpoint: String::new(), environment: Environment::Practice };
    let registry = Scripted { identity, openings: Mutex::new(openings.into_iter().collect()), asked: Mutex::default() };
    let registry = Arc::new(registry);
    let made = Arc::clone(&registry);
    (registry, Arc::new(Lazy::new(Box::new(move || Arc::clone(&made) as Arc<dyn Registry>))))
}

/// Everything that is heard until the listener has nothing more to say, one by one.
async fn heard(listener: &mut Listener, until: impl Fn(&Message) -> bool) -> Vec<Message> {
    let mut all = Vec::new();
    while !all.last().is_some_and(&until) {
        all.extend(listener.next().await);
    }
    all
}

fn live(gap: bool) -> Message {
    Message::Stream(ticket(1), StreamState::Live { gap })
}

fn is_final(message: &Message) -> bool {
    matches!(message, Message::Stream(_, StreamState::None | StreamState::Broken { next_try: None, .. }))
}

/// The entries a message tells of.
fn entries(message: &Message) -> Vec<u64> {
    let Message::Changed(_, changes) = message else { return Vec::new() };
    changes.iter().map(|change| change.revision).collect()
}

#[tokio::test]
async fn a_broken_stream_is_opened_again_after_the_last_entry_told() {
    let signed_out = Problem::of(ProblemKind::SignedOut);
    let (registry, lazy) = scripted([
        Opening::Tells(vec![8, 9], Some(offline())),
        Opening::Fails(offline()),
        Opening::Tells(vec![10], Some(signed_out.clone())),
    ]);
    let mut listener = Listener::default();
    listener.listen(lazy, ticket(1), Some(7));
    let all = heard(&mut listener, is_final).await;
    assert_eq!(*registry.asked.lock().unwrap(), [Some(7), Some(9), Some(9)]);
    assert_eq!(all.iter().flat_map(entries).collect::<Vec<_>>(), [8, 9, 10]);
    assert_eq!(all[0], live(false));
    let broken: Vec<_> = all
        .iter()
        .filter_map(|message| match message {
            Message::Stream(_, StreamState::Broken { since, problem, next_try }) => Some((*since, problem.clone(), *next_try)),
            _ => None,
        })
        .collect();
    assert_eq!(broken.iter().map(|(_, problem, _)| problem.clone()).collect::<Vec<_>>(), [offline(), offline(), signed_out]);
    assert_eq!(broken[0].0, broken[1].0, "it is the same break");
    assert!(broken[0].2.is_some_and(|next| next > broken[0].0) && broken[2].2.is_none());
}

#[tokio::test]
async fn a_stream_that_begins_now_has_a_gap_before_it() {
    let unknown = Problem::of(ProblemKind::Invalid(Vec::new()));
    let (registry, lazy) = scripted([Opening::Fails(unknown.clone()), Opening::Tells(vec![3], None)]);
    let mut listener = Listener::default();
    listener.listen(lazy, ticket(1), Some(700));
    let all = heard(&mut listener, |message| !entries(message).is_empty()).await;
    assert_eq!(all[0], live(true), "a place the registry does not know is given up at once");
    assert_eq!(*registry.asked.lock().unwrap(), [Some(700), None]);
    let (registry, lazy) = scripted([Opening::Fails(unknown.clone())]);
    listener.listen(lazy, ticket(1), None);
    let all = heard(&mut listener, is_final).await;
    assert!(matches!(&all[..], [Message::Stream(_, StreamState::Broken { problem, .. })] if *problem == unknown));
    assert_eq!(*registry.asked.lock().unwrap(), [None], "and is no reason to ask again and again");
}

#[tokio::test]
async fn a_registry_without_a_stream_is_asked_once() {
    let (registry, lazy) = scripted([Opening::HasNone]);
    let mut listener = Listener::default();
    listener.listen(lazy, ticket(1), None);
    assert_eq!(heard(&mut listener, is_final).await, [Message::Stream(ticket(1), StreamState::None)]);
    assert_eq!(registry.asked.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_burst_is_few_messages_and_none_is_lost() {
    let (_, lazy) = scripted([Opening::Tells((1..=10_000).collect(), Some(Problem::of(ProblemKind::Forbidden)))]);
    let mut listener = Listener::default();
    listener.listen(lazy, ticket(1), Some(0));
    let all = heard(&mut listener, is_final).await;
    assert_eq!(all.iter().flat_map(entries).collect::<Vec<_>>(), (1..=10_000).collect::<Vec<_>>());
    assert!(all.len() < 2 * 10_000 / CAPACITY, "{} messages", all.len());
}

#[tokio::test]
async fn who_listens_to_another_hears_nothing_more_of_the_first() {
    let (_, first) = scripted([Opening::Tells((1..=200).collect(), None)]);
    let (_, second) = scripted([Opening::Tells(vec![5], None)]);
    let mut listener = Listener::default();
    listener.listen(first, ticket(1), Some(0));
    heard(&mut listener, |message| !entries(message).is_empty()).await;
    listener.listen(second, ticket(2), Some(4));
    let all = heard(&mut listener, |message| !entries(message).is_empty()).await;
    let expected = [Message::Stream(ticket(2), StreamState::Live { gap: false }), Message::Changed(ticket(2), vec![change(5)])];
    assert!(all == expected, "{all:?}");
    listener.stop();
    assert!(listener.take().is_empty());
}

#[tokio::test]
async fn what_cannot_be_read_is_a_break_like_another() {
    let broken = Problem::of(ProblemKind::Unreadable(Unreadable::MediaType));
    let (_, lazy) = scripted([Opening::Fails(broken.clone())]);
    let mut listener = Listener::default();
    listener.listen(lazy, ticket(1), None);
    let all = listener.next().await;
    let [Message::Stream(_, StreamState::Broken { problem, next_try: Some(_), .. })] = &all[..] else { panic!("{all:?}") };
    assert_eq!(*problem, broken);
}

//! Keeps the change stream of the registry in use: opens it, opens it again when it breaks, and goes on after the last change told.
//! A task of its own does that; what it hears waits here, a bounded lot, until the loop takes all of it at once.
//! Must not know: what the console does with a change.

mod backoff;

#[cfg(test)]
mod tests;

use super::registries::Lazy;
use crate::{
    app::{StreamState, Ticket},
    console::Message,
    registry::{Change, ChangeStream, Problem, ProblemKind, Registry},
};
use backoff::Backoff;
use jiff::Timestamp;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::mpsc,
    task::AbortHandle,
    time::{Instant, sleep},
};

/// So much may wait for the loop; beyond that the stream is not read.
const CAPACITY: usize = 64;

/// A stream that lasted so long was no failure, whatever ended it.
const LASTING: Duration = Duration::from_secs(60);

/// Listens to one registry at a time, or to none.
#[derive(Default)]
pub(super) struct Listener(Option<Listening>);

struct Listening {
    ticket: Ticket,
    heard: mpsc::Receiver<Heard>,
    task: AbortHandle,
}

/// What the task has heard.
enum Heard {
    Change(Change),
    State(StreamState),
}

/// Nobody takes what is heard: the listening is over.
struct NobodyListens;

impl Listener {
    /// Listens to this registry, and to no other any more.
    pub(super) fn listen(&mut self, registry: Arc<Lazy>, ticket: Ticket, after: Option<u64>) {
        self.stop();
        let (teller, heard) = mpsc::channel(CAPACITY);
        let task = tokio::spawn(async move {
            if let Ok(registry) = registry.get().await {
                let _ = Ear { teller, after, backoff: Backoff::default() }.listen(registry.as_ref()).await;
            }
        });
        self.0 = Some(Listening { ticket, heard, task: task.abort_handle() });
    }

    /// Listens to nobody. What was heard and not taken is gone.
    pub(super) fn stop(&mut self) {
        if let Some(listening) = self.0.take() {
            listening.task.abort();
        }
    }

    /// Waits until something was heard, without end when nothing ever will be. Giving up the wait loses nothing.
    pub(super) async fn next(&mut self) -> Vec<Message> {
        if let Some(Listening { ticket, heard, .. }) = &mut self.0 {
            let ticket = *ticket;
            if let Some(first) = heard.recv().await {
                return messages(ticket, std::iter::once(first).chain(waiting(heard)));
            }
        }
        std::future::pending().await
    }

    /// What was heard by now.
    pub(super) fn take(&mut self) -> Vec<Message> {
        match &mut self.0 {
            Some(Listening { ticket, heard, .. }) => messages(*ticket, waiting(heard)),
            None => Vec::new(),
        }
    }
}

/// All that waits, but no more than can wait: the loop gets to paint.
fn waiting(heard: &mut mpsc::Receiver<Heard>) -> impl Iterator<Item = Heard> {
    std::iter::from_fn(|| heard.try_recv().ok()).take(CAPACITY)
}

/// One message for all changes in a row, however many they are.
fn messages(ticket: Ticket, heard: impl Iterator<Item = Heard>) -> Vec<Message> {
    let mut messages = Vec::new();
    for one in heard {
        match (one, messages.last_mut()) {
            (Heard::Change(change), Some(Message::Changed(_, changes))) => changes.push(change),
            (Heard::Change(change), _) => messages.push(Message::Changed(ticket, vec![change])),
            (Heard::State(state), _) => messages.push(Message::Stream(ticket, state)),
        }
    }
    messages
}

/// The task's part.
struct Ear {
    teller: mpsc::Sender<Heard>,
    /// The entry told last.
    after: Option<u64>,
    backoff: Backoff,
}

impl Ear {
    /// Listens until nobody takes what is heard, or there is nothing to be heard without the operator doing something.
    async fn listen(mut self, registry: &dyn Registry) -> Result<(), NobodyListens> {
        let mut broken_since = None;
        loop {
            let (problem, wish) = match registry.changes(self.after).await {
                Ok(None) => return self.tell(Heard::State(StreamState::None)).await,
                Ok(Some(mut stream)) => {
                    broken_since = None;
                    self.tell(Heard::State(StreamState::Live { gap: self.after.is_none() })).await?;
                    let problem = self.hear(stream.as_mut()).await?;
                    (problem, stream.pause())
                }
                // The ledger has no such entry, it may be another book: everything is read again, and the stream begins now.
                Err(Problem { kind: ProblemKind::Invalid(_), .. }) if self.after.take().is_some() => continue,
                Err(problem) => (problem, None),
            };
            let now = Timestamp::now();
            let since = *broken_since.get_or_insert(now);
            let pause = self.backoff.pause(&problem, wish);
            let next_try = pause.and_then(|pause| now.checked_add(pause).ok());
            self.tell(Heard::State(StreamState::Broken { since, problem, next_try })).await?;
            match pause {
                Some(pause) => sleep(pause).await,
                None => return Ok(()),
            }
        }
    }

    /// Passes on what an open stream tells, until it breaks.
    async fn hear(&mut self, stream: &mut dyn ChangeStream) -> Result<Problem, NobodyListens> {
        let opened = Instant::now();
        loop {
            match stream.next().await {
                Ok(change) => {
                    self.backoff.forget();
                    self.after = Some(change.revision);
                    self.tell(Heard::Change(change)).await?;
                }
                Err(problem) => {
                    if opened.elapsed() >= LASTING {
                        self.backoff.forget();
                    }
                    return Ok(problem);
                }
            }
        }
    }

    async fn tell(&self, heard: Heard) -> Result<(), NobodyListens> {
        self.teller.send(heard).await.map_err(|_| NobodyListens)
    }
}

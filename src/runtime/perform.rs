//! Performs what the console asks of registries: each request is a task, at most four reads at a time, any of them can be
//! cancelled. An answer comes back as a message with its ticket; the loop never waits for one.
//! Must not know: what the console does with an answer.

mod exports;

use super::{RegistryMaker, acts::Acts, registries::Lazy};
use crate::{
    app::{ProfileId, RequestId, Ticket, export::ExportOrder},
    console::Message,
    registry::{Authorised, Problem, ProblemKind, Read, Reply, Write},
};
use std::{collections::HashMap, path::PathBuf, sync::Arc};
use tokio::{
    sync::{Semaphore, mpsc},
    task::AbortHandle,
};

/// How many reads are under way at most; further ones queue (DESIGN 9).
const AT_ONCE: usize = 4;

/// How many answers may wait for the loop.
const CAPACITY: usize = 256;

/// Does the console's requests.
pub(super) struct Performer {
    registries: Vec<Arc<Lazy>>,
    reads: HashMap<RequestId, AbortHandle>,
    places: Arc<Semaphore>,
    acts: Acts,
    exports: exports::Exports,
    answers: mpsc::Sender<Message>,
}

impl Performer {
    /// A performer for these registries, and where its answers come out.
    pub(super) fn new(registries: Vec<RegistryMaker>) -> (Self, mpsc::Receiver<Message>) {
        let (answers, receiver) = mpsc::channel(CAPACITY);
        let registries = registries.into_iter().map(|make| Arc::new(Lazy::new(make))).collect();
        let acts = Acts::new(answers.clone());
        (
            Self {
                registries,
                reads: HashMap::new(),
                places: Arc::new(Semaphore::new(AT_ONCE)),
                acts,
                exports: exports::Exports::default(),
                answers,
            },
            receiver,
        )
    }

    /// Asks a registry.
    pub(super) fn ask(&mut self, ticket: Ticket, ask: Read) {
        let registry = self.registry(ticket.profile);
        let places = Arc::clone(&self.places);
        let answers = self.answers.clone();
        let recorder = self.acts.recorder();
        let task = tokio::spawn(async move {
            let act = if let Read::Act(key) = ask { Some(key) } else { None };
            let answer = match registry {
                Some(registry) => read(registry, &places, ask).await,
                None => Err(Problem::of(ProblemKind::Missing)),
            };
            if let (Some(key), Ok(Reply::Act(receipt))) = (act, &answer) {
                recorder.learned(key, receipt.clone()).await;
            }
            // Nobody listening means that the program is ending.
            let _ = answers.send(Message::Answer(ticket, answer)).await;
        });
        self.reads.insert(ticket.request, task.abort_handle());
    }

    /// Opens the journal; before that nothing is acted.
    pub(super) fn open_journal(&self, path: PathBuf) {
        self.acts.open(path);
    }

    /// Acts in a registry, journal first.
    pub(super) fn act(&self, ticket: Ticket, act: Authorised<Write>) {
        self.acts.act(self.registry(ticket.profile), ticket, act);
    }

    /// Writes a list to a file.
    pub(super) fn export(&mut self, ticket: Ticket, order: ExportOrder) {
        let registry = self.registry(ticket.profile);
        self.exports.begin(registry, Arc::clone(&self.places), (ticket, order), self.answers.clone());
    }

    /// Gives the export up.
    pub(super) fn stop_export(&mut self) {
        self.exports.stop();
    }

    /// Gives a read up, wherever it is; a waiting one leaves the queue.
    pub(super) fn cancel(&mut self, request: RequestId) {
        if let Some(task) = self.reads.remove(&request) {
            task.abort();
        }
    }

    /// Takes note of a message that passes by: an answered read needs no handle any more.
    pub(super) fn note(&mut self, message: &Message) {
        if let Message::Answer(ticket, _) = message {
            self.reads.remove(&ticket.request);
        }
    }

    fn registry(&self, profile: ProfileId) -> Option<Arc<Lazy>> {
        self.registries.get(profile.0).map(Arc::clone)
    }
}

/// A registry that is still being made takes no place from the others.
async fn read(registry: Arc<Lazy>, places: &Semaphore, ask: Read) -> Result<Reply, Problem> {
    let registry = registry.get().await?;
    let _place = places.acquire().await.map_err(|_| Problem::of(ProblemKind::Cancelled))?;
    registry.read(ask).await
}

#[cfg(test)]
mod tests;

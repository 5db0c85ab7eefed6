//! Performs what the console asks of registries: each request is a task, at most four reads at a time, any of them can be
//! cancelled. An answer comes back as a message with its ticket; the loop never waits for one.
//! Must not know: what the console does with an answer.

mod bundle;
pub(super) mod document;
mod exports;
mod message;
mod packs;

use super::{
    RegistryMaker,
    acts::{Acts, Keys, Recorder},
    changes::Listener,
    draft,
    journal::{JournalDesk, Keeping, Station},
    registries::Lazy,
};
use crate::{
    app::{Passphrase, ProfileId, RequestId, Ticket, export::ExportOrder, looked::Looked},
    console::Message,
    evidence::journal::{Digest, Entry, Kind},
    registry::{Act, Authorised, CallId, IdempotencyKey, Problem, ProblemKind, Read, Registry, Reply, sheet::Sheet},
    ui::Theme,
};
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    sync::{Semaphore, mpsc},
    task::AbortHandle,
};
use uuid::Uuid;

/// How many reads are under way at most; further ones queue (DESIGN 9).
const AT_ONCE: usize = 4;

/// How many of the registries not in use are asked at a time.
const ASIDE: usize = 1;

/// How many answers may wait for the loop.
const CAPACITY: usize = 256;

/// Does the console's requests.
pub(super) struct Performer {
    registries: Vec<Arc<Lazy>>,
    reads: HashMap<RequestId, AbortHandle>,
    places: Arc<Semaphore>,
    aside: Arc<Semaphore>,
    acts: Acts,
    /// The station of this computer, if it has a key.
    station: Option<Station>,
    /// This console's own journal, once it is known where it is.
    journal: Option<Arc<Lazy>>,
    /// Places of their own for questions to it: a slow registry holds nobody up who reads what was done.
    own: Arc<Semaphore>,
    /// Where evidence of alarms is kept, once it is known where the journal is.
    evidence: Option<PathBuf>,
    /// The keys of each profile, for those that have some.
    keys: Vec<Option<Arc<dyn Keys>>>,
    exports: exports::Exports,
    listener: Listener,
    answers: mpsc::Sender<Message>,
}

impl Performer {
    /// A performer for these registries, and where its answers come out.
    pub(super) fn new(registries: Vec<RegistryMaker>) -> (Self, mpsc::Receiver<Message>) {
        let (answers, receiver) = mpsc::channel(CAPACITY);
        let registries = registries.into_iter().map(|make| Arc::new(Lazy::new(make))).collect();
        let acts = Acts::new(answers.clone());
        let (places, aside) = (Arc::new(Semaphore::new(AT_ONCE)), Arc::new(Semaphore::new(ASIDE)));
        let performer = Self {
            registries,
            reads: HashMap::new(),
            places,
            aside,
            acts,
            station: None,
            journal: None,
            evidence: None,
            own: Arc::new(Semaphore::new(AT_ONCE)),
            keys: Vec::new(),
            exports: exports::Exports::default(),
            listener: Listener::default(),
            answers,
        };
        (performer, receiver)
    }

    /// Asks the registry in use.
    pub(super) fn ask(&mut self, ticket: Ticket, ask: Read) {
        self.ask_in(Arc::clone(&self.places), ticket, ask);
    }

    /// Asks a registry that is not in use. A slow one takes no place from the one that is.
    pub(super) fn ask_aside(&mut self, ticket: Ticket, ask: Read) {
        self.ask_in(Arc::clone(&self.aside), ticket, ask);
    }

    fn ask_in(&mut self, places: Arc<Semaphore>, ticket: Ticket, ask: Read) {
        let ask = match ask {
            Read::Document(path) => {
                return self.read_file(ticket, move || Reply::Document(Box::new(document::read(&path))));
            }
            Read::Bundle(path) => return self.read_file(ticket, move || Reply::Bundle(Box::new(bundle::read(&path)))),
            Read::TextFile(path) => return self.read_file(ticket, move || Reply::TextFile(Box::new(message::read(&path)))),
            ask => ask,
        };
        let (registry, places) = match ask.is_of_journal() {
            true => (self.journal.clone(), Arc::clone(&self.own)),
            false => (self.registry(ticket.profile), places),
        };
        let answers = self.answers.clone();
        let recorder = self.acts.recorder();
        let task = tokio::spawn(async move {
            let call = CallId(Uuid::now_v7());
            let (answer, took) = match registry {
                Some(registry) => read((ticket.profile, registry), &places, call, ask, &recorder).await,
                None => (Err(Problem::of(ProblemKind::Missing)), Duration::ZERO),
            };
            // Nobody listening means that the program is ending.
            let _ = answers.send(Message::Exchanged(ticket.request, call, took)).await;
            let _ = answers.send(Message::Answer(ticket, answer)).await;
        });
        self.reads.insert(ticket.request, task.abort_handle());
    }

    /// Reads a file of this computer.
    fn read_file(&mut self, ticket: Ticket, read: impl FnOnce() -> Reply + Send + 'static) {
        let answers = self.answers.clone();
        let task = tokio::spawn(async move {
            let answer = tokio::task::spawn_blocking(read).await.map_err(|_| Problem::of(ProblemKind::Cancelled));
            let _ = answers.send(Message::Answer(ticket, answer)).await;
        });
        self.reads.insert(ticket.request, task.abort_handle());
    }

    /// Opens the journal; before that nothing is acted.
    pub(super) fn open_journal(&mut self, keeping: Keeping) {
        self.station.clone_from(&keeping.station);
        let folder = keeping.folder.clone();
        self.evidence = Some(folder.join("evidence"));
        let make = move || Arc::new(JournalDesk::of(&folder)) as Arc<dyn Registry>;
        self.journal = Some(Arc::new(Lazy::new(Box::new(make))));
        self.acts.open(keeping);
    }

    /// Closes the journal of this run. Nothing can be acted afterwards.
    pub(super) fn close_journal(&self) {
        self.acts.close();
    }

    /// The same with keys to sign with, for each profile in its order.
    #[must_use]
    pub(super) fn with_keys(self, keys: Vec<Option<Arc<dyn Keys>>>) -> Self {
        Self { keys, ..self }
    }

    /// Acts in a registry, journal first.
    pub(super) fn act(&self, ticket: Ticket, act: Authorised<Act>) {
        let keys = self.keys.get(ticket.profile.0).cloned().flatten();
        self.acts.act(self.registry(ticket.profile), keys, ticket, act);
    }

    /// Opens the key an act waits for, or gives the act up.
    pub(super) fn unlock(&self, request: RequestId, passphrase: Option<Passphrase>) {
        self.acts.unlock(request, passphrase);
    }

    /// Writes down that a rule forbade something.
    pub(super) fn note_refusal(&self, profile: String, wanted: &'static str, why: String, told_as: Option<IdempotencyKey>) {
        self.acts.note_refusal(profile, wanted, why, told_as);
    }

    /// Writes a list to a file.
    pub(super) fn export(&mut self, ticket: Ticket, order: ExportOrder) {
        let registry = match order.rows.sheet() {
            Some(Sheet::Journal) => self.journal.clone(),
            Some(_) => self.registry(ticket.profile),
            None => None,
        };
        let leaving = self.acts.leaving(&format!("the list {}", order.rows.word()), order.path.display().to_string());
        self.exports.begin(registry, Arc::clone(&self.places), (ticket, order), leaving, self.answers.clone());
    }

    /// Reads a draft from a file.
    pub(super) fn read_draft(&self, ticket: Ticket, path: PathBuf) {
        let answers = self.answers.clone();
        tokio::spawn(async move {
            let came = tokio::task::spawn_blocking(move || draft::read(&path)).await;
            let came = came.unwrap_or_else(|_| Err("Reading the file ended before its time.".into()));
            // Nobody listening means that the program is ending.
            let _ = answers.send(Message::Draft(ticket, came)).await;
        });
    }

    /// Gives the export up.
    pub(super) fn stop_export(&mut self) {
        self.exports.stop();
    }

    /// Listens to the changes of a registry, and to no other any more.
    pub(super) fn listen(&mut self, ticket: Ticket, after: Option<u64>) {
        match self.registry(ticket.profile) {
            Some(registry) => self.listener.listen(registry, ticket, after),
            None => self.listener.stop(),
        }
    }

    /// What is heard of changes.
    pub(super) fn listener(&mut self) -> &mut Listener {
        &mut self.listener
    }

    /// Gives a read up, wherever it is; a waiting one leaves the queue.
    pub(super) fn cancel(&mut self, request: RequestId) {
        if let Some(task) = self.reads.remove(&request) {
            task.abort();
        }
    }

    /// Takes note of a message that passes by: an answered read needs no handle any more, and a draft that was read is journaled.
    pub(super) fn note(&mut self, message: &Message) {
        match message {
            Message::Answer(ticket, _) => drop(self.reads.remove(&ticket.request)),
            Message::Draft(_, Ok(text)) => {
                let line = Entry::new(Kind::Load, "a draft of the roster or the policy was read from a file");
                self.acts.record(line.about("draft", Some(Digest::of(text))));
            }
            _ => {}
        }
    }

    /// Writes down that a theme was taken.
    pub(super) fn note_theme(&self, theme: &Theme) {
        self.acts.record(Entry::new(Kind::Load, "a theme was taken").about(theme.name(), Some(theme.sha256())));
    }

    /// Writes down what somebody looked at.
    pub(super) fn note_looked(&self, profile: ProfileId, looked: Looked) {
        if let Some(registry) = self.registry(profile) {
            self.acts.note_looked(registry, looked);
        }
    }

    /// Keeps what was reviewed until what it is about has ended, and writes it down then.
    pub(super) fn note_once_ended(&self, profile: ProfileId, looked: Looked) {
        self.acts.note_once_ended(profile, looked);
    }

    fn registry(&self, profile: ProfileId) -> Option<Arc<Lazy>> {
        self.registries.get(profile.0).map(Arc::clone)
    }
}

/// Asks, and says how long it took from the moment there was a place. A registry that is still being made takes no place from the others.
async fn read(
    (profile, registry): (ProfileId, Arc<Lazy>),
    places: &Semaphore,
    call: CallId,
    ask: Read,
    recorder: &Recorder,
) -> (Result<Reply, Problem>, Duration) {
    let registry = match registry.get().await {
        Ok(registry) => registry,
        Err(problem) => return (Err(problem), Duration::ZERO),
    };
    let Ok(_place) = places.acquire().await else { return (Err(Problem::of(ProblemKind::Cancelled)), Duration::ZERO) };
    let begun = Instant::now();
    let answer = registry.read_as(call, ask.clone()).await;
    let took = begun.elapsed();
    if let Ok(reply) = &answer {
        let name = &registry.identity().profile;
        recorder.answered(name, &ask, reply).await;
        recorder.seen_ended((profile, name), reply).await;
    }
    (answer, took)
}

#[cfg(test)]
mod tests;

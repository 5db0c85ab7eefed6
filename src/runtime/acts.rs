//! Performs acts with an effect: intent into the journal, then the act, then its outcome into the journal (promise 7).
//! Without a journal line nothing is sent. An act can't be cancelled: once sent, nobody can say that it was not.
//! Must not know: what the console does with the outcome.

use super::{
    journal::{Journal, JournalProblem, Keeping},
    registries::Lazy,
};
use crate::{
    app::Ticket,
    console::Message,
    evidence::journal::Entry,
    registry::{Authorised, IdempotencyKey, Identity, Outcome, Problem, ProblemKind, Receipt, Write},
    text::{Kind, Untrusted, time},
};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc;

/// Does the console's acts, one line in the journal before and one after each.
pub(super) struct Acts {
    journal: Shared,
    messages: mpsc::Sender<Message>,
}

/// The journal, or why there is none.
#[derive(Clone)]
struct Shared(Arc<Mutex<Result<Journal, String>>>);

impl Acts {
    /// Acts recorded in no journal yet, whose outcomes go into this channel.
    pub(super) fn new(messages: mpsc::Sender<Message>) -> Self {
        let closed = Err("No journal is configured, so nothing that has an effect can be done.".to_owned());
        Self { journal: Shared(Arc::new(Mutex::new(closed))), messages }
    }

    /// Opens the journal away from the loop, and tells what an operator must know: that it can't be used, or that acts of an
    /// earlier session have no outcome. An act that comes before it is open is refused.
    pub(super) fn open(&self, keeping: Keeping) {
        let journal = self.journal.clone();
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let told = tokio::task::spawn_blocking(move || journal.open(keeping)).await;
            if let Ok(Some(message)) = told {
                let _ = messages.send(message).await;
            }
        });
    }

    /// Closes the journal of this run with its manifest, unless it is still being read: then the next run does it. Whatever comes
    /// later is refused.
    pub(super) fn close(&self) {
        let Ok(mut journal) = self.journal.0.try_lock() else { return };
        if let Ok(open) = journal.as_mut() {
            // What fails now is done by the next run.
            let _ = open.close();
            *journal = Err("The console is ending.".into());
        }
    }

    /// Writes a line that belongs to no act. Nothing waits for it; the first that can't be written ends acting, as for an act.
    pub(super) fn record(&self, entry: Entry) {
        let journal = self.journal.clone();
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let written = tokio::task::spawn_blocking(move || journal.append_if_open(entry)).await;
            if let Ok(Err(reason)) = written {
                let _ = messages.send(Message::JournalClosed(reason)).await;
            }
        });
    }

    /// A hand that writes into this journal what a registry says later about an act.
    pub(super) fn recorder(&self) -> Recorder {
        Recorder { journal: self.journal.clone(), messages: self.messages.clone() }
    }

    /// Acts.
    pub(super) fn act(&self, registry: Option<Arc<Lazy>>, ticket: Ticket, act: Authorised<Write>) {
        let journal = self.journal.clone();
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let outcome = match registry {
                Some(registry) => recorded(&journal, &messages, registry, act).await,
                None => Err(Problem::of(ProblemKind::Missing)),
            };
            // Nobody listening means that the program is ending; the journal has it.
            let _ = messages.send(Message::Acted(ticket, outcome)).await;
        });
    }
}

/// Writes the outcome of an act that was unknown, once the registry was asked for it.
pub(super) struct Recorder {
    journal: Shared,
    messages: mpsc::Sender<Message>,
}

impl Recorder {
    /// The registry's word about the act with this key: its receipt, or that it never received it. An act that is not open in
    /// the journal is left as it is.
    pub(super) async fn learned(&self, key: IdempotencyKey, receipt: Option<Receipt>) {
        let said = match receipt {
            Some(receipt) => format!("asked later: done, entry {} of {}", receipt.entry, receipt.at),
            None => "asked later: not done, the registry never received it".to_owned(),
        };
        if let Err(reason) = self.journal.conclude(key, said).await {
            let _ = self.messages.send(Message::JournalClosed(reason)).await;
        }
    }
}

async fn recorded(
    journal: &Shared,
    messages: &mpsc::Sender<Message>,
    registry: Arc<Lazy>,
    act: Authorised<Write>,
) -> Result<Outcome, Problem> {
    let registry = registry.get().await?;
    let key = act.key();
    if let Err(reason) = journal.append(Entry::intent(key.to_string(), described(registry.identity(), act.act()))).await {
        let _ = messages.send(Message::JournalClosed(reason)).await;
        return Err(Problem::of(ProblemKind::Unrecorded));
    }
    let outcome = registry.write(act).await;
    if let Err(reason) = journal.append(concluded(key, &outcome)).await {
        let _ = messages.send(Message::JournalClosed(reason)).await;
    }
    outcome
}

/// An act in the words of the journal.
fn described(registry: &Identity, act: &Write) -> String {
    let Identity { profile, endpoint, environment } = registry;
    let what = match act {
        Write::Freeze { account, version, reason } => format!("freeze account {account} at version {version}, because: {reason}"),
    };
    format!("{profile} ({}, {endpoint}): {what}", environment.word())
}

/// What came of it. As long as that is unknown there is only a note, and the intent stays open.
fn concluded(key: IdempotencyKey, outcome: &Result<Outcome, Problem>) -> Entry {
    let key = key.to_string();
    match outcome {
        Ok(Outcome::Done(receipt)) => Entry::outcome(key, format!("done, entry {} of {}", receipt.entry, receipt.at)),
        Ok(Outcome::Queued(place)) => Entry::note(key, format!("kept to be sent later, as number {place}")),
        Ok(Outcome::Unknown(_)) => Entry::note(key, "sent, and no answer came: the outcome is unknown"),
        Err(problem) => Entry::outcome(key, format!("not done: {}", problem.what())),
    }
}

impl Shared {
    fn open(&self, keeping: Keeping) -> Option<Message> {
        // Held from here: an act that comes meanwhile waits for the journal.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = Journal::open(keeping);
        let message = match &opened {
            Ok(journal) => unfinished(journal).map(Message::Notice),
            Err(problem) => Some(Message::JournalClosed(problem.to_string())),
        };
        *held = opened.map_err(|problem| problem.to_string());
        message
    }

    /// Appends the outcome of an act, if the act is open.
    async fn conclude(&self, key: IdempotencyKey, said: String) -> Result<(), String> {
        let journal = self.clone();
        let entry = Entry::outcome(key.to_string(), said);
        let conclude = move || if journal.is_open(key) { journal.append_now(entry) } else { Ok(()) };
        tokio::task::spawn_blocking(conclude).await.unwrap_or_else(|_| Err("The console is ending.".into()))
    }


    /// Whether an act has an intent and no outcome.
    fn is_open(&self, key: IdempotencyKey) -> bool {
        let journal = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let act = key.to_string();
        journal.as_ref().is_ok_and(|journal| journal.open_intents().iter().any(|open| open.act == act))
    }

    /// Appends a line on a thread that may block; the reason when that fails.
    async fn append(&self, entry: Entry) -> Result<(), String> {
        let journal = self.clone();
        let appended = tokio::task::spawn_blocking(move || journal.append_now(entry)).await;
        appended.unwrap_or_else(|_| Err("The console is ending.".into()))
    }

    /// Appends a line where there is a journal; that there is none was said when it was opened.
    fn append_if_open(&self, entry: Entry) -> Result<(), String> {
        let closed = self.0.lock().unwrap_or_else(PoisonError::into_inner).is_err();
        if closed { Ok(()) } else { self.append_now(entry) }
    }

    fn append_now(&self, entry: Entry) -> Result<(), String> {
        let mut journal = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let appended = match journal.as_mut() {
            Ok(journal) => journal.append(entry),
            Err(reason) => Err(JournalProblem::Closed(reason.clone())),
        };
        appended.map_err(|problem| {
            // After a failure nobody knows what the disk holds: this journal is over for this session.
            let reason = problem.to_string();
            *journal = Err(reason.clone());
            reason
        })
    }
}

/// What an operator must know about acts of earlier sessions. The journal is a file, so its words pass the gate.
fn unfinished(journal: &Journal) -> Option<String> {
    let (first, others) = journal.open_intents().split_first()?;
    let what = Untrusted::new(first.what.as_str()).gate(Kind::Name);
    let more = if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
    Some(format!(
        "An act has no outcome in the journal since {}: {what}{more}. Ask the registry before doing it again.",
        time::full(first.at)
    ))
}

#[cfg(test)]
mod tests;

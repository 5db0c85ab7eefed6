//! The journal of this run as acts share it: written line by line on threads that may block, closed by the first failure (promise 7).
//! Acts of earlier runs that have no outcome are told when it is opened; the registry's later word about one closes it once.
//! Must not know: how an act is signed or sent.

use super::{held_back::HeldBack, reading::Loaded};
use crate::{
    app::ProfileId,
    console::{Held, Message, Unfinished},
    evidence::journal::Entry,
    registry::{IdempotencyKey, InWords, Receipt, Reply},
    runtime::journal::{Journal, JournalProblem, Keeping},
};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc;

/// The journal, or why there is none.
#[derive(Clone)]
pub(super) struct Shared(pub(super) Arc<Mutex<Result<Journal, String>>>);

impl Shared {
    /// No journal, for this reason.
    pub(super) fn closed(reason: &str) -> Self {
        Self(Arc::new(Mutex::new(Err(reason.to_owned()))))
    }

    /// Opens the journal; what an operator must know of it.
    pub(super) fn open(&self, keeping: Keeping) -> Vec<Message> {
        // Held from here: an act that comes meanwhile waits for the journal.
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = Journal::open(keeping);
        let messages = match &opened {
            Ok(journal) => held(journal).into_iter().chain(unfinished(journal)).collect(),
            Err(problem) => vec![Message::JournalClosed(problem.to_string())],
        };
        *open = opened.map_err(|problem| problem.to_string());
        messages
    }

    /// Closes the journal of this run with its manifest, unless it is still being read: then the next run does it.
    pub(super) fn close(&self) {
        let Ok(mut journal) = self.0.try_lock() else { return };
        if let Ok(open) = journal.as_mut() {
            // What fails now is done by the next run.
            let _ = open.close();
            *journal = Err("The console is ending.".into());
        }
    }

    /// Appends the outcome of an act, if the act is open and something is said of what was to be done.
    async fn conclude(
        &self,
        key: IdempotencyKey,
        said: impl FnOnce(&str) -> Option<String> + Send + 'static,
    ) -> Result<(), String> {
        let journal = self.clone();
        let conclude = move || match journal.open_act(key).and_then(|what| said(&what)) {
            Some(said) => journal.append_now(Entry::outcome(key.to_string(), said)),
            None => Ok(()),
        };
        tokio::task::spawn_blocking(conclude).await.unwrap_or_else(|_| Err("The console is ending.".into()))
    }

    /// What was to be done by an act that has an intent and no outcome.
    fn open_act(&self, key: IdempotencyKey) -> Option<String> {
        let journal = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let act = key.to_string();
        let open = journal.as_ref().ok()?.open_intents().iter().find(|open| open.act == act)?;
        Some(without_registry(&open.what).to_owned())
    }

    /// Appends a line on a thread that may block; the reason when that fails.
    pub(super) async fn append(&self, entry: Entry) -> Result<(), String> {
        let journal = self.clone();
        let appended = tokio::task::spawn_blocking(move || journal.append_now(entry)).await;
        appended.unwrap_or_else(|_| Err("The console is ending.".into()))
    }

    /// Appends a line where there is a journal; that there is none was said when it was opened.
    pub(super) fn append_if_open(&self, entry: Entry) -> Result<(), String> {
        let closed = self.0.lock().unwrap_or_else(PoisonError::into_inner).is_err();
        if closed { Ok(()) } else { self.append_now(entry) }
    }

    pub(super) fn append_now(&self, entry: Entry) -> Result<(), String> {
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

/// What earlier sessions keep from being tried again (F08): a console that is started anew knows it still.
fn held(journal: &Journal) -> Option<Message> {
    let held: Vec<Held> =
        journal.refused().iter().filter_map(|line| Held::of_journal(&line.entry.profile, &line.entry.what)).collect();
    (!held.is_empty()).then_some(Message::Held(held))
}

/// What an operator must know about acts of earlier sessions, and alarms that were never sent. What is not an act's key was not written by
/// a console.
fn unfinished(journal: &Journal) -> Option<Message> {
    let acts: Vec<Unfinished> = journal
        .open_intents()
        .iter()
        .filter_map(|open| {
            let key = IdempotencyKey(open.act.parse().ok()?);
            let what = without_registry(&open.what).to_owned();
            Some(Unfinished { profile: open.profile.clone(), key, since: open.at, what })
        })
        .chain(journal.unsent().iter().filter_map(Unfinished::of_alarm))
        .collect();
    (!acts.is_empty()).then_some(Message::Unfinished(acts))
}

/// Whether a receipt names another text than the one that was signed, or another one that it is about, by the words of the journal (F06).
fn is_about_another(receipt: &Receipt, what: &str) -> bool {
    let signed = InWords::signed_in(what);
    signed.is_some_and(|signed| receipt.echo.contradicts(&signed).is_some())
}

/// What was to be done, as an intent says it after the registry it was for; that is said by the profile.
fn without_registry(intent: &str) -> &str {
    intent.split_once("): ").map_or(intent, |(_, what)| what)
}

/// A hand that writes lines which belong to no act under way, such as the outcome of one that was unknown, once the registry was asked for it.
#[derive(Clone)]
pub(in crate::runtime) struct Recorder {
    pub(super) journal: Shared,
    pub(super) loaded: Loaded,
    pub(super) held: HeldBack,
    pub(super) messages: mpsc::Sender<Message>,
}

impl Recorder {
    /// Writes a line where there is a journal; the first that can't be written ends acting.
    pub(super) async fn record(&self, entry: Entry) {
        let journal = self.journal.clone();
        let written = tokio::task::spawn_blocking(move || journal.append_if_open(entry)).await;
        if let Ok(Err(reason)) = written {
            let _ = self.messages.send(Message::JournalClosed(reason)).await;
        }
    }

    /// Writes a line without which something must not be done.
    ///
    /// # Errors
    /// Why not, as a sentence; acting is over then.
    pub(super) async fn insist(&self, entry: Entry) -> Result<(), String> {
        let written = self.journal.append(entry).await;
        if let Err(reason) = &written {
            let _ = self.messages.send(Message::JournalClosed(reason.clone())).await;
        }
        written
    }

    /// Writes what was held back about what somebody else has ended, or time.
    pub(in crate::runtime) async fn seen_ended(&self, of: (ProfileId, &str), reply: &Reply) {
        let alone = self.held.alone().await;
        let (lines, hand) = (self.held.take_ended(of, reply), self.clone());
        if lines.is_empty() {
            return;
        }
        // A question can be given up at any moment; what was taken is written all the same.
        let written = tokio::spawn(async move {
            for line in lines {
                hand.record(line).await;
            }
            drop(alone);
        });
        let _ = written.await;
    }

    /// The registry's word about the act with this key: its receipt, or that it never received it, and what it was to do, so that a search
    /// for it finds its end too. An act that is not open in the journal is left as it is, and stays open when the receipt is about another
    /// text than the one that was signed (F06): the console raises the alarm.
    pub(in crate::runtime) async fn learned(&self, key: IdempotencyKey, receipt: Option<Receipt>) {
        let said = move |what: &str| match receipt {
            Some(receipt) if is_about_another(&receipt, what) => None,
            Some(receipt) => Some(format!("asked later: done, entry {} of {}: {what}", receipt.entry, receipt.at)),
            None => Some(format!("asked later: not done, the registry never received it; it was to {what}")),
        };
        if let Err(reason) = self.journal.conclude(key, said).await {
            let _ = self.messages.send(Message::JournalClosed(reason)).await;
        }
    }
}

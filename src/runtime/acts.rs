//! Performs acts with an effect: intent into the journal, then signatures where it is a text, then the act, then its outcome (promise 7).
//! Without a journal line nothing is signed or sent. An act can't be cancelled: once sent, nobody can say that it was not.
//! Must not know: what the console does with the outcome.

mod alone;
mod held_back;
mod leaving;
mod profile_keys;
mod reading;
mod shared;
mod signing;
mod turns;

pub use alone::{AloneProblem, act_alone};
pub use profile_keys::ProfileKeys;
pub use signing::{Keys, SigningProblem};

pub(super) use leaving::Leaving;
pub(super) use shared::Recorder;

use super::{journal::Keeping, registries::Lazy};
use crate::{
    app::{Passphrase, RequestId, Ticket},
    console::Message,
    evidence::journal::{Entry, Kind},
    registry::{
        Act, Authorised, Deed, IdempotencyKey, Identity, InWords, Outcome, Problem, ProblemKind, Registry, is_to_be_told_again,
    },
};
use held_back::HeldBack;
use reading::Loaded;
use shared::Shared;
use signing::{Questions, Signing};
use std::sync::Arc;
use tokio::sync::mpsc;
use turns::{Turn, Turns};

/// Does the console's acts, with lines in the journal before and after each.
pub(super) struct Acts {
    journal: Shared,
    questions: Questions,
    loaded: Loaded,
    turns: Turns,
    /// What is written down once the order or resolution it is about has ended.
    held: HeldBack,
    messages: mpsc::Sender<Message>,
}

impl Acts {
    /// Acts recorded in no journal yet, whose outcomes go into this channel.
    pub(super) fn new(messages: mpsc::Sender<Message>) -> Self {
        let journal = Shared::closed("No journal is configured, so nothing that has an effect can be done.");
        Self {
            journal,
            questions: Questions::default(),
            loaded: Loaded::default(),
            turns: Turns::default(),
            held: HeldBack::default(),
            messages,
        }
    }

    /// Opens the journal away from the loop, and tells what an operator must know: that it can't be used, or that acts of an
    /// earlier session have no outcome. An act that comes before it is open is refused.
    pub(super) fn open(&self, keeping: Keeping) {
        let journal = self.journal.clone();
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let told = tokio::task::spawn_blocking(move || journal.open(keeping)).await;
            for message in told.into_iter().flatten() {
                let _ = messages.send(message).await;
            }
        });
    }

    /// Closes the journal of this run. Whatever comes later is refused.
    pub(super) fn close(&self) {
        self.journal.close();
    }

    /// Writes a line that belongs to no act, before those that come later. The first that can't be written ends acting, as for an act.
    pub(super) fn record(&self, entry: Entry) {
        let (hand, mut turn) = (self.recorder(), self.turns.take());
        tokio::spawn(async move {
            turn.come().await;
            hand.record(entry).await;
        });
    }

    /// Writes down that a rule forbade something. An alarm has the key it will be told under: whoever finds the line without an intent of
    /// this key knows that it was never sent.
    pub(super) fn note_refusal(&self, profile: String, wanted: &'static str, why: String, told_as: Option<IdempotencyKey>) {
        let line = Entry::new(Kind::Refusal, why).in_profile(profile).about(wanted, None);
        self.record(line.of_act(told_as.map_or_else(String::new, |key| key.to_string())));
    }

    /// A hand that writes into this journal what a registry says later about an act.
    pub(super) fn recorder(&self) -> Recorder {
        Recorder {
            journal: self.journal.clone(),
            loaded: Arc::clone(&self.loaded),
            held: self.held.clone(),
            messages: self.messages.clone(),
        }
    }

    /// Opens the key an act waits for, or gives the act up.
    pub(super) fn unlock(&self, request: RequestId, passphrase: Option<Passphrase>) {
        self.questions.answer(request, passphrase);
    }

    /// Acts; a text is signed with these keys.
    pub(super) fn act(&self, registry: Option<Arc<Lazy>>, keys: Option<Arc<dyn Keys>>, ticket: Ticket, act: Authorised<Act>) {
        let journal = self.journal.clone();
        let (questions, messages) = (self.questions.clone(), self.messages.clone());
        let signing = Signing { keys, questions, messages: messages.clone(), request: ticket.request };
        let (turn, held, ended) = (self.turns.take(), self.held.clone(), HeldBack::ended_by(act.act()));
        let of = registry.clone();
        tokio::spawn(async move {
            let outcome = match registry {
                Some(registry) => carried_out((&journal, turn), &signing, registry, act).await,
                None => Err(Problem::of(ProblemKind::Missing)),
            };
            if let (Some(order), Some(registry), Ok(Outcome::Done(_))) = (ended, of, &outcome) {
                let name = registry.get().await.map(|registry| registry.identity().profile.clone()).unwrap_or_default();
                let _alone = held.alone().await;
                for line in held.take((ticket.profile, &name), &order) {
                    let _ = record(&journal, &signing, line).await;
                }
            }
            // Nobody listening means that the program is ending; the journal has it.
            let _ = messages.send(Message::Acted(ticket, outcome)).await;
        });
    }
}

/// Its intent stands in the journal after all lines that were begun before: what was reviewed, then what is to be signed (F09).
async fn carried_out(
    (journal, mut turn): (&Shared, Turn),
    signing: &Signing,
    registry: Arc<Lazy>,
    act: Authorised<Act>,
) -> Result<Outcome, Problem> {
    turn.come().await;
    let registry = registry.get().await?;
    let (key, words) = (act.key(), act.act().in_words());
    let is_alarm = is_alarm(act.act());
    let intent = described(registry.identity(), key, &words);
    record(journal, signing, intent).await?;
    drop(turn);
    let outcome = sign_and_send(journal, signing, &*registry, act, &words).await;
    if outcome.as_ref().is_err_and(|problem| problem.kind == ProblemKind::Unrecorded) {
        return outcome;
    }
    // What came of it is told even if it can't be written any more.
    let _ = record(journal, signing, ended(is_alarm, key, &outcome, &words)).await;
    outcome
}

fn is_alarm(act: &Act) -> bool {
    matches!(act, Act::Alone { deed: Deed::TellAlarm(_), .. })
}

/// The line after an act, also after one that tells of an alarm.
fn ended(is_alarm: bool, key: IdempotencyKey, outcome: &Result<Outcome, Problem>, words: &InWords) -> Entry {
    if is_alarm && is_to_be_told_again(outcome) { untold(key) } else { concluded(key, outcome, words) }
}

/// An alarm that the registry may not have stays open, so that it is told again, also by a console that is started anew.
fn untold(key: IdempotencyKey) -> Entry {
    Entry::note(key.to_string(), "the registry was not told of the alarm yet; it is told when it answers next")
}

/// Signs what is a text, writes down that it was signed, and sends it.
async fn sign_and_send(
    journal: &Shared,
    signing: &Signing,
    registry: &dyn Registry,
    act: Authorised<Act>,
    words: &InWords,
) -> Result<Outcome, Problem> {
    let key = act.key();
    let write = signing.signed(act).await?;
    if words.sha256.is_some() {
        let line = Entry::new(Kind::Signature, format!("signed: {}", words.what)).of_act(key.to_string());
        record(journal, signing, line.about(words.subject.clone(), words.sha256)).await?;
    }
    registry.write(write).await
}

/// Writes a line before going on; what follows must not be done without it.
async fn record(journal: &Shared, signing: &Signing, line: Entry) -> Result<(), Problem> {
    if let Err(reason) = journal.append(line).await {
        let _ = signing.messages.send(Message::JournalClosed(reason)).await;
        return Err(Problem::of(ProblemKind::Unrecorded));
    }
    Ok(())
}

/// An act in the words of the journal.
fn described(registry: &Identity, key: IdempotencyKey, words: &InWords) -> Entry {
    let Identity { profile, endpoint, environment } = registry;
    let line = Entry::intent(key.to_string(), format!("{profile} ({}, {endpoint}): {words}", environment.word()));
    line.in_profile(profile.clone()).about(words.subject.clone(), words.sha256)
}

/// What came of it, and of what: whoever searches for an act finds its end too. As long as that is unknown there is only a note, and
/// the intent stays open.
fn concluded(key: IdempotencyKey, outcome: &Result<Outcome, Problem>, words: &InWords) -> Entry {
    let (key, what) = (key.to_string(), &words.what);
    match outcome {
        Ok(Outcome::Done(receipt)) => Entry::outcome(key, format!("done, entry {} of {}: {what}", receipt.entry, receipt.at)),
        Ok(Outcome::Queued(place)) => Entry::note(key, format!("kept to be sent later, as number {place}")),
        Ok(Outcome::Unknown(_)) => Entry::note(key, "sent, and no answer came: the outcome is unknown"),
        Ok(Outcome::Contradicted(_, why)) => Entry::note(key, format!("sent, but {why}: the outcome is unknown")),
        Err(problem) => Entry::outcome(key, format!("not done: {}; it was to {what}", problem.what())),
    }
}

#[cfg(test)]
mod tests;

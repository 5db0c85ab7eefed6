//! Tests of journal-first acts, with a registry that counts and a disk that fails.

mod faults;
mod held_back;
mod lines;
mod reading;
mod signing;

use super::*;
use crate::{
    app::{Epoch, ProfileId, RequestId},
    console::Unfinished,
    evidence::journal::Chain,
    registry::{Access, BoxFuture, Challenge, Deed, Echo, Environment, Read, Receipt, Registry, Reply, SignedAs, Write},
    runtime::journal::Journal,
    text::Untrusted,
};
use jiff::Timestamp;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

/// A registry with one answer to every act, which looks into the journal before it gives it.
struct Counter {
    identity: Identity,
    answer: Result<Outcome, Problem>,
    journal: PathBuf,
    acts: AtomicUsize,
    /// How many of them came before the journal had them. A panic would end the task of the act alone, and leave the test waiting for its word.
    early: AtomicUsize,
}

impl Counter {
    fn with(answer: Result<Outcome, Problem>, journal: &Path) -> Arc<Self> {
        let identity = Identity { profile: "swiss".into(), endpoint: "https://registry".into(), environment: Environment::Test };
        Arc::new(Self { identity, answer, journal: journal.into(), acts: AtomicUsize::new(0), early: AtomicUsize::new(0) })
    }

    /// How many acts it was asked for, none of them before it stood in the journal.
    fn acts(&self) -> usize {
        assert_eq!(self.early.load(Ordering::SeqCst), 0, "an act was sent before the journal had its intent");
        self.acts.load(Ordering::SeqCst)
    }
}

impl Registry for Counter {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn read(&self, _: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        Box::pin(async { Err(Problem::of(ProblemKind::Offline)) })
    }

    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        // What can't be read holds no line either; a panic here would leave the test waiting.
        let chain = self.journal.is_dir().then(|| Chain::resume(&text(&self.journal)).ok()).flatten();
        let recorded = chain.is_some_and(|chain| chain.open_intents().iter().any(|open| open.act == act.key().to_string()));
        self.early.fetch_add(usize::from(!recorded), Ordering::SeqCst);
        self.acts.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { self.answer.clone() })
    }
}

/// The journal in this folder.
fn keeping(folder: &Path) -> Keeping {
    Keeping { folder: folder.into(), ..Keeping::default() }
}

/// All its lines.
fn text(folder: &Path) -> String {
    crate::runtime::journal::text(folder)
}

fn key() -> IdempotencyKey {
    IdempotencyKey(uuid::Uuid::from_u128(7))
}

fn freeze() -> Authorised<Act> {
    let account = "CHE01-100-2071".parse().unwrap();
    let act = Act::Alone { deed: Deed::FreezeAccount { account, version: 3 }, reason: "court order".into() };
    let access = Access::of_profile(false);
    Authorised::new(Challenge::new(act, "2071").accept("2071").unwrap(), access.capability().unwrap(), key())
}

fn done() -> Result<Outcome, Problem> {
    Ok(Outcome::Done(Receipt {
        key: key(),
        entry: 41,
        at: Timestamp::UNIX_EPOCH,
        said: Untrusted::default(),
        subject: Untrusted::default(),
        echo: Echo::default(),
    }))
}

/// Acts once with the journal at this path; what the console was told, and how often the registry was asked.
async fn act(path: &Path, answer: Result<Outcome, Problem>) -> (Vec<Message>, usize) {
    let (sender, messages) = mpsc::channel(8);
    let acts = Acts::new(sender);
    let told = acts.journal.open(keeping(path)).into_iter().next();
    act_with(&acts, messages, told, path, answer).await
}

async fn act_with(
    acts: &Acts,
    mut messages: mpsc::Receiver<Message>,
    told: Option<Message>,
    path: &Path,
    answer: Result<Outcome, Problem>,
) -> (Vec<Message>, usize) {
    let registry = Counter::with(answer, path);
    let made = Arc::clone(&registry);
    let lazy = Arc::new(Lazy::new(Box::new(move || Arc::clone(&made) as Arc<dyn Registry>)));
    let ticket = Ticket { profile: ProfileId(0), epoch: Epoch(0), request: RequestId(1) };
    acts.act(Some(lazy), None, ticket, freeze());
    let mut told = Vec::from_iter(told);
    while !matches!(told.last(), Some(Message::Acted(..))) {
        told.push(messages.recv().await.unwrap());
    }
    (told, registry.acts())
}

fn acted(told: &[Message]) -> &Result<Outcome, Problem> {
    let Some(Message::Acted(_, outcome)) = told.last() else { panic!("{told:?}") };
    outcome
}

#[tokio::test]
async fn the_intent_is_on_the_disk_before_the_act_and_the_outcome_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/folder");
    let (told, acts) = act(&path, done()).await;
    assert_eq!((told.len(), acts), (1, 1));
    assert_eq!(acted(&told), &done());
    let text = text(&path);
    assert!(
        text.contains("swiss (TEST, https://registry): freeze account CHE01-100-2071 at version 3, because: court order"),
        "{text}"
    );
    let outcome = text.lines().rfind(|line| line.contains("done, entry 41")).unwrap_or_default();
    assert!(outcome.contains(": freeze account CHE01-100-2071"), "whoever searches for the act finds its end too: {text}");
    assert_eq!(Chain::resume(&text).unwrap().open_intents(), []);
}

#[tokio::test]
async fn an_intent_is_closed_by_an_outcome_and_not_by_silence() {
    let refused = || Err(Problem::of(ProblemKind::Conflict));
    let other = SignedAs::alone("another text");
    let contradicted = Echo::default().contradicts(&other).map(|why| Outcome::Contradicted(key(), why)).unwrap();
    for (answer, open) in
        [(Ok(contradicted), 1), (done(), 0), (refused(), 0), (Ok(Outcome::Unknown(key())), 1), (Ok(Outcome::Queued(2)), 1)]
    {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        act(&path, answer.clone()).await;
        let chain = Chain::resume(&text(&path)).unwrap();
        assert_eq!(chain.open_intents().len(), open, "{answer:?}");
    }
}

/// T24.
#[tokio::test]
async fn without_a_journal_line_nothing_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("journal.jsonl"), "{\"seq\":1}\n").unwrap();
    let used = folder.path().join("used");
    let user = Journal::open(keeping(&used)).unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [broken, used, file] {
        assert_nothing_sent(act(&path, done()).await);
    }
    drop(user);
}

fn assert_nothing_sent((told, acts): (Vec<Message>, usize)) {
    assert_eq!(acts, 0, "{told:?}");
    assert!(told.iter().any(|message| matches!(message, Message::JournalClosed(_))), "{told:?}");
    assert_eq!(acted(&told).as_ref().map_err(|problem| &problem.kind), Err(&ProblemKind::Unrecorded));
}

/// T24.
#[tokio::test]
async fn a_disk_that_fails_ends_acting_and_leaves_a_sound_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let mut journal = Journal::open(keeping(&path)).unwrap();
    journal.append(Entry::note("", "before")).unwrap();
    let (sender, messages) = mpsc::channel(8);
    let mut acts = Acts::new(sender);
    acts.journal = Shared(Arc::new(Mutex::new(Ok(journal.on_full_disk()))));
    assert_nothing_sent(act_with(&acts, messages, None, &path, done()).await);
    assert!(acts.journal.append_now(Entry::note("", "after")).is_err());
    assert_eq!(Chain::resume(&text(&path)).unwrap().head().seq, 1);
}

#[tokio::test]
async fn an_unfinished_act_of_an_earlier_session_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    act(&path, Ok(Outcome::Unknown(key()))).await;
    let (messages, _receiver) = mpsc::channel(1);
    let told = Acts::new(messages).journal.open(keeping(&path));
    let [Message::Unfinished(acts)] = &told[..] else { panic!("{told:?}") };
    let [Unfinished { profile, key: open, what, .. }] = &acts[..] else { panic!("{acts:?}") };
    assert_eq!((profile.as_str(), *open), ("swiss", key()));
    assert!(what.contains("freeze account CHE01-100-2071"), "{what}");
}

/// F08: killed between the line of an alarm and the intent to tell it, the next console is told to tell it, under the key in the line; once its
/// intent stands in the journal, it is an act like any other and is not told a second time beside it.
#[tokio::test]
async fn f08_an_alarm_that_was_written_and_never_sent_is_told_by_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let what = "ALARM: order CHE01-2026-000124: what was typed again did not match three times (F08). Not again before 2026-11-29T02:15:00Z.";
    let (sender, mut messages) = mpsc::channel(8);
    let acts = Acts::new(sender);
    assert!(acts.journal.open(keeping(&path)).is_empty());
    acts.note_refusal("swiss".into(), "retyped-wrong", what.into(), Some(key()));
    acts.note_refusal("swiss".into(), "order-approve", "you initiated this (F01)".into(), None);
    while Chain::resume(&text(&path)).unwrap().head().seq < 2 {
        tokio::task::yield_now().await;
    }
    drop(acts);
    assert!(messages.recv().await.is_none());
    let unsent = |told: &[Message]| -> Vec<(String, IdempotencyKey, String)> {
        let acts = told.iter().filter_map(|told| if let Message::Unfinished(acts) = told { Some(acts) } else { None }).flatten();
        acts.map(|act| (act.profile.clone(), act.key, act.what.clone())).collect()
    };
    let open = || {
        let (messages, _receiver) = mpsc::channel(1);
        let acts = Acts::new(messages);
        (unsent(&acts.journal.open(keeping(&path))), acts)
    };
    let (told, acts) = open();
    let [(profile, under, words)] = &told[..] else { panic!("{told:?}") };
    assert_eq!((profile.as_str(), *under), ("swiss", key()));
    assert!(words.starts_with("tell the registry of the alarm retyped-wrong of ") && words.contains("(F08)"), "{words}");
    acts.journal.append_now(Entry::intent(key().to_string(), words.clone()).in_profile("swiss")).unwrap();
    drop(acts);
    let (again, acts) = open();
    assert_eq!(again, told, "once, by its intent, in the same words");
    acts.journal.append_now(Entry::outcome(key().to_string(), "done")).unwrap();
    drop(acts);
    assert!(open().0.is_empty(), "the registry has it");
}

#[test]
fn a_journal_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    for n in 1..=3 {
        Journal::open(keeping(&path)).unwrap().append(Entry::note("", "a note")).unwrap();
        assert_eq!(Chain::resume(&text(&path)).unwrap().head().seq, n);
    }
}

/// Scenario 11.
#[tokio::test]
async fn what_a_registry_says_later_closes_the_act_once() {
    let folder = tempfile::tempdir().unwrap();
    for (name, receipt, said) in [
        (
            "done",
            Some(Receipt {
                key: key(),
                entry: 41,
                at: Timestamp::UNIX_EPOCH,
                said: Untrusted::default(),
                subject: Untrusted::default(),
                echo: Echo::default(),
            }),
            "asked later: done, entry 41 of 1970-01-01T00:00:00Z: freeze account",
        ),
        ("never", None, "asked later: not done, the registry never received it; it was to freeze account"),
    ] {
        let path = folder.path().join(name);
        let mut journal = Journal::open(keeping(&path)).unwrap();
        journal.append(Entry::intent(key().to_string(), "swiss (TEST, https://r): freeze account")).unwrap();
        let (messages, _received) = mpsc::channel(8);
        let recorder = Recorder {
            journal: Shared(Arc::new(Mutex::new(Ok(journal)))),
            loaded: Loaded::default(),
            held: HeldBack::default(),
            messages,
        };
        recorder.learned(key(), receipt.clone()).await;
        recorder.learned(key(), receipt).await;
        recorder.learned(IdempotencyKey(uuid::Uuid::from_u128(8)), None).await;
        let text = text(&path);
        assert_eq!(text.lines().count(), 2, "the intent and one outcome: {text}");
        assert!(text.contains(said) && Chain::resume(&text).unwrap().open_intents().is_empty(), "{text}");
    }
}

/// F06: a receipt that is asked for later closes the act only when it names the text that the journal says was signed.
#[tokio::test]
async fn f06_a_receipt_of_another_text_leaves_the_act_open() {
    let folder = tempfile::tempdir().unwrap();
    let signed = SignedAs::alone("the text");
    let (order, other) = (SignedAs::alone("the order").text, SignedAs::alone("another order").text);
    let about = |order| Echo::of(SignedAs::about("the text", order));
    let (submits, approves) = ("submit order 7".to_owned(), format!("approve order 7, order text sha256:{order}"));
    for (name, what, echo, open) in [
        ("none", &submits, Echo::default(), 1),
        ("other", &submits, Echo::of(SignedAs::alone("another text")), 1),
        ("same", &submits, Echo::of(signed), 0),
        ("about none", &approves, Echo::of(signed), 1),
        ("about another", &approves, about(other), 1),
        ("about the same", &approves, about(order), 0),
    ] {
        let path = folder.path().join(name);
        let mut journal = Journal::open(keeping(&path)).unwrap();
        let what = format!("swiss (TEST, https://r): {what}, sha256:{}", signed.text);
        journal.append(Entry::intent(key().to_string(), what)).unwrap();
        let (messages, _received) = mpsc::channel(8);
        let journal = Shared(Arc::new(Mutex::new(Ok(journal))));
        let recorder = Recorder { journal, loaded: Loaded::default(), held: HeldBack::default(), messages };
        let (said, subject) = (Untrusted::default(), Untrusted::default());
        let receipt = Receipt { key: key(), entry: 41, at: Timestamp::UNIX_EPOCH, said, subject, echo };
        recorder.learned(key(), Some(receipt)).await;
        assert_eq!(Chain::resume(&text(&path)).unwrap().open_intents().len(), open, "{name}");
    }
}

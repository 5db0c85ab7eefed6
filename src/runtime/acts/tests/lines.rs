//! Every line that is no act's under way, and those of a command: the disk full at each of them, and the program killed within and after each
//! (scenario 12, T24). What is there stays sound, the first failure is told and ends acting, and the next start says what is uncertain and
//! nothing else.

use super::*;
use crate::{
    app::looked::Looked,
    console::Unfinished,
    evidence::{digest::Digest, key::SecretKey, sshsig::SshSignature},
    registry::{
        Confirmed, Page, Recording, Reply, ToldAlarm, Word,
        book::{Guarded, GuardedText, GuardedVersion, OrderKind, OrderState, OrderSummary},
        signed::samples::submit,
        traffic::IncidentKind,
    },
};

const ORDER: &str = "CHE01-2026-000124";

/// What writes lines.
#[derive(Clone, Copy, Debug)]
enum Writer {
    View,
    Review,
    Refusal,
    Alarm,
    Load,
    Export,
    Roster,
    HeldBack,
    AskedLater,
    AskedLaterNever,
}

/// A writer, the kinds of the lines it writes, and how many acts are uncertain before it, and after all of its lines.
const WRITERS: [(Writer, &[&str], usize, usize); 10] = [
    (Writer::View, &["view"], 0, 0),
    (Writer::Review, &["review"], 0, 0),
    (Writer::Refusal, &["refusal"], 0, 0),
    // An alarm that was never sent is what the next start tells again.
    (Writer::Alarm, &["refusal"], 0, 1),
    (Writer::Load, &["load"], 0, 0),
    // A file whose run ended before it could say what came of it is no act: nothing of it is asked of a registry.
    (Writer::Export, &["export", "export"], 0, 0),
    (Writer::Roster, &["load"], 0, 0),
    (Writer::HeldBack, &["review", "review", "view"], 0, 0),
    (Writer::AskedLater, &["outcome"], 1, 0),
    (Writer::AskedLaterNever, &["outcome"], 1, 0),
];

/// A journal with one line in it, or an act that was sent and got no answer.
struct Bench {
    acts: Acts,
    messages: mpsc::Receiver<Message>,
    path: PathBuf,
}

impl Bench {
    fn new(path: &Path, uncertain: usize) -> Self {
        let (sender, messages) = mpsc::channel(16);
        let acts = Acts::new(sender);
        assert_eq!(acts.journal.open(keeping(path)), []);
        acts.journal.append_now(Entry::note("", "before")).unwrap();
        if uncertain > 0 {
            acts.journal.append_now(Entry::intent(key().to_string(), "swiss (TEST, https://r): freeze account")).unwrap();
        }
        Self { acts, messages, path: path.into() }
    }

    fn registry(&self) -> Arc<Lazy> {
        let registry = Counter::with(done(), &self.path);
        Arc::new(Lazy::new(Box::new(move || Arc::clone(&registry) as Arc<dyn Registry>)))
    }

    /// Lets it write all it has to write.
    async fn write(&self, writer: Writer) {
        let (acts, hand) = (&self.acts, self.acts.recorder());
        let digest = Digest::of("an order");
        match writer {
            Writer::View => acts.note_looked(self.registry(), Looked::view(ORDER, Some(digest), "the page of an order")),
            Writer::Review => acts.note_looked(self.registry(), Looked::review(ORDER, digest, "read to its end")),
            Writer::Refusal => acts.note_refusal("swiss".into(), "sign", "not yet (F09)".into(), None),
            Writer::Alarm => {
                let what = "ALARM: order CHE01-2026-000124: what was typed again did not match three times (F08).";
                acts.note_refusal("swiss".into(), "retyped-wrong", what.into(), Some(key()));
            }
            Writer::Load => acts.record(Entry::new(Kind::Load, "a theme was taken").about("dark", Some(digest))),
            Writer::Export => {
                if let Ok(left) = acts.leaving("the list accounts", "/a").announced().await {
                    left.ended(Ok(("12 rows were written to a file".into(), digest))).await;
                }
            }
            Writer::Roster => {
                let (ask, reply) = (Read::Guarded(Guarded::Roster, GuardedVersion::InForce), roster());
                hand.answered("swiss", &ask, &reply).await;
            }
            Writer::HeldBack => {
                let us = ProfileId(0);
                acts.note_once_ended(us, Looked::review(ORDER, digest, "typed \"1\", the text says \"2\""));
                acts.note_once_ended(us, Looked::review(ORDER, digest, "typed \"3\", the text says \"2\""));
                acts.note_once_ended(us, Looked::view(ORDER, Some(digest), "its whole text"));
                hand.seen_ended((us, "swiss"), &rejected()).await;
            }
            Writer::AskedLater => hand.learned(key(), done().ok().and_then(receipt)).await,
            Writer::AskedLaterNever => hand.learned(key(), None).await,
        }
        // A turn of its own comes after those before it: then all is written.
        acts.turns.take().come().await;
    }

    /// What was told until now.
    fn told(&mut self) -> Vec<Message> {
        std::iter::from_fn(|| self.messages.try_recv().ok()).collect()
    }
}

fn receipt(outcome: Outcome) -> Option<Receipt> {
    if let Outcome::Done(receipt) = outcome { Some(receipt) } else { None }
}

fn roster() -> Reply {
    Reply::Guarded(Some(Box::new(GuardedText {
        version: 3,
        sha256: Digest::of("three"),
        text: Untrusted::new("three"),
        signatures: Vec::new(),
        since: None,
        revocations: Vec::new(),
    })))
}

fn rejected() -> Reply {
    let row = OrderSummary {
        id: ORDER.parse().unwrap(),
        kind: Word::Known(OrderKind::Transfer),
        subject: Untrusted::default(),
        quantity: None,
        by: Untrusted::default(),
        person: None,
        agreed: None,
        state: Word::Known(OrderState::Rejected),
        at: Timestamp::UNIX_EPOCH,
        expires: Timestamp::UNIX_EPOCH,
        withheld: std::collections::BTreeSet::new(),
    };
    Reply::Orders(Page {
        rows: vec![row],
        offset: 0,
        total: 1,
        unfiltered: 1,
        next: None,
        revision: 1,
        as_of: Timestamp::UNIX_EPOCH,
    })
}

fn kinds(journal: &str) -> Vec<String> {
    let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    journal.lines().map(|line| value(line)["kind"].as_str().unwrap().to_owned()).collect()
}

/// Starts again on a journal as the disk has it, in a folder of its own: how many acts are said to be uncertain.
fn uncertain_after(folder: &Path, journal: &str) -> usize {
    fs::create_dir(folder).unwrap();
    fs::write(folder.join("journal.jsonl"), journal).unwrap();
    let (sender, _) = mpsc::channel(8);
    let acts = Acts::new(sender);
    let told = acts.journal.open(keeping(folder));
    assert!(acts.journal.append_now(Entry::note("", "acting works again")).is_ok(), "{told:?}");
    assert!(Chain::resume(&text(folder)).is_ok());
    let uncertain = |message: &Message| match message {
        Message::Unfinished(acts) => acts.iter().inspect(|Unfinished { key: told, .. }| assert_eq!(*told, key())).count(),
        other => panic!("{other:?}"),
    };
    told.iter().map(uncertain).sum()
}

/// T24: what is there stays sound, the failure is told once, and nothing is acted after it.
#[tokio::test]
async fn t24_a_disk_that_is_full_at_each_line_that_is_no_act_ends_acting() {
    for (writer, expected, before, _) in WRITERS {
        for nth in 0..expected.len() {
            let folder = tempfile::tempdir().unwrap();
            let mut bench = Bench::new(&folder.path().join("state"), before);
            let already = kinds(&text(&bench.path)).len();
            room(&bench.acts.journal, nth);
            bench.write(writer).await;
            let told = bench.told();
            assert!(matches!(told[..], [Message::JournalClosed(_)]), "{writer:?} {nth}: once, in one sentence: {told:?}");
            let kept = text(&bench.path);
            assert_eq!(kinds(&kept)[already..], expected[..nth], "{writer:?} {nth}");
            assert!(Chain::resume(&kept).is_ok(), "{writer:?} {nth}");
            let Bench { acts, messages, path } = bench;
            assert_nothing_sent(act_with(&acts, messages, told.into_iter().next(), &path, done()).await);
            assert_eq!(
                uncertain_after(&folder.path().join("again"), &kept),
                before,
                "{writer:?} {nth}: what was uncertain is still"
            );
        }
    }
}

/// Scenario 12: killed within each line or after it, what is uncertain is what was before until the line that ends it is whole.
#[tokio::test]
async fn scenario_12_killed_within_and_after_each_line_that_is_no_act() {
    for (writer, expected, before, after) in WRITERS {
        let folder = tempfile::tempdir().unwrap();
        let mut bench = Bench::new(&folder.path().join("state"), before);
        let already = text(&bench.path).len();
        bench.write(writer).await;
        assert_eq!(bench.told(), [], "{writer:?}");
        let whole = text(&bench.path);
        let new: Vec<&str> = whole[already..].split_inclusive('\n').collect();
        assert_eq!(kinds(&whole[already..]), expected, "{writer:?}");
        let mut end = already;
        for (nth, line) in new.iter().enumerate() {
            let uncertain = |name: &str, to: usize| uncertain_after(&folder.path().join(format!("{nth} {name}")), &whole[..to]);
            for within in [1, line.len() / 2, line.len() - 1] {
                assert_eq!(uncertain(&within.to_string(), end + within), before, "{writer:?} {nth}");
            }
            end += line.len();
            let over = nth + 1 == new.len();
            assert_eq!(uncertain("whole", end), if over { after } else { before }, "{writer:?} {nth}");
        }
    }
}

/// T24, promise 7: of a command's act too, what has no line is neither signed nor sent; what was sent is told, and stays open.
#[tokio::test]
async fn t24_a_disk_that_is_full_at_each_line_of_a_command() {
    // How many lines there is room for, whether it was signed and sent, and whether the next start calls it uncertain.
    for (lines, signed, sent, uncertain) in [(0, 0, 0, 0), (1, 2, 0, 1), (2, 2, 1, 1), (3, 2, 1, 0)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let mut journal = Journal::open(keeping(&path)).unwrap();
        journal.append(Entry::note("", "before")).unwrap();
        let mut journal = journal.with_room(lines);
        let registry = Counter::with(done(), &path);
        let signatures = AtomicUsize::new(0);
        let sign = &mut |_: &_, namespace, text: &str| {
            signatures.fetch_add(1, Ordering::SeqCst);
            Ok(SshSignature::sign(&SecretKey::from_seed(&[7; 32]), namespace, text.as_bytes()))
        };
        let outcome = act_alone(&mut journal, &*registry, submit(7), sign).await;
        assert_eq!((signatures.load(Ordering::SeqCst), registry.acts()), (signed, sent), "{lines}");
        match (&outcome, sent) {
            (Ok(outcome), 1) => assert_eq!(Ok(outcome.clone()), done(), "{lines}: what was done is told"),
            (Err(AloneProblem::Journal(_)), 0) => (),
            _ => panic!("{lines}: {outcome:?}"),
        }
        let kept = text(&path);
        assert_eq!(kinds(&kept)[1..], ["intent", "signature", "outcome"][..lines], "{lines}");
        assert_eq!(uncertain_after(&folder.path().join("again"), &kept), uncertain, "{lines}");
    }
}

/// The disk takes so many more lines, and then nothing.
fn room(journal: &Shared, lines: usize) {
    let mut held = journal.0.lock().unwrap();
    let taken = std::mem::replace(&mut *held, Err("taken".into())).unwrap();
    *held = Ok(taken.with_room(lines));
}

/// Killed between the two lines of a file: the next start writes the second, once, and calls no act uncertain.
#[tokio::test]
async fn a_file_of_which_nothing_was_said_is_said_so_by_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::new(&folder.path().join("state"), 0);
    let left = bench.acts.leaving("the list accounts", "/home/amina/accounts.csv").announced().await;
    let killed = text(&bench.path);
    left.unwrap().ended(Ok(("12 rows were written to a file".into(), Digest::of("rows")))).await;
    for (journal, told) in [(killed, 1), (text(&bench.path), 0)] {
        let again = folder.path().join(told.to_string());
        assert_eq!(uncertain_after(&again, &journal), 0);
        for _ in 0..2 {
            drop(Journal::open(keeping(&again)).unwrap());
            let lines = text(&again);
            let said: Vec<_> = lines.lines().filter(|line| line.contains("without a word of it")).collect();
            assert_eq!(said.len(), told, "{lines}");
            assert!(said.iter().all(|line| line.contains("\"object\":\"/home/amina/accounts.csv\"")), "{lines}");
        }
    }
}

/// F06, F08: an alarm that the registry may not have stays open for the next run, told by a console or by a command; one that it refuses does not.
#[tokio::test]
async fn f06_an_alarm_that_could_not_be_told_stays_open() {
    for (answer, open) in [
        (Err(Problem::of(ProblemKind::Offline)), 1),
        (Ok(Outcome::Unknown(key())), 1),
        (Err(Problem::of(ProblemKind::Forbidden)), 0),
        (done(), 0),
    ] {
        for alone in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("state");
            let told = ToldAlarm { kind: IncidentKind::Altered, at: Timestamp::UNIX_EPOCH, about: format!("order {ORDER}") };
            let confirmed = Confirmed::by_recording(Recording::Alarm(told), "another text (F06)".into());
            let access = Access::of_profile(false);
            let act = Authorised::new(confirmed, access.capability().unwrap(), key());
            let registry = Counter::with(answer.clone(), &path);
            if alone {
                let mut journal = Journal::open(keeping(&path)).unwrap();
                let _ = act_alone(&mut journal, &*registry, act, &mut |_, _, _| Err("it is not signed".into())).await;
            } else {
                let (sender, mut messages) = mpsc::channel(8);
                let acts = Acts::new(sender);
                acts.journal.open(keeping(&path));
                let made = Arc::clone(&registry);
                let lazy = Arc::new(Lazy::new(Box::new(move || Arc::clone(&made) as Arc<dyn Registry>)));
                acts.act(Some(lazy), None, Ticket { profile: ProfileId(0), epoch: Epoch(0), request: RequestId(1) }, act);
                assert!(matches!(messages.recv().await, Some(Message::Acted(..))));
            }
            assert_eq!(registry.acts(), 1);
            assert_eq!(Chain::resume(&text(&path)).unwrap().open_intents().len(), open, "{answer:?} {alone}");
        }
    }
}

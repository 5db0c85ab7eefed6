//! The program killed, and the disk full, at every line an act writes into the journal (scenario 12, T24): never a commit without a line
//! before it, never a lost intent, never two commits.

use super::*;
use crate::{
    app::Passphrase,
    evidence::{
        key::SecretKey,
        principal::Principal,
        sshsig::{Namespace, SshSignature},
    },
    registry::signed::samples::{ORDER, submit},
    runtime::acts::{Keys, SigningProblem},
};
use std::collections::HashSet;

/// A moment in the course of an act: what the disk and the registry's book hold if the program is killed right then.
struct Moment {
    name: &'static str,
    journal: String,
    committed: bool,
}

/// The registry and the keys of a course that is watched; the disk is full from a stage on, if one is named.
struct Watched {
    identity: Identity,
    folder: PathBuf,
    journal: Shared,
    full_from: Option<&'static str>,
    book: Mutex<HashSet<IdempotencyKey>>,
    commits: AtomicUsize,
    moments: Mutex<Vec<Moment>>,
}

impl Watched {
    fn reached(&self, name: &'static str) {
        let committed = self.commits.load(Ordering::SeqCst) > 0;
        self.moments.lock().unwrap().push(Moment { name, journal: text(&self.folder), committed });
        if self.full_from == Some(name) {
            fill_disk(&self.journal);
        }
    }

    fn commit(&self, key: IdempotencyKey) {
        if self.book.lock().unwrap().insert(key) {
            self.commits.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// The disk takes nothing more.
fn fill_disk(journal: &Shared) {
    let mut held = journal.0.lock().unwrap();
    let taken = std::mem::replace(&mut *held, Err("taken".into())).unwrap();
    *held = Ok(taken.on_full_disk());
}

impl Registry for Watched {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn read(&self, ask: Read) -> BoxFuture<'_, Result<Reply, Problem>> {
        let Read::Act(key) = ask else { return Box::pin(async { Err(Problem::of(ProblemKind::Offline)) }) };
        let known = self.book.lock().unwrap().contains(&key);
        let receipt = known.then(|| receipt(key));
        Box::pin(async { Ok(Reply::Act(receipt)) })
    }

    fn write(&self, act: Authorised<Write>) -> BoxFuture<'_, Result<Outcome, Problem>> {
        self.reached("sent");
        self.commit(act.key());
        self.reached("committed");
        Box::pin(async move { Ok(Outcome::Done(receipt(act.key()))) })
    }
}

impl Keys for Watched {
    fn sign(
        &self,
        whose: &Principal,
        namespace: Namespace,
        text: &str,
        _: Option<&Passphrase>,
    ) -> Result<SshSignature, SigningProblem> {
        if matches!(whose, Principal::Person(_)) {
            self.reached("signing");
        }
        Ok(SshSignature::sign(&SecretKey::from_seed(&[7; 32]), namespace, text.as_bytes()))
    }
}

fn receipt(key: IdempotencyKey) -> Receipt {
    Receipt {
        key,
        entry: 41,
        at: Timestamp::UNIX_EPOCH,
        said: Untrusted::default(),
        subject: Untrusted::default(),
        echo: Echo::of(SignedAs::alone(ORDER)),
    }
}

/// Submits an order to its end, on a disk that is full from this stage on.
async fn course(folder: &Path, full_from: Option<&'static str>) -> (Arc<Watched>, Result<Outcome, Problem>, Vec<Message>) {
    let (sender, mut messages) = mpsc::channel(8);
    let acts = Acts::new(sender);
    acts.journal.open(keeping(folder));
    acts.journal.append_now(Entry::note("", "before")).unwrap();
    let watched = Arc::new(Watched {
        identity: Identity { profile: "swiss".into(), endpoint: "https://registry".into(), environment: Environment::Test },
        folder: folder.into(),
        journal: acts.journal.clone(),
        full_from,
        book: Mutex::default(),
        commits: AtomicUsize::new(0),
        moments: Mutex::default(),
    });
    watched.reached("begun");
    let made = Arc::clone(&watched);
    let lazy = Arc::new(Lazy::new(Box::new(move || Arc::clone(&made) as Arc<dyn Registry>)));
    let ticket = Ticket { profile: ProfileId(0), epoch: Epoch(0), request: RequestId(1) };
    acts.act(Some(lazy), Some(Arc::clone(&watched) as Arc<dyn Keys>), ticket, submit(7));
    let mut told = Vec::new();
    let outcome = loop {
        match messages.recv().await.unwrap() {
            Message::Acted(_, outcome) => break outcome,
            other => told.push(other),
        }
    };
    watched.reached("ended");
    (watched, outcome, told)
}

/// Starts again on a journal as the disk had it: what is told of acts without an outcome.
async fn restart(folder: &Path, journal: &str) -> (Acts, Option<Message>) {
    fs::create_dir(folder).unwrap();
    fs::write(folder.join("journal.jsonl"), journal).unwrap();
    let (sender, _) = mpsc::channel(8);
    let acts = Acts::new(sender);
    let told = acts.journal.open(keeping(folder)).into_iter().next();
    (acts, told)
}

/// T04, scenario 12.
#[tokio::test]
async fn killed_at_each_line_no_intent_is_lost_and_the_registry_s_word_closes_what_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let (watched, outcome, _) = course(&folder.path().join("whole"), None).await;
    assert_eq!(outcome, Ok(Outcome::Done(receipt(key()))));
    let moments = std::mem::take(&mut *watched.moments.lock().unwrap());
    let names: Vec<_> = moments.iter().map(|moment| moment.name).collect();
    assert_eq!(names, ["begun", "signing", "sent", "committed", "ended"]);
    for Moment { name, journal, committed } in moments {
        let lines = journal.lines().count();
        let expected = match name {
            "begun" => 1,
            "signing" => 2,
            "sent" | "committed" => 3,
            _ => 4,
        };
        assert_eq!(lines, expected, "{name}");
        assert!(!committed || lines >= 3, "{name}: committed without lines before it");
        let (acts, told) = restart(&folder.path().join(name), &journal).await;
        let open = matches!(name, "signing" | "sent" | "committed");
        let Some(Message::Unfinished(unfinished)) = told else {
            assert!(!open && told.is_none(), "{name}: {told:?}");
            continue;
        };
        assert!(open && matches!(&unfinished[..], [Unfinished { key: told, .. }] if *told == key()), "{name}");
        // Whoever asks for the key learns the truth of that moment, and asking twice writes it once.
        let answer = committed.then(|| receipt(key()));
        acts.recorder().learned(key(), answer.clone()).await;
        acts.recorder().learned(key(), answer).await;
        let after = text(&folder.path().join(name));
        assert!(Chain::resume(&after).unwrap().open_intents().is_empty(), "{name}");
        assert_eq!(after.matches("asked later: done").count(), usize::from(committed), "{name}");
        assert_eq!(after.matches("asked later: not done").count(), usize::from(!committed), "{name}");
    }
}

/// T24.
#[tokio::test]
async fn a_disk_that_is_full_at_each_line_stops_what_has_no_line_and_hides_nothing() {
    // The stage after which no line can be written, what was committed then, and what is uncertain after the next start.
    for (stage, commits, unfinished) in [("begun", 0, false), ("signing", 0, true), ("sent", 1, true), ("committed", 1, true)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let (watched, outcome, told) = course(&path, Some(stage)).await;
        assert_eq!(watched.commits.load(Ordering::SeqCst), commits, "{stage}");
        match commits {
            0 => assert_eq!(outcome.unwrap_err().kind, ProblemKind::Unrecorded, "{stage}: nothing was sent"),
            _ => assert_eq!(outcome, Ok(Outcome::Done(receipt(key()))), "{stage}: what was done is told"),
        }
        assert!(told.iter().any(|message| matches!(message, Message::JournalClosed(_))), "{stage}: {told:?}");
        let kept = text(&path);
        assert!(Chain::resume(&kept).is_ok(), "{stage}: what is there is sound");
        let (_, told) = restart(&folder.path().join("again"), &kept).await;
        assert_eq!(matches!(told, Some(Message::Unfinished(_))), unfinished, "{stage}: {told:?}");
    }
}

//! Tests of acts that are signed: the journal before each step, passphrases, and what is given up.

use super::*;
use crate::{
    app::Passphrase,
    evidence::{
        digest::Digest,
        key::SecretKey,
        principal::Principal,
        sshsig::{Namespace, SshSignature},
    },
    registry::signed::samples::{ORDER, submit},
    runtime::acts::{Keys, SigningProblem},
};

/// Keys of which the person's is sealed; each that signs looks into the journal first.
struct Sealed {
    journal: PathBuf,
    passphrase: Option<&'static str>,
    signed: AtomicUsize,
    /// How many of them were signed before the journal had what was meant; a panic would leave the test waiting.
    early: AtomicUsize,
}

impl Keys for Sealed {
    fn sign(
        &self,
        whose: &Principal,
        namespace: Namespace,
        octets: &str,
        passphrase: Option<&Passphrase>,
    ) -> Result<SshSignature, SigningProblem> {
        let is_person = matches!(whose, Principal::Person(_));
        if is_person && self.passphrase != passphrase.map(Passphrase::expose) {
            return Err(SigningProblem::Locked { key: "the key of amina.k".into() });
        }
        let open = Chain::resume(&text(&self.journal)).unwrap().open_intents().to_vec();
        let recorded = open.iter().any(|open| open.what.contains(&Digest::of(octets).to_string()));
        self.early.fetch_add(usize::from(!recorded), Ordering::SeqCst);
        self.signed.fetch_add(1, Ordering::SeqCst);
        Ok(SshSignature::sign(&SecretKey::from_seed(&[7; 32]), namespace, octets.as_bytes()))
    }
}

/// Submits the order; each question for a passphrase gets the next of these answers.
async fn submit_with(
    path: &Path,
    keys: Option<Arc<Sealed>>,
    answers: &[Option<&str>],
) -> (Result<Outcome, Problem>, usize, Vec<bool>) {
    let (sender, mut messages) = mpsc::channel(8);
    let acts = Acts::new(sender);
    assert_eq!(acts.journal.open(keeping(path)), []);
    let registry = Counter::with(done(), path);
    let made = Arc::clone(&registry);
    let lazy = Arc::new(Lazy::new(Box::new(move || Arc::clone(&made) as Arc<dyn Registry>)));
    let ticket = Ticket { profile: ProfileId(0), epoch: Epoch(0), request: RequestId(1) };
    acts.act(Some(lazy), keys.clone().map(|keys| keys as Arc<dyn Keys>), ticket, submit(7));
    let (mut answers, mut asked) = (answers.iter(), Vec::new());
    loop {
        match messages.recv().await.unwrap() {
            Message::Acted(_, outcome) => {
                let early = keys.map_or(0, |keys| keys.early.load(Ordering::SeqCst));
                assert_eq!(early, 0, "a text was signed before the journal had its intent");
                return (outcome, registry.acts(), asked);
            }
            Message::Locked { request, key, again } => {
                assert_eq!((request, key.as_str()), (RequestId(1), "the key of amina.k"));
                asked.push(again);
                let typed = answers.next().expect("no more questions").map(|typed| {
                    let mut passphrase = Passphrase::new();
                    typed.chars().for_each(|c| passphrase.push(c));
                    passphrase
                });
                acts.unlock(request, typed);
            }
            other => panic!("{other:?}"),
        }
    }
}

fn sealed(path: &Path, passphrase: Option<&'static str>) -> Arc<Sealed> {
    Arc::new(Sealed { journal: path.into(), passphrase, signed: AtomicUsize::new(0), early: AtomicUsize::new(0) })
}

/// The kinds of the journal's lines, in order.
fn kinds(path: &Path) -> Vec<String> {
    let kind = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["kind"].as_str().unwrap().to_owned();
    text(path).lines().map(kind).collect()
}

#[tokio::test]
async fn intent_signatures_act_outcome_stand_in_the_journal_in_this_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let keys = sealed(&path, None);
    let (outcome, sent, asked) = submit_with(&path, Some(Arc::clone(&keys)), &[]).await;
    assert_eq!((outcome, sent, asked.len(), keys.signed.load(Ordering::SeqCst)), (done(), 1, 0, 2));
    assert_eq!(kinds(&path), ["intent", "signature", "outcome"]);
    let text = text(&path);
    assert!(text.contains(&Digest::of(ORDER).to_string()) && text.contains("submit order 0198f6c2"), "{text}");
}

#[tokio::test]
async fn t10_a_sealed_key_is_opened_by_the_passphrase_which_stands_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let keys = sealed(&path, Some("hunter2"));
    let (outcome, sent, asked) = submit_with(&path, Some(Arc::clone(&keys)), &[Some("hunter1"), Some("hunter2")]).await;
    assert_eq!((outcome, sent, asked), (done(), 1, vec![false, true]));
    assert_eq!(keys.signed.load(Ordering::SeqCst), 2, "each key signed once");
    assert!(!text(&path).contains("hunter"));
}

#[tokio::test]
async fn what_is_given_up_or_has_no_key_is_neither_signed_nor_sent_and_is_closed_in_the_journal() {
    let wrong = [Some("a"), Some("b"), Some("c"), Some("d"), Some("e"), Some("f")];
    for (keyless, answers, why) in [
        (false, &[None][..], "its key was not opened"),
        (false, &[Some("a"), None], "its key was not opened"),
        (false, &wrong, "no passphrase that was given opens the key"),
        (true, &[], "no key to sign with"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let keys = sealed(&path, Some("hunter2"));
        let (outcome, sent, _) = submit_with(&path, (!keyless).then(|| Arc::clone(&keys)), answers).await;
        assert_eq!((sent, keys.signed.load(Ordering::SeqCst)), (0, 0), "{why}");
        let problem = outcome.unwrap_err();
        assert!(problem.what().contains(why), "{}", problem.what());
        assert_eq!(kinds(&path), ["intent", "outcome"]);
        assert!(Chain::resume(&text(&path)).unwrap().open_intents().is_empty(), "nothing was sent, so nothing is uncertain");
    }
}

/// F01, scenario 2.
#[tokio::test]
async fn a_refusal_by_a_rule_stands_in_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let (sender, _messages) = mpsc::channel(8);
    let acts = Acts::new(sender);
    acts.journal.open(keeping(&path));
    acts.note_refusal("swiss".into(), "approve", "you initiated this (F01)".into(), None);
    while text(&path).is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(text(&path).contains("you initiated this (F01)"), "{}", text(&path));
    assert_eq!(kinds(&path), ["refusal"]);
}

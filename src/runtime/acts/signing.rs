//! Has a text signed: by the person's key and the station's, wherever they are; a sealed one is opened with a passphrase that is asked for.
//! What was signed once is not signed again while another key is being opened; leaving the question signs nothing (T10).
//! Must not know: where keys are kept, or what is sent.

use crate::{
    app::{Passphrase, RequestId},
    console::Message,
    evidence::{
        principal::Principal,
        sshsig::{Namespace, SshSignature},
    },
    registry::{Act, Authorised, Problem, ProblemKind, Write},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{mpsc, oneshot};

/// How often a passphrase may be wrong before an act is given up.
const TRIES: usize = 3;

/// The keys that sign for one profile.
pub trait Keys: Send + Sync {
    /// Signs a text. May block: a person may have to touch a token, or say yes to an agent.
    ///
    /// # Errors
    /// [`SigningProblem`]; nothing was signed then.
    fn sign(
        &self,
        whose: &Principal,
        namespace: Namespace,
        text: &str,
        passphrase: Option<&Passphrase>,
    ) -> Result<SshSignature, SigningProblem>;
}

/// Why a text was not signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SigningProblem {
    /// The key is sealed, and no passphrase was given or not the one that opens it.
    #[error("{key} is sealed")]
    Locked {
        /// Which key, in words.
        key: String,
    },
    /// The text says another person or station than the profile has keys for.
    #[error("the text names {wanted}, and this profile has no key of theirs")]
    NotOurs {
        /// Whom the text names.
        wanted: String,
    },
    /// The key can't be used.
    #[error("{why}")]
    Unusable {
        /// Why, as a clause.
        why: String,
        /// What to do, as a sentence; empty where the clause says it.
        advice: String,
    },
}

/// Questions for passphrases that are not answered yet, by the act that waits.
#[derive(Clone, Default)]
pub(super) struct Questions(Arc<Mutex<HashMap<RequestId, oneshot::Sender<Option<Passphrase>>>>>);

impl Questions {
    /// Answers the question of an act; without a passphrase the act is given up.
    pub(super) fn answer(&self, request: RequestId, passphrase: Option<Passphrase>) {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&request);
        if let Some(waiting) = waiting {
            // An act that is gone needs no passphrase.
            let _ = waiting.send(passphrase);
        }
    }

    async fn ask(&self, messages: &mpsc::Sender<Message>, request: RequestId, key: String, again: bool) -> Option<Passphrase> {
        let (answer, answered) = oneshot::channel();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(request, answer);
        messages.send(Message::Locked { request, key, again }).await.ok()?;
        answered.await.ok().flatten()
    }
}

/// One act on its way to its signatures.
pub(super) struct Signing {
    pub(super) keys: Option<Arc<dyn Keys>>,
    pub(super) questions: Questions,
    pub(super) messages: mpsc::Sender<Message>,
    pub(super) request: RequestId,
}

impl Signing {
    /// The act as a registry takes it; an act of one person needs no signature.
    ///
    /// # Errors
    /// [`ProblemKind::Unsigned`]; no signature leaves here then.
    pub(super) async fn signed(&self, act: Authorised<Act>) -> Result<Authorised<Write>, Problem> {
        let mut made = Vec::new();
        let mut opened: Vec<(Principal, Passphrase)> = Vec::new();
        for _ in 0..2 * TRIES {
            let (result, so_far) = self.attempt(act.clone(), made, opened.clone()).await?;
            made = so_far;
            let (whose, problem) = match result {
                Ok(write) => return Ok(write),
                Err(failed) => failed,
            };
            let key = match problem {
                SigningProblem::Locked { key } => key,
                SigningProblem::Unusable { why, advice } => return Err(Problem::of(ProblemKind::Unsigned { why, advice })),
                SigningProblem::NotOurs { .. } => return Err(unsigned(problem.to_string())),
            };
            let again = opened.iter().any(|(other, _)| *other == whose);
            opened.retain(|(other, _)| *other != whose);
            let passphrase = self.questions.ask(&self.messages, self.request, key, again).await;
            let given_up = || unsigned("its key was not opened".to_owned());
            opened.push((whose, passphrase.ok_or_else(given_up)?));
        }
        Err(unsigned("no passphrase that was given opens the key".to_owned()))
    }

    /// One try with the passphrases there are, on a thread that may block. What was signed before is taken as it is.
    async fn attempt(
        &self,
        act: Authorised<Act>,
        mut made: Made,
        opened: Vec<(Principal, Passphrase)>,
    ) -> Result<Attempt, Problem> {
        let keys = self.keys.clone();
        let attempt = move || {
            let result = act.sign(&mut |whose, namespace, text| {
                if let Some((_, signature)) = made.iter().find(|(by, _)| by == whose) {
                    return Ok(*signature);
                }
                let no_key = || SigningProblem::Unusable {
                    why: "this profile has no key to sign with".to_owned(),
                    advice: "Name who signs, and where the keys are, in the profile.".to_owned(),
                };
                let passphrase = opened.iter().find(|(of, _)| of == whose).map(|(_, passphrase)| passphrase);
                let signed = keys.as_ref().ok_or_else(no_key).and_then(|keys| keys.sign(whose, namespace, text, passphrase));
                let signature = signed.map_err(|problem| (whose.clone(), problem))?;
                made.push((whose.clone(), signature));
                Ok(signature)
            });
            (result, made)
        };
        tokio::task::spawn_blocking(attempt).await.map_err(|_| unsigned("the console is ending".to_owned()))
    }
}

/// Signatures that were made, and whose they are.
type Made = Vec<(Principal, SshSignature)>;
/// What came of one try.
type Attempt = (Result<Authorised<Write>, (Principal, SigningProblem)>, Made);

fn unsigned(why: String) -> Problem {
    Problem::of(ProblemKind::Unsigned { why, advice: String::new() })
}

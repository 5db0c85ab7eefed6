//! An act of a command, without a console: the same lines in the journal before and after it (promise 7), and one attempt.
//! What was not written is neither signed nor sent; an outcome that is unknown stays open in the journal, for the console to ask about.
//! Must not know: what the command says about it.

use super::{described, ended, is_alarm};
use crate::{
    evidence::{
        journal::{Entry, Kind},
        principal::Principal,
        sshsig::{Namespace, SshSignature},
    },
    registry::{Act, Authorised, Outcome, Problem, Registry},
    runtime::journal::{Journal, JournalProblem},
};

/// Why an act of a command has no outcome.
#[derive(Debug, thiserror::Error)]
pub enum AloneProblem {
    /// The journal can't be written.
    #[error(transparent)]
    Journal(#[from] JournalProblem),
    /// It was not signed; why, as a sentence.
    #[error("{0}")]
    NotSigned(String),
    /// The registry did not do it.
    #[error("{what}", what = .0.what())]
    Registry(Problem),
}

/// Does an act of a command.
///
/// # Errors
/// [`AloneProblem`]; nothing was done then, and the journal says so if it can be written.
pub async fn act_alone(
    journal: &mut Journal,
    registry: &dyn Registry,
    act: Authorised<Act>,
    sign: &mut dyn FnMut(&Principal, Namespace, &str) -> Result<SshSignature, String>,
) -> Result<Outcome, AloneProblem> {
    let (key, words, is_alarm) = (act.key(), act.act().in_words(), is_alarm(act.act()));
    journal.append(described(registry.identity(), key, &words))?;
    let write = match act.sign(sign) {
        Ok(write) => write,
        Err(why) => {
            journal.append(Entry::outcome(key.to_string(), format!("not done: {why}")))?;
            return Err(AloneProblem::NotSigned(why));
        }
    };
    if words.sha256.is_some() {
        let line = Entry::new(Kind::Signature, format!("signed: {}", words.what)).of_act(key.to_string());
        journal.append(line.about(words.subject.clone(), words.sha256))?;
    }
    let outcome = registry.write(write).await;
    // What came of it is told even if it can't be written any more.
    let _ = journal.append(ended(is_alarm, key, &outcome, &words));
    outcome.map_err(AloneProblem::Registry)
}

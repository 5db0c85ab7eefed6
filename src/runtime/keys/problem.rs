//! Why a key can't be found, opened or used.
//! A place that can't be read is never said to be empty, and nothing of a key or a passphrase is repeated.
//! Must not know: where it is shown.

use super::AgentProblem;
use crate::{
    config::{ConfigProblem, secrets::SecretsProblem},
    evidence::{openssh_key::KeyFileProblem, principal::Principal},
};
use std::path::PathBuf;

/// Why a key can't be found, opened or used. Each is a clause without the end stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// The agent did not do what was asked.
    #[error(transparent)]
    Agent(#[from] AgentProblem),
    /// The agent does not have it.
    #[error("the ssh-agent has no Ed25519 key{}", named(name.as_deref()))]
    NotInAgent {
        /// Its fingerprint or comment, as configured; `None` when any would have done.
        name: Option<String>,
    },
    /// The agent has more than one that is meant.
    #[error("the ssh-agent has more than one Ed25519 key that could be meant")]
    Several,
    /// The keyring can't be read.
    #[error(transparent)]
    Keyring(SecretsProblem),
    /// The keyring was read, and does not have it.
    #[error("the keyring holds no key of {whose}")]
    NotKept {
        /// Whose it would be.
        whose: Principal,
    },
    /// The keyring holds something else under its name.
    #[error("what the keyring holds there is no key that can be used")]
    NotAKey,
    /// The file is not there, can't be read, or others can read or write it (T08, T19).
    #[error(transparent)]
    Unusable(#[from] ConfigProblem),
    /// The file holds no key that can be used.
    #[error("{}: {why}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: KeyFileProblem,
    },
    /// A person's key stands in the open (T08).
    #[error("{}: no passphrase protects this key, so it is not used", path.display())]
    Unprotected {
        /// The file.
        path: PathBuf,
    },
    /// A new key was to be made where something is.
    #[error("{}: there is something already, and it was not written over", path.display())]
    There {
        /// The file.
        path: PathBuf,
    },
    /// A new key was to be made where one is.
    #[error("the keyring holds a key of {whose} already, and it was not written over")]
    Kept {
        /// Whose it is.
        whose: Principal,
    },
    /// The file of a new key can't be written.
    #[error("{}: it can't be written: {why}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// No new key can be made.
    #[error("the system gives no random numbers, so no key was made")]
    NoRandom,
}

fn named(name: Option<&str>) -> String {
    name.map(|name| format!(" called {name:?}")).unwrap_or_default()
}

impl KeyProblem {
    /// The keyring's words, where they are about keys.
    pub(super) fn of_keyring(problem: SecretsProblem) -> Self {
        match problem {
            SecretsProblem::NoToken => Self::NotAKey,
            other => Self::Keyring(other),
        }
    }

    /// Whether there is nothing yet where the key would be, so that one can be made there. Of an agent nothing is known but its keys.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::NotKept { .. } | Self::Unusable(ConfigProblem::Missing { .. }))
    }

    /// Whether asking for the passphrase again may help.
    pub fn is_wrong_passphrase(&self) -> bool {
        matches!(self, Self::File { why: KeyFileProblem::WrongPassphrase | KeyFileProblem::NoPassphrase, .. })
    }

    /// What to do, as a sentence; empty where the clause says it.
    pub fn advice(&self) -> String {
        match self {
            Self::Agent(AgentProblem::NoAgent | AgentProblem::Unreachable { .. }) => {
                "Start one and add the key with ssh-add, or name another place of the key in the profile.".into()
            }
            Self::Agent(AgentProblem::Late { .. }) => {
                "It may be waiting to be unlocked or touched: do that, and try again.".into()
            }
            Self::Agent(AgentProblem::Refused) => "Unlock it or put the token in, and try again.".into(),
            Self::Agent(AgentProblem::Nonsense) => "Check SSH_AUTH_SOCK.".into(),
            Self::Agent(AgentProblem::Lied) => "Use no agent from elsewhere, and tell the security officers.".into(),
            Self::NotInAgent { .. } => {
                "Add it with ssh-add; ssh-add -l lists what is there. Other kinds of keys are not used.".into()
            }
            Self::Several => "Say agent:SHA256:… with the fingerprint that ssh-add -l shows.".into(),
            Self::Keyring(SecretsProblem::NoKeyring { .. }) => {
                "Start one, or name another place of the key in the profile.".into()
            }
            Self::Keyring(problem) => problem.advice().into(),
            Self::NotKept { whose } => format!("Enrol one: {}", enrolling(whose)),
            Self::NotAKey => "Remove it from the keyring, and enrol a new key.".into(),
            Self::Unusable(ConfigProblem::Missing { .. }) => "Name its file in the profile, or enrol a key there.".into(),
            Self::Unprotected { path } => {
                format!(
                    "Give it one with ssh-keygen -p -f {}, if nobody can have copied it; else enrol a new key.",
                    path.display()
                )
            }
            Self::There { .. } => "Name another file.".into(),
            Self::Unusable(_) | Self::File { .. } | Self::Kept { .. } | Self::Unwritable { .. } | Self::NoRandom => String::new(),
        }
    }

    /// What is so and what to do, as sentences.
    pub fn sentences(&self) -> String {
        let clause = self.to_string();
        let mut letters = clause.chars();
        // A clause that begins with the name of a file keeps it.
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}. {}", letters.as_str(), self.advice()).trim_end().to_owned()
    }
}

fn enrolling(whose: &Principal) -> String {
    match whose {
        Principal::Person(id) => format!("countersign enrol --person {id} --keyring"),
        Principal::Station(id) => format!("countersign enrol --station {id} --keyring"),
    }
}

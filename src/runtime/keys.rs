//! The keys of persons and stations: found where the configuration says, opened, and used to sign (T08, T10).
//! Only the configured place is used. A secret key is in memory from its opening until the signer is dropped, or never where an agent holds it.
//! Must not know: what is signed, how a passphrase is asked for, or whether the roster knows the key.

mod agent;
mod making;
mod problem;

pub use agent::{Agent, AgentKey, AgentProblem};
pub use making::{make_in_file, make_in_keyring};
pub use problem::KeyProblem;

use crate::{
    config::{self, KeyPlace, secrets::Keyring},
    evidence::{
        key::{PublicKey, SecretKey},
        openssh_key::{KeyFile, openssh_fingerprint},
        principal::Principal,
        sshsig::{Namespace, SshSignature},
    },
};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;

/// The ways to the places of keys.
#[derive(Clone, Debug)]
pub struct KeyPlaces {
    /// The session's agent, or why there is none.
    pub agent: Result<Agent, AgentProblem>,
    /// The operating system's keyring.
    pub keyring: Keyring,
}

impl KeyPlaces {
    /// Those of the session the program runs in. Nothing is opened before it is asked.
    pub fn of_session() -> Self {
        Self { agent: Agent::of_session(), keyring: Keyring::of_system() }
    }
}

/// A key that was found, and is as closed as it was. Its public part is known.
#[derive(Debug)]
pub struct FoundKey {
    place: KeyPlace,
    public: PublicKey,
    held: Held,
}

/// Who holds the secret part.
enum Held {
    Agent(Agent),
    File(KeyFile),
}

impl FoundKey {
    /// Finds the key of a person or station in this place. Waits for agent and keyring, so it belongs on a thread of its own.
    ///
    /// # Errors
    /// [`KeyProblem`] says why it can't be used, and what to do.
    pub fn find(whose: &Principal, place: &KeyPlace, places: &KeyPlaces) -> Result<Self, KeyProblem> {
        let (public, held) = match place {
            KeyPlace::Agent(name) => {
                let agent = places.agent.clone()?;
                (chosen(agent.keys()?, name.as_deref())?.public, Held::Agent(agent))
            }
            KeyPlace::Keyring => {
                let kept = places.keyring.key(whose).map_err(KeyProblem::of_keyring)?;
                let kept = kept.ok_or_else(|| KeyProblem::NotKept { whose: whose.clone() })?;
                let file = KeyFile::parse(kept.expose_secret()).map_err(|_| KeyProblem::NotAKey)?;
                (file.public_key(), Held::File(file))
            }
            KeyPlace::File(path) => {
                let wrong = |why| KeyProblem::File { path: path.clone(), why };
                let file = KeyFile::parse(&config::key_file(path)?).map_err(wrong)?;
                // Whoever copied a person's file would be that person. A station's key proves no more than the place does.
                if !file.is_sealed() && matches!(whose, Principal::Person(_)) {
                    return Err(KeyProblem::Unprotected { path: path.clone() });
                }
                (file.public_key(), Held::File(file))
            }
        };
        Ok(Self { place: place.clone(), public, held })
    }

    /// Its public part: what a roster lists.
    pub fn public_key(&self) -> PublicKey {
        self.public
    }

    /// Where it is, to be said on the screen that asks to sign.
    pub fn place(&self) -> &KeyPlace {
        &self.place
    }

    /// Whether [`Self::open`] takes a passphrase.
    pub fn wants_passphrase(&self) -> bool {
        matches!(&self.held, Held::File(file) if file.is_sealed())
    }

    /// Opens it. Takes a noticeable part of a second where there is a passphrase.
    ///
    /// # Errors
    /// [`KeyProblem::is_wrong_passphrase`] tells when asking again may help.
    pub fn open(&self, passphrase: Option<&SecretString>) -> Result<Signer, KeyProblem> {
        let hand = match &self.held {
            Held::Agent(agent) => Hand::Agent(agent.clone()),
            Held::File(file) => {
                let wrong = |why| match &self.place {
                    KeyPlace::File(path) => KeyProblem::File { path: path.clone(), why },
                    KeyPlace::Agent(_) | KeyPlace::Keyring => KeyProblem::NotAKey,
                };
                Hand::Own(file.open(passphrase).map_err(wrong)?)
            }
        };
        Ok(Signer { public: self.public, hand })
    }
}

/// Without what is held (T10).
impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agent(agent) => agent.fmt(f),
            Self::File(file) => file.fmt(f),
        }
    }
}

/// The key an agent has under this fingerprint or comment; without a name, its only one.
fn chosen(keys: Vec<AgentKey>, name: Option<&str>) -> Result<AgentKey, KeyProblem> {
    let is_meant =
        |key: &AgentKey| name.is_none_or(|name| key.comment.octets() == name || openssh_fingerprint(&key.public) == name);
    let mut meant = keys.into_iter().filter(is_meant);
    match (meant.next(), meant.next()) {
        (Some(key), None) => Ok(key),
        (None, _) => Err(KeyProblem::NotInAgent { name: name.map(str::to_owned) }),
        (Some(_), Some(_)) => Err(KeyProblem::Several),
    }
}

/// An open key. It signs until it is dropped, so it is opened for one act and dropped after it.
pub struct Signer {
    public: PublicKey,
    hand: Hand,
}

/// Who makes the signature.
enum Hand {
    Agent(Agent),
    Own(SecretKey),
}

impl Signer {
    /// Its public part.
    pub fn public_key(&self) -> PublicKey {
        self.public
    }

    /// Signs octets for a purpose. An agent may ask its person first, so this may take a minute.
    ///
    /// # Errors
    /// [`KeyProblem`] when an agent did not sign, or what it gave is no signature over this.
    pub fn sign(&self, namespace: Namespace, octets: &[u8]) -> Result<SshSignature, KeyProblem> {
        match &self.hand {
            Hand::Own(key) => Ok(SshSignature::sign(key, namespace, octets)),
            Hand::Agent(agent) => {
                let signature = agent.sign(&self.public, &SshSignature::to_be_signed(namespace, octets))?;
                Ok(SshSignature::from_raw(self.public, namespace, signature))
            }
        }
    }
}

/// Without the key (T10).
impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("public", &self.public).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

//! Who of a roster's security officers signed a text that guards: a roster or a policy (F27).
//! Two different persons decide. Whoever signs twice, or with two keys, counts once (F02).
//! Must not know: what the text says.

use super::{
    roster::{Role, Roster},
    sshsig::{Namespace, SshSignature, SshsigProblem},
};
use crate::domain::PersonId;
use jiff::Timestamp;

/// How many officers decide.
pub const NEEDED: usize = 2;

/// Who signed, by one roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Countersigned {
    /// The officers whose signature counts, each once, in the order of the signatures.
    pub by: Vec<PersonId>,
    /// Signatures that don't count, by their place from 0, and why.
    pub discounted: Vec<(usize, Discounted)>,
}

/// Why an officer's signature does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Discounted {
    /// The key is in no row of the roster.
    #[error("signed with a key that the roster does not have")]
    UnknownKey,
    /// The key is not valid at this time.
    #[error("signed with a key of {0} that is not valid now")]
    KeyNotValid(PersonId),
    /// The person is no security officer at this time.
    #[error("{0} is no security officer now (F27)")]
    NoOfficer(PersonId),
    /// The same person signed already.
    #[error("{0} signed already, and counts once (F02)")]
    Again(PersonId),
    /// It is for something else, or for other octets.
    #[error("{0}: {1}")]
    Signature(PersonId, SshsigProblem),
}

impl Countersigned {
    /// How many officers are missing.
    pub fn missing(&self) -> usize {
        NEEDED.saturating_sub(self.by.len())
    }
}

/// Judges the signatures over a text by the officers of a roster at a time.
pub fn judge(namespace: Namespace, text: &str, signatures: &[SshSignature], roster: &Roster, at: Timestamp) -> Countersigned {
    let mut judged = Countersigned::default();
    for (place, signature) in signatures.iter().enumerate() {
        match officer(namespace, text, signature, roster, at) {
            Ok(person) if judged.by.contains(&person) => judged.discounted.push((place, Discounted::Again(person))),
            Ok(person) => judged.by.push(person),
            Err(why) => judged.discounted.push((place, why)),
        }
    }
    judged
}

fn officer(
    namespace: Namespace,
    text: &str,
    signature: &SshSignature,
    roster: &Roster,
    at: Timestamp,
) -> Result<PersonId, Discounted> {
    let key = roster.key(&signature.public_key()).ok_or(Discounted::UnknownKey)?;
    let person = key.person.clone();
    if !key.validity.holds_at(at) {
        return Err(Discounted::KeyNotValid(person));
    }
    // The person's own row: nobody guards as a deputy of an officer who guards as well.
    if !roster.holds(&person, Role::SecurityOfficer, at) {
        return Err(Discounted::NoOfficer(person));
    }
    match signature.verify(namespace, text.as_bytes(), &key.public) {
        Ok(()) => Ok(person),
        Err(why) => Err(Discounted::Signature(person, why)),
    }
}

//! Which key somebody means who wants to revoke one: a person or a station that has one key, or a fingerprint.
//! A name that fits several keys means none of them.
//! Must not know: who asks.

use crate::evidence::{allowed_signers, key::PublicKey, openssh_key::openssh_fingerprint, principal::Principal, roster::Roster};

/// Why a word names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNamed {
    /// There is none.
    #[error("The roster has no key of that name. Name a person, a station or a fingerprint as it stands there.")]
    Nobody,
    /// There are several.
    #[error("The roster has more than one key of {0}. Name it by its fingerprint, SHA256:….")]
    Several(Principal),
}

/// The one key that a word names: `luc.b`, `ONL-2`, `person:luc.b` or `SHA256:…`.
///
/// # Errors
/// [`NotNamed`].
pub fn named(roster: &Roster, word: &str) -> Result<(Principal, PublicKey), NotNamed> {
    let is_named = |of: &Principal, key: &PublicKey| {
        let id = match of {
            Principal::Person(id) => id.as_str(),
            Principal::Station(id) => id.as_str(),
        };
        word == id || word == of.to_string() || word == openssh_fingerprint(key)
    };
    let mut found = allowed_signers::of_roster(roster).into_iter().filter(|row| is_named(&row.principal, &row.key));
    match (found.next(), found.next()) {
        (Some(row), None) => Ok((row.principal, row.key)),
        (Some(row), Some(_)) => Err(NotNamed::Several(row.principal)),
        (None, _) => Err(NotNamed::Nobody),
    }
}

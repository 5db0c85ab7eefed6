//! The keys of contacts and registries, by their fingerprints: what is read out to each other on the telephone.
//! A fingerprint names one key; the key itself travels elsewhere.
//! Must not know: keys that sign orders or messages; the roster and the link hold those.

use super::{CardId, Fingerprint, Term};
use crate::domain::{RegistryId, words};
use std::fmt;

/// What kind of key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactKeyKind {
    /// OpenPGP, for mail.
    OpenPgp,
    /// X.509, for mail and TLS.
    X509,
    /// OpenSSH, for signed texts.
    Ssh,
}

words!(ContactKeyKind, "kind of key", OpenPgp "openpgp", X509 "x509", Ssh "ssh");

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyOwner {
    /// A person's or a desk's.
    Card(CardId),
    /// A registry's.
    Registry(RegistryId),
}

/// The id of the one whose it is. Ids of cards have no capitals and those of registries nothing else, so the two can't be confused.
impl fmt::Display for KeyOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Card(card) => card.fmt(f),
            Self::Registry(registry) => registry.fmt(f),
        }
    }
}

/// A key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactKey {
    /// Whose it is.
    pub owner: KeyOwner,
    /// What kind.
    pub kind: ContactKeyKind,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// When it may be used.
    pub term: Term,
}

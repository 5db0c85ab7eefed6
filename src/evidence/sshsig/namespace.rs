//! What a signature is for. A signature made for one purpose is none for another, so that nobody's words can be moved (T06).
//! One namespace a role: who initiates signs in another one than who approves.
//! Must not know: what is signed in it.

use std::{fmt, str::FromStr};

/// What a signature is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Namespace {
    /// A person initiates an order.
    Initiate,
    /// A person approves an order, or takes the approval back.
    Approve,
    /// A person rejects an order, or stops it.
    Reject,
    /// The initiator withdraws an order.
    Withdraw,
    /// A person releases an order after it was approved.
    Release,
    /// A station bears witness that a text was signed at it (F03).
    Station,
    /// A security officer signs a roster (F27).
    Roster,
    /// A security officer signs a policy (F27).
    Policy,
    /// A station signs what its journal holds.
    Journal,
    /// A station signs an evidence pack.
    Pack,
    /// A person resolves a discrepancy.
    Resolve,
    /// A person confirms a contact.
    Contact,
    /// A registry's snapshot is signed.
    Snapshot,
    /// A person revokes a key (F15).
    Revoke,
}

/// A word that is no namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no purpose a signature can have here")]
pub struct NotANamespace;

impl Namespace {
    /// Every namespace.
    pub const ALL: [Self; 14] = [
        Self::Initiate,
        Self::Approve,
        Self::Reject,
        Self::Withdraw,
        Self::Release,
        Self::Station,
        Self::Roster,
        Self::Policy,
        Self::Journal,
        Self::Pack,
        Self::Resolve,
        Self::Contact,
        Self::Snapshot,
        Self::Revoke,
    ];

    /// Those a person's key signs in.
    pub const OF_PERSONS: [Self; 10] = [
        Self::Initiate,
        Self::Approve,
        Self::Reject,
        Self::Withdraw,
        Self::Release,
        Self::Roster,
        Self::Policy,
        Self::Resolve,
        Self::Contact,
        Self::Revoke,
    ];

    /// Those a station's key signs in.
    pub const OF_STATIONS: [Self; 4] = [Self::Station, Self::Journal, Self::Pack, Self::Snapshot];

    /// Its word, as `ssh-keygen -n` takes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initiate => "itmo-initiate@v1",
            Self::Approve => "itmo-approve@v1",
            Self::Reject => "itmo-reject@v1",
            Self::Withdraw => "itmo-withdraw@v1",
            Self::Release => "itmo-release@v1",
            Self::Station => "itmo-station@v1",
            Self::Roster => "itmo-roster@v1",
            Self::Policy => "itmo-policy@v1",
            Self::Journal => "itmo-journal@v1",
            Self::Pack => "itmo-pack@v1",
            Self::Resolve => "itmo-resolve@v1",
            Self::Contact => "itmo-contact@v1",
            Self::Snapshot => "itmo-snapshot@v1",
            Self::Revoke => "itmo-revoke@v1",
        }
    }
}

impl FromStr for Namespace {
    type Err = NotANamespace;

    fn from_str(word: &str) -> Result<Self, NotANamespace> {
        Self::ALL.into_iter().find(|namespace| namespace.word() == word).ok_or(NotANamespace)
    }
}

impl fmt::Display for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_word_of_its_own_and_belongs_to_persons_or_to_stations() {
        for namespace in Namespace::ALL {
            assert_eq!(namespace.word().parse(), Ok(namespace));
            let (person, station) = (Namespace::OF_PERSONS.contains(&namespace), Namespace::OF_STATIONS.contains(&namespace));
            assert!(person != station, "{namespace}");
        }
        for bad in ["", "itmo-approve", "itmo-approve@v2", "ITMO-APPROVE@v1", "file"] {
            assert_eq!(bad.parse::<Namespace>(), Err(NotANamespace), "{bad}");
        }
    }
}

//! A guarded text of either kind: a roster or a policy (F27).
//! What both have in common is here once, for those who show, sign and check them.
//! Must not know: what a roster or a policy is good for.

use super::{
    draft::{Change, changes},
    edition::Edition,
    policy::{self, PolicyProblem, PolicyText},
    roster::{self, RosterProblem, RosterText},
    sshsig::{Namespace, SshSignature},
    succession::{NoSuccessor, Succession, first_roster, next_policy, next_roster},
    validity::Validity,
};
use crate::domain::{Environment, RegistryId};
use jiff::Timestamp;

/// A roster or a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guarded {
    /// A roster.
    Roster(Box<RosterText>),
    /// A policy.
    Policy(Box<PolicyText>),
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuardedKind {
    /// A roster.
    Roster,
    /// A policy.
    Policy,
}

/// Why a text is neither.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotGuarded {
    /// Its first line is that of neither.
    #[error("the first line is neither {roster} nor {policy}", roster = roster::MAGIC, policy = policy::MAGIC)]
    Neither,
    /// It is no good roster.
    #[error(transparent)]
    Roster(#[from] RosterProblem),
    /// It is no good policy.
    #[error(transparent)]
    Policy(#[from] PolicyProblem),
}

/// Why a version can't be judged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSuccession {
    /// It could not follow, whoever signed it.
    #[error(transparent)]
    NoSuccessor(#[from] NoSuccessor),
    /// A policy is judged by the officers of a roster, and none was given.
    #[error("a policy is signed by officers of the roster in force, and none was given")]
    NoRoster,
    /// One is a roster and the other a policy.
    #[error("one is a roster and the other a policy")]
    OtherKind,
}

impl GuardedKind {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Policy => "policy",
        }
    }

    /// The namespace its officers sign in.
    pub fn namespace(self) -> Namespace {
        match self {
            Self::Roster => Namespace::Roster,
            Self::Policy => Namespace::Policy,
        }
    }
}

impl Guarded {
    /// Reads a text, as what its first line says it is.
    ///
    /// # Errors
    /// [`NotGuarded`].
    pub fn parse(octets: &[u8]) -> Result<Self, NotGuarded> {
        let begins = |magic: &str| octets.strip_prefix(magic.as_bytes()).is_some_and(|rest| rest.first() == Some(&b'\n'));
        if begins(roster::MAGIC) {
            Ok(Self::Roster(Box::new(RosterText::parse(octets)?)))
        } else if begins(policy::MAGIC) {
            Ok(Self::Policy(Box::new(PolicyText::parse(octets)?)))
        } else {
            Err(NotGuarded::Neither)
        }
    }

    /// Reads a draft of the version after `before`, as what its first line says it is.
    ///
    /// # Errors
    /// [`NotGuarded`].
    pub fn tidied(draft: &str, before: Option<Edition>) -> Result<Self, NotGuarded> {
        match draft.lines().find(|line| !line.is_empty() && !line.starts_with('#')) {
            Some(roster::MAGIC) => Ok(Self::Roster(Box::new(RosterText::tidied(draft, before)?))),
            Some(policy::MAGIC) => Ok(Self::Policy(Box::new(PolicyText::tidied(draft, before)?))),
            _ => Err(NotGuarded::Neither),
        }
    }

    /// Which of the two it is.
    pub fn kind(&self) -> GuardedKind {
        match self {
            Self::Roster(_) => GuardedKind::Roster,
            Self::Policy(_) => GuardedKind::Policy,
        }
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Roster(text) => text.as_str(),
            Self::Policy(text) => text.as_str(),
        }
    }

    /// Which version it is.
    pub fn edition(&self) -> Edition {
        match self {
            Self::Roster(text) => text.edition(),
            Self::Policy(text) => text.edition(),
        }
    }

    /// The registry it is for, and what its acts mean.
    pub fn registry(&self) -> (RegistryId, Environment) {
        match self {
            Self::Roster(text) => (text.roster().registry, text.roster().environment),
            Self::Policy(text) => (text.policy().registry, text.policy().environment),
        }
    }

    /// From when until when it may be in force.
    pub fn validity(&self) -> Validity {
        match self {
            Self::Roster(text) => text.roster().validity,
            Self::Policy(text) => text.policy().validity,
        }
    }

    /// What changed since the version before.
    pub fn changes_since(&self, old: &Self) -> Vec<Change> {
        changes(old.as_str(), self.as_str())
    }

    /// Judges whether it may follow the version before, and how far it is signed. A first roster is for the registry it names.
    ///
    /// # Errors
    /// [`NoSuccession`].
    pub fn succeeds(
        &self,
        old: Option<&Self>,
        roster: Option<&RosterText>,
        signatures: &[SshSignature],
        at: Timestamp,
    ) -> Result<Succession, NoSuccession> {
        match (self, old, roster) {
            (Self::Roster(new), None, _) => Ok(first_roster(self.registry(), new, signatures, at)?),
            (Self::Roster(new), Some(Self::Roster(old)), _) => Ok(next_roster(old, new, signatures, at)?),
            (Self::Policy(new), None, Some(roster)) => Ok(next_policy(None, new, roster, signatures, at)?),
            (Self::Policy(new), Some(Self::Policy(old)), Some(roster)) => {
                Ok(next_policy(Some(old), new, roster, signatures, at)?)
            }
            (Self::Policy(_), _, None) => Err(NoSuccession::NoRoster),
            (Self::Roster(_), Some(Self::Policy(_)), _) | (Self::Policy(_), Some(Self::Roster(_)), _) => {
                Err(NoSuccession::OtherKind)
            }
        }
    }
}

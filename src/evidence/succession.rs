//! How a roster or a policy comes into force: exactly the next version, naming the one before, signed by two security officers (F27).
//! A roster is signed by two of the old one and two of the new one; who is in both counts for both. Nothing goes back (T20).
//! Must not know: where versions are kept.

use super::{
    digest::Digest,
    edition::Edition,
    officers::{self, Countersigned},
    policy::PolicyText,
    roster::RosterText,
    sshsig::{Namespace, SshSignature},
    validity::Validity,
};
use crate::domain::{Environment, RegistryId};
use jiff::Timestamp;
use std::num::NonZeroU32;

/// Why a version can't follow the one in force, whoever signs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSuccessor {
    /// It is for another registry.
    #[error("it is for {is}, and this is {ours}")]
    Registry {
        /// The registry it is for.
        is: RegistryId,
        /// The registry it is offered to.
        ours: RegistryId,
    },
    /// It is for another environment (T33).
    #[error("it is for {is}, and this is {ours} (T33)")]
    Environment {
        /// The environment it is for.
        is: Environment,
        /// The environment it is offered to.
        ours: Environment,
    },
    /// It is not exactly the next version: an old one, or one that skips others (T20).
    #[error("it is version {is}, and only version {next} can come into force now (T20)")]
    Version {
        /// Its version.
        is: NonZeroU32,
        /// The only one that may follow.
        next: u32,
    },
    /// It was made from another text than the one in force (T20).
    #[error("it was made from another version {0} than the one in force; make it again from that one (T20)")]
    Previous(u32),
    /// It is not valid at this time.
    #[error("it is valid from {} to {}, and not now", .0.from(), .0.to())]
    NotValidNow(Validity),
}

/// How far a version is signed that may follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// By the officers of the roster in force; none before the first roster, which its own officers sign.
    pub by_old: Option<Countersigned>,
    /// By the officers of the new roster; none for a policy.
    pub by_new: Option<Countersigned>,
}

impl Succession {
    /// Whether enough officers have signed.
    pub fn is_complete(&self) -> bool {
        self.missing() == 0
    }

    /// How many officers are missing at least.
    pub fn missing(&self) -> usize {
        [&self.by_old, &self.by_new].into_iter().flatten().map(Countersigned::missing).max().unwrap_or(officers::NEEDED)
    }
}

/// What every guarded text says of itself.
struct Head<'a> {
    registry: RegistryId,
    environment: Environment,
    edition: Edition,
    previous: Option<Digest>,
    validity: Validity,
    text: &'a str,
}

impl<'a> From<&'a RosterText> for Head<'a> {
    fn from(text: &'a RosterText) -> Self {
        let roster = text.roster();
        Self {
            registry: roster.registry,
            environment: roster.environment,
            edition: text.edition(),
            previous: roster.previous,
            validity: roster.validity,
            text: text.as_str(),
        }
    }
}

impl<'a> From<&'a PolicyText> for Head<'a> {
    fn from(text: &'a PolicyText) -> Self {
        let policy = text.policy();
        Self {
            registry: policy.registry,
            environment: policy.environment,
            edition: text.edition(),
            previous: policy.previous,
            validity: policy.validity,
            text: text.as_str(),
        }
    }
}

impl Head<'_> {
    fn belongs_to(&self, registry: RegistryId, environment: Environment) -> Result<(), NoSuccessor> {
        if self.registry != registry {
            return Err(NoSuccessor::Registry { is: self.registry, ours: registry });
        }
        if self.environment != environment {
            return Err(NoSuccessor::Environment { is: self.environment, ours: environment });
        }
        Ok(())
    }

    fn follows(&self, old: Option<Edition>, at: Timestamp) -> Result<(), NoSuccessor> {
        let last = old.map_or(0, |edition| edition.version.get());
        let next = last.saturating_add(1);
        if self.edition.version.get() != next {
            return Err(NoSuccessor::Version { is: self.edition.version, next });
        }
        if self.previous != old.map(|edition| edition.sha256) {
            return Err(NoSuccessor::Previous(last));
        }
        if !self.validity.holds_at(at) {
            return Err(NoSuccessor::NotValidNow(self.validity));
        }
        Ok(())
    }

    fn signed(&self, namespace: Namespace, signatures: &[SshSignature], roster: &RosterText, at: Timestamp) -> Countersigned {
        officers::judge(namespace, self.text, signatures, roster.roster(), at)
    }
}

/// Judges a first roster: two of its own officers sign it. That these are the right people, only a ceremony can establish.
///
/// # Errors
/// [`NoSuccessor`], when it is no first version for this registry.
pub fn first_roster(
    (registry, environment): (RegistryId, Environment),
    new: &RosterText,
    signatures: &[SshSignature],
    at: Timestamp,
) -> Result<Succession, NoSuccessor> {
    let head = Head::from(new);
    head.belongs_to(registry, environment)?;
    head.follows(None, at)?;
    Ok(Succession { by_old: None, by_new: Some(head.signed(Namespace::Roster, signatures, new, at)) })
}

/// Judges the roster after the one in force.
///
/// # Errors
/// [`NoSuccessor`], when it could not follow whoever signed it.
pub fn next_roster(
    old: &RosterText,
    new: &RosterText,
    signatures: &[SshSignature],
    at: Timestamp,
) -> Result<Succession, NoSuccessor> {
    let head = Head::from(new);
    head.belongs_to(old.roster().registry, old.roster().environment)?;
    head.follows(Some(old.edition()), at)?;
    let signed = |roster| Some(head.signed(Namespace::Roster, signatures, roster, at));
    Ok(Succession { by_old: signed(old), by_new: signed(new) })
}

/// Judges a policy by the officers of the roster in force: the first one, or the one after `old`.
///
/// # Errors
/// [`NoSuccessor`], when it could not follow whoever signed it.
pub fn next_policy(
    old: Option<&PolicyText>,
    new: &PolicyText,
    roster: &RosterText,
    signatures: &[SshSignature],
    at: Timestamp,
) -> Result<Succession, NoSuccessor> {
    let head = Head::from(new);
    head.belongs_to(roster.roster().registry, roster.roster().environment)?;
    head.follows(old.map(PolicyText::edition), at)?;
    Ok(Succession { by_old: Some(head.signed(Namespace::Policy, signatures, roster, at)), by_new: None })
}

#[cfg(test)]
mod tests;

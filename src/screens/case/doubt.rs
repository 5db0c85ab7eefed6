//! Why an order can't be judged, or does not hold: what was expected, what was found, in words that pass the gate.
//! A doubt is final for the screen: there is no way from it to a signature (scenario 4).
//! Must not know: how it is shown.

use crate::{
    domain::{Environment, RegistryId},
    evidence::{policy::PolicyProblem, roster::RosterProblem, signed::NotSigned, standing::Objection},
    wire::convert::order_text::ActProblem,
};

/// Why an order does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// The registry has no signed text for it.
    #[error("the registry shows no signed text of it, so nobody can verify it here")]
    Unsigned,
    /// No roster, or no policy.
    #[error("the registry has no {0} in force, so nobody can judge who may act")]
    NoGuard(&'static str),
    /// The roster can't be read.
    #[error("the roster the registry sent is none: {0}")]
    Roster(RosterProblem),
    /// The policy can't be read.
    #[error("the policy the registry sent is none: {0}")]
    Policy(PolicyProblem),
    /// Too few officers signed roster or policy.
    #[error("{by} of {needed} security officers signed the {what} in force (F27)", needed = crate::evidence::officers::NEEDED)]
    Officers {
        /// Roster or policy.
        what: &'static str,
        /// How many signatures hold.
        by: usize,
    },
    /// Roster and policy, or the order, are of another registry or environment (T33).
    #[error("the {what} is for {is_registry} ({is}), and this is {registry} ({environment}) (T33)")]
    Elsewhere {
        /// What is.
        what: &'static str,
        /// The registry it is for.
        is_registry: RegistryId,
        /// The environment it is for.
        is: Environment,
        /// The registry of the roster in force.
        registry: RegistryId,
        /// Its environment.
        environment: Environment,
    },
    /// Order or signatures can't be read.
    #[error("the order the registry sent can't be read: {0}")]
    Order(NotSigned),
    /// The resolution of a case, or what was said about it, can't be read.
    #[error("the resolution the registry sent can't be read: {0}")]
    Resolution(NotSigned),
    /// The text is bound to another act.
    #[error("the order's text does not ask for what it is bound to: {0}")]
    Binding(ActProblem),
    /// The initiator's word does not hold.
    #[error("the order does not match its initiator's signature: {0}")]
    Initiator(Objection),
    /// The registry shows other content than what was signed.
    #[error("the registry shows another {0} than the initiator signed")]
    Shown(&'static str),
}

impl Doubt {
    /// Whether it means that somebody may be lying, and not only that something is missing.
    pub fn is_alarm(&self) -> bool {
        !matches!(self, Self::Unsigned | Self::NoGuard(_))
    }
}

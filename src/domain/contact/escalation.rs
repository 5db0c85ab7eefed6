//! Whom a registry wants to be called, in which order, for a topic and a severity.
//! Steps name roles, never persons: whoever holds the role then is called.
//! Must not know: who holds a role, or who can be reached.

use super::{Role, Topic};
use crate::domain::{RegistryId, words};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A question.
    Low,
    /// Something is late.
    Normal,
    /// Something is stuck, or will be late.
    High,
    /// ITMOs could be lost: fraud, a compromised key, a wrong book.
    Critical,
}

words!(Severity, "severity", Low "low", Normal "normal", High "high", Critical "critical");

/// When a step applies, by the hours of the registry's operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// At any hour.
    Always,
    /// While the office is open.
    OfficeHours,
    /// While it is closed.
    OutOfHours,
}

words!(When, "time", Always "always", OfficeHours "office-hours", OutOfHours "out-of-hours");

/// A step of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rung {
    /// Who is called.
    pub role: Role,
    /// How many minutes to wait for an answer before the next is called.
    pub wait: u16,
    /// When.
    pub when: When,
}

/// Whom to call for a topic and a severity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EscalationChain {
    /// The registry.
    pub registry: RegistryId,
    /// The topic.
    pub topic: Topic,
    /// From this severity up, unless another chain begins nearer.
    pub severity: Severity,
    /// The steps, in their order.
    pub rungs: Vec<Rung>,
}

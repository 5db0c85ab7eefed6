//! Whom a registry wants to be called, in which order, for a topic and a severity.
//! Steps name roles, never persons: whoever holds the role then is called.
//! Must not know: who holds a role, or who can be reached.

use super::{Role, Topic};
use crate::domain::{RegistryId, words};
use std::{fmt, str::FromStr};

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

/// No step of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRung {
    /// It has not three parts.
    #[error("a step is ROLE/MINUTES/WHEN, such as security/5/always")]
    Form,
    /// The role.
    #[error("this is not a role")]
    Role,
    /// The minutes.
    #[error("a number is written in digits alone, without zeros in front")]
    Minutes,
    /// The time.
    #[error("this is not a time at which a step applies: always, office-hours, out-of-hours")]
    When,
}

/// As one word: `ROLE/MINUTES/WHEN`.
impl fmt::Display for Rung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.role.word(), self.wait, self.when.word())
    }
}

impl FromStr for Rung {
    type Err = NoRung;

    fn from_str(text: &str) -> Result<Self, NoRung> {
        let parts: Vec<&str> = text.split('/').collect();
        let [role, wait, when] = parts.as_slice() else { return Err(NoRung::Form) };
        let minutes: u16 = wait.parse().map_err(|_| NoRung::Minutes)?;
        if minutes.to_string() != *wait {
            return Err(NoRung::Minutes);
        }
        let role = Role::of_word(role).ok_or(NoRung::Role)?;
        Ok(Self { role, wait: minutes, when: When::of_word(when).ok_or(NoRung::When)? })
    }
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

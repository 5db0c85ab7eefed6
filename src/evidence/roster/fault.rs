//! Why a text is no roster that could be in force.
//! The words are ours; a hostile text is never quoted (T01).
//! Must not know: who wrote it.

use crate::{domain::PersonId, evidence::lines::LineProblem};

/// Why a roster is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterProblem {
    /// A line is not as it must be.
    #[error("not a roster: {0}")]
    Line(#[from] LineProblem),
    /// The rows contradict each other, or would let one person look like two.
    #[error("the roster is refused: {0}")]
    Fault(#[from] RosterFault),
}

/// What is wrong between rows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterFault {
    /// Version 1 names a version before it, or a later one names none.
    #[error("version 1 has no version before it, and every other names the digest of the one before")]
    Previous,
    /// Rows of a kind are not strictly ascending: out of order, or twice the same.
    #[error("the {0} rows are not in ascending order, each once")]
    Order(&'static str),
    /// A row names a person who has no row.
    #[error("{0} is named in a {1} row and is no person of the roster")]
    UnknownPerson(PersonId, &'static str),
    /// One key in two rows, both named: two persons, two stations, a person and a station, or twice the same (F02, T06).
    #[error("one key stands in two rows, {0} and {1}; every person and station has keys of their own (F02)")]
    SharedKey(String, String),
    /// A security officer or auditor with another role (F26, F27).
    #[error("{0} is a security officer or an auditor, and may hold no other role, not even as a deputy (F27)")]
    MixedRoles(PersonId),
    /// A deputy for a role the principal does not hold, or for themselves (F25).
    #[error("{0} stands in for a role that the other does not hold, or for themselves (F25)")]
    EmptyDeputy(PersonId),
    /// Fewer than two security officers with a key: nobody could ever change it (F27).
    #[error("it has fewer than two security officers with a key that is valid from its beginning; nobody could change it (F27)")]
    TooFewOfficers,
}

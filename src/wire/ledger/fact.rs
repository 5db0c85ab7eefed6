//! Postings that put a record right on evidence: what is true of ITMOs, and which transfers a report has.
//! What was recorded before stays in its own entry; from this one on, the book says what the evidence says.
//! Must not know: whose evidence it is, and who agreed.

use super::units::Span;
use serde::{Deserialize, Serialize};

/// One field of ITMOs is recorded. It takes the place of what was recorded of this field of them before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Which.
    pub spans: Vec<Span>,
    /// The field, by its word: `authorization version`, `first transferred`, `account class`, `underlying units marked`, ….
    pub field: String,
    /// What is recorded of it.
    pub value: String,
}

/// A report of actions has a transfer from now on, or leaves it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reported {
    /// The transfer.
    pub transfer: String,
    /// Whether the report has it.
    pub reported: bool,
}

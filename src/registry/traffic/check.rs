//! What a registry checked about a transfer, and when.
//! A run is kept as it was made; what is checked again later is another run.
//! Must not know: how a check is evaluated; `domain::check` does.

use crate::{
    domain::words::words,
    registry::{
        Word,
        book::{CheckFinding, CheckResult},
    },
};
use jiff::Timestamp;

/// The occasion on which checks were made together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckTime {
    /// When the order was submitted.
    Submitted,
    /// When it was approved.
    Approved,
    /// When a message about it came in.
    Received,
}

words!(CheckTime, "occasion", Submitted "submitted", Approved "approved", Received "received");

/// Checks that were made together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRun {
    /// The occasion.
    pub when: Word<CheckTime>,
    /// When.
    pub at: Timestamp,
    /// Each check, in the registry's order.
    pub findings: Vec<CheckFinding>,
}

impl CheckRun {
    /// How many findings have this result.
    pub fn count(&self, result: CheckResult) -> usize {
        self.findings.iter().filter(|finding| finding.result.is(&result)).count()
    }
}

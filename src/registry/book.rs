//! What the book of a registry says beyond accounts and blocks, as the console sees it.
//! Ids are ids, counts are counts, a known word is a value; every other text is untrusted.
//! Must not know: how it was asked for, or how it is shown.

mod entry;
mod finding;

pub use entry::EntrySummary;
pub use finding::{CheckFinding, CheckResult};

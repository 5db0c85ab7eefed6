//! Whether the ledger is whole and the book is what its entries make, as the admin API says it.
//! It only reads: the entries are applied to an empty book aside and the two are compared, table by table.
//! Must not know: who asks.

use crate::{
    sandbox::ledger::{self, LedgerProblem},
    wire::{BigNumber, admin::ledger::Verification},
};
use jiff::Timestamp;
use rusqlite::Connection;

/// Verifies the chain, then the book against it.
pub(in crate::sandbox) fn verify(book: &Connection, now: Timestamp) -> Result<Verification, LedgerProblem> {
    let report = ledger::verify(book)?;
    let differs = report.differs.as_deref().filter(|tables| !tables.is_empty());
    let differs = differs.map(|tables| format!("the book is not what its entries make: {}", tables.join(", ")));
    Ok(Verification {
        whole: report.is_sound(),
        entries: BigNumber(report.entries),
        head: report.head.digest.to_string(),
        problem: report.broken.map(|broken| broken.to_string()).or(differs),
        at: now,
    })
}

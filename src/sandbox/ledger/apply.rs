//! Applying an act: each posting checks that it fits the book as it is, then changes it.
//! Only the entry decides what happens: no clock, no chance, no setting. So the same entries always give the same book.
//! Must not know: who is calling, and whether the entry is new.

use super::LedgerProblem;
use crate::{evidence::ledger::Line, wire::ledger::Act};
use rusqlite::Connection;

/// Applies all postings of an act.
pub(super) fn act(_book: &Connection, _line: &Line, _act: &Act) -> Result<(), LedgerProblem> {
    Ok(())
}

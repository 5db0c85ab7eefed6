//! What the checks found when an order was judged: kept beside the ledger, so that the approver sees what the initiator saw.
//! It only grows; a later judgement stands beside the earlier one.
//! Must not know: what is judged.

use crate::{
    sandbox::{desk::Desk, fault::StoreProblem},
    wire::comm::Finding,
};
use rusqlite::{Connection, OptionalExtension, params};

/// The table.
pub(in crate::sandbox) const TABLE: &str = "
CREATE TABLE judgements (
    row INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    occasion TEXT NOT NULL,
    findings TEXT NOT NULL
) STRICT;

CREATE INDEX judgements_subject ON judgements (subject, row);
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_last BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
";

/// Keeps what was found.
pub(super) fn keep(desk: &Desk<'_>, subject: &str, occasion: &str, findings: &[Finding]) -> Result<(), StoreProblem> {
    let findings = serde_json::to_string(findings).map_err(|_| StoreProblem::Row("findings"))?;
    let sql = "INSERT INTO judgements (subject, at, occasion, findings) VALUES (?, ?, ?, ?)";
    desk.book.prepare_cached(sql)?.execute(params![subject, desk.now.as_millisecond(), occasion, findings])?;
    Ok(())
}

/// What was found last; nothing when it was never judged.
pub(super) fn last(book: &Connection, subject: &str) -> Result<Vec<Finding>, StoreProblem> {
    let sql = "SELECT findings FROM judgements WHERE subject = ? ORDER BY row DESC LIMIT 1";
    let found: Option<String> = book.prepare_cached(sql)?.query_row([subject], |row| row.get(0)).optional()?;
    let read = |text: String| serde_json::from_str(&text).map_err(|_| StoreProblem::Row("findings"));
    found.map_or(Ok(Vec::new()), read)
}

//! Cooperative approaches as the admin API shows them, with the entries that changed them.
//! Their history is the ledger's; nothing is remembered beside it.
//! Must not know: what an approach allows.

use super::{all, entries, one, words};
use crate::{
    sandbox::{fault::StoreProblem, problem::Refusal},
    wire::admin::authorization::{ApproachInFull, ApproachSummary},
};
use rusqlite::{Connection, Row};

/// A row of the list of cooperative approaches.
pub(in crate::sandbox) fn approach_summary(row: &Row<'_>) -> Result<ApproachSummary, StoreProblem> {
    Ok(ApproachSummary {
        id: row.get("id")?,
        name: row.get("name")?,
        parties: words(row, "parties")?,
        state: row.get("state")?,
        initial_report: row.get("initial_report")?,
    })
}

/// A cooperative approach in full.
pub(in crate::sandbox) fn approach(book: &Connection, id: &str) -> Result<ApproachInFull, Refusal> {
    let summary = one(book, "SELECT * FROM approaches WHERE id = ?", [id], approach_summary)?;
    let summary = summary.ok_or_else(|| Refusal::missing("cooperative approach"))?;
    let sql = "SELECT seq, line FROM entries WHERE json_type(line, '$.act') = 'object' AND EXISTS (
                   SELECT 1 FROM json_each(line, '$.act.postings') WHERE json_extract(value, '$.approach.id') = ?)
               ORDER BY seq DESC LIMIT 1000";
    let mut history = all(book, sql, [id], entries::entry_summary)?;
    history.reverse();
    let authorizations =
        all(book, "SELECT DISTINCT id FROM authorizations WHERE approach = ? ORDER BY id", [id], |row| Ok(row.get(0)?))?;
    Ok(ApproachInFull { recorded: history.last().map(|entry| entry.at), summary, history, authorizations })
}

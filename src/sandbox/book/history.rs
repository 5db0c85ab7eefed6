//! The life of blocks: every entry that touched serials, from the one that brought them into the book.
//! The opening of the book is one event for all blocks of a batch.
//! Must not know: what the entries say beyond what happened to the serials.

use super::{
    blocks::{key, span},
    moment, number,
};
use crate::{domain::BlockRange, sandbox::fault::StoreProblem};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params_from_iter};

/// Something that happened to serials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The entry.
    pub entry: u64,
    /// When it was written.
    pub at: Timestamp,
    /// The kind of the entry.
    pub kind: String,
    /// Which serials; may reach beyond those that were asked about.
    pub span: BlockRange,
    /// What happened to them: the posting's word.
    pub what: String,
    /// The account they were in afterwards.
    pub account: Option<String>,
    /// Their state afterwards; `None` when they were no longer in the book.
    pub state: Option<String>,
    /// The transfer it happened under.
    pub transfer: Option<String>,
}

/// Everything that happened to serials of a span, oldest first.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn history(book: &Connection, of: BlockRange) -> Result<Vec<Event>, StoreProblem> {
    let sql = "SELECT life.*, entries.at, entries.kind FROM life JOIN entries ON seq = entry
               WHERE approach = ?1 AND registry = ?2 AND party = ?3 AND vintage = ?4 AND last >= ?5 AND first <= ?6
               ORDER BY entry, n";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map(params_from_iter(key(of)), |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

fn read(row: &Row<'_>) -> Result<Event, StoreProblem> {
    Ok(Event {
        entry: number(row, "entry")?,
        at: moment(row, "at")?,
        kind: row.get("kind")?,
        span: span(row)?,
        what: row.get("what")?,
        account: row.get("account")?,
        state: row.get("state")?,
        transfer: row.get("transfer")?,
    })
}

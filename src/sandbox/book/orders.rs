//! Orders as they stand: who asked for what, until when, and what became of it.
//! Must not know: who may approve, and how an order is executed.
//! An order waits or is decided; no third state exists in the book.

use super::{moment, moment_if, number};
use crate::{sandbox::fault::StoreProblem, wire::order::OrderAct};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

/// An order.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Its id.
    pub id: String,
    /// The login of the person who submitted it.
    pub by: String,
    /// Why, in their words.
    pub reason: String,
    /// `submitted`, `executed`, `rejected`, `withdrawn` or `expired`.
    pub state: String,
    /// What is to be done.
    pub act: OrderAct,
    /// When it was submitted.
    pub submitted: Timestamp,
    /// Until when it can be approved.
    pub expires: Timestamp,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When it was decided.
    pub decided: Option<Timestamp>,
    /// The entry that changed it last.
    pub entry: u64,
}

/// An order; `None` when there is none of this id.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn order(book: &Connection, id: &str) -> Result<Option<Order>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM orders WHERE id = ?")?;
    statement.query_row([id], |row| Ok(read(row))).optional()?.transpose()
}

/// The orders that wait although their time is over, oldest first.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn orders_expired(book: &Connection, now: Timestamp) -> Result<Vec<Order>, StoreProblem> {
    let sql = "SELECT * FROM orders WHERE state = 'submitted' AND expires < ? ORDER BY expires, id";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([now.as_millisecond()], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// When the next order that waits is over; that may be in the past. None when no order waits.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn next_expiry(book: &Connection) -> Result<Option<Timestamp>, StoreProblem> {
    let sql = "SELECT min(expires) + 1 FROM orders WHERE state = 'submitted'";
    let at: Option<i64> = book.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    at.map(|at| Timestamp::from_millisecond(at).map_err(|_| StoreProblem::Row("expires"))).transpose()
}

fn read(row: &Row<'_>) -> Result<Order, StoreProblem> {
    let act: String = row.get("act")?;
    Ok(Order {
        id: row.get("id")?,
        by: row.get("by")?,
        reason: row.get("reason")?,
        state: row.get("state")?,
        act: serde_json::from_str(&act).map_err(|_| StoreProblem::Row("act"))?,
        submitted: moment(row, "submitted")?,
        expires: moment(row, "expires")?,
        decided_by: row.get("decided_by")?,
        decided: moment_if(row, "decided")?,
        entry: number(row, "entry")?,
    })
}

//! Orders as they stand: who asked for what, until when, and what became of it.
//! Must not know: who may approve, and how an order is executed.
//! An order is open until it is decided; where orders are signed, an open one waits for approvals or, approved, for its time.

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
    /// `submitted`, `approved`, `executed`, `rejected`, `withdrawn`, `expired`, `superseded` or `stopped`.
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
    /// How far it is, where orders are signed.
    pub progress: Option<Progress>,
}

/// How many approvals an order has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The persons whose approval counts, by the id in the roster.
    pub approvals: Vec<String>,
    /// How many it takes.
    pub needed: u8,
    /// When it is executed, once it is approved.
    pub cooling_until: Option<Timestamp>,
}

impl Order {
    /// Whether anything can still be decided about it.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "submitted" | "approved")
    }
}

/// An order; `None` when there is none of this id.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn order(book: &Connection, id: &str) -> Result<Option<Order>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM orders WHERE id = ?")?;
    statement.query_row([id], |row| Ok(read(row))).optional()?.transpose()
}

/// The open orders whose time is over, oldest first.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn orders_expired(book: &Connection, now: Timestamp) -> Result<Vec<Order>, StoreProblem> {
    let sql = "SELECT * FROM orders WHERE state IN ('submitted', 'approved') AND expires < ? ORDER BY expires, id";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([now.as_millisecond()], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// The approved orders whose time has come, oldest first.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn orders_to_execute(book: &Connection, now: Timestamp) -> Result<Vec<Order>, StoreProblem> {
    let sql = "SELECT * FROM orders WHERE state = 'approved' AND cooling_until <= ? ORDER BY cooling_until, id";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([now.as_millisecond()], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// When the next open order is over or, approved, to be executed; that may be in the past. None when no order is open.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn next_order_due(book: &Connection) -> Result<Option<Timestamp>, StoreProblem> {
    let sql = "SELECT min(due) FROM (SELECT min(expires) + 1 AS due FROM orders WHERE state IN ('submitted', 'approved')
                   UNION ALL SELECT min(cooling_until) FROM orders WHERE state = 'approved')";
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
        progress: progress(row)?,
    })
}

fn progress(row: &Row<'_>) -> Result<Option<Progress>, StoreProblem> {
    let (approvals, needed): (Option<String>, Option<u8>) = (row.get("approvals")?, row.get("needed")?);
    let Some((approvals, needed)) = approvals.zip(needed) else { return Ok(None) };
    let approvals = serde_json::from_str(&approvals).map_err(|_| StoreProblem::Row("approvals"))?;
    Ok(Some(Progress { approvals, needed, cooling_until: moment_if(row, "cooling_until")? }))
}

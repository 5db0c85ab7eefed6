//! Signed texts as they stand: an order's text and what was said about it, and the versions of roster and policy.
//! A text is given back octet for octet as it came.
//! Must not know: how a text is judged.

use super::{moment, moment_if, number};
use crate::{
    sandbox::fault::StoreProblem,
    wire::admin::signed::{GuardedText, Revoked, SignedText},
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

/// A signed text as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The text with its signatures.
    pub signed: SignedText,
    /// The person it is by, by the id in the roster.
    pub person: String,
    /// The station it was signed at.
    pub station: String,
    /// The login it came through.
    pub login: String,
    /// The session it came through.
    pub session: String,
    /// When.
    pub at: Timestamp,
}

/// The text of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderText {
    /// The id in the text.
    pub uuid: Uuid,
    /// SHA-256 of the text, in hexadecimal digits.
    pub sha256: String,
    /// The text as it was taken in.
    pub taken: Taken,
}

/// What roster and policy are to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guarded {
    /// Who may do what with which keys.
    Roster,
    /// What it takes.
    Policy,
}

impl Guarded {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Policy => "policy",
        }
    }
}

/// The text of an order; `None` when the order is not signed or not there.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn order_text(book: &Connection, order: &str) -> Result<Option<OrderText>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM order_texts WHERE order_id = ?")?;
    statement.query_row([order], |row| Ok(read_text(row))).optional()?.transpose()
}

/// The order whose text has this id; `None` when none has it.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn order_of(book: &Connection, uuid: Uuid) -> Result<Option<String>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT order_id FROM order_texts WHERE uuid = ?")?;
    Ok(statement.query_row([uuid.to_string()], |row| row.get(0)).optional()?)
}

/// What was said about an order, in the order in which it was taken.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn statements(book: &Connection, order: &str) -> Result<Vec<Taken>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM statements WHERE order_id = ? ORDER BY n")?;
    let rows = statement.query_map([order], |row| Ok(taken(row)))?;
    rows.map(|row| row?).collect()
}

/// Who agreed to an order, in the order in which their statements were taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The person, by the id in the roster.
    pub person: String,
    /// The login it came through.
    pub login: String,
    /// Whether it is the release of what others had approved (F19).
    pub releases: bool,
    /// When.
    pub at: Timestamp,
}

/// Every approval and release of an order, also those that were taken back.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn agreements(book: &Connection, order: &str) -> Result<Vec<Agreed>, StoreProblem> {
    let sql = "SELECT person, login, kind, at FROM statements WHERE order_id = ? AND kind IN ('approve', 'release') ORDER BY n";
    let mut statement = book.prepare_cached(sql)?;
    let agreed = |row: &Row<'_>| -> Result<Agreed, StoreProblem> {
        let releases = row.get::<_, String>("kind")? == "release";
        Ok(Agreed { person: row.get("person")?, login: row.get("login")?, releases, at: moment(row, "at")? })
    };
    let rows = statement.query_map([order], |row| Ok(agreed(row)))?;
    rows.map(|row| row?).collect()
}

/// The number of the newest statement that a person made; 0 when they made none.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn last_statement_of(book: &Connection, person: &str) -> Result<u64, StoreProblem> {
    let sql = "SELECT coalesce(max(seq), 0) AS seq FROM statements WHERE person = ?";
    book.prepare_cached(sql)?.query_row([person], |row| Ok(number(row, "seq")))?
}

/// Whether a person signed something at a station since a moment.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn signed_at_since(book: &Connection, person: &str, station: &str, since: Timestamp) -> Result<bool, StoreProblem> {
    let sql = "SELECT EXISTS (SELECT 1 FROM order_texts WHERE station = ?1 AND at >= ?2 AND person = ?3)
                   OR EXISTS (SELECT 1 FROM statements WHERE station = ?1 AND at >= ?2 AND person = ?3)";
    Ok(book.prepare_cached(sql)?.query_row(params![station, since.as_millisecond(), person], |row| row.get(0))?)
}

/// The version in force; `None` when the registry has none.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn in_force(book: &Connection, what: Guarded) -> Result<Option<GuardedText>, StoreProblem> {
    let sql = "SELECT * FROM guarded WHERE kind = ? AND since IS NOT NULL ORDER BY version DESC LIMIT 1";
    let mut statement = book.prepare_cached(sql)?;
    statement.query_row([what.word()], |row| Ok(guarded(row))).optional()?.transpose()
}

/// A version that is or was in force.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn guarded_version(book: &Connection, what: Guarded, version: u32) -> Result<Option<GuardedText>, StoreProblem> {
    let sql = "SELECT * FROM guarded WHERE kind = ? AND version = ? AND since IS NOT NULL";
    let mut statement = book.prepare_cached(sql)?;
    statement.query_row(params![what.word(), version], |row| Ok(guarded(row))).optional()?.transpose()
}

/// A text of a version, in force or waiting.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn guarded_text(book: &Connection, what: Guarded, version: u32, sha256: &str) -> Result<Option<GuardedText>, StoreProblem> {
    let sql = "SELECT * FROM guarded WHERE kind = ? AND version = ? AND sha256 = ?";
    let mut statement = book.prepare_cached(sql)?;
    statement.query_row(params![what.word(), version, sha256], |row| Ok(guarded(row))).optional()?.transpose()
}

/// Every version that is or was in force, oldest first.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn guarded_chain(book: &Connection, what: Guarded) -> Result<Vec<GuardedText>, StoreProblem> {
    let sql = "SELECT * FROM guarded WHERE kind = ? AND since IS NOT NULL ORDER BY version";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([what.word()], |row| Ok(guarded(row)))?;
    rows.map(|row| row?).collect()
}

/// The newest proposal for the next version that waits for another officer; `None` when none does.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn waiting(book: &Connection, what: Guarded) -> Result<Option<GuardedText>, StoreProblem> {
    let sql = "SELECT * FROM guarded g WHERE kind = ?1 AND since IS NULL
                   AND version > (SELECT coalesce(max(version), 0) FROM guarded WHERE kind = ?1 AND since IS NOT NULL)
               ORDER BY proposed DESC, sha256 LIMIT 1";
    let mut statement = book.prepare_cached(sql)?;
    statement.query_row([what.word()], |row| Ok(guarded(row))).optional()?.transpose()
}

/// The same, with the time since when it waits.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn waiting_since(book: &Connection, what: Guarded) -> Result<Option<(GuardedText, Timestamp)>, StoreProblem> {
    let Some(text) = waiting(book, what)? else { return Ok(None) };
    let sql = "SELECT proposed FROM guarded WHERE kind = ? AND version = ? AND sha256 = ?";
    let mut statement = book.prepare_cached(sql)?;
    let since = statement.query_row(params![what.word(), text.version, text.sha256], |row| Ok(moment(row, "proposed")))??;
    Ok(Some((text, since)))
}

/// The keys that one person ended each, in the order in which they were.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn revocations(book: &Connection) -> Result<Vec<Revoked>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM revocations ORDER BY at, sha256")?;
    let read = |row: &Row<'_>| -> Result<Revoked, StoreProblem> {
        Ok(Revoked { text: row.get("text")?, signature: row.get("signature")?, taken: moment(row, "at")? })
    };
    let rows = statement.query_map([], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

fn read_text(row: &Row<'_>) -> Result<OrderText, StoreProblem> {
    Ok(OrderText { uuid: super::parsed(row, "uuid")?, sha256: row.get("sha256")?, taken: taken(row)? })
}

fn taken(row: &Row<'_>) -> Result<Taken, StoreProblem> {
    let (text, signature) = (row.get("text")?, row.get("signature")?);
    Ok(Taken {
        signed: SignedText { text, signature, station_signature: row.get("station_signature")? },
        person: row.get("person")?,
        station: row.get("station")?,
        login: row.get("login")?,
        session: row.get("session")?,
        at: moment(row, "at")?,
    })
}

fn guarded(row: &Row<'_>) -> Result<GuardedText, StoreProblem> {
    let signatures: String = row.get("signatures")?;
    Ok(GuardedText {
        version: number(row, "version")?,
        sha256: row.get("sha256")?,
        text: row.get("text")?,
        signatures: serde_json::from_str(&signatures).map_err(|_| StoreProblem::Row("signatures"))?,
        since: moment_if(row, "since")?,
        revocations: Vec::new(),
    })
}

/// The open orders that have a signed text, by number: those whose approvals a new roster or policy counts anew.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn open_signed_orders(book: &Connection) -> Result<Vec<String>, StoreProblem> {
    let sql = "SELECT o.id FROM orders o JOIN order_texts t ON t.order_id = o.id
               WHERE o.state IN ('submitted', 'approved') AND o.needed IS NOT NULL ORDER BY o.id";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

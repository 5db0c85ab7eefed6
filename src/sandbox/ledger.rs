//! The ledger: acts become entries, and entries become the book.
//! An entry and what it changes are written in one transaction; the same code applies an entry when it is new and when the book is made again.
//! Must not know: why an act is done, who may do it, and which messages it causes.

mod apply;
mod conservation;
mod opening;
mod replay;
mod restore;
mod verify;

pub use conservation::{NotConserved, Totals, conservation};
pub use opening::Opening;
pub use replay::{differences, rebuild, rebuilt_equals, replayed, replayed_to};
pub use restore::restore;
pub use verify::{Report, export, verify, verify_chain};

use super::fault::StoreProblem;
use crate::{
    domain::RegistryId,
    evidence::ledger::{Broken, Chain, Digest, Head, Line, NotALine},
    wire::ledger::Act,
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

/// The kind of the entries a book is opened with. They stand before all others, and say what was true before.
pub const OPENED: &str = "book-opened";

/// Who writes, into which book, and when: the caller's write transaction, the registry, and its clock.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// The book, inside a write transaction.
    pub book: &'a Connection,
    /// The registry whose book it is.
    pub registry: RegistryId,
    /// The registry's clock.
    pub now: Timestamp,
}

/// An entry that was appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub seq: u64,
    /// Its line's digest.
    pub digest: Digest,
    /// Its time, in whole milliseconds.
    pub at: Timestamp,
}

/// Why an act did not become an entry. The caller rolls its transaction back.
#[derive(Debug, thiserror::Error)]
pub enum LedgerProblem {
    /// The book failed.
    #[error(transparent)]
    Store(#[from] StoreProblem),
    /// A posting does not fit the book as it is.
    #[error("posting {at} can't be booked: {why}")]
    Posting {
        /// Its place in the act, from 0.
        at: usize,
        /// Why, as a sentence for an operator.
        why: String,
    },
    /// The act can't stand in a line.
    #[error("the act can't be written down: {0}")]
    Line(#[from] NotALine),
    /// The ledger is whole, and not the one that was signed.
    #[error("the entries do not lead through the head that the newest signed run within this registry names")]
    Unwitnessed,
    /// The ledger itself does not verify.
    #[error(transparent)]
    Broken(#[from] Broken),
}

impl From<rusqlite::Error> for LedgerProblem {
    fn from(problem: rusqlite::Error) -> Self {
        StoreProblem::from(problem).into()
    }
}

/// Appends an act: writes its line and applies every posting, in the caller's transaction.
///
/// # Errors
/// [`LedgerProblem`]; what was written until then goes with the caller's transaction.
pub fn append<'a>(pen: impl Into<Pen<'a>>, kind: &str, act: &Act) -> Result<Entry, LedgerProblem> {
    let pen = pen.into();
    if kind == OPENED && is_open(pen.book)? {
        let why = "the book is open; what was true before is written when it is opened, and not later".to_owned();
        return Err(LedgerProblem::Posting { at: 0, why });
    }
    let mut chain = Chain::resume(head(pen.book)?);
    let line = write(&pen, &mut chain, kind, act)?;
    apply::act(pen.book, &line, act)?;
    Ok(Entry { seq: line.seq(), digest: chain.head().digest, at: line.at() })
}

/// Writes the line of an act.
fn write(pen: &Pen<'_>, chain: &mut Chain, kind: &str, act: &Act) -> Result<Line, LedgerProblem> {
    let json = serde_json::to_string(act).map_err(|_| NotALine::Act)?;
    write_json(pen, chain, kind, &json)
}

/// Writes a line, given its act as JSON.
fn write_json(pen: &Pen<'_>, chain: &mut Chain, kind: &str, json: &str) -> Result<Line, LedgerProblem> {
    let line = chain.append(pen.now, &pen.registry.to_string(), kind, json)?;
    let sql = "INSERT INTO entries (seq, at, kind, line, digest) VALUES (?, ?, ?, ?, ?)";
    let digest = chain.head().digest;
    let values = params![line.seq().cast_signed(), line.at().as_millisecond(), kind, line.text(), digest.octets()];
    pen.book.prepare_cached(sql)?.execute(values)?;
    Ok(line)
}

/// Whether an entry stands in the book that is not of its opening.
fn is_open(book: &Connection) -> Result<bool, StoreProblem> {
    let sql = "SELECT kind FROM entries ORDER BY seq DESC LIMIT 1";
    let newest: Option<String> = book.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    Ok(newest.is_some_and(|kind| kind != OPENED))
}

/// The newest entry.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn head(book: &Connection) -> Result<Head, StoreProblem> {
    let sql = "SELECT seq, line FROM entries ORDER BY seq DESC LIMIT 1";
    let mut statement = book.prepare_cached(sql)?;
    let found = statement.query_row([], |row| {
        Ok(Head { seq: row.get::<_, i64>(0)?.cast_unsigned(), digest: Digest::of(row.get_ref(1)?.as_bytes()?) })
    });
    Ok(found.optional()?.unwrap_or_default())
}

#[cfg(test)]
mod tests;

//! Numbers the book hands out: the next human id of a year, and its revision.
//! Orders and transfers share one numbering, since an order for a transfer and the transfer have the same id.
//! Must not know: what the numbers are given to.

use crate::{
    domain::{RegistryId, transfer::TransferId},
    sandbox::fault::{StoreProblem, count},
};
use rusqlite::{Connection, OptionalExtension};

/// The next free id of this registry in a year, such as `CHE01-2026-000123`. Only who holds the write transaction may use it.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read, or when the year's numbers have run out.
pub fn next_number(book: &Connection, registry: RegistryId, year: u16) -> Result<TransferId, StoreProblem> {
    let prefix = format!("{registry}-{year}-");
    let mut greatest = 0;
    for table in ["orders", "transfers"] {
        // Numbers have six digits and may grow to nine: the longest are the greatest.
        let sql =
            format!("SELECT id FROM {table} WHERE id >= ?1 || '0' AND id < ?1 || ':' ORDER BY length(id) DESC, id DESC LIMIT 1");
        let found: Option<String> = book.prepare_cached(&sql)?.query_row([&prefix], |row| row.get(0)).optional()?;
        let Some(id) = found else { continue };
        let id: TransferId = id.parse().map_err(|_| StoreProblem::Row("id"))?;
        greatest = greatest.max(id.number());
    }
    TransferId::new(registry, year, greatest + 1).map_err(|_| StoreProblem::Row("a number: the year's have run out"))
}

/// The registry whose book it is.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn registry(book: &Connection) -> Result<RegistryId, StoreProblem> {
    let id: String = book.prepare_cached("SELECT registry FROM meta")?.query_row([], |row| row.get(0))?;
    id.parse().map_err(|_| StoreProblem::Row("registry"))
}

/// The state of the book: the number of its newest entry.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn revision(book: &Connection) -> Result<u64, StoreProblem> {
    count(book, "SELECT coalesce(max(seq), 0) FROM entries", &[])
}

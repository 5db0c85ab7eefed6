//! The book made again from its entries, in place or aside for comparison.
//! Every table of the projection is emptied and every line applied, by the code that applied it first.
//! Must not know: what the postings do.

use super::{LedgerProblem, apply};
use crate::{
    evidence::ledger::{Chain, Head, Line, NotALine},
    sandbox::{
        fault::StoreProblem,
        schema::book::{PROJECTION, TABLES},
    },
    wire::ledger::Act,
};
use rusqlite::{Connection, types::ValueRef};
use sha2::{Digest as _, Sha256};

/// Makes the projection again, in the caller's write transaction.
///
/// # Errors
/// [`LedgerProblem`] when the ledger is broken or an entry does not apply; the caller rolls back.
pub fn rebuild(book: &Connection) -> Result<Head, LedgerProblem> {
    let around = around(book)?;
    // An index is made faster from the finished rows than row by row, and what keeps signed rows stands aside while they are emptied.
    for Around { kind, name, .. } in &around {
        book.execute_batch(&format!("DROP {kind} {name}"))?;
    }
    for (table, _) in PROJECTION {
        book.execute_batch(&format!("DELETE FROM {table}"))?;
    }
    let head = replay(book, book, u64::MAX, |_, _, _| Ok(()))?;
    for Around { made, .. } in &around {
        book.execute_batch(made)?;
    }
    Ok(head)
}

/// Whether the projection is what its entries make: they are applied to an empty book aside, and the live one is only read.
///
/// # Errors
/// As [`rebuild`].
pub fn rebuilt_equals(book: &Connection) -> Result<bool, LedgerProblem> {
    Ok(differences(book)?.is_empty())
}

/// The tables of the projection that are not what their entries make.
///
/// # Errors
/// As [`rebuild`].
pub fn differences(book: &Connection) -> Result<Vec<&'static str>, LedgerProblem> {
    let aside = replayed(book)?;
    let mut found = Vec::new();
    for (table, order) in PROJECTION {
        if digest(book, table, order)? != digest(&aside, table, order)? {
            found.push(table);
        }
    }
    Ok(found)
}

/// The projection that the entries make, in a book of its own.
///
/// # Errors
/// As [`rebuild`].
pub fn replayed(book: &Connection) -> Result<Connection, LedgerProblem> {
    replayed_to(book, u64::MAX, |_, _, _| Ok(()))
}

/// The projection that the entries up to one of them make, in a book of its own. Before each is applied it is shown, with that book as
/// it is then.
///
/// # Errors
/// As [`rebuild`], and what comes of looking.
pub fn replayed_to(
    book: &Connection,
    last: u64,
    look: impl FnMut(&Connection, &Line, &Act) -> Result<(), StoreProblem>,
) -> Result<Connection, LedgerProblem> {
    // A database without a name is a temporary file of its own that goes with the connection.
    let aside = Connection::open("")?;
    aside.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")?;
    aside.execute_batch(TABLES)?;
    let transaction = aside.unchecked_transaction()?;
    replay(book, &transaction, last, look)?;
    transaction.commit()?;
    Ok(aside)
}

/// Applies the entries of a book up to one of them to another book, or to itself.
fn replay(
    from: &Connection,
    into: &Connection,
    last: u64,
    mut look: impl FnMut(&Connection, &Line, &Act) -> Result<(), StoreProblem>,
) -> Result<Head, LedgerProblem> {
    let mut chain = Chain::start();
    let mut statement = from.prepare("SELECT line FROM entries WHERE seq <= ? ORDER BY seq")?;
    let mut rows = statement.query([i64::try_from(last).unwrap_or(i64::MAX)])?;
    while let Some(row) = rows.next()? {
        let line = chain.follow(text(row.get_ref(0)?)?)?;
        let act: Act = serde_json::from_str(line.act_json()).map_err(|_| NotALine::Act)?;
        look(into, &line, &act)?;
        apply::act(into, &line, &act)?;
    }
    Ok(chain.head())
}

/// A text column as it stands.
pub(super) fn text(value: ValueRef<'_>) -> Result<&str, StoreProblem> {
    value.as_str().map_err(|_| StoreProblem::Row("a line"))
}

/// An index or a guard of the projection.
struct Around {
    kind: String,
    name: String,
    /// The SQL that makes it.
    made: String,
}

/// The indices and guards of the projection.
fn around(book: &Connection) -> Result<Vec<Around>, StoreProblem> {
    let sql = "SELECT type, name, sql, tbl_name FROM sqlite_schema
               WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name";
    let mut statement = book.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        Ok((Around { kind: row.get(0)?, name: row.get(1)?, made: row.get(2)? }, row.get::<_, String>(3)?))
    })?;
    let all = rows.collect::<Result<Vec<_>, _>>()?;
    let ours = |table: &str| PROJECTION.iter().any(|(name, _)| *name == table);
    Ok(all.into_iter().filter(|(_, table)| ours(table)).map(|(around, _)| around).collect())
}

/// The digest of a table's rows, in order. Each value goes in with its type and length, so that no two tables look alike.
fn digest(book: &Connection, table: &str, order: &str) -> Result<[u8; 32], StoreProblem> {
    let mut statement = book.prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut hasher = Sha256::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => hasher.update([0]),
                ValueRef::Integer(number) => {
                    hasher.update([1]);
                    hasher.update(number.to_be_bytes());
                }
                ValueRef::Text(octets) | ValueRef::Blob(octets) => {
                    hasher.update([2]);
                    hasher.update((octets.len() as u64).to_be_bytes());
                    hasher.update(octets);
                }
                ValueRef::Real(_) => return Err(StoreProblem::Row("a number with a fraction")),
            }
        }
    }
    Ok(hasher.finalize().into())
}

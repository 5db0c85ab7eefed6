//! Why the book gave no answer, and the count every list begins with.
//! A fault of the file is the server's fault: it becomes a problem with status 500, never a wrong answer.
//! Must not know: the store, or who asked.

use rusqlite::{Connection, params_from_iter, types::Value};

/// Something went wrong inside the book; the caller can only say so.
#[derive(Debug, thiserror::Error)]
pub enum StoreProblem {
    /// SQLite failed.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The work was lost: a panic, or the server is stopping.
    #[error("the work was not finished")]
    Lost,
    /// A row holds something this program never writes.
    #[error("a row can't be read: {0}")]
    Row(&'static str),
}

/// The number a query answers with; counts are never negative.
pub(in crate::sandbox) fn count(connection: &Connection, sql: &str, values: &[Value]) -> Result<u64, StoreProblem> {
    let number: i64 = connection.prepare_cached(sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
    u64::try_from(number).map_err(|_| StoreProblem::Row("a count"))
}

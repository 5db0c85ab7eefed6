//! Transfers that are held as they were staged for an exercise: nothing is sent and no deadline acts until an operator does something.
//! A stuck transfer that mended itself while staff read about it would teach nothing.
//! Must not know: exercises, and what the operator does.

use rusqlite::Connection;

/// The transfers that are held.
pub(super) const TABLE: &str = "
CREATE TABLE held_exercises (
    transfer TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
";

/// Holds a transfer, if the book has it.
pub(super) fn hold(book: &Connection, transfer: &str) -> rusqlite::Result<()> {
    book.execute("INSERT OR IGNORE INTO held_exercises SELECT id FROM transfers WHERE id = ?", [transfer])?;
    book.execute("UPDATE outbox SET next_attempt = NULL WHERE transfer = ?", [transfer])?;
    Ok(())
}

/// An operator acts on a transfer: from now on it goes on as any other.
pub(super) fn let_go(book: &Connection, transfer: &str) -> rusqlite::Result<()> {
    book.prepare_cached("DELETE FROM held_exercises WHERE transfer = ?")?.execute([transfer])?;
    Ok(())
}

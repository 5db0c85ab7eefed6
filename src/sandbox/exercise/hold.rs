//! What keeps an exercise as it was staged: nothing is sent and no deadline acts until an operator does something about it.
//! A stuck transfer that mended itself while staff read about it would teach nothing.
//! Must not know: what the operator does.

use super::{plan::Plan, stage::StageProblem};
use rusqlite::Connection;

/// The transfers that are held.
pub(in crate::sandbox) const TABLE: &str = "
CREATE TABLE held_exercises (
    transfer TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
";

/// Holds every transfer of an exercise that has not ended.
pub(super) fn hold(book: &Connection, plan: &Plan) -> Result<(), StageProblem> {
    for extra in 0..12 {
        let id = plan.id(extra)?.to_string();
        let sql = "INSERT OR IGNORE INTO held_exercises SELECT id FROM transfers WHERE id = ?";
        book.execute(sql, [&id])?;
        book.execute("UPDATE outbox SET next_attempt = NULL WHERE transfer = ?", [&id])?;
    }
    Ok(())
}

/// An operator acts on a transfer: from now on it goes on as any other.
pub(in crate::sandbox) fn let_go(book: &Connection, transfer: &str) -> rusqlite::Result<()> {
    book.prepare_cached("DELETE FROM held_exercises WHERE transfer = ?")?.execute([transfer])?;
    Ok(())
}

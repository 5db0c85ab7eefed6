//! What time asks of runs: to freeze the book at the agreed moment, and to give up what nobody goes on with.
//! The book is frozen before anything else is written at or after its moment, so a snapshot is of that moment exactly.
//! Must not know: who wakes the registry.

use super::{
    recorded::{self, RunRow},
    steps, store, talk,
};
use crate::sandbox::{comm::CommProblem, desk::Desk, fault::StoreProblem};
use jiff::Timestamp;
use rusqlite::Connection;

/// Freezes the book for every run whose moment has come. A run that can't be frozen ends; nothing else is kept from being written.
pub(in crate::sandbox) fn freeze_due(desk: &Desk<'_>) -> Result<(), CommProblem> {
    for run in recorded::open(desk.book)?.iter().filter(|run| is_due(run, desk.now)) {
        desk.book.execute_batch("SAVEPOINT freezing")?;
        let done = freeze(desk, run);
        desk.book.execute_batch(if done.is_ok() { "RELEASE freezing" } else { "ROLLBACK TO freezing; RELEASE freezing" })?;
        if let Err(problem) = done {
            talk::broken(desk, run.id, &format!("the book could not be frozen: {problem}"))?;
        }
    }
    Ok(())
}

/// Whether both know the moment, and it has come.
fn is_due(run: &RunRow, now: Timestamp) -> bool {
    run.state == "agreeing" && run.step >= 1 && run.at <= now
}

fn freeze(desk: &Desk<'_>, run: &RunRow) -> Result<(), CommProblem> {
    let Some(peer) = run.peer else { return Ok(()) };
    if run.id.opener() == desk.me.registry { talk::commit(desk, run, peer) } else { steps::freeze(desk, run, peer).map(drop) }
}

/// Ends runs that nobody goes on with.
pub(in crate::sandbox) fn tick(desk: &Desk<'_>) -> Result<(), CommProblem> {
    freeze_due(desk)?;
    for run in recorded::open(desk.book)?.iter().filter(|run| expires(run) <= desk.now) {
        talk::broken(desk, run.id, "the counterpart did not go on with it for a quarter of an hour")?;
    }
    Ok(())
}

fn expires(run: &RunRow) -> Timestamp {
    run.begun.saturating_add(store::LIFE).unwrap_or(Timestamp::MAX)
}

/// When [`tick`] next has something to do.
pub(in crate::sandbox) fn next_wake(book: &Connection) -> Result<Option<Timestamp>, StoreProblem> {
    let wake = |run: &RunRow| if run.state == "agreeing" && run.step >= 1 { run.at } else { expires(run) };
    Ok(recorded::open(book)?.iter().map(wake).min())
}

//! The verification of a ledger, as a report: every line is read again and must follow the one before.
//! It is the same reader that an outsider has with the export and standard commands; nothing is taken from what the book remembers.
//! Must not know: what the acts do.

use crate::{
    evidence::ledger::{Broken, Chain},
    sandbox::fault::StoreProblem,
    wire::{BigNumber, admin::ledger::Verification},
};
use jiff::Timestamp;
use rusqlite::Connection;

/// Reads the whole ledger and says whether it is whole.
pub(in crate::sandbox) fn verify(book: &Connection, now: Timestamp) -> Result<Verification, StoreProblem> {
    let mut statement = book.prepare("SELECT line FROM entries ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut chain = Chain::start();
    let mut problem: Option<Broken> = None;
    while let Some(row) = rows.next()? {
        let line = row.get_ref(0)?.as_str().map_err(|_| StoreProblem::Row("a line of the ledger"))?;
        if let Err(broken) = chain.follow(line) {
            problem = Some(broken);
            break;
        }
    }
    let head = chain.head();
    Ok(Verification {
        whole: problem.is_none(),
        entries: BigNumber(head.seq),
        head: head.digest.to_string(),
        problem: problem.map(|problem| problem.to_string()),
        at: now,
    })
}

//! Discrepancies planted in practice books, one for each code that a run can find, so that staff can train and tests can ask for one.
//! A transfer is played by the real engine first; then the book is altered as a crash, a restored backup or a slip would have left it.
//! Must not know: how a discrepancy is found.

mod between;
mod site;
mod wanted;
mod within;

pub use wanted::{NotPlanted, Planted};

use super::{
    Level,
    exercise::{self, Plan, StageProblem},
};
use crate::domain::RegistryId;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension};
use site::Site;

/// Planted transfers have numbers above those of exercises and of the past.
const FIRST_NUMBER: u32 = 200;
/// So many ITMOs are moved by one.
const QUANTITY: u64 = 12_000;

/// Plants everything that is wanted at a registry and not planted yet, in a book that is open for writing.
///
/// # Errors
/// [`StageProblem`]; the caller rolls back.
pub(super) fn plant(
    book: &Connection,
    (here, level): (RegistryId, Level),
    wanted: &[Planted],
    as_of: Timestamp,
) -> Result<(), StageProblem> {
    for one in wanted.iter().filter(|one| one.concerns(here)) {
        let known: Option<i64> =
            book.query_row("SELECT 1 FROM planted WHERE fault = ?", [one.to_string()], |row| row.get(0)).optional()?;
        if known.is_none() {
            let plan = plan(one, as_of);
            exercise::play(book, (here, level), one.case(), &plan)?;
            let site = Site { book, plan: &plan, here, is_ours: one.ours == here };
            between::alter(&site, one.code)?;
            within::alter(&site, one.code)?;
            book.execute("INSERT INTO planted (fault) VALUES (?)", [one.to_string()])?;
        }
    }
    Ok(())
}

/// The transfer that is played for a code. All but what is in flight ended five days before.
fn plan(one: &Planted, as_of: Timestamp) -> Plan {
    let (transferring, acquiring) = if one.we_transfer() { (one.ours, one.theirs) } else { (one.theirs, one.ours) };
    let ends = as_of.saturating_sub(SignedDuration::from_hours(one.hours_ago())).unwrap_or(as_of);
    Plan { number: FIRST_NUMBER + one.number(), transferring, acquiring, quantity: QUANTITY, ends }
}

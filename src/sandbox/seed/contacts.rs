//! The people behind the practice registries, as each of them knows the others': a dozen offices from UTC−9 to UTC+13, with what goes wrong.
//! Names and numbers are invented and nothing in them is real. What is late or away is so relative to the day the book was made.
//! Must not know: how contacts are kept, or who may change them.

mod cases;
mod folk;

use crate::{
    domain::contact::Directory,
    sandbox::{contacts, fault::StoreProblem, ledger::LedgerProblem},
};
use folk::Folk;
use jiff::Timestamp;
use rusqlite::Connection;

/// Enters everybody. The log of changes begins empty: what was before the book was made is nobody's act here.
///
/// # Errors
/// [`LedgerProblem`] when the book does not take them.
pub(in crate::sandbox) fn write(book: &Connection, as_of: Timestamp) -> Result<(), LedgerProblem> {
    let directory = practice_contacts(as_of).ok_or(StoreProblem::Row("the contacts of the practice world"))?;
    for record in directory.entries.values() {
        contacts::enter(book, record)?;
    }
    for change in directory.changes.oldest_first() {
        contacts::put_change(book, change, None)?;
    }
    Ok(())
}

/// The directory of a practice registry whose book was made at a time, the same in each of them. `None` never happens: a test makes it for
/// several days.
pub fn practice_contacts(as_of: Timestamp) -> Option<Directory> {
    let mut folk = Folk::new(as_of);
    for office in &folk::OFFICES {
        folk.add_office(office)?;
    }
    cases::add(&mut folk)?;
    Some(folk.directory)
}

#[cfg(test)]
mod tests;

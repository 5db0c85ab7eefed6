//! The people behind the practice registries, as each of them knows the others': a dozen offices from UTC−9 to UTC+13, with what goes wrong.
//! Names and numbers are invented and nothing in them is real. What is late or away is so relative to the day the book was made.
//! Must not know: how contacts are kept, or who may change them.

mod cases;
mod folk;
mod signed;

use crate::{
    domain::{
        RegistryId,
        contact::{Change, Directory, Through},
    },
    evidence::moment::Moment,
    sandbox::{contacts, fault::StoreProblem, ledger::LedgerProblem},
    wire::admin::contacts::ContactProposal,
};
use folk::Folk;
use jiff::Timestamp;
use rusqlite::Connection;

/// Enters everybody, and what changed lately with its signed texts. The chain of the log begins empty: what was before the book was made
/// is nobody's act here.
///
/// # Errors
/// [`LedgerProblem`] when the book does not take them.
pub(in crate::sandbox) fn write(book: &Connection, registry: RegistryId, as_of: Timestamp) -> Result<(), LedgerProblem> {
    let directory = practice_contacts(as_of).ok_or(StoreProblem::Row("the contacts of the practice world"))?;
    for record in directory.entries.values() {
        contacts::enter(book, record)?;
    }
    for change in directory.changes.oldest_first() {
        let proposal = proposal(&directory, registry, change).ok_or(StoreProblem::Row("a change of the practice world"))?;
        contacts::put_confirmed(book, &proposal, change)?;
    }
    Ok(())
}

/// What two persons signed of a change; they asked through the switchboard.
fn proposal(directory: &Directory, registry: RegistryId, change: &Change) -> Option<ContactProposal> {
    let entry = &directory.entries.get(&change.key)?.entry;
    let about = directory.registries_about(&change.key, change.at);
    let office = directory.operator(*about.first()?, change.at)?;
    signed::proposal(registry, change, entry, Through::Switchboard(office.id.clone()))
}

/// The directory of a practice registry whose book was made at a time, the same in each of them. `None` never happens: a test makes it for
/// several days.
pub fn practice_contacts(as_of: Timestamp) -> Option<Directory> {
    // A signed text says full seconds.
    let mut folk = Folk::new(Moment::of(as_of).timestamp());
    for office in &folk::OFFICES {
        folk.add_office(office)?;
    }
    cases::add(&mut folk)?;
    Some(folk.directory)
}

#[cfg(test)]
mod tests;

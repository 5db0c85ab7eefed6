//! Transfers as this book sees them: this side's state, since when, and what is due next.
//! The counterpart's state is not here: it is only ever known from what it signed.
//! Must not know: messages.

use super::{blocks::span, moment, moment_if, number, parsed, word};
use crate::{
    domain::{
        AccountId, BlockRange, Quantity, RegistryId,
        transfer::{InState, OutState, Side, TransferId},
    },
    sandbox::fault::StoreProblem,
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

/// A transfer in this book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// This registry's side.
    pub side: Side,
    /// The word of its state at this side.
    pub state: String,
    /// Action type (table 25(b)).
    pub action: String,
    /// Action subtype (table 26(b)).
    pub subtype: String,
    /// The transferring registry.
    pub from_registry: RegistryId,
    /// The transferring account.
    pub from_account: AccountId,
    /// The acquiring registry.
    pub to_registry: RegistryId,
    /// The acquiring account.
    pub to_account: AccountId,
    /// The other registry; this one for a transfer within it.
    pub counterpart: RegistryId,
    /// How many ITMOs.
    pub quantity: Quantity,
    /// The calendar year of the NDC.
    pub year: Option<u16>,
    /// The purpose of a use for other international mitigation purposes.
    pub purpose: Option<String>,
    /// The transfer it corrects.
    pub corrects: Option<String>,
    /// When it was first written into this book.
    pub begun: Timestamp,
    /// Since when it is in this state.
    pub since: Timestamp,
    /// The word of what happened last; `None` while nothing has.
    pub event: Option<String>,
    /// Until when the next step is due.
    pub due: Option<Timestamp>,
    /// The entry that changed it last.
    pub entry: u64,
}

impl Transfer {
    /// Its state on the transferring side; `None` when this registry acquires.
    pub fn out_state(&self) -> Option<OutState> {
        OutState::of_word(&self.state).filter(|_| self.side == Side::Transferring)
    }

    /// Its state on the acquiring side; `None` when this registry transfers.
    pub fn in_state(&self) -> Option<InState> {
        InState::of_word(&self.state).filter(|_| self.side == Side::Acquiring)
    }
}

/// A transfer; `None` when there is none of this id.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn transfer(book: &Connection, id: &str) -> Result<Option<Transfer>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM transfers WHERE id = ?")?;
    statement.query_row([id], |row| Ok(read(row))).optional()?.transpose()
}

/// The ITMOs of a transfer, in order.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn spans_of(book: &Connection, id: &str) -> Result<Vec<BlockRange>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM transfer_spans WHERE transfer = ? ORDER BY n")?;
    let rows = statement.query_map([id], |row| Ok(span(row)))?;
    rows.map(|row| row?).collect()
}

/// The transfers whose next step was due before a moment, the longest overdue first.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn due(book: &Connection, before: Timestamp) -> Result<Vec<Transfer>, StoreProblem> {
    let mut statement = book.prepare_cached(
        "SELECT * FROM transfers WHERE due < ? AND id NOT IN (SELECT transfer FROM held_exercises) ORDER BY due, id",
    )?;
    let rows = statement.query_map([before.as_millisecond()], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

fn read(row: &Row<'_>) -> Result<Transfer, StoreProblem> {
    Ok(Transfer {
        id: parsed(row, "id")?,
        side: word(row, "side", Side::of_word)?,
        state: row.get("state")?,
        action: row.get("action")?,
        subtype: row.get("subtype")?,
        from_registry: parsed(row, "from_registry")?,
        from_account: parsed(row, "from_account")?,
        to_registry: parsed(row, "to_registry")?,
        to_account: parsed(row, "to_account")?,
        counterpart: parsed(row, "counterpart")?,
        quantity: Quantity::new(number(row, "quantity")?),
        year: row.get("year")?,
        purpose: row.get("purpose")?,
        corrects: row.get("corrects")?,
        begun: moment(row, "begun")?,
        since: moment(row, "since")?,
        event: row.get("event")?,
        due: moment_if(row, "due")?,
        entry: number(row, "entry")?,
    })
}

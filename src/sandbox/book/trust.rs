//! Whom an account trusts, and how much it has moved: what its rules are judged by.
//! An account without a list is not bound by one; with an empty list it trusts nobody.
//! Must not know: what the rules make of it.

use super::{moment, number, parsed};
use crate::{
    domain::{AccountId, Quantity, RegistryId, check::Trust},
    sandbox::fault::StoreProblem,
};
use jiff::Timestamp;
use rusqlite::{Connection, Row};

/// An account that another one trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// The registry it is in.
    pub registry: RegistryId,
    /// The account.
    pub account: AccountId,
    /// When it was entered in the list.
    pub entered: Timestamp,
    /// From when it counts.
    pub counts_from: Timestamp,
}

/// The accounts that an account trusts, by registry and id; `None` when it keeps no list.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn trusted_accounts(book: &Connection, of: &AccountId) -> Result<Option<Vec<Trusted>>, StoreProblem> {
    let sql = "SELECT EXISTS (SELECT 1 FROM trust_lists WHERE account = ?)";
    if !book.prepare_cached(sql)?.query_row([of.as_str()], |row| row.get(0))? {
        return Ok(None);
    }
    let sql = "SELECT * FROM trusted_accounts WHERE account = ? ORDER BY registry, trusted";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([of.as_str()], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect::<Result<_, _>>().map(Some)
}

fn read(row: &Row<'_>) -> Result<Trusted, StoreProblem> {
    Ok(Trusted {
        registry: parsed(row, "registry")?,
        account: parsed(row, "trusted")?,
        entered: moment(row, "entered")?,
        counts_from: moment(row, "counts_from")?,
    })
}

/// Whether an account trusts another one; `None` when it keeps no list.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn trust(book: &Connection, of: &AccountId, registry: RegistryId, to: &AccountId) -> Result<Option<Trust>, StoreProblem> {
    let list = trusted_accounts(book, of)?;
    Ok(list.map(|list| {
        let entry = list.iter().find(|entry| entry.registry == registry && entry.account == *to);
        entry.map_or(Trust::NotListed, |entry| Trust::From(entry.counts_from))
    }))
}

/// How many ITMOs orders that were carried out since a moment have moved to a counterpart registry, or, with none, out of any account.
/// What came to nothing does not count.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn moved_to_since(book: &Connection, to: Option<RegistryId>, since: Timestamp) -> Result<Quantity, StoreProblem> {
    let sql = "SELECT coalesce(sum(quantity), 0) AS moved FROM transfers
               WHERE begun >= ?1 AND side = 'transferring' AND (?2 IS NULL OR to_registry = ?2)
                   AND state NOT IN ('withdrawn', 'rejected', 'terminated', 'cancelled')";
    let to = to.map(|registry| registry.to_string());
    let mut statement = book.prepare_cached(sql)?;
    statement.query_row((since.as_millisecond(), to), |row| Ok(number(row, "moved")))?.map(Quantity::new)
}

/// How many ITMOs orders that were carried out since a moment have moved out of an account, whatever they are for. What came to
/// nothing does not count.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn moved_since(book: &Connection, account: &AccountId, since: Timestamp) -> Result<Quantity, StoreProblem> {
    let sql = "SELECT coalesce(sum(quantity), 0) AS moved FROM transfers
               WHERE from_account = ? AND begun >= ? AND side = 'transferring'
                   AND state NOT IN ('withdrawn', 'rejected', 'terminated', 'cancelled')";
    let mut statement = book.prepare_cached(sql)?;
    statement.query_row((account.as_str(), since.as_millisecond()), |row| Ok(number(row, "moved")))?.map(Quantity::new)
}

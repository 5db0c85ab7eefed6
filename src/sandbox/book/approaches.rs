//! Cooperative approaches, authorizations and what has been used of them, and authorized entities.
//! What is consumed is what was first transferred in this book, wherever it is now: it never comes back by moving away.
//! Must not know: whether an act is allowed under an authorization.

use super::{list, number, parsed, parsed_if, word};
use crate::{
    domain::{
        Metric, Quantity, Vintage,
        approach::{Approach, ApproachState, InitialReport},
        authorization::{Authorization, AuthorizationState, FirstTransferDefinition, Purpose},
    },
    sandbox::fault::StoreProblem,
    text::Untrusted,
    wire::{self, BigNumber},
};
use rusqlite::{Connection, OptionalExtension, Row};

/// A cooperative approach; `None` when there is none of this id.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn approach(book: &Connection, id: &str) -> Result<Option<Approach>, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT * FROM approaches WHERE id = ?")?;
    statement.query_row([id], |row| Ok(read_approach(row))).optional()?.transpose()
}

fn read_approach(row: &Row<'_>) -> Result<Approach, StoreProblem> {
    Ok(Approach {
        id: parsed(row, "id")?,
        name: Untrusted::new(row.get::<_, String>("name")?),
        parties: list(row, "parties")?,
        state: word(row, "state", ApproachState::of_word)?,
        initial_report: word(row, "initial_report", InitialReport::of_word)?,
    })
}

/// An authorization in a version, or in its newest; `None` when there is none. The state is always the newest version's:
/// who revokes an authorization revokes all of it.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn authorization(book: &Connection, id: &str, version: Option<u32>) -> Result<Option<Authorization>, StoreProblem> {
    let consumed = consumed(book, id)?;
    of_version(book, id, version, |row| read_authorization(row, consumed))
}

/// The same in the words of the ledger and of messages.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn authorization_said(
    book: &Connection,
    id: &str,
    version: Option<u32>,
) -> Result<Option<wire::ledger::Authorization>, StoreProblem> {
    of_version(book, id, version, said)
}

fn of_version<T>(
    book: &Connection,
    id: &str,
    version: Option<u32>,
    read: impl Fn(&Row<'_>) -> Result<T, StoreProblem>,
) -> Result<Option<T>, StoreProblem> {
    let sql = "SELECT *, (SELECT state FROM authorizations WHERE id = ?1 ORDER BY version DESC LIMIT 1) AS newest_state
               FROM authorizations WHERE id = ?1 AND version = coalesce(?2, version) ORDER BY version DESC LIMIT 1";
    book.prepare_cached(sql)?.query_row((id, version), |row| Ok(read(row))).optional()?.transpose()
}

/// How many ITMOs have been first transferred under an authorization in this book.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn consumed(book: &Connection, id: &str) -> Result<Quantity, StoreProblem> {
    let mut statement = book.prepare_cached("SELECT quantity FROM consumed WHERE authorization = ?")?;
    let found = statement.query_row([id], |row| Ok(number(row, "quantity"))).optional()?.transpose()?;
    Ok(found.map_or(Quantity::ZERO, Quantity::new))
}

fn read_authorization(row: &Row<'_>, consumed: Quantity) -> Result<Authorization, StoreProblem> {
    let timeframe: (Option<u16>, Option<u16>) = (row.get("first_vintage")?, row.get("last_vintage")?);
    let vintage = |year| Vintage::new(year).map_err(|_| StoreProblem::Row("first_vintage"));
    let definition: Option<String> = row.get("first_transfer")?;
    let entities: Vec<String> = list(row, "entities")?;
    let quantity: Option<i64> = row.get("quantity")?;
    let metric: String = row.get("metric")?;
    Ok(Authorization {
        id: parsed(row, "id")?,
        version: row.get("version")?,
        approach: parsed(row, "approach")?,
        party: parsed(row, "party")?,
        state: word(row, "newest_state", AuthorizationState::of_word)?,
        purpose: word(row, "purpose", Purpose::of_word)?,
        first_transfer_oimp: definition
            .map(|word| FirstTransferDefinition::of_word(&word).ok_or(StoreProblem::Row("first_transfer")))
            .transpose()?,
        authorized_parties: list(row, "parties")?,
        entities: entities.into_iter().map(Untrusted::new).collect(),
        quantity: quantity
            .map(|most| u64::try_from(most).map(Quantity::new))
            .transpose()
            .map_err(|_| StoreProblem::Row("quantity"))?,
        consumed,
        timeframe: match timeframe {
            (Some(first), Some(last)) => Some((vintage(first)?, vintage(last)?)),
            _ => None,
        },
        metric: if metric == "non-GHG" { Metric::NonGhg } else { Metric::Ghg },
    })
}

fn said(row: &Row<'_>) -> Result<wire::ledger::Authorization, StoreProblem> {
    let timeframe: (Option<u16>, Option<u16>) = (row.get("first_vintage")?, row.get("last_vintage")?);
    let quantity: Option<i64> = row.get("quantity")?;
    Ok(wire::ledger::Authorization {
        id: row.get("id")?,
        version: row.get("version")?,
        state: row.get("newest_state")?,
        approach: row.get("approach")?,
        party: row.get("party")?,
        date: parsed(row, "date")?,
        purpose: row.get("purpose")?,
        first_transfer: parsed_if(row, "first_transfer")?,
        parties: list(row, "parties")?,
        entities: list(row, "entities")?,
        quantity: quantity
            .map(|most| u64::try_from(most).map(BigNumber))
            .transpose()
            .map_err(|_| StoreProblem::Row("quantity"))?,
        timeframe: timeframe.0.zip(timeframe.1),
        metric: row.get("metric")?,
        mitigation_type: row.get("mitigation_type")?,
        sector: row.get("sector")?,
        activity_type: row.get("activity_type")?,
        terms: row.get("terms")?,
    })
}

/// Whether a Party has authorized an entity of this id or name.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn entity(book: &Connection, id_or_name: &str, party: &str) -> Result<bool, StoreProblem> {
    let sql = "SELECT EXISTS (SELECT 1 FROM entities WHERE party = ?2 AND (id = ?1 OR name = ?1))";
    Ok(book.prepare_cached(sql)?.query_row((id_or_name, party), |row| row.get(0))?)
}

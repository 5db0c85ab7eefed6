//! Blocks in the book and blocks in transit, by the serials they hold.
//! Blocks of a series never overlap, so those that share serials with a span stand in one run of rows.
//! Must not know: accounts and transfers beyond their ids.

use super::{
    accounts::{Cause, lock},
    parsed, parsed_if,
};
use crate::{
    domain::{AccountId, AuthorizationId, BlockRange, BlockState, Serial, SerialRange, Series},
    sandbox::fault::StoreProblem,
    wire::ledger::Block,
};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, types::Value};

/// A block in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which ITMOs.
    pub span: BlockRange,
    /// The account it is in, or that it is expected in.
    pub account: AccountId,
    /// Its state; `in-flight-in` is a provisional credit and not held.
    pub state: BlockState,
    /// What keeps it from moving.
    pub lock: Option<Cause>,
    /// Everything that goes with it wherever it goes.
    pub nature: Nature,
}

/// What is true of a block in whichever book it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nature {
    /// The authorization.
    pub authorization: AuthorizationId,
    /// Its version.
    pub version: u32,
    /// Amount and unit of a metric other than GHG, as the registry wrote it; empty for GHG.
    pub non_ghg: String,
    /// Underlying registry and units, or `NA`.
    pub underlying: String,
    /// Day of the first transfer.
    pub first_transferred: Option<Date>,
}

/// A block out of the book and not yet known to be in the counterpart's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transit {
    /// Which ITMOs.
    pub span: BlockRange,
    /// Under this transfer.
    pub transfer: String,
    /// The account it left.
    pub account: AccountId,
    /// Everything that goes with it.
    pub nature: Nature,
}

impl Nature {
    /// The ITMOs of a span with all that is true of them, in the words of the ledger and of messages.
    pub fn of(&self, span: BlockRange) -> Block {
        let Self { authorization, version, non_ghg, underlying, first_transferred } = self;
        Block {
            first: span.first_id().to_string(),
            last: span.last_id().to_string(),
            authorization: authorization.to_string(),
            version: *version,
            non_ghg: non_ghg.clone(),
            underlying: underlying.clone(),
            first_transferred: *first_transferred,
        }
    }
}

/// The blocks that share serials with a span, in order. The outer ones may reach beyond it.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn blocks_in(book: &Connection, span: BlockRange) -> Result<Vec<Held>, StoreProblem> {
    overlapping(book, "blocks", span, held)
}

/// The blocks in transit that share serials with a span, in order.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn in_transit_in(book: &Connection, span: BlockRange) -> Result<Vec<Transit>, StoreProblem> {
    overlapping(book, "in_transit", span, transit)
}

/// The blocks in transit under a transfer, in order.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn in_transit(book: &Connection, transfer: &str) -> Result<Vec<Transit>, StoreProblem> {
    let sql = "SELECT * FROM in_transit WHERE transfer = ? ORDER BY approach, registry, party, vintage, first";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement.query_map([transfer], |row| Ok(transit(row)))?;
    rows.map(|row| row?).collect()
}

/// The serial that the next issuance in a series begins with: the one after the greatest given out; `None` when there is none left.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn next_serial(book: &Connection, series: Series) -> Result<Option<Serial>, StoreProblem> {
    let sql = "SELECT issued FROM numberings WHERE approach = ? AND registry = ? AND party = ? AND vintage = ?";
    let Series { approach, registry, party, vintage } = series;
    let key = (approach.to_string(), registry.to_string(), party.to_string(), vintage.year());
    let issued: Option<i64> = book.prepare_cached(sql)?.query_row(key, |row| row.get(0)).optional()?;
    let next = issued.unwrap_or(0).checked_add(1).and_then(|next| u64::try_from(next).ok());
    Ok(next.and_then(|next| Serial::new(next).ok()))
}

/// Rows of a table that share serials with a span. Rows never overlap, so the first is the last that begins at or before the span.
fn overlapping<T>(
    book: &Connection,
    table: &str,
    span: BlockRange,
    read: fn(&Row<'_>) -> Result<T, StoreProblem>,
) -> Result<Vec<T>, StoreProblem> {
    let sql = format!(
        "SELECT * FROM {table} WHERE approach = ?1 AND registry = ?2 AND party = ?3 AND vintage = ?4 AND last >= ?5
           AND first BETWEEN coalesce((SELECT max(first) FROM {table} WHERE approach = ?1 AND registry = ?2 AND party = ?3
                                       AND vintage = ?4 AND first <= ?5), 1) AND ?6
         ORDER BY first"
    );
    let mut statement = book.prepare_cached(&sql)?;
    let key = key(span);
    let values: Vec<&dyn ToSql> = key.iter().map(|value| value as &dyn ToSql).collect();
    let mut rows = statement.query(values.as_slice())?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Series, first and last serial as values. No row has a serial above SQLite's greatest number, so a cut one finds the same.
pub(in crate::sandbox) fn key(span: BlockRange) -> [Value; 6] {
    let Series { approach, registry, party, vintage } = span.series;
    let serial = |serial: Serial| Value::Integer(i64::try_from(serial.number()).unwrap_or(i64::MAX));
    [
        Value::Text(approach.to_string()),
        Value::Text(registry.to_string()),
        Value::Text(party.to_string()),
        Value::Integer(i64::from(vintage.year())),
        serial(span.range.first()),
        serial(span.range.last()),
    ]
}

/// The span of a row.
pub(in crate::sandbox) fn span(row: &Row<'_>) -> Result<BlockRange, StoreProblem> {
    let series = Series {
        approach: parsed(row, "approach")?,
        registry: parsed(row, "registry")?,
        party: parsed(row, "party")?,
        vintage: crate::domain::Vintage::new(row.get("vintage")?).map_err(|_| StoreProblem::Row("vintage"))?,
    };
    let serial = |column| Serial::new(super::number(row, column)?).map_err(|_| StoreProblem::Row(column));
    let range = SerialRange::new(serial("first")?, serial("last")?).map_err(|_| StoreProblem::Row("last"))?;
    Ok(BlockRange { series, range })
}

fn held(row: &Row<'_>) -> Result<Held, StoreProblem> {
    let state: String = row.get("state")?;
    Ok(Held {
        span: span(row)?,
        account: parsed(row, "account")?,
        state: BlockState::of_word(&state),
        lock: lock(row)?,
        nature: nature(row)?,
    })
}

fn transit(row: &Row<'_>) -> Result<Transit, StoreProblem> {
    let transfer = row.get("transfer")?;
    Ok(Transit { span: span(row)?, transfer, account: parsed(row, "account")?, nature: nature(row)? })
}

fn nature(row: &Row<'_>) -> Result<Nature, StoreProblem> {
    Ok(Nature {
        authorization: parsed(row, "authorization")?,
        version: row.get("authorization_version")?,
        non_ghg: row.get("non_ghg")?,
        underlying: row.get("underlying")?,
        first_transferred: parsed_if(row, "first_transferred")?,
    })
}

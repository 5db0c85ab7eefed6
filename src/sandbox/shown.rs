//! What the admin API shows beyond accounts and blocks: rows of the lists, and single things in full.
//! Everything is read from one state of the book; what can't be read is a problem of the store and never a made-up answer.
//! Must not know: HTTP, filters and pages, or how anything is changed.

mod allowed;
mod approaches;
mod authorizations;
mod cases;
mod entries;
mod incidents;
mod lives;
mod messages;
mod orders;
mod overview;
mod peers;
mod reconciliations;
mod rules;
mod transfer;
mod transfers;
mod verification;

pub(super) use approaches::{approach, approach_summary};
pub(super) use authorizations::{authorization, authorization_summary};
pub(super) use cases::{board, case_file};
pub(super) use entries::{changes_after, entry, entry_summary, lines_after};
pub(super) use incidents::{incident, one_incident};
pub(super) use lives::{life_of_account, life_of_itmo, representatives};
pub(super) use messages::{message, message_summary, messages_of};
pub(super) use orders::order_summary;
pub(super) use overview::overview;
pub(super) use peers::{Ours, peer, peer_summary};
pub(super) use reconciliations::{run, run_segments, run_summary};
pub(super) use rules::{account_locks, account_rules};
pub(super) use transfer::transfer;
pub(super) use transfers::transfer_summary;
pub(super) use verification::verify;

use super::fault::StoreProblem;
use crate::{
    domain::BlockRange,
    wire::{BigNumber, ledger::Span},
};
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row};

/// A number that is never negative.
fn number(row: &Row<'_>, column: &'static str) -> Result<BigNumber, StoreProblem> {
    u64::try_from(row.get::<_, i64>(column)?).map(BigNumber).map_err(|_| StoreProblem::Row(column))
}

/// A number that is never negative and may be missing.
fn number_if(row: &Row<'_>, column: &'static str) -> Result<Option<BigNumber>, StoreProblem> {
    let number: Option<i64> = row.get(column)?;
    number.map(|number| u64::try_from(number).map(BigNumber).map_err(|_| StoreProblem::Row(column))).transpose()
}

/// A moment from milliseconds since 1970.
fn moment(row: &Row<'_>, column: &'static str) -> Result<Timestamp, StoreProblem> {
    Timestamp::from_millisecond(row.get(column)?).map_err(|_| StoreProblem::Row(column))
}

/// A moment that may be missing; 0 is none.
fn moment_if(row: &Row<'_>, column: &'static str) -> Result<Option<Timestamp>, StoreProblem> {
    let at: Option<i64> = row.get(column)?;
    let at = at.filter(|at| *at != 0).map(Timestamp::from_millisecond);
    at.transpose().map_err(|_| StoreProblem::Row(column))
}

/// A list of words, kept as a JSON array.
fn words(row: &Row<'_>, column: &'static str) -> Result<Vec<String>, StoreProblem> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| StoreProblem::Row(column))
}

/// A range as its two ids.
fn span(range: BlockRange) -> Span {
    Span { first: range.first_id().to_string(), last: range.last_id().to_string() }
}

/// Every row of a query.
fn all<T>(
    book: &Connection,
    sql: &str,
    values: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreProblem>,
) -> Result<Vec<T>, StoreProblem> {
    let mut statement = book.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(read(row)?);
    }
    Ok(items)
}

/// The one row of a query, if there is one.
fn one<T>(
    book: &Connection,
    sql: &str,
    values: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreProblem>,
) -> Result<Option<T>, StoreProblem> {
    let mut statement = book.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    rows.next()?.map(read).transpose()
}

//! What the book says now, as typed values: reads of the projection for orders, checks and the communication between registries.
//! A row this program never writes is a problem of the store and never a made-up answer.
//! Must not know: how the projection is made, and lists with filters and pages.

mod accounts;
mod approaches;
mod blocks;
mod cases;
mod history;
mod numbers;
mod orders;
mod signed;
mod transfers;
mod trust;

pub use accounts::{Account, Cause, account};
pub use approaches::{approach, authorization, authorization_said, consumed, entity};
pub use blocks::{Held, Nature, Transit, blocks_in, in_transit, in_transit_in, next_serial};
pub(super) use blocks::{key, span};
pub use cases::{case, case_entries, cases_about, cases_of, lived, next_case, open_cases, recently_closed};
pub use history::{Event, history};
pub use numbers::{next_number, registry, revision};
pub use orders::{Order, Progress, next_order_due, order, orders_expired, orders_to_execute};
pub use signed::{
    Agreed, Guarded, OrderText, Taken, agreements, guarded_chain, guarded_text, guarded_version, in_force, last_statement_of,
    open_signed_orders, order_of, order_text, revocations, signed_at_since, statements, waiting, waiting_since,
};
pub use transfers::{Transfer, due, spans_of, transfer};
pub use trust::{Trusted, moved_since, moved_to_since, trust, trusted_accounts};

use super::fault::StoreProblem;
use jiff::Timestamp;
use rusqlite::Row;
use std::{fmt, str::FromStr};

/// A text column as the value it must be.
fn parsed<T: FromStr>(row: &Row<'_>, column: &'static str) -> Result<T, StoreProblem> {
    let text = row.get_ref(column)?.as_str().map_err(|_| StoreProblem::Row(column))?;
    text.parse().map_err(|_| StoreProblem::Row(column))
}

/// A text column that may be empty of a value.
fn parsed_if<T: FromStr>(row: &Row<'_>, column: &'static str) -> Result<Option<T>, StoreProblem> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| StoreProblem::Row(column))).transpose()
}

/// A word of a state machine.
fn word<T>(row: &Row<'_>, column: &'static str, of_word: fn(&str) -> Option<T>) -> Result<T, StoreProblem> {
    let text: String = row.get(column)?;
    of_word(&text).ok_or(StoreProblem::Row(column))
}

/// A number that is never negative.
fn number<T: TryFrom<i64>>(row: &Row<'_>, column: &'static str) -> Result<T, StoreProblem> {
    T::try_from(row.get::<_, i64>(column)?).map_err(|_| StoreProblem::Row(column))
}

/// A moment.
fn moment(row: &Row<'_>, column: &'static str) -> Result<Timestamp, StoreProblem> {
    Timestamp::from_millisecond(row.get(column)?).map_err(|_| StoreProblem::Row(column))
}

/// A moment that may be missing.
fn moment_if(row: &Row<'_>, column: &'static str) -> Result<Option<Timestamp>, StoreProblem> {
    let at: Option<i64> = row.get(column)?;
    at.map(Timestamp::from_millisecond).transpose().map_err(|_| StoreProblem::Row(column))
}

/// A list of words, kept as a JSON array.
fn list<T: FromStr<Err: fmt::Debug>>(row: &Row<'_>, column: &'static str) -> Result<Vec<T>, StoreProblem> {
    let text: String = row.get(column)?;
    let words: Vec<String> = serde_json::from_str(&text).map_err(|_| StoreProblem::Row(column))?;
    words.iter().map(|word| word.parse().map_err(|_| StoreProblem::Row(column))).collect()
}

//! How many units may still move: by one order, and out of one account today (C03). The lowest limit applies.
//! A day is a day of UTC, so that every reader counts the same.
//! Must not know: how a limit is judged.

use crate::{
    domain::{AccountId, Quantity},
    sandbox::{book, desk::Policy, fault::StoreProblem},
};
use jiff::{Timestamp, tz::TimeZone};
use rusqlite::Connection;

/// How many units orders that were carried out today have moved out of an account.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(in crate::sandbox) fn used_today(book: &Connection, account: &AccountId, now: Timestamp) -> Result<Quantity, StoreProblem> {
    let today = now.to_zoned(TimeZone::UTC).start_of_day().map_err(|_| StoreProblem::Row("a day"))?;
    book::moved_since(book, account, today.timestamp())
}

/// How many units an order may move out of an account now; `None` when nothing limits it.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(super) fn left(
    book: &Connection,
    policy: &Policy,
    account: &AccountId,
    now: Timestamp,
) -> Result<Option<Quantity>, StoreProblem> {
    let used = used_today(book, account, now)?;
    let today = policy.day_limit.map(|most| Quantity::new(most).minus(used).unwrap_or(Quantity::ZERO));
    Ok([policy.limit.map(Quantity::new), today].into_iter().flatten().min())
}

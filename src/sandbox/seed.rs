//! The invented book: the same seed gives the same accounts and blocks, row for row.
//! Blocks are written in the order of their ids and their sums kept, so that accounts can say exactly what they hold.
//! Must not know: what is asked of the book later.

mod accounts;
mod approaches;
mod blocks;
mod names;

use super::Options;
use rusqlite::Connection;

/// The practice day, 2026-09-01 00:00 UTC, in seconds: the book is invented as of then, whenever it is made.
const PRACTICE_DAY: i64 = 1_788_220_800;
/// Seconds of a day.
const DAY: u64 = 86_400;

/// A moment up to so many days before the practice day.
fn days_before(numbers: &mut super::random::SplitMix64, days: u64) -> i64 {
    let seconds = numbers.below(days * DAY);
    PRACTICE_DAY - i64::try_from(seconds).unwrap_or_default()
}

/// Fills empty tables.
pub(super) fn fill(connection: &Connection, options: &Options) -> rusqlite::Result<()> {
    let mut accounts = accounts::invent(options);
    let authorizations = approaches::authorizations(options.seed);
    approaches::write(connection, &authorizations)?;
    blocks::write(connection, options, &mut accounts, &authorizations)?;
    accounts::write(connection, &accounts)
}

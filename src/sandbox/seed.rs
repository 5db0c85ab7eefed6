//! The invented book: the same seed gives the same entries and the same rows.
//! Everything is written as entries that open the book. Blocks, which may be millions, are written beside their entries by a
//! fast path that gives exactly what applying the entries gives.
//! Must not know: what is asked of the book later.

mod accounts;
mod approaches;
mod authorizations;
mod blocks;
pub(super) mod contacts;
mod names;
pub(super) mod peers;
mod world;

use super::{
    Options,
    ledger::{LedgerProblem, Opening, Pen},
};
use crate::wire::ledger::Posting;
use jiff::Timestamp;
use rusqlite::Connection;

/// Seconds of a day.
const DAY: u64 = 86_400;
/// So many accounts or blocks stand in one entry.
const BATCH: usize = 500;

/// A moment up to so many days before the opening, in seconds as that is.
fn days_before(opened: i64, numbers: &mut super::random::SplitMix64, days: u64) -> i64 {
    let seconds = numbers.below(days * DAY);
    opened - i64::try_from(seconds).unwrap_or_default()
}

/// A moment of the book.
fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or_default()
}

/// Fills empty tables with what was true when the book was opened; nothing invented here is of a later time.
pub(super) fn fill(book: &Connection, options: &Options, opened: Timestamp) -> Result<(), LedgerProblem> {
    let mut opening = Opening::of(Pen { book, registry: options.registry, now: opened })?;
    let opened = opened.as_second();
    opening.open(&format!("the practice registry {}", options.registry), Vec::new())?;
    let approaches = approaches::recorded().into_iter().map(Posting::Approach).collect();
    opening.open("cooperative approaches", approaches)?;
    let entities = authorizations::entities(options.seed);
    let mut accounts = accounts::invent(options, opened);
    let with_non_ghg = accounts.iter().any(accounts::Account::may_hold_non_ghg);
    let mut authorizations = authorizations::invent(options.seed);
    blocks::cap(options, &mut authorizations, with_non_ghg);
    opening.open("authorized entities", entities.iter().cloned().map(Posting::Entity).collect())?;
    let versions = authorizations.iter().flatten().flat_map(|authorization| authorization.recorded(&entities));
    opening.open("authorizations", versions.map(Posting::Authorization).collect())?;
    accounts::open(&mut opening, &accounts)?;
    blocks::Writer::new(book, (options, opened), &authorizations, &mut accounts)?.write(&mut opening, with_non_ghg)?;
    accounts::write_sums(book, &accounts)
}

#[cfg(test)]
mod tests;

//! How many units may still move: by one order, and today out of one account, to one counterpart and out of the registry (C03, F17).
//! The lowest limit applies. A day is one of the registry's zone where orders are signed under a policy, and else one of UTC.
//! Must not know: how a limit is judged.

use crate::{
    domain::{AccountId, Quantity, RegistryId, calendar::Stretch},
    evidence::policy::{Limits, Moved},
    sandbox::{
        book,
        desk::{Desk, Policy},
        fault::StoreProblem,
        guard,
    },
};
use jiff::{Timestamp, tz::TimeZone};
use rusqlite::Connection;

/// What binds an account's orders now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Bounds {
    /// The most that one order may move.
    pub per_order: Option<Quantity>,
    /// The most that may leave the account in one day.
    pub per_day: Option<Quantity>,
    /// When the day began.
    pub day: Timestamp,
    /// The hours in which orders are carried out, these or the next; none is at any time.
    pub window: Option<Stretch>,
}

/// What binds an account's orders: by the signed policy in force, or by what a registry without signatures leaves to its rules.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(in crate::sandbox) fn bounds(book: &Connection, rules: &Policy, now: Timestamp) -> Result<Bounds, StoreProblem> {
    if !rules.level.takes_signed_only() {
        let day = now.to_zoned(TimeZone::UTC).start_of_day().map_err(|_| StoreProblem::Row("a day"))?.timestamp();
        let (per_order, per_day) = (rules.limit.map(Quantity::new), rules.day_limit.map(Quantity::new));
        return Ok(Bounds { per_order, per_day, day, window: None });
    }
    let force = guard::in_force(book)?;
    let policy = force.policy.policy();
    let (day, _) = policy.calendar.day_of(now).ok_or(StoreProblem::Row("a day"))?;
    let window = policy.window.and_then(|hours| policy.calendar.open(hours, now));
    Ok(Bounds { per_order: policy.limits.order, per_day: policy.limits.account_day, day, window })
}

/// How many units an order may move out of an account now; `None` when nothing limits it.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub(super) fn left(desk: &Desk<'_>, account: &AccountId, to: Option<RegistryId>) -> Result<Option<Quantity>, StoreProblem> {
    let Bounds { per_order, per_day, day, .. } = bounds(desk.book, &desk.me.policy, desk.now)?;
    let mut limits = Limits { order: per_order, account_day: per_day, ..Limits::default() };
    if desk.me.policy.level.takes_signed_only() {
        limits = guard::in_force(desk.book)?.policy.policy().limits;
    }
    let moved = Moved {
        account: book::moved_since(desk.book, account, day)?,
        counterpart: to.map(|registry| book::moved_to_since(desk.book, Some(registry), day)).transpose()?,
        registry: book::moved_to_since(desk.book, None, day)?,
        holders_own: None,
    };
    Ok(limits.left(&moved).map(|(left, _)| left))
}

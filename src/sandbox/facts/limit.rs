//! How many units may still move: by one order, and today out of one account, to one counterpart and out of the registry (C03, F17).
//! The lowest limit applies. A day is one of the registry's zone where orders are signed under a policy, and else one of UTC.
//! Must not know: how a limit is judged.

use crate::{
    domain::{AccountId, Quantity, RegistryId},
    evidence::policy::Moved,
    sandbox::{
        book,
        desk::{Desk, Policy},
        fault::StoreProblem,
        guard,
    },
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
pub(super) fn left(desk: &Desk<'_>, account: &AccountId, to: Option<RegistryId>) -> Result<Option<Quantity>, StoreProblem> {
    if !desk.me.policy.level.takes_signed_only() {
        return unsigned(desk.book, &desk.me.policy, account, desk.now);
    }
    let force = guard::in_force(desk.book)?;
    let policy = force.policy.policy();
    let (today, _) = policy.calendar.day_of(desk.now).ok_or(StoreProblem::Row("a day"))?;
    let moved = Moved {
        account: book::moved_since(desk.book, account, today)?,
        counterpart: to.map(|registry| book::moved_to_since(desk.book, Some(registry), today)).transpose()?,
        registry: book::moved_to_since(desk.book, None, today)?,
        holders_own: None,
    };
    Ok(policy.limits.left(&moved).map(|(left, _)| left))
}

fn unsigned(book: &Connection, policy: &Policy, account: &AccountId, now: Timestamp) -> Result<Option<Quantity>, StoreProblem> {
    let used = used_today(book, account, now)?;
    let today = policy.day_limit.map(|most| Quantity::new(most).minus(used).unwrap_or(Quantity::ZERO));
    Ok([policy.limit.map(Quantity::new), today].into_iter().flatten().min())
}

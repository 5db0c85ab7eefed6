//! What is checked when blocks that are kept from moving are to be released by an order.
//! An administrator's freeze is released so, and a lock whose order or transfer is over or never was (W11). What a discrepancy froze is free
//! when that is closed.
//! Must not know: who froze them.

use super::{
    finding::found,
    plan::Ends,
    units::{self, State},
};
use crate::{
    domain::{
        BlockState,
        check::{CheckId, Verdict},
    },
    sandbox::{book::Held, desk::Desk, fault::StoreProblem, problem::Refusal},
    wire::comm::Finding,
};
use rusqlite::Connection;

/// The findings.
pub(super) fn findings(desk: &Desk<'_>, spans: &[Ends]) -> Result<Vec<Finding>, Refusal> {
    let hint = "Only units that an administrator froze, or that a lock holds whose order is over, are released so. Close the \
                discrepancy, or withdraw the order that holds them.";
    Ok(match units::all_are(desk.book, spans, |held| is_released_by_order(desk.book, held))? {
        State::All(count) => vec![found(CheckId::B09, Verdict::pass(vec![("frozen", count.to_string())]))],
        State::Gap(first) => {
            vec![found(CheckId::B07, Verdict::fail(vec![("not in this book", first)], "Name only units that are in this book."))]
        }
        State::Other(first, state) => {
            vec![found(CheckId::B09, Verdict::fail(vec![("first", first), ("state", state.to_owned())], hint))]
        }
    })
}

/// Whether an order may release a block.
fn is_released_by_order(book: &Connection, held: &Held) -> Result<bool, StoreProblem> {
    match held.state {
        BlockState::FrozenAdministration => Ok(true),
        BlockState::Reserved => held.lock.as_ref().map_or(Ok(false), |lock| is_over(book, &lock.cause)),
        _ => Ok(false),
    }
}

/// Whether what a lock names is over, or never was in this book.
fn is_over(book: &Connection, cause: &str) -> Result<bool, StoreProblem> {
    let id = cause.strip_prefix("order ").unwrap_or(cause);
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM transfers WHERE id = ?1 \
                 AND state NOT IN ('completed', 'withdrawn', 'rejected', 'terminated', 'cancelled')) \
               AND NOT EXISTS (SELECT 1 FROM orders WHERE id = ?1 AND state IN ('submitted', 'approved'))";
    Ok(book.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

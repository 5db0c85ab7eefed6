//! A signed order as it is served: the text as it came, everything that was said about it, and how far it is.
//! Whoever reads it can judge for themselves; the registry's own count is said beside it.
//! Must not know: how it is counted.

use crate::{
    sandbox::{
        alarms,
        book::{self, Order},
        fault::StoreProblem,
    },
    wire::admin::signed::{Review, SignedOrder},
};
use jiff::Timestamp;
use rusqlite::Connection;

/// What is signed of an order; nothing when nothing is.
pub(in crate::sandbox::orders) fn served(
    book: &Connection,
    order: &Order,
    now: Timestamp,
) -> Result<Option<SignedOrder>, StoreProblem> {
    let Some(text) = book::order_text(book, &order.id)? else { return Ok(None) };
    let statements = book::statements(book, &order.id)?;
    let progress = order.progress.as_ref();
    Ok(Some(SignedOrder {
        order: text.taken.signed,
        statements: statements.into_iter().map(|taken| taken.signed).collect(),
        review: Review {
            order_id: text.uuid,
            text_sha256: text.sha256,
            initiator: text.taken.person,
            approvals: progress.map(|progress| progress.approvals.clone()).unwrap_or_default(),
            needed: progress.map_or(1, |progress| progress.needed),
            cooling_until: progress.and_then(|progress| progress.cooling_until),
            held: alarms::held(book, &order.id, now)?,
        },
    }))
}

//! Orders as the admin API shows them: what is to be done, whole, and its digest, which a decision names.
//! The digest is of the act as the ledger keeps it, so that nobody approves what they have not read.
//! Must not know: who may decide.

use super::{moment, number};
use crate::{
    sandbox::{book, cursor::hex, fault::StoreProblem, problem::Refusal},
    wire::{
        BigNumber,
        admin::order::{Order, OrderSummary},
        comm::Finding,
        order::OrderAct,
    },
};
use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

/// A row of the list of orders.
pub(in crate::sandbox) fn order_summary(row: &Row<'_>) -> Result<OrderSummary, StoreProblem> {
    let act: String = row.get("act")?;
    let act: OrderAct = serde_json::from_str(&act).map_err(|_| StoreProblem::Row("act"))?;
    let (subject, quantity) = about(&act);
    Ok(OrderSummary {
        id: row.get("id")?,
        act: row.get("kind")?,
        subject,
        quantity,
        by: row.get("by")?,
        state: row.get("state")?,
        at: moment(row, "submitted")?,
        expires: moment(row, "expires")?,
    })
}

/// One order; `now` is what the checks say of it, when they could be asked.
pub(in crate::sandbox) fn order(book: &Connection, id: &str, now: Vec<Finding>) -> Result<Order, Refusal> {
    let found = book::order(book, id)?.ok_or_else(|| Refusal::missing("order"))?;
    let summary = super::one(book, "SELECT * FROM orders_shown WHERE id = ?", [id], order_summary)?;
    let entry = super::one(book, "SELECT entry FROM orders WHERE id = ?", [id], |row| number(row, "entry"))?;
    Ok(Order {
        summary: summary.ok_or_else(|| Refusal::missing("order"))?,
        digest: digest_of(&found.act)?,
        reason: found.reason,
        act: found.act,
        decided_by: found.decided_by,
        decided: found.decided,
        now,
        version: entry.unwrap_or_default(),
    })
}

/// SHA-256 of what is to be done.
pub(in crate::sandbox) fn digest_of(act: &OrderAct) -> Result<String, StoreProblem> {
    let octets = serde_json::to_vec(act).map_err(|_| StoreProblem::Row("act"))?;
    Ok(hex(&Sha256::digest(octets)))
}

/// What an order is about, and how many ITMOs it concerns.
fn about(act: &OrderAct) -> (String, Option<BigNumber>) {
    match act {
        OrderAct::Transfer(order) => (order.from.clone(), Some(order.quantity)),
        OrderAct::Issue(order) => (order.account.clone(), None),
        OrderAct::Authorize(order) => (order.authorization.id.clone(), None),
        OrderAct::Approach(order) => (order.approach.id.clone(), None),
        OrderAct::OpenAccount(order) => (order.account.id.clone(), None),
        OrderAct::AccountState(order) => (order.account.clone(), None),
        OrderAct::ReleaseBlocks(order) => (order.spans.first().map(|span| span.first.clone()).unwrap_or_default(), None),
        OrderAct::AcceptTransfer(order)
        | OrderAct::DropIncoming(order)
        | OrderAct::CompleteByHand(order)
        | OrderAct::Rebook(order)
        | OrderAct::GiveUp(order) => (order.transfer.clone(), None),
    }
}

//! Rows of the list of orders: what each asks for, and about what.
//! One order in full is served by `orders`, with the digest a decision names.
//! Must not know: who may decide.

use super::{moment, moment_if};
use crate::{
    sandbox::fault::StoreProblem,
    wire::{BigNumber, admin::order::OrderSummary, order::OrderAct},
};
use rusqlite::Row;

/// A row of the list of orders.
pub(in crate::sandbox) fn order_summary(row: &Row<'_>) -> Result<OrderSummary, StoreProblem> {
    let act: String = row.get("act")?;
    let act: OrderAct = serde_json::from_str(&act).map_err(|_| StoreProblem::Row("act"))?;
    let (subject, quantity) = about(&act);
    let (uuid, approvals): (Option<String>, Option<String>) = (row.get("uuid")?, row.get("approvals")?);
    let approvals: Option<Vec<String>> =
        approvals.map(|text| serde_json::from_str(&text).map_err(|_| StoreProblem::Row("approvals"))).transpose()?;
    Ok(OrderSummary {
        id: row.get("id")?,
        act: row.get("kind")?,
        subject,
        quantity,
        by: row.get("by")?,
        state: row.get("state")?,
        at: moment(row, "submitted")?,
        expires: moment(row, "expires")?,
        order_id: uuid.map(|text| text.parse().map_err(|_| StoreProblem::Row("uuid"))).transpose()?,
        person: row.get("person")?,
        approvals: approvals.as_ref().and_then(|approvals| u8::try_from(approvals.len()).ok()),
        approved_by: approvals.unwrap_or_default(),
        needed: row.get("needed")?,
        cooling_until: moment_if(row, "cooling_until")?,
    })
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
        | OrderAct::GiveUp(order) => (order.transfer.clone(), Some(order.quantity)),
        OrderAct::ResumeLink(order) => (order.registry.clone(), None),
        OrderAct::TrustAccount(order) => (order.account.clone(), None),
    }
}

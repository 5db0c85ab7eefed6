//! Orders, from the wire: rows of the list, and one in full.
//! An order is read whole or not at all, because its digest covers all of it.
//! Must not know: which order was asked for.

use super::{finding, ordered::ordered, signed};
use crate::{
    domain::{PersonId, Quantity},
    registry::{
        Word,
        book::{Agreed, OrderInFull, OrderKind, OrderState, OrderSummary, Recorded},
    },
    text::Untrusted,
    wire::{
        admin::order as wire,
        convert::{Misfit, Place},
        order::{self as said, Served},
    },
};
use std::collections::BTreeSet;

/// A row of the list of orders.
///
/// # Errors
/// [`Misfit`] for an id that is not one, and for other persons than are counted.
pub fn order_summary(row: wire::OrderSummary, at: &Place<'_>) -> Result<OrderSummary, Misfit> {
    Ok(OrderSummary {
        id: at.parse("id", &row.id)?,
        kind: Word::read(row.act, OrderKind::of_word),
        subject: Untrusted::new(row.subject),
        quantity: row.quantity.map(|count| Quantity::new(count.0)),
        by: Untrusted::new(row.by),
        person: row.person.map(|person| at.parse("person", &person)).transpose()?,
        agreed: agreed((row.approvals, row.needed), &row.approved_by, at)?,
        state: Word::read(row.state, OrderState::of_word),
        at: row.at,
        expires: row.expires,
        withheld: BTreeSet::new(),
    })
}

/// How many have agreed, and who they are; `None` where the registry does not count.
fn agreed((count, needed): (Option<u8>, Option<u8>), by: &[String], at: &Place<'_>) -> Result<Option<Agreed>, Misfit> {
    let persons: BTreeSet<PersonId> = at.parse_each("approved_by", by)?.into_iter().collect();
    if !by.is_empty() && (persons.len() != by.len() || count.map(usize::from) != Some(by.len())) {
        return Err(at.field("approved_by").misfit("it is not each person once whose approval is counted"));
    }
    let agreed = |(count, needed)| Agreed { count, needed, by: persons.into_iter().collect() };
    Ok(count.zip(needed).map(agreed))
}

/// An order in full.
///
/// # Errors
/// [`Misfit`] for an id or a digest that is not one, or an act that can't be read whole.
pub fn order(served: Served, at: &Place<'_>) -> Result<OrderInFull, Misfit> {
    let here = at.field("order");
    let (act, reason) = ordered(served.order.act, &here.field("act"))?;
    Ok(OrderInFull {
        id: here.parse("id", &served.order.id)?,
        by: Untrusted::new(served.order.by),
        expires: served.order.expires,
        act,
        reason: Untrusted::new(reason),
        digest: at.parse("digest", &served.digest)?,
        state: Word::read(served.state, OrderState::of_word),
        submitted: served.submitted,
        decided_by: served.decided_by.map(Untrusted::new),
        decided: served.decided,
        checks: served.checks.into_iter().map(finding).collect(),
        signed: served.signed.map(|order| signed::signed_order(order, &at.field("signed"))).transpose()?.map(Box::new),
        recorded: served.recorded.map(|entry| recorded(&entry, &at.field("recorded"))).transpose()?,
        withheld: BTreeSet::new(),
    })
}

fn recorded(named: &said::Recorded, at: &Place<'_>) -> Result<Recorded, Misfit> {
    Ok(Recorded { entry: named.entry.0, digest: at.parse("digest", &named.digest)? })
}

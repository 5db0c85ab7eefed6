//! Orders: acts that raise risk, submitted by one person and approved by another, whereupon the registry executes them (F01, F15).
//! The same checks are evaluated when an order is submitted and again when it is approved, on the facts of that moment.
//! Must not know: HTTP, sessions, and how facts are gathered.

mod account;
mod altered;
mod approach;
mod authorization;
mod carry_out;
mod correction;
mod decide;
mod decision;
mod entry;
mod finding;
mod issue;
mod judge;
mod judged;
mod link;
pub(in crate::sandbox) mod plan;
mod preview;
mod release;
mod signed;
pub(in crate::sandbox) mod trust;
pub(in crate::sandbox) mod units;

pub(super) use altered::altered;
pub(super) use decide::{approve, reject, tick, withdraw};
pub(super) use decision::same_proposal;
pub(super) use judged::TABLE;
pub(super) use preview::preview;
pub(super) use signed::{Draft, counted_anew, earlier, same_person, state, submit_signed, submit_signed_numbered, written};

use super::{
    book,
    cursor::hex,
    desk::Desk,
    facts::People,
    fault::StoreProblem,
    ledger,
    people::{self, Person},
    problem::Refusal,
    receipts::{self, Asked, Content, Done},
    shown,
};
use crate::{
    domain::transfer::TransferId,
    wire::{
        admin::Receipt,
        ledger::{Act, Lock, Order, Posting},
        order::{OrderAct, Recorded, Served, TransferOrder},
    },
};
use jiff::{Timestamp, Unit, tz::TimeZone};
use plan::Plan;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// The state of an order that waits.
const WAITS: &str = "submitted";

/// Submits an order: reads it, evaluates the checks, reserves the units and gives it its number.
///
/// # Errors
/// What does not read, or the checks that failed. Nothing is recorded then.
pub(super) fn submit(desk: &Desk<'_>, asked: Asked, act: &OrderAct) -> Result<Receipt, Refusal> {
    numbered(desk, asked, act, || Ok(next_id(desk)?))
}

/// Submits an order under a number it was given beforehand: exercises have numbers of their own.
///
/// # Errors
/// As [`submit`].
pub(super) fn submit_numbered(desk: &Desk<'_>, asked: Asked, act: &OrderAct, id: TransferId) -> Result<Receipt, Refusal> {
    numbered(desk, asked, act, || Ok(id.to_string()))
}

fn numbered(
    desk: &Desk<'_>,
    asked: Asked,
    act: &OrderAct,
    id: impl FnOnce() -> Result<String, Refusal>,
) -> Result<Receipt, Refusal> {
    let body = canonical(act)?;
    let deed = plan::submitting(act);
    let content = Content::of(deed, "", &body);
    receipts::once(desk.book, desk.now, asked, content, || {
        unsigned_only(desk)?;
        let plan = plan::read(act)?;
        let people = People { deed, initiator: asked.person, approval: None };
        let judged = judge::judge(desk, &plan, &people)?;
        judged.refuse()?;
        let expires = whole(desk.now.saturating_add(desk.me.policy.order_life).unwrap_or(Timestamp::MAX));
        let order = Order { id: id()?, by: asked.person.login.to_owned(), expires, act: act.clone() };
        record(desk, order, &judged, Vec::new())
    })
}

/// Writes an order that the checks let pass, with what else belongs to it, and reserves its units.
fn record(desk: &Desk<'_>, order: Order, judged: &judge::Judged, beside: Vec<Posting>) -> Result<Done, Refusal> {
    let id = order.id.clone();
    let said = format!("order {id} waits for another person's approval until {}", order.expires);
    let (by, reason) = (vec![order.by.clone()], plan::reason(&order.act).to_owned());
    let reserved =
        reservation(&order.act).map(|order| Lock { spans: order.spans.clone(), state: "reserved".to_owned(), cause: id.clone() });
    let mut postings = vec![Posting::Order(Box::new(order))];
    postings.extend(reserved.map(Posting::Lock));
    postings.extend(beside);
    let entry = ledger::append(desk, "order-submitted", &Act { by, reason, message: None, postings })?.seq;
    judged::keep(desk, &id, "submitted", &judged.findings)?;
    Ok(Done { entry, said, subject: id })
}

/// Refuses what nobody signed where orders are signed.
fn unsigned_only(desk: &Desk<'_>) -> Result<(), Refusal> {
    if desk.me.policy.level.takes_signed_only() {
        return Err(Refusal::state("this registry takes signed orders and statements only; nothing was changed"));
    }
    Ok(())
}

/// The order as it is served, with what the checks found when it was last judged.
///
/// # Errors
/// That there is none, or that the book can't be read.
pub(super) fn served(book: &Connection, id: &str, now: Timestamp) -> Result<Served, Refusal> {
    let found = book::order(book, id)?.ok_or_else(|| Refusal::missing("order"))?;
    let order = submitted(&found);
    let signed = signed::served(book, &found, now)?;
    let digest = match &signed {
        Some(signed) if found.progress.is_some() => signed.review.text_sha256.clone(),
        _ => hex(&digest(&order)?),
    };
    Ok(Served {
        digest,
        order,
        recorded: recorded(book, &found)?,
        state: found.state,
        submitted: found.submitted,
        decided_by: found.decided_by,
        decided: found.decided,
        checks: judged::last(book, id)?,
        signed,
    })
}

/// The entry by which it was carried out, once it was.
fn recorded(book: &Connection, found: &book::Order) -> Result<Option<Recorded>, Refusal> {
    if found.state != "executed" {
        return Ok(None);
    }
    let summary = shown::entry(book, found.entry)?.summary;
    Ok(Some(Recorded { entry: summary.entry, digest: summary.digest }))
}

/// SHA-256 of an order's canonical JSON: its members in the order of the type, without blanks. It is what an approver approves (C06).
fn digest(order: &Order) -> Result<[u8; 32], StoreProblem> {
    let octets = serde_json::to_vec(order).map_err(|_| StoreProblem::Row("an order"))?;
    Ok(Sha256::digest(octets).into())
}

/// The order as it was submitted.
fn submitted(found: &book::Order) -> Order {
    Order { id: found.id.clone(), by: found.by.clone(), expires: found.expires, act: found.act.clone() }
}

fn canonical(act: &OrderAct) -> Result<Vec<u8>, StoreProblem> {
    serde_json::to_vec(act).map_err(|_| StoreProblem::Row("an order"))
}

/// The next human number of this registry and year; an order for a transfer and the transfer have the same.
fn next_id(desk: &Desk<'_>) -> Result<String, StoreProblem> {
    let year = u16::try_from(desk.now.to_zoned(TimeZone::UTC).year()).map_err(|_| StoreProblem::Row("a year"))?;
    Ok(book::next_number(desk.book, desk.me.registry, year)?.to_string())
}

/// The part of an order whose units are reserved while it waits.
fn reservation(act: &OrderAct) -> Option<&TransferOrder> {
    match act {
        OrderAct::Transfer(order) => Some(order),
        _ => None,
    }
}

/// The person who submitted an order.
fn initiator(order: &book::Order) -> Result<&'static Person, StoreProblem> {
    people::person(&order.by).ok_or(StoreProblem::Row("the person who submitted an order"))
}

/// Times in the book are whole milliseconds.
fn whole(at: Timestamp) -> Timestamp {
    at.round(Unit::Millisecond).unwrap_or(at)
}

/// Whether an order reads as one that moves units and is for another registry: it is done by the communication, not by the book.
fn is_remote(desk: &Desk<'_>, plan: &Plan<'_>) -> bool {
    matches!(plan, Plan::Move(movement) if movement.registry.is_some_and(|registry| registry != desk.me.registry))
}

#[cfg(test)]
pub(in crate::sandbox) mod tests;

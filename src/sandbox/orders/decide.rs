//! The end of an order: approved and executed by a second person, rejected or withdrawn by one, or expired.
//! An order that waits is decided once; whoever comes second finds it decided, and nothing happens.
//! Must not know: what executing an order writes.

use super::{WAITS, carry_out, digest, initiator, judge, judged, plan, reservation, signed, submitted, unsigned_only};
use crate::{
    sandbox::{
        book,
        desk::Desk,
        facts::{Approval, People, Quorum},
        ledger,
        people::Deed,
        problem::Refusal,
        receipts::{self, Asked, Content, Done},
        words,
    },
    wire::{
        admin::Receipt,
        ledger::{Act, OrderState, Posting, Spans},
    },
};

/// Approves an order and executes it, in one: what is approved is done, and what can't be done is not approved.
/// `named` is the digest of the order as the approver read it, in hexadecimal digits.
///
/// # Errors
/// That it was decided already, or the checks that fail now; the order then waits as before.
pub(in crate::sandbox) fn approve(desk: &Desk<'_>, asked: Asked, id: &str, named: &str) -> Result<Receipt, Refusal> {
    let deed = book::order(desk.book, id)?.map_or(Deed::Approve, |order| plan::approving(&order.act));
    let content = Content::of(deed, id, named.as_bytes());
    let content = named.parse().map_or(content, |named| content.about(named));
    receipts::once(desk.book, desk.now, asked, content, || {
        unsigned_only(desk)?;
        let order = waiting(desk, id)?;
        let initiator = initiator(&order)?;
        let people = People {
            deed,
            initiator,
            approval: Some(Approval {
                approver: asked.person,
                order: id.to_owned(),
                named: octets(named).ok_or_else(|| Refusal::field("digest", "expects 64 hexadecimal digits"))?,
                digest: digest(&submitted(&order))?,
                expires: order.expires,
                quorum: Some(Quorum::of_two(initiator, asked.person)),
            }),
        };
        let plan = plan::read(&order.act)?;
        let judged = judge::judge(desk, &plan, &people)?;
        judged.refuse()?;
        let by = vec![order.by.clone(), asked.person.login.to_owned()];
        let said = carry_out::carry_out(desk, &order, &plan, &judged.facts, by)?;
        judged::keep(desk, id, "approved", &judged.findings)?;
        Ok(Done { entry: ledger::head(desk.book)?.seq, said, subject: id.to_owned() })
    })
}

/// Rejects an order: one person is enough, at once, because it only takes risk away (F15).
///
/// # Errors
/// That it was decided already, or that no reason is given.
pub(in crate::sandbox) fn reject(desk: &Desk<'_>, asked: Asked, id: &str, reason: &str) -> Result<Receipt, Refusal> {
    let content = Content::of(Deed::Reject, id, reason.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        unsigned_only(desk)?;
        let order = waiting(desk, id)?;
        end(desk, &order, "rejected", Some(asked.person.login), words::text("reason", reason)?)
    })
}

/// Withdraws an order: the person who submitted it, with whichever login may.
///
/// # Errors
/// That it is another person's, that it was decided already, or that no reason is given.
pub(in crate::sandbox) fn withdraw(desk: &Desk<'_>, asked: Asked, id: &str, reason: &str) -> Result<Receipt, Refusal> {
    let content = Content::of(Deed::Withdraw, id, reason.as_bytes());
    receipts::once(desk.book, desk.now, asked, content, || {
        unsigned_only(desk)?;
        let order = waiting(desk, id)?;
        if !initiator(&order)?.is(asked.person) {
            return Err(Refusal::role("an order is withdrawn by the person who submitted it; others can reject it"));
        }
        end(desk, &order, "withdrawn", Some(asked.person.login), words::text("reason", reason)?)
    })
}

/// Executes every approved order whose time has come, and ends every order that waited too long. Returns how many.
///
/// # Errors
/// That the book can't be read or written.
pub(in crate::sandbox) fn tick(desk: &Desk<'_>) -> Result<usize, Refusal> {
    let due = signed::tick(desk)?;
    let expired = book::orders_expired(desk.book, desk.now)?;
    for order in &expired {
        end(desk, order, "expired", None, "nobody approved it in time")?;
    }
    Ok(due + expired.len())
}

/// The order, if it still waits.
fn waiting(desk: &Desk<'_>, id: &str) -> Result<book::Order, Refusal> {
    let order = book::order(desk.book, id)?.ok_or_else(|| Refusal::missing("order"))?;
    if order.state == WAITS { Ok(order) } else { Err(decided(&order)) }
}

/// An order that can still be decided, whether it waits for approvals or for its time.
///
/// # Errors
/// That there is none, or that it was decided.
pub(super) fn open(desk: &Desk<'_>, id: &str) -> Result<book::Order, Refusal> {
    let order = book::order(desk.book, id)?.ok_or_else(|| Refusal::missing("order"))?;
    if order.is_open() { Ok(order) } else { Err(decided(&order)) }
}

fn decided(order: &book::Order) -> Refusal {
    let by = order.decided_by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
    Refusal::state(format!("the order {} is {}{by}; nothing more can be decided about it", order.id, order.state))
}

/// Ends an order that is not executed: what it reserved is free again.
pub(super) fn end(desk: &Desk<'_>, order: &book::Order, state: &str, by: Option<&str>, reason: &str) -> Result<Done, Refusal> {
    end_saying(desk, order, (state, by), reason, Vec::new())
}

/// Ends an order that is not executed by what somebody said, which is written in the same entry.
pub(super) fn end_saying(
    desk: &Desk<'_>,
    order: &book::Order,
    (state, by): (&str, Option<&str>),
    reason: &str,
    mut postings: Vec<Posting>,
) -> Result<Done, Refusal> {
    let id = order.id.clone();
    postings.extend(ending(order, state, by));
    let by = by.map(str::to_owned).into_iter().collect();
    let act = Act { by, reason: reason.to_owned(), message: None, postings };
    let entry = ledger::append(desk, &format!("order-{state}"), &act)?.seq;
    Ok(Done { entry, said: format!("order {id} is {state}; nothing was moved"), subject: id })
}

/// The postings of an order's end: what it reserved is free again.
pub(super) fn ending(order: &book::Order, state: &str, by: Option<&str>) -> Vec<Posting> {
    let end = OrderState { order: order.id.clone(), state: state.to_owned(), by: by.map(str::to_owned) };
    let freed = reservation(&order.act).map(|order| Posting::Unlock(Spans { spans: order.spans.clone() }));
    [Some(Posting::OrderState(end)), freed].into_iter().flatten().collect()
}

/// A digest from its hexadecimal digits.
fn octets(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let octets: Option<Vec<u8>> = digits.chunks(2).map(octet).collect();
    octets?.try_into().ok()
}

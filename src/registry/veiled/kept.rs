//! Which answers tell a value of an order that waits, besides the order itself: its transfer, the blocks set aside for it, what locks an
//! account, lives, the ledger's lines, messages. What a review compares with is marked; the rest is taken out.
//! Must not know: which orders wait, or for whom.

use super::open::Open;
use crate::{
    domain::Lock,
    registry::{
        Reply,
        book::{Entry, LifeEvent, Veil},
        traffic::TransferSummary,
    },
    text::Untrusted,
};

/// Whether an answer may tell a value of an order.
pub(super) fn may_tell(reply: &Reply) -> bool {
    match reply {
        Reply::Transfers(page) => !page.rows.is_empty(),
        Reply::Transfer(_) | Reply::Entry(_) => true,
        Reply::Message(message) => message.summary.transfer.is_some(),
        Reply::Blocks(page) => page.rows.iter().any(|block| block.lock.as_ref().is_some_and(is_held)),
        Reply::Block(block) => block.lock.as_ref().is_some_and(is_held),
        Reply::AccountLocks(locks) => locks.blocks.iter().any(|row| is_held(&row.lock)),
        Reply::AccountLife(life) | Reply::BlockLife(life) => life.iter().any(|event| event.counterpart.is_some()),
        _ => false,
    }
}

/// Keeps back what such an answer tells of what is open.
pub(super) fn keep_back(reply: &mut Reply, open: &Open) {
    match reply {
        Reply::Transfers(page) => page.rows.iter_mut().for_each(|row| transfer(row, open)),
        Reply::Transfer(full) => transfer(&mut full.summary, open),
        Reply::Entry(full) => entry(full, open),
        Reply::Message(message) => message.veil = message.summary.transfer.and_then(|id| open.about(id)),
        Reply::Blocks(page) => page.rows.iter_mut().filter_map(|block| block.lock.as_mut()).for_each(|held| lock(held, open)),
        Reply::Block(block) => block.lock.iter_mut().for_each(|held| lock(held, open)),
        Reply::AccountLocks(locks) => locks.blocks.iter_mut().for_each(|row| lock(&mut row.lock, open)),
        Reply::AccountLife(life) | Reply::BlockLife(life) => life.iter_mut().for_each(|event| happened(event, open)),
        _ => {}
    }
}

/// Whether an order or a transfer holds it.
fn is_held(lock: &Lock) -> bool {
    lock.order.is_some() || lock.transfer.is_some()
}

fn lock(lock: &mut Lock, open: &Open) {
    let veils = [lock.order, lock.transfer].into_iter().flatten().filter_map(|id| open.about(id));
    lock.withheld = veils.into_iter().any(|veil| veil.hides_units());
}

fn transfer(row: &mut TransferSummary, open: &Open) {
    row.veil = open.about(row.id).filter(|veil| veil.hides_units() || veil.hides_accounts());
    // What is over waits for nobody, unless an order about it is known.
    if row.veil.as_ref().is_some_and(|veil| veil.order.is_none()) && row.state.known().is_some_and(|state| state.is_final()) {
        row.veil = None;
    }
}

fn entry(full: &mut Entry, open: &Open) {
    full.veil = open.named_in(full.line.octets());
    if full.veil.is_some() {
        full.line = Untrusted::default();
    }
}

fn happened(event: &mut LifeEvent, open: &Open) {
    let Some(transfer) = event.transfer.filter(|_| event.counterpart.is_some()) else { return };
    event.veil = open.about(transfer).filter(Veil::hides_accounts);
    if event.veil.is_some() {
        event.counterpart = None;
    }
}

//! What happened to ITMOs: first transfers (W8), moves out of accounts that nothing leaves (W9), locks and what they belong to (W11).
//! Events come in any order; only what they are about decides.
//! Must not know: who caused an event.

use super::units::sets;
use crate::{
    domain::{
        AccountId, BlockRange, SerialSet,
        reconcile::{AccountClass, Code, Field, Finding, Position, Said},
        transfer::TransferId,
    },
    text::Untrusted,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// ITMOs with two first transfers, with one the book does not show, or without one that the book shows (W8). A line that does not say
/// whether it was first transferred is not held against the events.
pub fn first_transfers(lines: impl IntoIterator<Item = Position>, events: &[BlockRange], at: Timestamp) -> Vec<Finding> {
    let (mut shown, mut denied) = (Vec::new(), Vec::new());
    for line in lines {
        match line.attributes.first_transferred {
            Some(Some(_)) => shown.push(line.block),
            Some(None) => denied.push(line.block),
            None => {}
        }
    }
    let happened = sets(events.iter().copied());
    let nothing = SerialSet::new();
    let finding = |block, said| Finding::units(Code::W8, block, at).saying([said]);
    let mut findings: Vec<Finding> =
        twice(events).map(|block| finding(block, Said::both(Field::FirstTransferred, "twice", "once"))).collect();
    for (series, marked) in sets(shown) {
        let without = marked.difference(happened.get(&series).unwrap_or(&nothing));
        let blocks = without.ranges().iter().map(|range| BlockRange { series, range: *range });
        findings.extend(blocks.map(|block| finding(block, Said::both(Field::FirstTransferred, "yes", "no event"))));
    }
    for (series, unmarked) in sets(denied) {
        let with = unmarked.intersection(happened.get(&series).unwrap_or(&nothing));
        let blocks = with.ranges().iter().map(|range| BlockRange { series, range: *range });
        findings.extend(blocks.map(|block| finding(block, Said::both(Field::FirstTransferred, "not yet", "yes"))));
    }
    findings.sort_by_key(Finding::block);
    findings
}

/// Runs that more than one event is about.
fn twice(events: &[BlockRange]) -> impl Iterator<Item = BlockRange> {
    let mut sorted = events.to_vec();
    sorted.sort_unstable();
    let mut reach: Option<BlockRange> = None;
    let mut shared = Vec::new();
    for event in sorted {
        let before = reach.filter(|before| before.series == event.series);
        shared.extend(before.and_then(|before| before.range.intersect(event.range)).map(|range| BlockRange { range, ..event }));
        if before.is_none_or(|before| before.range.last() < event.range.last()) {
            reach = Some(event);
        }
    }
    shared.into_iter()
}

/// A move of ITMOs out of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveFact {
    /// The ITMOs.
    pub block: BlockRange,
    /// The account they left.
    pub from: AccountId,
    /// Its class.
    pub class: AccountClass,
    /// The entry of the ledger.
    pub entry: u64,
}

/// ITMOs that two persons put back by a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutBack {
    /// The ITMOs.
    pub block: BlockRange,
    /// The account they are in again.
    pub into: AccountId,
    /// The entry of the ledger.
    pub entry: u64,
}

/// Moves out of accounts of use or cancellation (W9), but for what was put back into the same account later. Another account of that class is
/// no way back: what was used once must not be used a second time.
pub fn terminal_moves(moves: &[MoveFact], back: &[PutBack], at: Timestamp) -> Vec<Finding> {
    let finding = |one: &MoveFact, block| {
        let said = Said::both(Field::Class, format!("left in entry {}", one.entry), format!("{}, for good", one.class.word()));
        Finding { account: Some(one.from.clone()), ..Finding::units(Code::W9, block, at).saying([said]) }
    };
    let wrong = moves.iter().filter(|one| one.class.is_terminal());
    wrong.flat_map(|one| still_out(one, back).into_iter().map(move |block| finding(one, block))).collect()
}

/// What of a move was not put back after it.
fn still_out(one: &MoveFact, back: &[PutBack]) -> Vec<BlockRange> {
    let undoes = |put: &&PutBack| put.into == one.from && put.entry > one.entry && put.block.series == one.block.series;
    let returned: SerialSet = back.iter().filter(undoes).map(|put| put.block.range).collect();
    let left: SerialSet = [one.block.range].into_iter().collect();
    left.difference(&returned).ranges().iter().map(|range| BlockRange { range: *range, ..one.block }).collect()
}

/// A lock in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockFact {
    /// The ITMOs it holds.
    pub block: BlockRange,
    /// The account they are in.
    pub account: AccountId,
    /// What it says it belongs to, in the registry's words.
    pub cause: Untrusted,
    /// The transfer or order it belongs to, if it names one.
    pub transfer: Option<TransferId>,
    /// Whether it is a freeze by an administrator or by a case that is open: such a lock needs no transfer.
    pub is_freeze: bool,
}

/// Locks that belong to nothing that is still open (W11).
pub fn locks(locks: &[LockFact], open: &BTreeSet<TransferId>, at: Timestamp) -> Vec<Finding> {
    let idle = locks.iter().filter(|lock| !lock.is_freeze && !lock.transfer.is_some_and(|transfer| open.contains(&transfer)));
    let finding = |lock: &LockFact| {
        let said = Said { field: Field::Lock, ours: Some(lock.cause.clone()), theirs: None };
        Finding { account: Some(lock.account.clone()), ..Finding::units(Code::W11, lock.block, at).saying([said]) }
    };
    idle.map(finding).collect()
}

//! What a movement changes: what an account holds before and after, what is first transferred under which authorization, and what is left (F10).
//! It follows from the book and from nothing else. What the book does not say is said to be unknown; nothing is guessed in its place.
//! Must not know: where the book's values come from, or how an effect is painted.

use super::Action;
use crate::domain::{AuthorizationId, Block, BlockRange, Quantity, authorization::FirstTransferRule};
use std::collections::BTreeMap;

/// What becomes of what an account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// It is this before and that after.
    Changes {
        /// Before.
        before: Quantity,
        /// After.
        after: Quantity,
    },
    /// It holds less than is to leave it.
    Short {
        /// How many it holds.
        held: Quantity,
    },
    /// So many are added; what it holds is not known here.
    Gains(Quantity),
    /// It is in another registry, which alone knows what it holds; known here is what went to it from this one so far, and what came back.
    Acquires {
        /// So far.
        so_far: Passed,
        /// What will have gone to it afterwards.
        after: Quantity,
    },
}

/// What passed between this registry and an account of another one, by the transfers that were completed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// How many went to the account.
    pub went: Quantity,
    /// How many came from it. Whether those were among the ones that went there is not said by a sum, so it is not taken off.
    pub came: Quantity,
    /// Whether transfers may be missing from the sums: then it is at least so many.
    pub at_least: bool,
}

impl Passed {
    /// The sums of what went and what came.
    pub fn of(went: impl IntoIterator<Item = Quantity>, came: impl IntoIterator<Item = Quantity>, at_least: bool) -> Self {
        let (went, came) = (Quantity::total(went), Quantity::total(came));
        let at_least = at_least || went.is_none() || came.is_none();
        let most = Quantity::new(u64::MAX);
        Self { went: went.unwrap_or(most), came: came.unwrap_or(most), at_least }
    }
}

impl Balance {
    /// Of the account that so many leave.
    pub fn leaving(held: Quantity, moved: Quantity) -> Self {
        held.minus(moved).map_or(Self::Short { held }, |after| Self::Changes { before: held, after })
    }

    /// Of the account that so many come to, if it is known what it holds.
    pub fn arriving(held: Option<Quantity>, moved: Quantity) -> Self {
        let after = held.and_then(|before| Some((before, before.plus(moved)?)));
        after.map_or(Self::Gains(moved), |(before, after)| Self::Changes { before, after })
    }

    /// Of an account of another registry that so many go to, if it is known what passed.
    pub fn elsewhere(passed: Option<Passed>, moved: Quantity) -> Self {
        let after = passed.and_then(|so_far| Some((so_far, so_far.went.plus(moved)?)));
        after.map_or(Self::Gains(moved), |(so_far, after)| Self::Acquires { so_far, after })
    }
}

/// What is left of an authorization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// It sets no maximum.
    NoMaximum,
    /// Of so many, so many are left.
    Left {
        /// The most.
        most: Quantity,
        /// What is left after it.
        left: Quantity,
    },
    /// More than the most would be first transferred.
    Beyond {
        /// The most.
        most: Quantity,
    },
}

/// How many are first transferred under an authorization afterwards, and what is left of it.
pub fn used(consumed: Quantity, now: Quantity, most: Option<Quantity>) -> (Quantity, Room) {
    let after = consumed.plus(now).unwrap_or(Quantity::new(u64::MAX));
    let room = match most {
        None => Room::NoMaximum,
        Some(most) => most.minus(after).map_or(Room::Beyond { most }, |left| Room::Left { most, left }),
    };
    (after, room)
}

/// Whether a movement is the first transfer of what moves (2/CMA.3, annex, paragraph 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Of all of it.
    First,
    /// Of none of it.
    NotFirst,
    /// Of some and not of others.
    Mixed,
    /// The book does not say it of all of it.
    Unknown,
}

/// What moves, by whether this is its first transfer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// What is first transferred, by authorization.
    first: BTreeMap<AuthorizationId, Quantity>,
    /// How many of the others, of which that is known.
    others: Quantity,
    /// How many of which it is not known: no block here has them, or the rule of their authorization is not here.
    unknown: Quantity,
}

impl Sorted {
    /// Sorts what moves by its blocks and by what their authorizations count as the first transfer.
    pub fn of(
        action: &Action,
        runs: &[BlockRange],
        blocks: &[Block],
        rule: impl Fn(&Block) -> Option<FirstTransferRule>,
    ) -> Self {
        let mut sorted = Self::default();
        let add = |sum: &mut Quantity, more: Quantity| *sum = sum.plus(more).unwrap_or(Quantity::new(u64::MAX));
        for block in blocks {
            let parts = runs.iter().filter(|run| run.series == block.series).filter_map(|run| run.range.intersect(block.range));
            let moved = Quantity::total(parts.map(|part| part.quantity())).unwrap_or_default();
            let first = rule(block).map(|rule| {
                action.records(block.first_transferred.is_some(), rule).is_some_and(|record| record.is_first_transfer())
            });
            match first {
                _ if moved == Quantity::ZERO => {}
                None => add(&mut sorted.unknown, moved),
                Some(true) => add(sorted.first.entry(block.authorization.clone()).or_default(), moved),
                Some(false) => add(&mut sorted.others, moved),
            }
        }
        let all = Quantity::total(runs.iter().map(|run| run.quantity())).unwrap_or_default();
        let found = Quantity::total(sorted.first.values().copied().chain([sorted.others, sorted.unknown])).unwrap_or_default();
        add(&mut sorted.unknown, all.minus(found).unwrap_or_default());
        sorted
    }

    /// How many are first transferred under an authorization; `None` while that can't be told.
    pub fn first_under(&self, id: &AuthorizationId) -> Option<Quantity> {
        (self.unknown == Quantity::ZERO).then(|| self.first.get(id).copied().unwrap_or_default())
    }

    /// Whether it is the first transfer.
    pub fn class(&self) -> Class {
        match (self.unknown == Quantity::ZERO, self.first.is_empty(), self.others == Quantity::ZERO) {
            (false, ..) => Class::Unknown,
            (true, false, true) => Class::First,
            (true, false, false) => Class::Mixed,
            (true, true, _) => Class::NotFirst,
        }
    }
}

#[cfg(test)]
mod tests;

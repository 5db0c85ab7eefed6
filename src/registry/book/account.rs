//! What an account is bound by: who may act for it, whom it trusts, its limits, and every lock on it or in it.
//! A registry says what it enforces; a rule it does not have is `None`, which is not the same as a limit of nothing.
//! Must not know: how a rule is judged.

use crate::{
    domain::{AccountId, BlockState, Lock, Quantity, RegistryId, words::words},
    registry::Word,
    text::Untrusted,
};
use jiff::Timestamp;

/// What somebody may do for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepresentativeRole {
    /// Acts for it, first.
    Primary,
    /// Acts for it beside the first.
    Secondary,
    /// Only looks, and counts for nobody.
    Viewer,
}

words!(RepresentativeRole, "role", Primary "primary", Secondary "secondary", Viewer "viewer");

/// Somebody who may act for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Representative {
    /// The person's name.
    pub name: Untrusted,
    /// The role.
    pub role: Word<RepresentativeRole>,
}

/// The rules of an account, as the registry enforces them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRules {
    /// The account.
    pub account: AccountId,
    /// The accounts it trusts: its ITMOs move to these only (check A08). `None` when it keeps no list, and they move to any.
    pub trusted: Option<Vec<TrustedAccount>>,
    /// How much may move.
    pub limits: Limits,
    /// When orders are carried out, this window or the next (check C04); `None` when at any time.
    pub window: Option<ExecutionWindow>,
    /// The registry's clock when this was so.
    pub as_of: Timestamp,
}

/// An account that another one trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedAccount {
    /// The registry it is in.
    pub registry: RegistryId,
    /// The account.
    pub account: AccountId,
    /// When it was entered in the list.
    pub entered: Timestamp,
    /// From when it counts: an entry takes effect only after a delay.
    pub counts_from: Timestamp,
}

impl TrustedAccount {
    /// Whether the entry counts at a moment; before that it is pending.
    pub fn counts_at(&self, now: Timestamp) -> bool {
        self.counts_from <= now
    }
}

/// How much may move out of an account (check C03). The lowest limit applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// By one order; `None` is no limit.
    pub per_order: Option<Quantity>,
    /// On one day, UTC; `None` is no limit.
    pub per_day: Option<Quantity>,
    /// How much orders that were carried out today have moved.
    pub used_today: Quantity,
}

impl Limits {
    /// How much an order may move now; `None` when nothing limits it.
    pub fn left(&self) -> Option<Quantity> {
        let today = self.per_day.map(|most| most.minus(self.used_today).unwrap_or(Quantity::ZERO));
        [self.per_order, today].into_iter().flatten().min()
    }
}

/// The time in which orders are carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionWindow {
    /// From.
    pub from: Timestamp,
    /// Until, this moment not included.
    pub until: Timestamp,
}

/// Everything that keeps an account, or ITMOs in it, from moving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLocks {
    /// The account.
    pub account: AccountId,
    /// What keeps the whole account from moving, if anything.
    pub whole: Option<Lock>,
    /// What keeps blocks in it from moving: one row for each cause and state, oldest first.
    pub blocks: Vec<LockedBlocks>,
}

/// Blocks in one state that one cause keeps from moving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedBlocks {
    /// Their state.
    pub state: BlockState,
    /// In how many blocks.
    pub blocks: u64,
    /// How many ITMOs.
    pub quantity: Quantity,
    /// Why.
    pub lock: Lock,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_limit_applies() {
        let of = |count: Option<u64>| count.map(Quantity::new);
        for (per_order, per_day, used, left) in [
            (None, None, 7, None),
            (Some(10), None, 7, Some(10)),
            (Some(10), Some(100), 7, Some(10)),
            (Some(10), Some(15), 7, Some(8)),
            (None, Some(15), 7, Some(8)),
            (Some(10), Some(5), 7, Some(0)),
        ] {
            let limits = Limits { per_order: of(per_order), per_day: of(per_day), used_today: Quantity::new(used) };
            assert_eq!(limits.left(), of(left), "{limits:?}");
        }
    }
}

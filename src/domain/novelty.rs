//! What is new about a transfer: an account, a counterpart, a combination of cooperative approach and vintage, an amount (F31).
//! It refuses nothing. It is said to whoever reviews, and nobody can switch it off.
//! Must not know: where the history comes from, or how far back it goes.

use super::{AccountId, ApproachId, Quantity, RegistryId, Vintage};
use std::collections::BTreeSet;

/// How many times the usual amount is unusual.
const UNUSUAL: u128 = 3;

/// A move of ITMOs, as far as it tells what is usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The registry they went to.
    pub registry: RegistryId,
    /// The account they went to.
    pub account: AccountId,
    /// What they were of.
    pub kinds: BTreeSet<(ApproachId, Vintage)>,
    /// How many.
    pub quantity: Quantity,
}

/// What is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Novelty {
    /// Nothing went to this counterpart registry before.
    Counterpart(RegistryId),
    /// Nothing went to this account before.
    Account(AccountId),
    /// Nothing of this cooperative approach and vintage went to this counterpart before.
    Kind(ApproachId, Vintage),
    /// More than three times as many as usual. `usual` is the median of what was moved before, rounded down.
    Amount {
        /// The median.
        usual: Quantity,
    },
}

/// What is new about a move, after all that were completed before. The first move ever is to a new counterpart and account; no amount
/// is unusual yet.
pub fn novelties(before: &[Move], now: &Move) -> Vec<Novelty> {
    let mut new = Vec::new();
    let there: Vec<&Move> = before.iter().filter(|earlier| earlier.registry == now.registry).collect();
    if there.is_empty() {
        new.push(Novelty::Counterpart(now.registry));
    }
    if !there.iter().any(|earlier| earlier.account == now.account) {
        new.push(Novelty::Account(now.account.clone()));
    }
    let unseen = |kind: &&(ApproachId, Vintage)| !there.iter().any(|earlier| earlier.kinds.contains(kind));
    new.extend(now.kinds.iter().filter(unseen).map(|(approach, vintage)| Novelty::Kind(*approach, *vintage)));
    if let Some(doubled) = doubled_median(before)
        && u128::from(now.quantity.count()) * 2 > doubled * UNUSUAL
    {
        let usual = u64::try_from(doubled / 2).unwrap_or(u64::MAX);
        new.push(Novelty::Amount { usual: Quantity::new(usual) });
    }
    new
}

/// Twice the median, which is a whole number; none of nothing.
fn doubled_median(moves: &[Move]) -> Option<u128> {
    let mut counts: Vec<u64> = moves.iter().map(|earlier| earlier.quantity.count()).collect();
    counts.sort_unstable();
    let upper = counts.get(counts.len() / 2)?;
    let lower = counts.get(counts.len().checked_sub(1)? / 2)?;
    Some(u128::from(*upper) + u128::from(*lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(registry: &str, account: &str, approach: &str, year: u16, quantity: u64) -> Move {
        Move {
            registry: registry.parse().unwrap(),
            account: account.parse().unwrap(),
            kinds: [(approach.parse().unwrap(), Vintage::new(year).unwrap())].into(),
            quantity: Quantity::new(quantity),
        }
    }

    /// F31.
    #[test]
    fn what_was_not_there_before_is_new() {
        let before = [moved("GHA01", "GHA01-100-0045", "CA0007", 2023, 100), moved("THA01", "THA01-100-1", "CA0008", 2024, 200)];
        let account = |id: &str| Novelty::Account(id.parse().unwrap());
        let kind = |approach: &str, year| Novelty::Kind(approach.parse().unwrap(), Vintage::new(year).unwrap());
        for (now, new) in [
            (moved("GHA01", "GHA01-100-0045", "CA0007", 2023, 450), vec![]),
            (moved("GHA01", "GHA01-100-0045", "CA0007", 2023, 451), vec![Novelty::Amount { usual: Quantity::new(150) }]),
            (moved("GHA01", "GHA01-100-0054", "CA0007", 2023, 1), vec![account("GHA01-100-0054")]),
            (moved("GHA01", "GHA01-100-0045", "CA0008", 2024, 1), vec![kind("CA0008", 2024)]),
            (
                moved("VUT01", "VUT01-100-1", "CA0007", 2023, 1),
                vec![Novelty::Counterpart("VUT01".parse().unwrap()), account("VUT01-100-1"), kind("CA0007", 2023)],
            ),
        ] {
            assert_eq!(novelties(&before, &now), new, "{now:?}");
        }
    }

    /// F31.
    #[test]
    fn no_amount_is_unusual_before_there_is_a_usual_one() {
        let first = moved("GHA01", "GHA01-100-0045", "CA0007", 2023, u64::MAX);
        assert_eq!(novelties(&[], &first).len(), 3);
        assert_eq!(novelties(std::slice::from_ref(&first), &first), [], "and nothing overflows");
    }
}

//! Tier 1: what a book holds in sum, by cooperative approach, Party, vintage, metric, holder and account class.
//! Unequal sums say where to look; equal ones do not prove that the blocks are equal, so a local comparison never stops here.
//! Must not know: blocks, once they are counted.

use super::position::{AccountClass, Position};
use crate::domain::{ApproachId, Metric, PartyCode, RegistryId, Vintage};
use std::collections::BTreeMap;

/// What is summed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TotalKey {
    /// The cooperative approach.
    pub approach: ApproachId,
    /// The first transferring Party.
    pub party: PartyCode,
    /// The vintage.
    pub vintage: Vintage,
    /// The metric, where the book says it.
    pub metric: Option<Metric>,
    /// The registry that holds the ITMOs, by the book.
    pub holder: RegistryId,
    /// The class of the account, where the book says it.
    pub class: Option<AccountClass>,
}

/// A sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many ITMOs. Wider than any one range, so that it always fits.
    pub units: u128,
    /// The tonnes of CO2 equivalent of blocks of another metric.
    pub tonnes: u128,
}

/// All sums of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(BTreeMap<TotalKey, Total>);

impl Totals {
    /// Sums up a book.
    pub fn of(lines: impl IntoIterator<Item = Position>) -> Self {
        let mut totals = Self::default();
        lines.into_iter().for_each(|line| totals.add(&line));
        totals
    }

    /// Adds a line.
    pub fn add(&mut self, line: &Position) {
        let (series, said) = (line.block.series, &line.attributes);
        let key = TotalKey {
            approach: series.approach,
            party: series.party,
            vintage: series.vintage,
            metric: said.metric,
            holder: said.holder,
            class: said.class,
        };
        let total = self.0.entry(key).or_default();
        total.units = total.units.saturating_add(u128::from(line.block.quantity().count()));
        let tonnes = said.amount.map_or(0, |amount| u128::from(amount.tonnes.count()));
        total.tonnes = total.tonnes.saturating_add(tonnes);
    }

    /// The sum of a key; nothing where the book has no line of it.
    pub fn get(&self, key: &TotalKey) -> Total {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// Every sum, ascending by key.
    pub fn iter(&self) -> impl Iterator<Item = (&TotalKey, &Total)> {
        self.0.iter()
    }

    /// The keys whose sums differ, ascending. Blocks of the others need not be asked for.
    pub fn unequal(&self, theirs: &Self) -> Vec<TotalKey> {
        let mut keys: Vec<TotalKey> = self.0.keys().chain(theirs.0.keys()).copied().collect();
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| self.get(key) != theirs.get(key));
        keys
    }

    /// By how much ours is more than theirs; less than nothing where theirs is.
    pub fn difference(&self, theirs: &Self, key: &TotalKey) -> i128 {
        let signed = |total: Total| i128::try_from(total.units).unwrap_or(i128::MAX);
        signed(self.get(key)).saturating_sub(signed(theirs.get(key)))
    }
}

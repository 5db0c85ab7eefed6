//! Which ITMOs an order moves: runs in ascending order, none of them sharing an ITMO with another.
//! How many they are always fits in 64 bits, or they are no units.
//! Must not know: in which blocks or accounts they are.

use crate::domain::{ApproachId, BlockRange, Quantity, Vintage};
use std::collections::BTreeSet;

/// At least one run of ITMOs, ascending and apart. Runs may touch: they can be of two blocks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Units(Vec<BlockRange>);

/// Why runs are not the units of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitsProblem {
    /// There is none.
    #[error("an order moves at least one ITMO")]
    None,
    /// They are not in ascending order, or two have an ITMO in common.
    #[error("runs of ITMOs stand in ascending order and have none in common")]
    Order,
    /// Their number does not fit in 64 bits.
    #[error("so many ITMOs can't be counted")]
    TooMany,
}

impl Units {
    /// Takes runs as they are.
    ///
    /// # Errors
    /// [`UnitsProblem`].
    pub fn new(runs: Vec<BlockRange>) -> Result<Self, UnitsProblem> {
        if runs.is_empty() {
            return Err(UnitsProblem::None);
        }
        let apart = |(one, next): (&BlockRange, &BlockRange)| {
            one.series < next.series || (one.series == next.series && one.range.last() < next.range.first())
        };
        if !runs.iter().zip(runs.iter().skip(1)).all(apart) {
            return Err(UnitsProblem::Order);
        }
        Quantity::total(runs.iter().map(|run| run.quantity())).ok_or(UnitsProblem::TooMany)?;
        Ok(Self(runs))
    }

    /// The runs.
    pub fn runs(&self) -> &[BlockRange] {
        &self.0
    }

    /// How many ITMOs.
    pub fn quantity(&self) -> Quantity {
        Quantity::total(self.0.iter().map(|run| run.quantity())).unwrap_or_default()
    }

    /// What they are of: cooperative approach and vintage.
    pub fn kinds(&self) -> BTreeSet<(ApproachId, Vintage)> {
        self.0.iter().map(|run| (run.series.approach, run.series.vintage)).collect()
    }

    /// The cooperative approaches they are of.
    pub fn approaches(&self) -> BTreeSet<ApproachId> {
        self.0.iter().map(|run| run.series.approach).collect()
    }
}

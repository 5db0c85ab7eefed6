//! What an order or a message names: spans of serials, in order, none of them twice.
//! A list of picks is made only by its constructor, so that it is never empty, never overlaps and never overflows.
//! Must not know: who holds the units.

use crate::domain::{ApproachId, BlockRange, Quantity, Vintage};
use std::collections::BTreeSet;

/// A series and serials of it.
pub type BlockSpan = BlockRange;

/// Spans of units, sorted by series and serial; no two share a serial, and their total fits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Picks {
    spans: Vec<BlockSpan>,
    quantity: Quantity,
}

/// Why spans are not picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PickProblem {
    /// There is none.
    #[error("no units are named")]
    Empty,
    /// There are more than [`Picks::MOST`].
    #[error("{0} spans are named, and a transfer takes at most {most}; make several transfers of them", most = Picks::MOST)]
    TooMany(usize),
    /// Two spans share serials.
    #[error("{} to {} and {} to {} share units; name each unit once", .0.first_id(), .0.last_id(), .1.first_id(), .1.last_id())]
    Overlap(BlockSpan, BlockSpan),
    /// The total does not fit in 64 bits.
    #[error("the total is above 18 446 744 073 709 551 615; make several transfers of it")]
    Overflow,
}

impl Picks {
    /// The most spans there may be.
    pub const MOST: usize = 500;

    /// Picks of spans in any order.
    ///
    /// # Errors
    /// [`PickProblem`] when there are none or too many, when two overlap, or when the total does not fit.
    pub fn new(mut spans: Vec<BlockSpan>) -> Result<Self, PickProblem> {
        if spans.is_empty() {
            return Err(PickProblem::Empty);
        }
        if spans.len() > Self::MOST {
            return Err(PickProblem::TooMany(spans.len()));
        }
        spans.sort_unstable();
        // Sorted by first serial, an overlap anywhere shows between two neighbours.
        for (left, right) in spans.iter().zip(spans.iter().skip(1)) {
            if left.series == right.series && left.range.overlaps(right.range) {
                return Err(PickProblem::Overlap(*left, *right));
            }
        }
        let quantity = Quantity::total(spans.iter().map(|span| span.quantity())).ok_or(PickProblem::Overflow)?;
        Ok(Self { spans, quantity })
    }

    /// The spans, ascending. Never empty.
    pub fn spans(&self) -> &[BlockSpan] {
        &self.spans
    }

    /// What they are of: cooperative approach and vintage.
    pub fn kinds(&self) -> BTreeSet<(ApproachId, Vintage)> {
        self.spans.iter().map(|span| (span.series.approach, span.series.vintage)).collect()
    }

    /// How many units in all.
    pub fn quantity(&self) -> Quantity {
        self.quantity
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Serial, SerialRange, Series};
    use proptest::{collection::vec, prelude::*};

    fn span(vintage: u16, first: u64, last: u64) -> BlockSpan {
        let series = Series {
            approach: "CA0007".parse().unwrap(),
            registry: "GHA01".parse().unwrap(),
            party: "GHA".parse().unwrap(),
            vintage: vintage.to_string().parse().unwrap(),
        };
        BlockSpan { series, range: SerialRange::new(Serial::new(first).unwrap(), Serial::new(last).unwrap()).unwrap() }
    }

    #[test]
    fn what_is_not_a_list_of_units_is_refused_by_name() {
        assert_eq!(Picks::new(vec![]), Err(PickProblem::Empty));
        let many = |count: u64| (1..=count).map(|n| span(2023, n, n)).collect::<Vec<_>>();
        assert_eq!(Picks::new(many(500)).unwrap().quantity(), Quantity::new(500));
        assert_eq!(Picks::new(many(501)), Err(PickProblem::TooMany(501)));
        let (a, b) = (span(2023, 1, 10), span(2023, 10, 12));
        assert_eq!(Picks::new(vec![b, a]), Err(PickProblem::Overlap(a, b)));
        assert_eq!(Picks::new(vec![span(2023, 1, 9), b]).unwrap().quantity(), Quantity::new(12));
        assert_eq!(Picks::new(vec![a, span(2024, 1, 10)]).unwrap().quantity(), Quantity::new(20), "another series");
        let most = span(2023, 1, u64::MAX);
        assert_eq!(Picks::new(vec![most]).unwrap().quantity(), Quantity::new(u64::MAX));
        assert_eq!(Picks::new(vec![most, span(2024, 1, 1)]), Err(PickProblem::Overflow));
        assert_eq!(
            PickProblem::Overlap(a, b).to_string(),
            "CA0007-GHA01-GHA-1-2023 to CA0007-GHA01-GHA-10-2023 and CA0007-GHA01-GHA-10-2023 to CA0007-GHA01-GHA-12-2023 \
             share units; name each unit once"
        );
    }

    proptest! {
        #[test]
        fn picks_are_sorted_and_never_overlap(ends in vec((2021u16..=2023, 1u64..40, 1u64..40), 0..8)) {
            let spans: Vec<BlockSpan> = ends.iter().map(|(y, a, b)| span(*y, *a.min(b), *a.max(b))).collect();
            let pairs = || spans.iter().enumerate().flat_map(|(at, a)| spans.iter().skip(at + 1).map(move |b| (a, b)));
            let disjoint = !spans.is_empty() && pairs().all(|(a, b)| a.series != b.series || !a.range.overlaps(b.range));
            let picks = Picks::new(spans.clone());
            prop_assert_eq!(picks.is_ok(), disjoint);
            if let Ok(picks) = picks {
                prop_assert!(picks.spans().windows(2).all(|pair| pair[0] < pair[1]));
                prop_assert_eq!(picks.quantity().count(), spans.iter().map(|s| s.quantity().count()).sum::<u64>());
            }
        }
    }
}

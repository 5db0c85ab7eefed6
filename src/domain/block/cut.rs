//! Splitting and merging blocks. Serials are never renumbered and no attribute changes.
//! A part of a block that has not been first transferred has not been first transferred either: it inherits that too.
//! Must not know: why a block is split.

mod underlying;

use super::Block;
use crate::domain::{Metric, Serial, SerialRange};

/// A block cut in up to three: what was wanted, and what lies before and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carved {
    /// The part with smaller serials, if there is one.
    pub before: Option<Block>,
    /// The part with exactly the serials asked for.
    pub wanted: Block,
    /// The part with greater serials, if there is one.
    pub after: Option<Block>,
}

/// Why two blocks can't become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeProblem {
    /// They differ in something else than their serials.
    #[error("the two blocks differ in more than their serials")]
    Attributes,
    /// Serials are missing between them.
    #[error("the serials of the two blocks do not follow each other")]
    Gap,
    /// They have amounts in another metric than GHG, in words, and words can't be added.
    #[error("the two blocks have amounts in a metric of their own, which can't be added")]
    Amount,
    /// They share serials: one of them is wrong, and no merge may hide it.
    #[error("the two blocks share serials")]
    Overlap,
}

impl Block {
    /// Whether the block may be cut. The amount of a block in another metric than GHG is the registry's text about the
    /// whole; nobody says how it divides among the units, so such a block moves whole.
    pub fn is_divisible(&self) -> bool {
        self.metric == Metric::Ghg
    }

    /// Cuts the block before `serial`: the part before it, and the rest, which begins with it. `None` when one of the
    /// two would be empty, or the block can't be cut. Both inherit every attribute; the underlying units are cut in step
    /// with the serials when there are as many, and else a part says that it is `part of` them.
    pub fn split_at(&self, serial: Serial) -> Option<(Self, Self)> {
        let (before, rest) = self.range.split_at(serial).filter(|_| self.is_divisible())?;
        Some((self.part(before), self.part(rest)))
    }

    /// Cuts `wanted` out of the block. `None` when the block does not hold all of it, or can't be cut and more is left.
    pub fn carve(&self, wanted: SerialRange) -> Option<Carved> {
        let possible = self.range.covers(wanted) && (wanted == self.range || self.is_divisible());
        let (before, after) = self.range.subtract(wanted);
        possible.then(|| Carved {
            before: before.map(|r| self.part(r)),
            wanted: self.part(wanted),
            after: after.map(|r| self.part(r)),
        })
    }

    /// The one block that both are, in either order.
    ///
    /// # Errors
    /// [`MergeProblem`] when any attribute differs, when amounts in words would have to be added, or when the serials or
    /// the underlying units do not follow each other.
    pub fn merge(&self, other: &Self) -> Result<Self, MergeProblem> {
        if self.range.overlaps(other.range) {
            return Err(MergeProblem::Overlap);
        }
        let alike = Self { range: other.range, underlying: other.underlying.clone(), ..self.clone() };
        if alike != *other {
            return Err(MergeProblem::Attributes);
        }
        if !self.is_divisible() {
            return Err(MergeProblem::Amount);
        }
        let range = self.range.merge(other.range).ok_or(MergeProblem::Gap)?;
        let underlying = underlying::of_both((&self.underlying, self.range), (&other.underlying, other.range));
        let underlying = underlying.ok_or(MergeProblem::Attributes)?;
        Ok(Self { range, underlying, ..self.clone() })
    }

    /// The part of the block with these of its serials.
    fn part(&self, range: SerialRange) -> Self {
        Self { range, underlying: underlying::of_part(&self.underlying, self.range, range), ..self.clone() }
    }
}

#[cfg(test)]
mod tests;

//! Splitting and merging blocks. Serials are never renumbered and no attribute changes.
//! A part of a block that has not been first transferred has not been first transferred either: it inherits that too.
//! Must not know: why a block is split.

use super::Block;
use crate::domain::{Serial, SerialRange};

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
    /// They share serials: one of them is wrong, and no merge may hide it.
    #[error("the two blocks share serials")]
    Overlap,
}

impl Block {
    /// Cuts the block before `serial`: the part before it, and the rest, which begins with it. `None` when one of the
    /// two would be empty. Both inherit every attribute. What a registry wrote about the whole block in words, such as
    /// the amount in a non-GHG metric, is inherited as written.
    pub fn split_at(&self, serial: Serial) -> Option<(Self, Self)> {
        let (before, rest) = self.range.split_at(serial)?;
        Some((self.with(before), self.with(rest)))
    }

    /// Cuts `wanted` out of the block. `None` when the block does not hold all of it.
    pub fn carve(&self, wanted: SerialRange) -> Option<Carved> {
        if !self.range.covers(wanted) {
            return None;
        }
        let (before, after) = self.range.subtract(wanted);
        Some(Carved { before: before.map(|r| self.with(r)), wanted: self.with(wanted), after: after.map(|r| self.with(r)) })
    }

    /// The one block that both are, in either order.
    ///
    /// # Errors
    /// [`MergeProblem`] when any attribute differs, or when the serials do not follow each other.
    pub fn merge(&self, other: &Self) -> Result<Self, MergeProblem> {
        if self.range.overlaps(other.range) {
            return Err(MergeProblem::Overlap);
        }
        if self.with(other.range) != *other {
            return Err(MergeProblem::Attributes);
        }
        self.range.merge(other.range).map(|range| self.with(range)).ok_or(MergeProblem::Gap)
    }

    /// The same block with other serials.
    fn with(&self, range: SerialRange) -> Self {
        Self { range, ..self.clone() }
    }
}

#[cfg(test)]
mod tests;

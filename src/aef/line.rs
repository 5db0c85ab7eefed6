//! What a row of a table says, and where it stands, so that a difference can name its row.
//! A line is its ITMOs, a saying that many lines share, and what is its own: in these parts, millions of lines take little memory.
//! Must not know: how lines are kept, and what they are compared with.

use crate::{
    domain::{BlockRange, Quantity},
    text::Untrusted,
};
use jiff::Timestamp;
use std::hash::Hash;

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which part of the file, in the order of the file, from 0.
    pub part: u16,
    /// The row in the sheet, the line of the file, or the item of the list, from 1.
    pub row: u32,
}

/// A line that can be taken apart and put together again.
pub trait Line: Sized {
    /// What many lines say in the same words.
    type Saying: Clone + Eq + Hash;

    /// Its ITMOs.
    fn block(&self) -> BlockRange;

    /// What it says, with what belongs to its ITMOs as a whole apart.
    fn parts(&self) -> (Self::Saying, Own);

    /// The line of these parts.
    fn of(block: BlockRange, saying: &Self::Saying, own: &Own) -> Self;
}

/// What a line says that belongs to its ITMOs as a whole, so that hardly another line says the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Tonnes of CO2 equivalent of a block of another metric.
    pub tonnes: Option<Quantity>,
    /// Underlying units, as spelled.
    pub units: Option<Untrusted>,
    /// When something was done with it, in UTC.
    pub at: Option<Timestamp>,
}

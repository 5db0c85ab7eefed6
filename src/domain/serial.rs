//! Serials, ranges of serials and sets of ranges: the arithmetic every split, merge and search rests on.
//! Ranges are closed: first and last both belong to them.
//! Must not know: which series a serial belongs to.

use super::{id::IdProblem, quantity::Quantity};
use std::fmt;

/// The running number of one ITMO within its series; from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serial(u64);

impl Serial {
    /// A serial.
    ///
    /// # Errors
    /// [`IdProblem::Serial`] for 0.
    pub const fn new(number: u64) -> Result<Self, IdProblem> {
        if number == 0 { Err(IdProblem::Serial) } else { Ok(Self(number)) }
    }

    /// The number.
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&crate::text::number::grouped(self.0))
    }
}

/// A run of consecutive serials, first to last, both included. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SerialRange {
    first: Serial,
    last: Serial,
}

impl SerialRange {
    /// A range.
    ///
    /// # Errors
    /// [`IdProblem::Range`] when `first` is after `last`.
    pub fn new(first: Serial, last: Serial) -> Result<Self, IdProblem> {
        if first <= last { Ok(Self { first, last }) } else { Err(IdProblem::Range) }
    }

    /// The first serial.
    pub fn first(self) -> Serial {
        self.first
    }

    /// The last serial.
    pub fn last(self) -> Serial {
        self.last
    }

    /// How many ITMOs the range holds. Always at least 1, and it fits: serials begin at 1.
    pub fn quantity(self) -> Quantity {
        Quantity::new(self.last.0 - self.first.0 + 1)
    }
}

/// A set of serials, kept as sorted ranges that neither overlap nor touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SerialSet(Vec<SerialRange>);

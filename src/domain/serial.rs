//! Serials, ranges of serials and sets of ranges: the arithmetic every split, merge and search rests on.
//! Ranges are closed: first and last both belong to them.
//! Must not know: which series a serial belongs to.

mod read;
mod set;

pub use set::SerialSet;

use super::{id::IdProblem, quantity::Quantity};
use std::fmt;

/// The running number of one ITMO within its series; from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serial(u64);

impl Serial {
    /// The smallest serial.
    pub const FIRST: Self = Self(1);
    /// The greatest serial there can be.
    pub const LAST: Self = Self(u64::MAX);

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

    /// The serial after this one; `None` after the greatest.
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }

    /// The serial before this one; `None` before 1.
    pub fn previous(self) -> Option<Self> {
        Self::new(self.0 - 1).ok()
    }
}

/// Thousands are grouped: `1 204 500`.
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
    /// Every serial there can be.
    pub const ALL: Self = Self { first: Serial::FIRST, last: Serial::LAST };

    /// A range.
    ///
    /// # Errors
    /// [`IdProblem::Range`] when `first` is after `last`.
    pub fn new(first: Serial, last: Serial) -> Result<Self, IdProblem> {
        if first <= last { Ok(Self { first, last }) } else { Err(IdProblem::Range) }
    }

    /// The range of one serial.
    pub fn one(serial: Serial) -> Self {
        Self { first: serial, last: serial }
    }

    /// The range between two serials, or `None` when nothing lies between.
    fn between(first: Option<Serial>, last: Option<Serial>) -> Option<Self> {
        Self::new(first?, last?).ok()
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

    /// Whether the serial is in the range.
    pub fn contains(self, serial: Serial) -> bool {
        (self.first..=self.last).contains(&serial)
    }

    /// Whether every serial of `other` is in this range.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether the two share at least one serial.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether one begins right after the other ends: together they are one range, and they share nothing.
    pub fn touches(self, other: Self) -> bool {
        self.last.next() == Some(other.first) || other.last.next() == Some(self.first)
    }

    /// What the two share.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::between(Some(self.first.max(other.first)), Some(self.last.min(other.last)))
    }

    /// Cuts before `serial`: the part before it, and the rest, which begins with it.
    /// `None` when one of the two would be empty.
    pub fn split_at(self, serial: Serial) -> Option<(Self, Self)> {
        let before = Self::between(Some(self.first), serial.previous())?;
        let rest = Self::between(Some(serial), Some(self.last))?;
        Some((before, rest))
    }

    /// What is left without `other`: the part before it and the part after it.
    pub fn subtract(self, other: Self) -> (Option<Self>, Option<Self>) {
        if !self.overlaps(other) {
            return if self.last < other.first { (Some(self), None) } else { (None, Some(self)) };
        }
        (Self::between(Some(self.first), other.first.previous()), Self::between(other.last.next(), Some(self.last)))
    }

    /// The one range that both make together; `None` when there is a gap between them.
    pub fn merge(self, other: Self) -> Option<Self> {
        let joined = Self { first: self.first.min(other.first), last: self.last.max(other.last) };
        (self.overlaps(other) || self.touches(other)).then_some(joined)
    }
}

/// `120 001 – 132 500`, or `4 711` when the range holds one serial.
impl fmt::Display for SerialRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { f.pad(&format!("{} – {}", self.first, self.last)) }
    }
}

#[cfg(test)]
mod tests;

//! The ITMO unique identifier, runs of them, and the dialects they are written in.
//! An id is never rewritten: what was written is kept octet for octet beside what it was read as.
//! Must not know: which ITMOs exist.

pub mod dialect;
mod range;

pub use dialect::{Dialect, Reading, Written};
pub use range::BlockRange;

use super::{IdProblem, Serial, block::Series};
use std::{fmt, str::FromStr};

/// One ITMO: cooperative approach, registry, first transferring Party, serial, vintage (decision 6/CMA.4, annex I, paragraph 5).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ItmoId {
    series: Series,
    serial: Serial,
}

impl ItmoId {
    /// The id of one serial of a series.
    pub fn of(series: Series, serial: Serial) -> Self {
        Self { series, serial }
    }
    /// What the id shares with its neighbours.
    pub fn series(&self) -> Series {
        self.series
    }
    /// The serial.
    pub fn serial(&self) -> Serial {
        self.serial
    }
}

/// The canonical spelling, five parts and no grouping: `CA0001-CHE01-THA-1916-2022`.
impl fmt::Display for ItmoId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Series { approach, registry, party, vintage } = self.series;
        f.pad(&format!("{approach}-{registry}-{party}-{}-{vintage}", self.serial.number()))
    }
}

/// Reads the canonical spelling only. For thousands commas and other spellings, see [`dialect`].
///
/// # Errors
/// [`IdProblem::Itmo`] when it has not five parts, the part's own problem when one of them is malformed.
impl FromStr for ItmoId {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        if text.contains([',', ' ']) {
            return Err(IdProblem::Itmo);
        }
        dialect::five_parts(text)
    }
}

#[cfg(test)]
mod tests;

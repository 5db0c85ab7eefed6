//! A run of ids of one series, and its one spelling: first and last serial between the parts that all ids share.
//! A run of one ITMO is written with its serial twice, so that every run has six parts.
//! Must not know: whether the ids of a run are in one block of some book.

use super::ItmoId;
use crate::domain::{IdProblem, Quantity, Serial, SerialRange, block::Series};
use std::{fmt, str::FromStr};

/// A run of ids of one series: what a filing writes as a first and a last id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockRange {
    /// What all the ids share.
    pub series: Series,
    /// Their serials.
    pub range: SerialRange,
}

impl BlockRange {
    /// The run from one id to another.
    ///
    /// # Errors
    /// [`IdProblem::Series`] when they differ in more than the serial, [`IdProblem::Range`] when the first is after the last.
    pub fn of(first: ItmoId, last: ItmoId) -> Result<Self, IdProblem> {
        if first.series != last.series {
            return Err(IdProblem::Series);
        }
        Ok(Self { series: first.series, range: SerialRange::new(first.serial, last.serial)? })
    }

    /// The first id.
    pub fn first_id(self) -> ItmoId {
        ItmoId::of(self.series, self.range.first())
    }

    /// The last id.
    pub fn last_id(self) -> ItmoId {
        ItmoId::of(self.series, self.range.last())
    }

    /// How many ITMOs: last − first + 1.
    pub fn quantity(self) -> Quantity {
        self.range.quantity()
    }
}

impl From<ItmoId> for BlockRange {
    fn from(id: ItmoId) -> Self {
        Self { series: id.series, range: SerialRange::one(id.serial) }
    }
}

/// The canonical spelling, six parts and no grouping: `CA0007-CHE01-CHE-120001-132500-2023`.
impl fmt::Display for BlockRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Series { approach, registry, party, vintage } = self.series;
        let (first, last) = (self.range.first().number(), self.range.last().number());
        f.pad(&format!("{approach}-{registry}-{party}-{first}-{last}-{vintage}"))
    }
}

/// Reads the canonical spelling only.
///
/// # Errors
/// [`IdProblem::Run`] when it has not six parts or is spelled in another way, the part's own problem when one is malformed.
impl FromStr for BlockRange {
    type Err = IdProblem;
    fn from_str(text: &str) -> Result<Self, IdProblem> {
        let parts: Vec<&str> = text.split('-').collect();
        let [approach, registry, party, first, last, vintage] = parts.as_slice() else { return Err(IdProblem::Run) };
        let serial = |part: &str| part.parse().map_err(|_| IdProblem::Serial).and_then(Serial::new);
        let series =
            Series { approach: approach.parse()?, registry: registry.parse()?, party: party.parse()?, vintage: vintage.parse()? };
        let run = Self { series, range: SerialRange::new(serial(first)?, serial(last)?)? };
        if run.to_string() == text { Ok(run) } else { Err(IdProblem::Run) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_one_spelling() {
        for text in
            ["CA0007-CHE01-CHE-120001-132500-2023", "CA0001-GHA01-GHA-1-1-2021", "CA0001-GHA01-GHA-1-18446744073709551615-2021"]
        {
            assert_eq!(text.parse::<BlockRange>().unwrap().to_string(), text);
        }
        for (text, problem) in [
            ("", IdProblem::Run),
            ("CA0007-CHE01-CHE-120001-2023", IdProblem::Run),
            ("CA0007-CHE01-CHE-120001-132500-2023-1", IdProblem::Run),
            ("CA0007-CHE01-CHE-0120001-132500-2023", IdProblem::Run),
            ("CA0007-CHE01-CHE-+1-132500-2023", IdProblem::Run),
            ("CA0007-CHE01-CHE-0-132500-2023", IdProblem::Serial),
            ("CA0007-CHE01-CHE-1-18446744073709551616-2023", IdProblem::Serial),
            ("CA0007-CHE01-CHE-2-1-2023", IdProblem::Range),
            ("CA7-CHE01-CHE-1-2-2023", IdProblem::Approach),
            ("CA0007-CHE01-CHE-1-2-2020", IdProblem::Vintage),
        ] {
            assert_eq!(text.parse::<BlockRange>(), Err(problem), "{text}");
        }
    }
}

//! The id of a reconciliation run: `CHE01-R-2026-000003`, the same in both registries.
//! One spelling only: what reads back as the same id was written in the same octets.
//! Must not know: which runs there were, and who hands out the numbers.

use crate::domain::{RegistryId, transfer::TransferId};
use std::{fmt, str::FromStr};

/// A reconciliation run, as numbered by the registry that opened it. Unique for ever within that registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(TransferId);

/// The text or the parts are not the id of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the id of a reconciliation run reads like CHE01-R-2026-000003: opening registry, R, year, number from 1")]
pub struct NotARunId;

impl RunId {
    /// The id of the `number`th run that a registry opened in a year.
    ///
    /// # Errors
    /// [`NotARunId`] for a number or a year that is none.
    pub fn new(opener: RegistryId, year: u16, number: u32) -> Result<Self, NotARunId> {
        TransferId::new(opener, year, number).map(Self).map_err(|_| NotARunId)
    }

    /// The registry that opened it.
    pub fn opener(self) -> RegistryId {
        self.0.registry()
    }

    /// The calendar year (UTC) in which it was opened.
    pub fn year(self) -> u16 {
        self.0.year()
    }

    /// Its running number within registry and year, from 1.
    pub fn number(self) -> u32 {
        self.0.number()
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-R-{}-{:06}", self.opener(), self.year(), self.number()))
    }
}

/// Reads exactly what [`RunId`] writes.
///
/// # Errors
/// [`NotARunId`] for anything else.
impl FromStr for RunId {
    type Err = NotARunId;

    fn from_str(text: &str) -> Result<Self, NotARunId> {
        let (opener, rest) = text.split_once("-R-").ok_or(NotARunId)?;
        format!("{opener}-{rest}").parse().map(Self).map_err(|_| NotARunId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_has_one_spelling() {
        for text in ["CHE01-R-2026-000001", "GHA01-R-2027-1000000"] {
            assert_eq!(text.parse::<RunId>().unwrap().to_string(), text);
        }
        for text in
            ["", "CHE01-2026-000001", "CHE01-R-2026-1", "CHE01-r-2026-000001", "CHE01-R-R-2026-000001", "CHE01-R-2026-000000"]
        {
            assert_eq!(text.parse::<RunId>(), Err(NotARunId), "{text}");
        }
    }
}

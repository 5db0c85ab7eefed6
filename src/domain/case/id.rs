//! The id of a case: `CHE01-CASE-000012`, short enough to be read out on the telephone.
//! One spelling only: what reads back as the same id was written in the same octets.
//! Must not know: which cases exist, and who hands out the numbers.

use crate::domain::RegistryId;
use std::{fmt, num::NonZeroU32, str::FromStr};

/// What stands between registry and number.
const CASE: &str = "-CASE-";

/// A case, as numbered by the registry whose board it is on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId {
    registry: RegistryId,
    number: NonZeroU32,
}

/// The text or the parts are not the id of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the id of a case reads like CHE01-CASE-000012: registry, CASE, number from 1 to 999 999 999")]
pub struct NotACaseId;

impl CaseId {
    /// The greatest number.
    pub const LAST_NUMBER: u32 = 999_999_999;

    /// The id of the `number`th case of a registry.
    ///
    /// # Errors
    /// [`NotACaseId`] for the number 0 and for one above [`Self::LAST_NUMBER`].
    pub fn new(registry: RegistryId, number: u32) -> Result<Self, NotACaseId> {
        let number = NonZeroU32::new(number).filter(|number| number.get() <= Self::LAST_NUMBER).ok_or(NotACaseId)?;
        Ok(Self { registry, number })
    }

    /// The registry whose case it is.
    pub fn registry(self) -> RegistryId {
        self.registry
    }

    /// Its running number, from 1.
    pub fn number(self) -> u32 {
        self.number.get()
    }
}

/// Six digits at least, filled up with zeros.
impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}{CASE}{:06}", self.registry, self.number))
    }
}

impl fmt::Debug for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads exactly what [`CaseId`] writes.
///
/// # Errors
/// [`NotACaseId`] for anything else, other paddings of the same number included.
impl FromStr for CaseId {
    type Err = NotACaseId;

    fn from_str(text: &str) -> Result<Self, NotACaseId> {
        let (registry, number) = text.split_once(CASE).ok_or(NotACaseId)?;
        let registry = registry.parse().map_err(|_| NotACaseId)?;
        let id = Self::new(registry, number.parse().map_err(|_| NotACaseId)?)?;
        if id.to_string() == text { Ok(id) } else { Err(NotACaseId) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_has_one_spelling() {
        for text in ["CHE01-CASE-000001", "GHA01-CASE-000123", "CHE01-CASE-1000000", "CHE01-CASE-999999999"] {
            assert_eq!(text.parse::<CaseId>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "CHE01-CASE-000000",
            "CHE01-CASE-12",
            "CHE01-CASE-0000012",
            "CHE01-CASE-+00012",
            "CHE01-case-000012",
            "CHE01-2026-000012",
            "CHE01-CASE-1000000000",
            "CHE01-CASE-000012 ",
        ] {
            assert_eq!(text.parse::<CaseId>(), Err(NotACaseId), "{text}");
        }
    }
}

//! The human id of a transfer: `GHA01-2026-000123`, short enough to be read out on the telephone.
//! One spelling only: what reads back as the same id was written in the same octets.
//! Must not know: which transfers exist, and who hands out the numbers.

use crate::domain::RegistryId;
use std::{fmt, num::NonZeroU32, str::FromStr};

/// A transfer, as numbered by the registry that began it. Unique for ever within that registry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransferId {
    registry: RegistryId,
    year: u16,
    number: NonZeroU32,
}

/// The id of an order. Orders and transfers share one numbering: an order for a transfer and the transfer have the same id.
pub type OrderId = TransferId;

/// The text or the parts are not a transfer id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a transfer id reads like GHA01-2026-000123: transferring registry, year, number from 1 to 999 999 999")]
pub struct NotATransferId;

impl TransferId {
    /// The greatest number within a year.
    pub const LAST_NUMBER: u32 = 999_999_999;

    /// The id of the `number`th transfer that a registry began in a year.
    ///
    /// # Errors
    /// [`NotATransferId`] for the number 0, for one above [`Self::LAST_NUMBER`], and for a year that has not four digits.
    pub fn new(registry: RegistryId, year: u16, number: u32) -> Result<Self, NotATransferId> {
        let number = NonZeroU32::new(number).filter(|number| number.get() <= Self::LAST_NUMBER).ok_or(NotATransferId)?;
        if (1000..=9999).contains(&year) { Ok(Self { registry, year, number }) } else { Err(NotATransferId) }
    }

    /// The registry that began the transfer and whose units move.
    pub fn registry(self) -> RegistryId {
        self.registry
    }

    /// The calendar year (UTC) in which it was ordered.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Its running number within registry and year, from 1.
    pub fn number(self) -> u32 {
        self.number.get()
    }
}

/// Six digits at least, filled up with zeros: `GHA01-2026-000123`.
impl fmt::Display for TransferId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{}-{:06}", self.registry, self.year, self.number))
    }
}

impl fmt::Debug for TransferId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads exactly what [`TransferId`] writes.
///
/// # Errors
/// [`NotATransferId`] for anything else, other paddings of the same number included.
impl FromStr for TransferId {
    type Err = NotATransferId;
    fn from_str(text: &str) -> Result<Self, NotATransferId> {
        let mut parts = text.splitn(3, '-');
        let mut part = || parts.next().ok_or(NotATransferId);
        let registry = part()?.parse().map_err(|_| NotATransferId)?;
        let year = part()?.parse().map_err(|_| NotATransferId)?;
        let number = part()?.parse().map_err(|_| NotATransferId)?;
        let id = Self::new(registry, year, number)?;
        if id.to_string() == text { Ok(id) } else { Err(NotATransferId) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_id_has_one_spelling() {
        for text in ["GHA01-2026-000001", "GHA01-2026-000123", "CHE99-9999-999999", "CHE01-2026-1000000", "CHE01-2026-999999999"]
        {
            assert_eq!(text.parse::<TransferId>().unwrap().to_string(), text);
        }
        let spellings = [
            "",
            "GHA01",
            "GHA01-2026",
            "GHA01-2026-",
            "GHA01-2026-000000",
            "GHA01-2026-123",
            "GHA01-2026-0000123",
            "GHA01-2026-1000000000",
            "GHA01-2026-+00123",
            "GHA01-2026-000123 ",
            " GHA01-2026-000123",
            "gha01-2026-000123",
            "GHA1-2026-000123",
            "GHA01-26-000123",
            "GHA01-02026-000123",
            "GHA01-+2026-000123",
            "GHA01-2026-000123-1",
            "GHA01-2026-００0123",
        ];
        for text in spellings {
            assert_eq!(text.parse::<TransferId>(), Err(NotATransferId), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(year in 1000u16..=9999, number in 1u32..=TransferId::LAST_NUMBER) {
            let id = TransferId::new("GHA01".parse().unwrap(), year, number).unwrap();
            prop_assert_eq!((id.registry(), id.year(), id.number()), ("GHA01".parse().unwrap(), year, number));
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn nothing_else_is_read(text in "[A-Z0-9-]{0,24}") {
            if let Ok(id) = text.parse::<TransferId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}

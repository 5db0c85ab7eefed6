//! Counts of ITMOs as checked integers: one ITMO of the GHG metric is one tonne of CO2 equivalent.
//! Arithmetic either gives the exact amount or says that it can't.
//! Must not know: fractions. No float is ever used for an amount.

use std::fmt;

/// A number of ITMOs. Arithmetic is checked: an overflow is `None`, never a wrong amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(u64);

impl Quantity {
    /// No ITMOs.
    pub const ZERO: Self = Self(0);

    /// As many as can be counted.
    pub const MAX: Self = Self(u64::MAX);

    /// A count of ITMOs.
    pub const fn new(count: u64) -> Self {
        Self(count)
    }

    /// The count.
    pub const fn count(self) -> u64 {
        self.0
    }

    /// The sum, or `None` when it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` when `other` is greater.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of many, or `None` when it does not fit.
    pub fn total(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        parts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Reads digits, with single grouping spaces or commas between digits allowed (F08).
    ///
    /// # Errors
    /// [`NotAQuantity`] when anything else is found or the number does not fit in 64 bits.
    pub fn parse(text: &str) -> Result<Self, NotAQuantity> {
        let mut count: u64 = 0;
        let mut after_digit = false;
        for c in text.chars() {
            match (c, after_digit) {
                ('0'..='9', _) => {
                    let digit = u64::from(c as u32 - '0' as u32);
                    count = count.checked_mul(10).and_then(|n| n.checked_add(digit)).ok_or(NotAQuantity)?;
                    after_digit = true;
                }
                (' ' | ',', true) => after_digit = false,
                _ => return Err(NotAQuantity),
            }
        }
        if after_digit { Ok(Self(count)) } else { Err(NotAQuantity) }
    }
}

/// Thousands are grouped: `12 500`. What is shown can be typed again.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&crate::text::number::grouped(self.0))
    }
}

/// The text is not a whole number of ITMOs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a whole number of ITMOs")]
pub struct NotAQuantity;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_never_wraps() {
        let most = Quantity::new(u64::MAX);
        assert_eq!(most.plus(Quantity::new(1)), None);
        assert_eq!(Quantity::ZERO.minus(Quantity::new(1)), None);
        assert_eq!(Quantity::total([most, Quantity::new(1)]), None);
        assert_eq!(Quantity::total([Quantity::new(2), Quantity::new(3)]), Some(Quantity::new(5)));
        assert_eq!(Quantity::total([]), Some(Quantity::ZERO));
        assert_eq!(most.plus(Quantity::ZERO), Some(most));
        assert_eq!(Quantity::new(5).minus(Quantity::new(3)), Some(Quantity::new(2)));
        assert_eq!(most.minus(most), Some(Quantity::ZERO));
    }

    #[test]
    fn reads_digits_and_grouping_only() {
        for (text, count) in
            [("0", 0), ("12500", 12_500), ("12 500", 12_500), ("12,500", 12_500), ("18 446 744 073 709 551 615", u64::MAX)]
        {
            assert_eq!(Quantity::parse(text), Ok(Quantity::new(count)), "{text}");
        }
        for text in [
            "",
            " ",
            "-1",
            "1.5",
            "1e3",
            " 1",
            "1 ",
            "1  2",
            "１２",
            ",1",
            "1,",
            "1, 2",
            "1\u{a0}2",
            "1\n",
            "+1",
            "18446744073709551616",
            "99999999999999999999",
        ] {
            assert_eq!(Quantity::parse(text), Err(NotAQuantity), "{text}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed_again() {
        for count in [0, 999, 1_000, 12_500, 1 << 53, (1 << 53) + 1, u64::MAX] {
            let quantity = Quantity::new(count);
            assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
            assert_eq!(quantity.count(), count);
        }
        assert_eq!(format!("{:>8}", Quantity::new(12_500)), "  12 500");
    }
}

//! 64-bit numbers as JSON strings.
//! Readers that use floating point must not round a serial (T07); each has one spelling, without sign or leading zeros.
//! Must not know: what is counted.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A whole number from 0 to 2^64−1, written as a JSON string of digits without leading zeros.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(value_type = String, pattern = "^(0|[1-9][0-9]{0,19})$", examples("12500")))]
pub struct BigNumber(pub u64);

impl Serialize for BigNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for BigNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;
        impl de::Visitor<'_> for Digits {
            type Value = BigNumber;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a whole number as a string of digits")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<BigNumber, E> {
                let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
                text.parse()
                    .ok()
                    .filter(|_| plain)
                    .map(BigNumber)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Other("text"), &self))
            }
        }
        deserializer.deserialize_str(Digits)
    }
}

//! The SHA-256 of some octets, and the head of a chain made of such digests.
//! A digest has one spelling: 64 lower-case hexadecimal digits, as `sha256sum` prints it.
//! Must not know: what the octets mean.

use sha2::Digest as _;
use std::{fmt, str::FromStr};

/// A SHA-256. The default one is all zeros: what the first link of a chain carries.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

/// The newest link of a chain at some moment. Kept elsewhere, it shows later that nothing before it was lost or changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Head {
    /// The link's number, from 1; 0 when there is none.
    pub seq: u64,
    /// The link's digest.
    pub digest: Digest,
}

/// A text that is not 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest is 64 lower-case hexadecimal digits")]
pub struct NotADigest;

impl Digest {
    /// The digest of these octets: of a line without its LF, of a whole message.
    pub fn of(octets: impl AsRef<[u8]>) -> Self {
        Self(sha2::Sha256::digest(octets).into())
    }

    /// A SHA-256 that was made part by part, of something too large to be held.
    pub fn made(octets: [u8; 32]) -> Self {
        Self(octets)
    }

    /// Its 32 octets.
    pub fn octets(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let nibble = |digit: u8| match digit {
            b'0'..=b'9' => Ok(digit - b'0'),
            b'a'..=b'f' => Ok(digit - b'a' + 10),
            _ => Err(NotADigest),
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(NotADigest);
        }
        let mut octets = [0; 32];
        for (octet, [high, low]) in octets.iter_mut().zip(pairs) {
            *octet = nibble(*high)? << 4 | nibble(*low)?;
        }
        Ok(Self(octets))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_has_one_spelling() {
        let digest = Digest::of("abc");
        // FIPS 180-4, the example "abc".
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((digest.to_string().as_str(), text.parse()), (text, Ok(digest)));
        assert_eq!("0".repeat(64).parse(), Ok(Digest::default()));
        let (short, long, upper) = (&text[1..], format!("{text}0"), text.to_uppercase());
        for bad in ["", short, &long, &upper, &text.replace('a', "g"), &text.replace("ba", "é")] {
            assert_eq!(bad.parse::<Digest>(), Err(NotADigest), "{bad}");
        }
    }
}

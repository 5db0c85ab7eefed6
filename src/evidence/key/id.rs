//! The name of a key, as a message carries it: `GHA01-2026-1`.
//! It can stand in a header and in a line without being escaped, so it has one spelling everywhere.
//! Must not know: the key, or who holds it.

use std::{fmt, str::FromStr};

/// The name of a key: 1 to 64 visible ASCII characters, no `"` and no `\`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

/// A text that can't name a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name of a key is 1 to 64 visible ASCII characters without \" and \\")]
pub struct NotAKeyId;

impl KeyId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyId {
    type Err = NotAKeyId;

    fn from_str(text: &str) -> Result<Self, NotAKeyId> {
        let plain = |octet: u8| octet.is_ascii_graphic() && octet != b'"' && octet != b'\\';
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(plain);
        fits.then(|| Self(text.to_owned())).ok_or(NotAKeyId)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! The nonce of a signature: what makes one message another than all others.
//! It has one spelling: 16 to 64 characters of base64url, so that it needs no escaping anywhere.
//! Must not know: where the randomness comes from.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::{fmt, str::FromStr};

/// 16 to 64 characters of base64url, usually 22 for 16 random octets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Nonce(String);

/// A text that is no nonce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a nonce is 16 to 64 characters of base64url")]
pub struct NotANonce;

impl Nonce {
    /// The nonce of 16 random octets.
    pub fn from_octets(octets: &[u8; 16]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(octets))
    }

    /// The nonce as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Nonce {
    type Err = NotANonce;

    fn from_str(text: &str) -> Result<Self, NotANonce> {
        let plain = |octet: u8| octet.is_ascii_alphanumeric() || octet == b'-' || octet == b'_';
        let fits = (16..=64).contains(&text.len()) && text.bytes().all(plain);
        fits.then(|| Self(text.to_owned())).ok_or(NotANonce)
    }
}

impl fmt::Display for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

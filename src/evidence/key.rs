//! Ed25519 keys and signatures (RFC 8032).
//! One message, one key, one signature: weak keys, unusual encodings and altered signatures are refused.
//! Must not know: what is signed, whose key it is, or where it is kept.

mod id;

pub use id::{KeyId, NotAKeyId};

use super::digest::Digest;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use std::{fmt, str::FromStr};

/// A public key. Written as base64url without padding, 43 characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(VerifyingKey);

/// A secret key. It is never printed, and its memory is wiped when it is dropped (T10).
pub struct SecretKey(SigningKey);

/// A signature. Written as base64 with padding, 88 characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 64]);

/// Why something is not a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// It is not 32 octets in base64url without padding.
    #[error("a public key is 43 characters of base64url")]
    Form,
    /// The octets are no point of the curve.
    #[error("this is not an Ed25519 public key")]
    Point,
    /// It has a part of small order: signatures under it fit many messages, or only for some who verify them.
    #[error("this Ed25519 public key is weak: signatures under it prove nothing")]
    Weak,
}

/// A text that is not 64 octets in base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a signature is 88 characters of base64")]
pub struct NotASignature;

/// A signature that this key did not make over these octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not fit the key and the signed text")]
pub struct DoesNotVerify;

impl PublicKey {
    /// A key from its 32 octets.
    ///
    /// # Errors
    /// [`BadKey::Point`] or [`BadKey::Weak`].
    pub fn from_octets(octets: &[u8; 32]) -> Result<Self, BadKey> {
        let key = VerifyingKey::from_bytes(octets).map_err(|_| BadKey::Point)?;
        // No honest key has a part of small order. With one, two correct verifiers may come to two verdicts. All points
        // that can be encoded in a second way, unreduced, have such a part too, so a key has one encoding.
        if key.is_weak() || !key.to_edwards().is_torsion_free() {
            return Err(BadKey::Weak);
        }
        Ok(Self(key))
    }

    /// Its 32 octets.
    pub fn octets(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The first 16 hexadecimal digits of the SHA-256 of its octets, in groups of four: what two people read to each other.
    pub fn fingerprint(&self) -> String {
        let digest = Digest::of(self.octets()).to_string();
        let mut groups = String::with_capacity(19);
        for (place, digit) in digest.chars().take(16).enumerate() {
            if place > 0 && place % 4 == 0 {
                groups.push(' ');
            }
            groups.push(digit);
        }
        groups
    }

    /// Whether this key's secret made this signature over these octets.
    ///
    /// # Errors
    /// [`DoesNotVerify`]; also for a signature that was altered into another that a lax check would accept.
    pub fn verify(&self, octets: &[u8], signature: &Signature) -> Result<(), DoesNotVerify> {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0.verify_strict(octets, &signature).map_err(|_| DoesNotVerify)
    }
}

impl SecretKey {
    /// The key that grows from 32 random octets. The caller wipes its own copy of them.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The key that others verify with.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The 32 octets it grows from, which are all there is to it: for the file or the keyring that keeps it.
    pub fn expose_seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The signature over these octets; the same ones every time.
    pub fn sign(&self, octets: &[u8]) -> Signature {
        Signature(self.0.sign(octets).to_bytes())
    }
}

impl Signature {
    /// A signature from its 64 octets. Whether it is a good one, [`PublicKey::verify`] says.
    pub fn from_octets(octets: [u8; 64]) -> Self {
        Self(octets)
    }

    /// Its 64 octets.
    pub fn octets(&self) -> &[u8; 64] {
        &self.0
    }
}

impl FromStr for PublicKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let octets = URL_SAFE_NO_PAD.decode(text).ok().and_then(|octets| octets.try_into().ok());
        Self::from_octets(&octets.ok_or(BadKey::Form)?)
    }
}

impl FromStr for Signature {
    type Err = NotASignature;

    fn from_str(text: &str) -> Result<Self, NotASignature> {
        let octets = STANDARD.decode(text).ok().and_then(|octets| octets.try_into().ok());
        octets.map(Self).ok_or(NotASignature)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.octets()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;

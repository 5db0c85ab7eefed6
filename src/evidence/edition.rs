//! Which version of a roster or a policy: its number and the digest of its text, as `v7 sha256:…`.
//! Both are said, so that a version that was swapped for another of the same number does not pass.
//! Must not know: what the text says.

use super::digest::Digest;
use std::{fmt, num::NonZeroU32, str::FromStr};

/// A version of a roster or a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edition {
    /// Its number, from 1.
    pub version: NonZeroU32,
    /// SHA-256 of its text.
    pub sha256: Digest,
}

/// A text that names no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a version reads like v7 sha256: and 64 hexadecimal digits")]
pub struct NotAnEdition;

impl FromStr for Edition {
    type Err = NotAnEdition;

    fn from_str(text: &str) -> Result<Self, NotAnEdition> {
        let (version, sha256) = text.split_once(" sha256:").ok_or(NotAnEdition)?;
        let version = version.strip_prefix('v').and_then(|number| number.parse().ok()).ok_or(NotAnEdition)?;
        let edition = Self { version, sha256: sha256.parse().map_err(|_| NotAnEdition)? };
        if edition.to_string() == text { Ok(edition) } else { Err(NotAnEdition) }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{} sha256:{}", self.version, self.sha256)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_one_spelling() {
        let digest = Digest::of("abc");
        let text = format!("v7 sha256:{digest}");
        let edition: Edition = text.parse().unwrap();
        assert_eq!((edition.version.get(), edition.sha256, edition.to_string()), (7, digest, text.clone()));
        for bad in [
            "".to_owned(),
            "v7".to_owned(),
            format!("7 sha256:{digest}"),
            format!("v0 sha256:{digest}"),
            format!("v07 sha256:{digest}"),
            format!("v+7 sha256:{digest}"),
            format!("v7  sha256:{digest}"),
            format!("v7 sha512:{digest}"),
            text.to_uppercase(),
        ] {
            assert_eq!(bad.parse::<Edition>(), Err(NotAnEdition), "{bad}");
        }
    }
}

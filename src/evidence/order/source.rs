//! The document an order rests on: the name of its file and the digest of its octets (F21).
//! The approver opens their own copy; the digest says whether it is the same.
//! Must not know: where the file is.

use crate::evidence::{digest::Digest, lines::Prose};
use std::{fmt, str::FromStr};

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SourceDocument {
    name: Prose,
    /// SHA-256 of its octets.
    pub sha256: Digest,
}

/// A text that names no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a document is the name of a file without its folder, a space, and sha256: with 64 hexadecimal digits")]
pub struct NotASource;

impl SourceDocument {
    /// The document of this name and digest.
    ///
    /// # Errors
    /// [`NotASource`] for a name that can't be shown as it is, or that has a folder in it.
    pub fn new(name: &str, sha256: Digest) -> Result<Self, NotASource> {
        let name = Prose::new(name).map_err(|_| NotASource)?;
        if name.as_str().contains(['/', '\\']) { Err(NotASource) } else { Ok(Self { name, sha256 }) }
    }

    /// The name of its file.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }
}

impl FromStr for SourceDocument {
    type Err = NotASource;

    fn from_str(text: &str) -> Result<Self, NotASource> {
        let (name, digest) = text.rsplit_once(" sha256:").ok_or(NotASource)?;
        Self::new(name, digest.parse().map_err(|_| NotASource)?)
    }
}

impl fmt::Display for SourceDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} sha256:{}", self.name, self.sha256)
    }
}

//! Words of people inside a signed text: a reason, a name, the name of a file.
//! Only what the gate shows as it is can be signed, or the signer would not have read what was signed (scenario 13).
//! Must not know: in which line it stands.

use crate::text::{Kind, Untrusted};
use std::{fmt, str::FromStr};

/// One line of printable text in NFC, without spaces at its ends or two in a row, 1 to [`Prose::MOST_OCTETS`] octets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prose(Box<str>);

/// A text that can't be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what is signed is one line of at most 4096 octets, with no character that could not be shown as it is")]
pub struct NotProse;

impl Prose {
    /// The most octets it may have.
    pub const MOST_OCTETS: usize = 4096;

    /// Takes a text as it is; nothing is folded, trimmed or escaped.
    ///
    /// # Errors
    /// [`NotProse`].
    pub fn new(text: &str) -> Result<Self, NotProse> {
        let fits = (1..=Self::MOST_OCTETS).contains(&text.len()) && !text.contains('\n');
        if fits && !Untrusted::new(text).gate(Kind::Prose).is_escaped() { Ok(Self(text.into())) } else { Err(NotProse) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Prose {
    type Err = NotProse;

    fn from_str(text: &str) -> Result<Self, NotProse> {
        Self::new(text)
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

//! The type of every string that came from a server or a file.
//! Its only way to the screen is [`Untrusted::gate`].
//! Must not know: how the text is painted.

use super::gate::{Kind, Shown};

/// A string from outside: shown only through the gate, compared and hashed by its exact octets (T01).
///
/// It has no `Display` on purpose. `Debug` prints the gated form, so a log line is safe too.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Untrusted(Box<str>);

impl Untrusted {
    /// Takes a string from outside exactly as it came; nothing is changed or dropped.
    pub fn new(octets: impl Into<String>) -> Self {
        Self(octets.into().into_boxed_str())
    }

    /// The string made safe for the screen, the log and the clipboard.
    pub fn gate(&self, kind: Kind) -> Shown {
        Shown::new(&self.0, kind)
    }

    /// The original octets, for comparing, hashing and evidence. Never for the screen.
    pub fn octets(&self) -> &str {
        &self.0
    }

    /// Whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Untrusted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Untrusted({})", self.gate(Kind::Critical))
    }
}

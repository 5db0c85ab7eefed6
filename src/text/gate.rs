//! The gate: the one place where text from outside becomes text for the screen (T01, T17).
//! Nothing is dropped, hostile characters are shown as `⟦U+…⟧`, and two different strings never look the same.
//! Must not know: widgets, colours, or where the text came from.

mod critical;
mod dump;
mod line;
mod printable;
mod raw;
mod script;
mod shown;

pub use shown::Shown;
use shown::Writer;

/// What the text is used for decides what may pass unescaped.
///
/// In every kind an escape is `⟦U+` + at least four capital hexadecimal digits + `⟧`, and the two brackets themselves
/// are always escaped, so that the original can be read back from what is shown.
///
/// Right-to-left letters (Hebrew, Arabic and the like) are escaped in every kind. Some terminals reorder a row that
/// holds one, and then the digits of the next column can change places: `1 204 500` would read `500 204 1`. The marks
/// that would fence such a name off are themselves invisible, and no console can tell which terminal it writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Identifiers and amounts: printable ASCII and single inner spaces only.
    Critical,
    /// Names of people, organisations and accounts: printable, NFC, one script set a line (UTS #39), at most two
    /// combining marks on a letter, single inner spaces.
    Name,
    /// Free text: like a name, but lines may break and scripts may mix. A break before the first or after the last
    /// line would not be seen, so it is escaped.
    Prose,
    /// The octets of the UTF-8 as lower-case hexadecimal pairs, a space between them.
    Raw,
}

impl Shown {
    /// Passes `octets` through the gate. Only [`super::Untrusted::gate`] calls this.
    pub(super) fn new(octets: &str, kind: Kind) -> Self {
        if kind == Kind::Raw {
            return raw::gate(octets);
        }
        if critical::is_clean(octets) {
            return Self::clean(octets);
        }
        let mut out = Writer::with_capacity(octets.len() + 16);
        match kind {
            Kind::Critical => critical::gate(octets, &mut out),
            Kind::Prose => line::prose(octets, &mut out),
            Kind::Name | Kind::Raw => line::name(octets, &mut out),
        }
        out.finish()
    }
}

#[cfg(test)]
mod tests;

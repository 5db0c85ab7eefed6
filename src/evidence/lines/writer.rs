//! The pen for signed texts: `key: value` lines in the order in which they are put.
//! It lays lines down and judges nothing; who writes a text reads it back strictly, and only then has one.
//! Must not know: which keys a kind of text has.

use std::fmt::{Display, Write as _};

/// A text that is being written.
#[derive(Clone, Debug)]
pub struct LineWriter(String);

impl LineWriter {
    /// Begins a text with its first line, such as `itmo-order/v1`.
    pub fn new(magic: &str) -> Self {
        Self(format!("{magic}\n"))
    }

    /// A line.
    #[must_use]
    pub fn put(mut self, key: &str, value: impl Display) -> Self {
        // Writing to a String can't fail.
        let _ = writeln!(self.0, "{key}: {value}");
        self
    }

    /// A line; the word `none` stands for no value.
    #[must_use]
    pub fn put_if(self, key: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.put(key, value),
            None => self.put(key, "none"),
        }
    }

    /// Several lines with the keys `stem-count`, `stem-1`, `stem-2` and so on.
    #[must_use]
    pub fn put_numbered(self, stem: &str, values: impl IntoIterator<Item = impl Display, IntoIter: ExactSizeIterator>) -> Self {
        let values = values.into_iter();
        let begun = self.put(&format!("{stem}-count"), values.len());
        values.enumerate().fold(begun, |writer, (before, value)| writer.put(&format!("{stem}-{}", before + 1), value))
    }

    /// The text.
    pub fn finish(self) -> String {
        self.0
    }
}

//! Text that may be painted. What comes from outside gets here only through the gate, by its type.
//! `Safe::ours` is for text made of our own words, numbers and well-formed ids, and for nothing else.
//! Must not know: where on the screen it goes.

use crate::{
    text::{Shown, number},
    ui::grapheme,
};
use std::borrow::Cow;

/// Text that may be painted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Safe<'a>(Cow<'a, str>);

impl<'a> Safe<'a> {
    /// Text that this program made itself from its own words, numbers, gated text and ids that were parsed.
    /// Never for a string as a server, a file or a person gave it: that is [`crate::text::Untrusted`].
    pub fn ours(text: impl Into<Cow<'a, str>>) -> Self {
        Self(text.into())
    }

    /// A number, thousands grouped.
    pub fn number(number: u64) -> Self {
        Self(Cow::Owned(number::grouped(number)))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to paint.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many cells the text takes on one line.
    pub fn width(&self) -> usize {
        grapheme::width(&self.0)
    }
}

impl From<&'static str> for Safe<'_> {
    fn from(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a Shown> for Safe<'a> {
    fn from(text: &'a Shown) -> Self {
        Self(Cow::Borrowed(text.as_str()))
    }
}

impl From<Shown> for Safe<'_> {
    fn from(text: Shown) -> Self {
        Self(Cow::Owned(text.as_str().to_owned()))
    }
}

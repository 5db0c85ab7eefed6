//! A piece of text and what it means: what lines, rows and values are made of.
//! The text is safe by its type; the look comes from the role, through the theme.
//! Must not know: where it is painted.

use super::{Safe, theme::Role};

/// A piece of text and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<'a> {
    /// What it means.
    pub role: Role,
    /// The text.
    pub text: Safe<'a>,
}

impl<'a> Span<'a> {
    /// A piece of text in a role.
    pub fn new(role: Role, text: impl Into<Safe<'a>>) -> Self {
        Self { role, text: text.into() }
    }

    /// A piece of ordinary text.
    pub fn text(text: impl Into<Safe<'a>>) -> Self {
        Self::new(Role::Text, text)
    }

    /// How many cells it takes.
    pub fn width(&self) -> usize {
        self.text.width()
    }
}

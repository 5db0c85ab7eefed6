//! One line of text in roles: clipped at a grapheme with an ellipsis, padded to its width, from the left or from the right.
//! An ellipsis stands at the end only: ids are never shortened in the middle.
//! Must not know: what the line says.

use super::{
    Safe,
    pen::{Brush, Pen},
    theme::{Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect};

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

/// At which end of its room a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Words and ids.
    #[default]
    Left,
    /// Amounts: their digits stand under each other.
    Right,
}

/// Paints spans on the first line of an area, on the ground of a role, and empties the rest of that line.
pub fn paint(spans: &[Span<'_>], align: Align, ground: Role, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let brush = Brush::on(theme, ground);
    aligned(&mut Pen::on(buffer, area, 0), spans, align, &brush);
}

/// Empties an area on the ground of a role.
pub fn clear(ground: Role, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    super::pen::clear(area, Brush::on(theme, ground).blank(), buffer);
}

/// Spans at one end of a pen's room, everything else empty.
pub(super) fn aligned(pen: &mut Pen<'_>, spans: &[Span<'_>], align: Align, brush: &Brush<'_>) {
    if align == Align::Right {
        let width: usize = spans.iter().map(Span::width).sum();
        pen.skip(pen.room().saturating_sub(width), brush.blank());
    }
    pen.spans(spans, brush);
    pen.rest(brush.blank());
}

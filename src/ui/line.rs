//! One line of text in roles: clipped at a grapheme with an ellipsis, padded to its width, from the left or from the right.
//! An ellipsis stands at the end only: ids are never shortened in the middle.
//! Must not know: what the line says.

use super::{
    pen::{Brush, Pen},
    span::Span,
    theme::{Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect};

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

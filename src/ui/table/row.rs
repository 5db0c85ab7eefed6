//! One row of a table, painted cell by cell in column order. Cells of columns that aren't visible cost nothing.
//! A row that paints no cell is one that isn't loaded: it shows `· · ·`.
//! Must not know: what the row is.

use super::columns::{GUTTER, Layout};
use crate::ui::{
    Safe, Span,
    line::{Align, aligned},
    pen::{Brush, Pen},
    strip,
    table::Column,
    theme::{Glyph, Role},
};

/// Paints the cells of one row.
pub struct RowPaint<'p> {
    pen: Pen<'p>,
    layout: &'p Layout,
    columns: &'p [Column],
    brush: Brush<'p>,
    column: usize,
}

impl<'p> RowPaint<'p> {
    pub(super) fn new(mut pen: Pen<'p>, layout: &'p Layout, columns: &'p [Column], brush: Brush<'p>, selected: bool) -> Self {
        let width = pen.room();
        pen.window(0, width).rest(brush.blank());
        if selected {
            pen.window(0, 1).glyph(Glyph::Selected, Role::Accent, &brush);
        }
        Self { pen, layout, columns, brush, column: 0 }
    }

    /// Puts the sign of a marked row before its cells.
    pub fn mark(&mut self) {
        self.pen.window(GUTTER - 1, 1).glyph(Glyph::Bullet, Role::Accent, &self.brush);
    }

    /// Whether the next column is visible. Ask before making text that costs something.
    pub fn shows(&self) -> bool {
        self.layout.slots.iter().any(|slot| slot.column == self.column)
    }

    /// The next cell: text.
    pub fn text<'t>(&mut self, role: Role, text: impl Into<Safe<'t>>) {
        self.spans(&[Span::new(role, text)]);
    }

    /// The next cell: a text. Where it doesn't fit it is its short form, which must be as unlike all others.
    pub fn text_or<'t>(&mut self, role: Role, text: impl Into<Safe<'t>>, short: impl Into<Safe<'t>>) {
        let text = text.into();
        let fits = text.width() <= self.room();
        self.text(role, if fits { text } else { short.into() });
    }

    /// The next cell: a number, thousands grouped.
    pub fn number(&mut self, role: Role, number: u64) {
        if self.shows() {
            self.spans(&[Span::new(role, Safe::number(number))]);
        } else {
            self.column += 1;
        }
    }

    /// The next cell: a sign and a word, so that the colour isn't the only sign.
    pub fn status<'t>(&mut self, role: Role, glyph: Glyph, word: impl Into<Safe<'t>>) {
        let sign = Safe::ours(self.brush.theme.glyph(glyph));
        self.spans(&[Span::new(role, sign), Span::text(" "), Span::new(role, word)]);
    }

    /// The next cell: a sign and a word. Where the word doesn't fit it is its short form, which must be as unlike all others.
    pub fn status_or(&mut self, role: Role, glyph: Glyph, word: &'static str, short: &'static str) {
        let fits = Safe::from(word).width() + 2 <= self.room();
        self.status(role, glyph, if fits { word } else { short });
    }

    /// Cells for the next cell; none where its column isn't visible.
    pub fn room(&self) -> usize {
        self.layout.slots.iter().find(|slot| slot.column == self.column).map_or(0, |slot| slot.width)
    }

    /// The next cell: no value.
    pub fn nothing(&mut self) {
        let sign = Safe::ours(self.brush.theme.glyph(Glyph::Nothing));
        self.spans(&[Span::new(Role::Dim, sign)]);
    }

    /// The whole row, for what belongs to no column, such as a gap between two rows.
    pub fn across(&mut self, spans: &[Span<'_>]) {
        self.column = self.columns.len().max(1);
        self.pen.window(GUTTER, usize::MAX).spans(spans, &self.brush);
    }

    /// The sign of a glyph, for [`Self::spans`] and [`Self::across`].
    pub fn sign(&self, glyph: Glyph) -> Safe<'p> {
        Safe::ours(self.brush.theme.glyph(glyph))
    }

    /// The next cell: a part of a whole, as a bar as wide as the column.
    pub fn bar(&mut self, role: Role, amount: u64, whole: u64) {
        let column = self.column;
        self.column += 1;
        let Some(slot) = self.layout.slots.iter().find(|slot| slot.column == column) else { return };
        strip::draw(&mut self.pen.window(slot.x, slot.width), amount, whole, role, &self.brush);
    }

    /// The next cell: several pieces.
    pub fn spans(&mut self, spans: &[Span<'_>]) {
        let column = self.column;
        self.column += 1;
        let Some(slot) = self.layout.slots.iter().find(|slot| slot.column == column) else { return };
        let align = self.columns.get(column).map_or(Align::Left, |column| column.align);
        aligned(&mut self.pen.window(slot.x, slot.width), spans, align, &self.brush);
    }

    pub(super) fn finish(mut self) {
        if self.column > 0 {
            return;
        }
        let dot = self.brush.theme.glyph(Glyph::Missing);
        let Some(slot) = self.layout.slots.first() else { return };
        let dots = Safe::ours(format!("{dot} {dot} {dot}"));
        self.pen.window(slot.x, slot.width).spans(&[Span::new(Role::Placeholder, dots)], &Brush { find: None, ..self.brush });
    }
}

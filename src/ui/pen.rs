//! Writing into one row of cells. A pen holds a slice of cells, so it can't write anywhere else.
//! Whatever it writes replaces style and symbol whole; nothing painted before shines through.
//! Must not know: what the text means beyond its role.

use super::{
    grapheme,
    span::Span,
    theme::{Glyph, Role, Theme},
};
use crate::text::find;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Style},
};

/// How roles look in one place: on this ground, under this row style, with these words marked.
#[derive(Clone, Copy)]
pub(super) struct Brush<'a> {
    pub theme: &'a Theme,
    /// The ground: roles are painted on it.
    pub ground: Style,
    /// What lies over every role, such as the selected row.
    pub over: Style,
    /// What find looks for.
    pub find: Option<&'a str>,
}

impl<'a> Brush<'a> {
    /// Roles on the ground of a role, such as [`Role::Bar`].
    pub fn on(theme: &'a Theme, ground: Role) -> Self {
        let ground = theme.style(Role::Text).patch(theme.style(ground));
        Self { theme, ground, over: Style::new(), find: None }
    }

    /// How a role looks here. Ordinary text takes the ground as it is, so that a bar has no holes.
    pub fn style(&self, role: Role) -> Style {
        if role == Role::Text {
            return self.blank();
        }
        self.ground.patch(self.theme.style(role)).patch(self.over)
    }

    /// How an empty cell looks here.
    pub fn blank(&self) -> Style {
        self.ground.patch(self.over)
    }

    fn matched(&self, role: Role) -> Style {
        self.style(role).patch(self.theme.style(Role::Match))
    }
}

/// A place in a row of cells.
pub(super) struct Pen<'b> {
    cells: &'b mut [Cell],
    at: usize,
}

impl<'b> Pen<'b> {
    /// A pen on a line of an area, clipped to the buffer. `line` counts from the area's top.
    pub fn on(buffer: &'b mut Buffer, area: Rect, line: usize) -> Self {
        let empty = Self { cells: &mut [], at: 0 };
        let whole = buffer.area;
        let seen = area.intersection(whole);
        let Some(y) = u16::try_from(line).ok().and_then(|line| area.y.checked_add(line)) else { return empty };
        if y < seen.top() || y >= seen.bottom() || seen.width == 0 {
            return empty;
        }
        let row = usize::from(y - whole.y) * usize::from(whole.width);
        let start = row + usize::from(seen.x - whole.x);
        match buffer.content.get_mut(start..start + usize::from(seen.width)) {
            Some(cells) => Self { cells, at: 0 },
            None => empty,
        }
    }

    /// A pen that sees only the cells from `from`, at most `width` of them.
    pub fn window(&mut self, from: usize, width: usize) -> Pen<'_> {
        let from = from.min(self.cells.len());
        let end = from.saturating_add(width).min(self.cells.len());
        Pen { cells: self.cells.get_mut(from..end).unwrap_or_default(), at: 0 }
    }

    /// How many cells are left.
    pub fn room(&self) -> usize {
        self.cells.len().saturating_sub(self.at)
    }

    /// Where the next cell is, from the left end.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes on after `cells` cells that a window has painted.
    pub fn advance(&mut self, cells: usize) {
        self.at = self.at.saturating_add(cells).min(self.cells.len());
    }

    /// Leaves `cells` cells empty.
    pub fn skip(&mut self, cells: usize, style: Style) {
        let end = self.at + cells.min(self.room());
        if let Some(run) = self.cells.get_mut(self.at..end) {
            let mut blank = Cell::EMPTY;
            colour(&mut blank, style);
            run.fill(blank);
        }
        self.at = end;
    }

    /// Leaves everything that is left empty.
    pub fn rest(&mut self, style: Style) {
        self.skip(self.room(), style);
    }

    /// Writes as much of a text as there is room for, and nothing if only half of a wide character would fit.
    pub fn write(&mut self, text: &str, role: Role, brush: &Brush<'_>) {
        let style = brush.style(role);
        if grapheme::is_simple(text) && brush.find.is_none() {
            let end = text.len().min(self.room());
            for at in 0..end {
                self.put(text.get(at..=at).unwrap_or(" "), 1, style);
            }
            return;
        }
        let mut matched_to = 0;
        for part in grapheme::graphemes(text) {
            if part.width > self.room() {
                return;
            }
            if let Some(needle) = brush.find
                && part.at >= matched_to
            {
                matched_to = find::match_at(text, part.at, needle).unwrap_or(matched_to);
            }
            let role = if part.kind == grapheme::Kind::Plain { role } else { Role::Hostile };
            let style = if part.at < matched_to { brush.matched(role) } else { brush.style(role) };
            match part.kind {
                grapheme::Kind::Break => self.put(brush.theme.glyph(Glyph::Break), 1, style),
                _ => self.put(part.text, part.width, style),
            }
        }
    }

    /// Writes a sign.
    pub fn glyph(&mut self, glyph: Glyph, role: Role, brush: &Brush<'_>) {
        if self.room() > 0 {
            self.put(brush.theme.glyph(glyph), 1, brush.style(role));
        }
    }

    /// Writes spans; ends with an ellipsis if there is more than room.
    pub fn spans(&mut self, spans: &[Span<'_>], brush: &Brush<'_>) {
        let width: usize = spans.iter().map(Span::width).sum();
        if width <= self.room() {
            for span in spans {
                self.write(span.text.as_str(), span.role, brush);
            }
            return;
        }
        let Some(last) = self.room().checked_sub(1) else { return };
        let mut clipped = self.window(self.at, last);
        let mut last_role = Role::Text;
        for span in spans {
            if clipped.room() == 0 {
                break;
            }
            let before = clipped.room();
            clipped.write(span.text.as_str(), span.role, brush);
            last_role = span.role;
            if before - clipped.room() < span.width() {
                break;
            }
        }
        let written = clipped.at;
        self.at += written;
        self.glyph(Glyph::Ellipsis, last_role, brush);
    }

    /// One cell, or two for a wide character. Callers have checked that there is room.
    fn put(&mut self, symbol: &str, width: usize, style: Style) {
        if let Some(cell) = self.cells.get_mut(self.at) {
            set(cell, symbol, style);
        }
        for trailing in self.at + 1..self.at + width {
            if let Some(cell) = self.cells.get_mut(trailing) {
                set(cell, " ", style);
            }
        }
        self.at = (self.at + width).min(self.cells.len());
    }
}

fn set(cell: &mut Cell, symbol: &str, style: Style) {
    // Most cells are empty, and emptying one costs less than giving it a space to hold.
    if symbol == " " {
        cell.reset();
    } else {
        cell.set_symbol(symbol);
    }
    colour(cell, style);
}

fn colour(cell: &mut Cell, style: Style) {
    cell.fg = style.fg.unwrap_or(Color::Reset);
    cell.bg = style.bg.unwrap_or(Color::Reset);
    cell.modifier = style.add_modifier;
}

/// Empties an area.
pub(super) fn clear(area: Rect, style: Style, buffer: &mut Buffer) {
    for line in 0..usize::from(area.height) {
        Pen::on(buffer, area, line).rest(style);
    }
}

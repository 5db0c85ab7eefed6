//! Scrolling a page that is longer than the screen, line by line, and saying how much is below.
//! A page keeps its first line only; how far it can go depends on the size of the screen and is asked for anew each time.
//! Must not know: what is on the page.

use crate::{
    app::Action,
    ui::{
        Safe, Span, Theme,
        detail::{self, Item},
        line::{self, Align},
        theme::{Glyph, Role},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// The first line shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll(u16);

impl Scroll {
    /// The first line shown, of so many.
    pub fn first(self, limit: u16) -> u16 {
        self.0.min(limit)
    }

    /// From this line on.
    pub fn to(line: usize) -> Self {
        Self(u16::try_from(line).unwrap_or(u16::MAX))
    }

    /// Scrolls; `limit` is the last line that can be the first, `body` the height of the screen.
    pub fn turn(&mut self, action: Action, limit: u16, height: u16) {
        let page = height.saturating_sub(1).max(1);
        let now = self.0.min(limit);
        self.0 = match action {
            Action::Up => now.saturating_sub(1),
            Action::Down => now.saturating_add(1),
            Action::PageUp => now.saturating_sub(page),
            Action::HalfUp => now.saturating_sub(page.div_ceil(2)),
            Action::PageDown => now.saturating_add(page),
            Action::HalfDown => now.saturating_add(page.div_ceil(2)),
            Action::Top => 0,
            Action::Bottom => limit,
            _ => now,
        }
        .min(limit);
    }
}

/// The last line that can be the first, when these items are painted on this area.
pub fn limit(items: &[Item<'_>], area: Rect) -> u16 {
    u16::try_from(detail::height(items, area.width)).unwrap_or(u16::MAX).saturating_sub(area.height)
}

/// How many lines a page of so many lines shows from the first on: one fewer than fit when more are below.
pub fn shown(lines: usize, first: u16, height: u16) -> u16 {
    let below = lines > usize::from(first) + usize::from(height);
    height - u16::from(below && height > 1)
}

/// Says on the last line of the area how much is below, when something is.
pub fn paint_rest(lines: usize, first: u16, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if shown(lines, first, area.height) == area.height {
        return;
    }
    let below = lines.saturating_sub(usize::from(first) + usize::from(area.height)) + 1;
    let more = format!(" {} {below} more lines", theme.glyph(Glyph::Ellipsis));
    let last = Rect { x: area.x, y: area.y + area.height - 1, width: area.width, height: 1 };
    line::paint(&[Span::new(Role::Dim, Safe::ours(more))], Align::Left, Role::Text, theme, last, buffer);
}

/// Paints the items from the scrolled line on; the answer is the place for the terminal's cursor.
pub fn paint(items: &[Item<'_>], scroll: Scroll, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lines = detail::height(items, area.width);
    let first = scroll.first(limit(items, area));
    detail::paint(items, usize::from(first), theme, area, buffer);
    paint_rest(lines, first, theme, area, buffer);
    Some(Position { x: area.x, y: area.y })
}

//! A notice in the middle of an area: nothing here yet, still loading, or what went wrong, and the keys that help.
//! It says what happened, what was not done, and what to try.
//! Must not know: what happened.

use super::{
    Safe, Span,
    bars::{self, Hint},
    pen::{Brush, Pen, clear},
    theme::{Glyph, Role, Theme},
    wrap,
};
use ratatui::{buffer::Buffer, layout::Rect};

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice<'a> {
    /// What the heading means: [`Role::Title`], [`Role::Pending`], [`Role::Danger`].
    pub role: Role,
    /// The sign before the heading.
    pub glyph: Option<Glyph>,
    /// The heading: what happened.
    pub heading: Safe<'a>,
    /// Sentences under it, each a paragraph.
    pub lines: Vec<Safe<'a>>,
    /// Keys to press.
    pub keys: Vec<Hint<'a>>,
}

/// The widest line of a notice: longer ones are hard to read.
const WIDTH: u16 = 72;

/// Paints a notice and empties everything around it.
pub fn paint(notice: &Notice<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let brush = Brush::on(theme, Role::Text);
    clear(area, brush.blank(), buffer);
    let heading = heading(notice, theme);
    let paragraphs: Vec<[Span<'_>; 1]> = notice.lines.iter().map(|line| [Span::text(Safe::ours(line.as_str()))]).collect();
    let room = usize::from(area.width.saturating_sub(2).min(WIDTH));
    let mut lines = wrap::wrap(&heading, room);
    let headings = lines.len();
    lines.extend(paragraphs.iter().flat_map(|paragraph| wrap::wrap(paragraph, room)));
    let widest = lines.iter().map(|line| line.iter().map(|piece| super::grapheme::width(piece.text)).sum()).max().unwrap_or(0);
    let gaps = usize::from(lines.len() > headings) + if notice.keys.is_empty() { 0 } else { 2 };
    let height = lines.len() + gaps;
    let rows = usize::from(area.height);
    let left = if theme.plain() { 0 } else { (usize::from(area.width).saturating_sub(widest)) / 2 };
    let top = if theme.plain() { 0 } else { rows.saturating_sub(height) / 3 };
    for (index, line) in lines.iter().enumerate() {
        let below = usize::from(index >= headings);
        let mut pen = Pen::on(buffer, area, top + index + below);
        wrap::write(line, &mut pen.window(left, usize::MAX), &brush);
    }
    keys(notice, Pen::on(buffer, area, top + height.saturating_sub(1)).window(left, usize::MAX), &brush);
}

fn heading<'a>(notice: &'a Notice<'_>, theme: &'a Theme) -> Vec<Span<'a>> {
    let text = Span::new(notice.role, Safe::ours(notice.heading.as_str()));
    match notice.glyph {
        Some(glyph) => vec![Span::new(notice.role, Safe::ours(theme.glyph(glyph))), Span::text(" "), text],
        None => vec![text],
    }
}

fn keys(notice: &Notice<'_>, mut pen: Pen<'_>, brush: &Brush<'_>) {
    for hint in &notice.keys {
        bars::key(&mut pen, hint, brush);
        pen.skip(3, brush.blank());
    }
}

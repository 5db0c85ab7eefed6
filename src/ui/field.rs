//! A field of one line: a name, what was typed, the cursor, and under it what is wrong, to its last word.
//! What was typed or pasted is shown as it is: a character that can't be seen appears as an escape.
//! Must not know: what the field is for, or how keys change it.

use super::{
    Safe, Span,
    grapheme::{self, Kind},
    pen::{Brush, Pen, clear},
    theme::{Glyph, Role, Theme},
    wrap,
};
use crate::text::{self, Untrusted};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use unicode_segmentation::UnicodeSegmentation;

/// A field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field<'a> {
    /// Its name or prompt; may be empty.
    pub label: Safe<'a>,
    /// What was typed, exactly.
    pub text: &'a str,
    /// How many characters (`char`) stand before the cursor.
    pub cursor: usize,
    /// What stands there while nothing is typed.
    pub placeholder: Safe<'a>,
    /// What completing would add, shown dimmed behind the text.
    pub ghost: Safe<'a>,
    /// What is wrong with it.
    pub error: Option<Safe<'a>>,
    /// Whether it has the keys.
    pub focused: bool,
}

/// Cells before what is wrong.
const SIGN: u16 = 2;

/// How many lines a field takes at this width.
pub fn height(field: &Field<'_>, width: u16) -> u16 {
    1 + field.error.as_ref().map_or(0, |error| error_height(error.as_str(), width))
}

/// How many lines it takes at this width to say what is wrong.
pub fn error_height(error: &str, width: u16) -> u16 {
    let spans = [Span::new(Role::Danger, Safe::ours(error))];
    u16::try_from(wrap::wrap(&spans, width.saturating_sub(SIGN).into()).len()).unwrap_or(u16::MAX)
}

/// Paints a field on the ground of a role. The answer is the place of the cursor if the field has the keys.
pub fn paint(field: &Field<'_>, ground: Role, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let brush = Brush::on(theme, ground);
    let lines = area.height.min(height(field, area.width));
    clear(Rect { height: lines, ..area }, brush.blank(), buffer);
    let mut pen = Pen::on(buffer, area, 0);
    if !field.label.is_empty() {
        let most = pen.room() / 2;
        pen.window(0, most).spans(&[Span::new(Role::Label, Safe::ours(field.label.as_str()))], &brush);
        pen.advance(field.label.width().min(most) + 1);
    }
    let start = pen.at();
    let room = pen.room();
    let (before, after) = halves(field);
    let (hidden, shown) = scrolled(&before, room);
    if before.is_empty() && after.is_empty() {
        pen.spans(&[Span::new(Role::Placeholder, Safe::ours(field.placeholder.as_str()))], &brush);
    } else {
        if hidden && room > 0 {
            pen.glyph(Glyph::Ellipsis, Role::Dim, &brush);
        }
        pen.write(shown, Role::Text, &brush);
    }
    let column = start + usize::from(hidden) + grapheme::width(shown);
    pen.spans(&[Span::new(Role::Text, Safe::ours(after.as_str()))], &brush);
    pen.spans(&[Span::new(Role::Placeholder, Safe::ours(field.ghost.as_str()))], &brush);
    if let Some(error) = &field.error {
        wrong(error, &brush, Rect { height: lines, ..area }, buffer);
    }
    let column = column.min(usize::from(area.width).checked_sub(1)?);
    let x = area.x.checked_add(u16::try_from(column).ok()?)?;
    (field.focused && area.height > 0).then_some(Position { x, y: area.y })
}

/// Says what is wrong, below the first line.
fn wrong(error: &Safe<'_>, brush: &Brush<'_>, area: Rect, buffer: &mut Buffer) {
    let spans = [Span::new(Role::Danger, Safe::ours(error.as_str()))];
    let lines = wrap::wrap(&spans, area.width.saturating_sub(SIGN).into());
    for (at, line) in (1..area.height.into()).zip(&lines) {
        let mut pen = Pen::on(buffer, area, at);
        if at == 1 {
            pen.glyph(Glyph::Danger, Role::Danger, brush);
        }
        wrap::write(line, &mut pen.window(SIGN.into(), usize::MAX), brush);
    }
}

/// What stands before and behind the cursor, as it is shown.
fn halves(field: &Field<'_>) -> (String, String) {
    let cut = field.text.char_indices().nth(field.cursor).map_or(field.text.len(), |(at, _)| at);
    let (before, after) = field.text.split_at(cut);
    (shown(before), shown(after))
}

/// Typed text as it is shown: each character by itself through the gate unless it is plainly harmless.
fn shown(typed: &str) -> String {
    if grapheme::is_simple(typed) {
        return typed.to_owned();
    }
    let mut text = String::with_capacity(typed.len());
    for part in typed.graphemes(true) {
        if grapheme::is_simple(part) {
            text.push_str(part);
        } else {
            text.push_str(Untrusted::new(part).gate(text::Kind::Prose).as_str());
        }
    }
    text
}

/// The end of the text before the cursor that fits, leaving a cell for the cursor, and whether something is hidden.
fn scrolled(before: &str, room: usize) -> (bool, &str) {
    if grapheme::width(before) < room {
        return (false, before);
    }
    let keep = room.saturating_sub(2);
    let mut skip = grapheme::width(before);
    for part in grapheme::graphemes(before) {
        if skip <= keep && part.kind != Kind::Hostile {
            return (true, before.get(part.at..).unwrap_or_default());
        }
        skip = skip.saturating_sub(part.width);
    }
    (true, "")
}

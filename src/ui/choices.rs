//! A list to choose from, with a line to filter it: the palette, help, and pickers.
//! What can't be chosen now stays in the list, dimmed, with the reason: people learn what there is and why not.
//! Must not know: what is chosen, or how the filter matches.

use super::{
    Safe, Span,
    field::{self, Field},
    line::{Align, aligned},
    pen::{Brush, Pen, clear},
    theme::{Glyph, Role, Theme},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

/// Something to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice<'a> {
    /// What it is.
    pub title: Safe<'a>,
    /// The key that does the same, if there is one.
    pub key: Safe<'a>,
    /// A sentence about it.
    pub doc: Safe<'a>,
    /// Why it can't be chosen now.
    pub refused: Option<Safe<'a>>,
}

/// A list to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices<'a> {
    /// The line that filters, if there is one.
    pub field: Option<Field<'a>>,
    /// The choices that are left.
    pub items: &'a [Choice<'a>],
    /// Which one is selected.
    pub selected: Option<usize>,
    /// What is said when no choice is left.
    pub empty: Safe<'a>,
    /// What the filter looks for, to be marked in the titles.
    pub find: Option<&'a str>,
}

/// How wide a title may be before its sentence begins.
const TITLE: usize = 26;
/// How wide a key may be.
const KEY: usize = 8;
/// Below this width the sentence is left out.
const NARROW: usize = 56;

/// Which choices are visible in `rows` lines: the window begins so that the selected one is in it.
pub fn window(selected: Option<usize>, total: usize, rows: usize) -> std::ops::Range<usize> {
    let last = total.saturating_sub(rows);
    let first = selected.unwrap_or(0).saturating_sub(rows / 2).min(last);
    first..total.min(first.saturating_add(rows))
}

/// Which choice stands at a position.
pub fn choice_at(choices: &Choices<'_>, area: Rect, position: Position) -> Option<usize> {
    let (_, list) = split(choices, area);
    let line = usize::from(position.y.checked_sub(list.y)?);
    let range = window(choices.selected, choices.items.len(), usize::from(list.height));
    (list.contains(position) && line < range.len()).then_some(range.start + line)
}

/// Paints the list on the ground of a box. The answer is the place of the cursor: in the filter, else on the selected choice.
pub fn paint(choices: &Choices<'_>, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let brush = Brush { find: choices.find, ..Brush::on(theme, Role::Overlay) };
    let (top, list) = split(choices, area);
    let typing = choices.field.as_ref().and_then(|field| field::paint(field, Role::Overlay, theme, top, buffer));
    clear(list, brush.blank(), buffer);
    if choices.items.is_empty() {
        let empty = [Span::new(Role::Dim, Safe::ours(choices.empty.as_str()))];
        Pen::on(buffer, list, 0).spans(&empty, &Brush { find: None, ..brush });
    }
    let range = window(choices.selected, choices.items.len(), usize::from(list.height));
    let mut cursor = None;
    for (line, index) in range.enumerate() {
        let Some(choice) = choices.items.get(index) else { break };
        let selected = choices.selected == Some(index);
        let over = if selected { theme.style(Role::Selected) } else { Style::new() };
        row(choice, selected, Pen::on(buffer, list, line), &Brush { over, ..brush });
        if selected {
            cursor = u16::try_from(line).ok().and_then(|line| list.y.checked_add(line)).map(|y| Position { x: list.x, y });
        }
    }
    typing.or(cursor).filter(|_| area.width > 0)
}

fn row(choice: &Choice<'_>, selected: bool, mut pen: Pen<'_>, brush: &Brush<'_>) {
    let width = pen.room();
    pen.window(0, width).rest(brush.blank());
    if selected {
        pen.window(0, 1).glyph(Glyph::Selected, Role::Accent, brush);
    }
    let role = if choice.refused.is_some() { Role::Dim } else { Role::Text };
    let key = KEY.min(width / 4);
    let wide = width >= NARROW;
    let alone = choice.refused.is_none() && choice.key.as_str().is_empty() && choice.doc.as_str().is_empty();
    let title = match (alone, wide) {
        // An id to choose from several has nothing beside it and is read whole.
        (true, _) => width.saturating_sub(2),
        (false, true) => TITLE,
        (false, false) => width.saturating_sub(key + 4),
    };
    pen.window(2, title).spans(&[Span::new(role, Safe::ours(choice.title.as_str()))], brush);
    let plain = Brush { find: None, ..*brush };
    let key_at = 2 + title + 2;
    let keys = [Span::new(Role::Key, Safe::ours(choice.key.as_str()))];
    aligned(&mut pen.window(key_at, key), &keys, Align::Left, &plain);
    if !wide || alone {
        return;
    }
    let mut doc = pen.window(key_at + key + 2, usize::MAX);
    match &choice.refused {
        Some(reason) => {
            doc.glyph(Glyph::Blocked, Role::Blocked, &plain);
            doc.skip(1, plain.blank());
            doc.spans(&[Span::new(Role::Dim, Safe::ours(reason.as_str()))], &plain);
        }
        None => doc.spans(&[Span::new(Role::Dim, Safe::ours(choice.doc.as_str()))], &plain),
    }
}

/// The filter line and the list under it, with an empty line between if there is room.
fn split(choices: &Choices<'_>, area: Rect) -> (Rect, Rect) {
    let wanted = choices.field.as_ref().map_or(0, |field| field::height(field, area.width));
    let top = wanted.min(area.height);
    let list = Rect { y: area.y.saturating_add(top), height: area.height - top, ..area };
    (Rect { height: top, ..area }, list)
}

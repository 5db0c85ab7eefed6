//! A detail: names and values under headings, wrapped, never shortened: what is decided on must be read whole.
//! Names stand in one column as wide as the widest; on a narrow screen the value stands under its name.
//! Must not know: what is described.

use super::{
    Safe, Span,
    pen::{Brush, Pen, clear},
    theme::{Glyph, Role, Theme},
    wrap::{self, Line},
};
use ratatui::{buffer::Buffer, layout::Rect};

/// A part of a detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// The heading of a group; stands after an empty line unless it is the first.
    Section(Safe<'a>),
    /// A name and its value.
    Field(Safe<'a>, Vec<Span<'a>>),
    /// A paragraph across the whole width.
    Text(Vec<Span<'a>>),
    /// An empty line.
    Gap,
}

impl<'a> Item<'a> {
    /// A name and a value of one piece.
    pub fn field(label: impl Into<Safe<'a>>, role: Role, value: impl Into<Safe<'a>>) -> Self {
        Self::Field(label.into(), vec![Span::new(role, value)])
    }
}

/// Cells before every line.
const MARGIN: usize = 1;
/// Cells between a name and its value.
const GAP: usize = 2;
/// Below this width a value stands under its name.
const NARROW: usize = 32;

/// One line of the laid out detail.
enum Row<'a> {
    Section(&'a Safe<'a>),
    Pair(Option<&'a Safe<'a>>, Line<'a>),
    Text(Line<'a>),
    Empty,
}

/// How many lines the items take at this width.
pub fn height(items: &[Item<'_>], width: u16) -> usize {
    rows(items, usize::from(width)).len()
}

/// Paints the items from line `offset` on. The answer is how many lines there are in all.
pub fn paint(items: &[Item<'_>], offset: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) -> usize {
    paint_on(items, offset, Role::Text, theme, area, buffer)
}

/// Paints the items on the ground of another role, such as that of a box.
pub fn paint_on(items: &[Item<'_>], offset: usize, ground: Role, theme: &Theme, area: Rect, buffer: &mut Buffer) -> usize {
    let brush = Brush::on(theme, ground);
    let width = usize::from(area.width);
    clear(area, brush.blank(), buffer);
    let rows = rows(items, width);
    let value = value_column(items, width);
    for (line, row) in rows.iter().skip(offset).take(usize::from(area.height)).enumerate() {
        let mut pen = Pen::on(buffer, area, line);
        let mut pen = pen.window(MARGIN, usize::MAX);
        match row {
            Row::Section(title) => section(title, &mut pen, &brush),
            Row::Pair(label, text) => {
                if let Some(label) = label {
                    let room = if value == 0 { usize::MAX } else { value - GAP };
                    pen.window(0, room).spans(&[Span::new(Role::Label, Safe::ours(label.as_str()))], &brush);
                }
                wrap::write(text, &mut pen.window(value, usize::MAX), &brush);
            }
            Row::Text(text) => wrap::write(text, &mut pen, &brush),
            Row::Empty => {}
        }
    }
    rows.len()
}

fn section(title: &Safe<'_>, pen: &mut Pen<'_>, brush: &Brush<'_>) {
    pen.spans(&[Span::new(Role::Section, Safe::ours(title.as_str()))], brush);
    if brush.theme.plain() {
        return;
    }
    pen.skip(1, brush.blank());
    while pen.room() > MARGIN {
        pen.glyph(Glyph::Horizontal, Role::Border, brush);
    }
}

fn rows<'a>(items: &'a [Item<'a>], width: usize) -> Vec<Row<'a>> {
    let value = value_column(items, width);
    let inner = width.saturating_sub(2 * MARGIN);
    let mut rows = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match item {
            Item::Section(title) => {
                if index > 0 {
                    rows.push(Row::Empty);
                }
                rows.push(Row::Section(title));
            }
            Item::Field(label, spans) => {
                let mut lines = wrap::wrap(spans, inner.saturating_sub(value)).into_iter();
                if value == 0 {
                    rows.push(Row::Pair(Some(label), Line::new()));
                } else {
                    rows.push(Row::Pair(Some(label), lines.next().unwrap_or_default()));
                }
                rows.extend(lines.map(|line| Row::Pair(None, line)));
            }
            Item::Text(spans) => rows.extend(wrap::wrap(spans, inner).into_iter().map(Row::Text)),
            Item::Gap => rows.push(Row::Empty),
        }
    }
    rows
}

/// Where values begin; 0 means under their names.
fn value_column(items: &[Item<'_>], width: usize) -> usize {
    let labels = items.iter().filter_map(|item| match item {
        Item::Field(label, _) => Some(label.width()),
        _ => None,
    });
    let column = labels.max().unwrap_or(0) + GAP;
    if width < NARROW || column > width / 2 { 0 } else { column }
}

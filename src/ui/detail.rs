//! A detail: names and values under headings, wrapped, never shortened: what is decided on must be read whole.
//! Names stand in one column as wide as the widest; on a narrow screen the value stands under its name.
//! Must not know: what is described.

use super::{
    Safe, Span,
    pen::{Brush, Pen, clear},
    strip,
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
    /// A name and a part of a whole, as a bar: the part first.
    Share(Safe<'a>, u64, u64),
    /// A text whose every character counts, cut where the line is full and not at spaces.
    Exact(Vec<Span<'a>>),
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
/// Cells of the longest bar.
const BAR: usize = 40;
/// Below this width a value stands under its name.
const NARROW: usize = 32;

/// One line of the laid out detail.
enum Row<'a> {
    Section(&'a Safe<'a>),
    Pair(Option<&'a Safe<'a>>, Line<'a>),
    Text(Line<'a>),
    Share(Option<&'a Safe<'a>>, u64, u64),
    Empty,
}

/// How many lines the items take at this width.
pub fn height(items: &[Item<'_>], width: u16) -> usize {
    rows(items, usize::from(width)).len()
}

/// The first line of each item at this width, the empty one before a heading not counted.
pub fn starts(items: &[Item<'_>], width: u16) -> Vec<usize> {
    let value = value_column(items, usize::from(width));
    let mut next = 0;
    let start = |(index, item)| {
        let rows = rows_of(item, index == 0, value, usize::from(width));
        let before = usize::from(index > 0 && matches!(item, Item::Section(_)));
        next += rows.len();
        next - rows.len() + before
    };
    items.iter().enumerate().map(start).collect()
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
                name(*label, value, &mut pen, &brush);
                wrap::write(text, &mut pen.window(value, usize::MAX), &brush);
            }
            Row::Share(label, part, whole) => {
                name(*label, value, &mut pen, &brush);
                let room = pen.room().saturating_sub(value + MARGIN).min(BAR);
                strip::draw(&mut pen.window(value, room), *part, *whole, Role::Fill, &brush);
            }
            Row::Text(text) => wrap::write(text, &mut pen, &brush),
            Row::Empty => {}
        }
    }
    rows.len()
}

fn name(label: Option<&Safe<'_>>, value: usize, pen: &mut Pen<'_>, brush: &Brush<'_>) {
    let Some(label) = label else { return };
    let room = if value == 0 { usize::MAX } else { value - GAP };
    pen.window(0, room).spans(&[Span::new(Role::Label, Safe::ours(label.as_str()))], brush);
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
    items.iter().enumerate().flat_map(|(index, item)| rows_of(item, index == 0, value, width)).collect()
}

/// The lines of one item; `value` is where values begin.
fn rows_of<'a>(item: &'a Item<'a>, is_first: bool, value: usize, width: usize) -> Vec<Row<'a>> {
    let inner = width.saturating_sub(2 * MARGIN);
    match item {
        Item::Section(title) if is_first => vec![Row::Section(title)],
        Item::Section(title) => vec![Row::Empty, Row::Section(title)],
        Item::Field(label, spans) => {
            let mut lines = wrap::wrap(spans, inner.saturating_sub(value)).into_iter();
            let beside = if value == 0 { Line::new() } else { lines.next().unwrap_or_default() };
            let first = Row::Pair(Some(label), beside);
            std::iter::once(first).chain(lines.map(|line| Row::Pair(None, line))).collect()
        }
        Item::Text(spans) => wrap::wrap(spans, inner).into_iter().map(Row::Text).collect(),
        Item::Exact(spans) => wrap::cut(spans, inner).into_iter().map(Row::Text).collect(),
        Item::Share(label, part, whole) if value == 0 => {
            vec![Row::Pair(Some(label), Line::new()), Row::Share(None, *part, *whole)]
        }
        Item::Share(label, part, whole) => vec![Row::Share(Some(label), *part, *whole)],
        Item::Gap => vec![Row::Empty],
    }
}

/// Cells before the values at this width.
pub fn value_at(items: &[Item<'_>], width: u16) -> usize {
    MARGIN + value_column(items, usize::from(width))
}

/// Where values begin; 0 means under their names.
fn value_column(items: &[Item<'_>], width: usize) -> usize {
    let labels = items.iter().filter_map(|item| match item {
        Item::Field(label, _) | Item::Share(label, ..) => Some(label.width()),
        _ => None,
    });
    let column = labels.max().unwrap_or(0) + GAP;
    if width < NARROW || column > width / 2 { 0 } else { column }
}

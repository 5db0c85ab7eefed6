//! The table: asks for the rows that are visible and writes them straight into the buffer, so that a million rows cost what
//! forty cost. Widths come from the kind of a column, never from the data: nothing jumps while rows arrive.
//! Must not know: what the rows are, where they come from, or which page they are on.

mod columns;
mod row;
#[cfg(test)]
mod tests;

pub use columns::{Column, Sorted, Width};
pub use row::RowPaint;

use super::{
    line::{Align, aligned},
    pen::{Brush, Pen},
    span::Span,
    theme::{Glyph, Role, Theme},
};
use columns::{GUTTER, Layout};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

/// What a table needs to know beside its rows. Rows are counted from the first visible one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'a> {
    /// The columns, in order.
    pub columns: &'a [Column],
    /// How many rows there are from the first visible one on; more than fit is fine.
    pub rows: usize,
    /// Which visible row is selected.
    pub selected: Option<usize>,
    /// Whether this table has the keys.
    pub focused: bool,
    /// Whether the rows are from an earlier answer.
    pub stale: bool,
    /// What find looks for; marked wherever it stands.
    pub find: Option<&'a str>,
    /// How many columns are scrolled away to the left. Columns that are kept stay.
    pub scroll: usize,
}

impl<'a> Table<'a> {
    /// A list that has the keys: its columns, how many rows, which visible one is selected, and how many columns are scrolled away.
    pub fn of(columns: &'a [Column], rows: usize, (selected, scroll): (Option<usize>, usize)) -> Self {
        Self { columns, rows, selected, focused: true, scroll, ..Self::default() }
    }
}

/// What stands under the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// The title of a column, by its index.
    Header(usize),
    /// A visible row.
    Row(usize),
}

/// How many rows are visible in an area; one line goes to the column titles.
pub fn visible_rows(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1))
}

/// How many columns can be scrolled away at most.
pub fn scroll_limit(columns: &[Column]) -> usize {
    columns.iter().filter(|column| !column.keep).count().saturating_sub(1)
}

/// Paints the titles and the visible rows. `row` is asked once for each visible row and paints its cells in column order.
/// The answer is where the selected row begins: the place for the terminal's cursor, which screen readers follow.
pub fn paint(
    table: &Table<'_>,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    mut row: impl FnMut(usize, &mut RowPaint<'_>),
) -> Option<Position> {
    let area = area.intersection(buffer.area);
    let layout = Layout::of(table.columns, usize::from(area.width), table.scroll);
    header(table, &layout, theme, Pen::on(buffer, area, 0));
    let plain = Brush { find: table.find, ..Brush::on(theme, Role::Text) };
    // Roles keep their modifiers and signs in a stale table, but not their colours.
    let faded = if table.stale { Style { bg: plain.ground.bg, ..theme.style(Role::Stale) } } else { Style::new() };
    for index in 0..visible_rows(area) {
        let selected = table.selected == Some(index) && index < table.rows;
        let over = match (selected, table.focused) {
            (false, _) => faded,
            (true, true) => faded.patch(theme.style(Role::Selected)),
            (true, false) => faded.patch(theme.style(Role::SelectedUnfocused)),
        };
        let brush = Brush { over, ..plain };
        let mut pen = Pen::on(buffer, area, index + 1);
        if index >= table.rows {
            pen.rest(brush.blank());
            continue;
        }
        let mut paint = RowPaint::new(pen, &layout, table.columns, brush, selected);
        row(index, &mut paint);
        paint.finish();
    }
    let selected = table.selected.filter(|selected| *selected < table.rows.min(visible_rows(area)))?;
    let y = area.y.checked_add(u16::try_from(selected).ok()?)?.checked_add(1)?;
    (area.width > 0).then_some(Position { x: area.x, y })
}

/// What of the table stands at a position.
pub fn hit(table: &Table<'_>, area: Rect, position: Position) -> Option<Hit> {
    if !area.contains(position) {
        return None;
    }
    let Some(index) = usize::from(position.y - area.y).checked_sub(1) else {
        let x = usize::from(position.x - area.x);
        let layout = Layout::of(table.columns, usize::from(area.width), table.scroll);
        return layout.slots.iter().find(|slot| (slot.x..slot.x + slot.width).contains(&x)).map(|slot| Hit::Header(slot.column));
    };
    (index < table.rows).then_some(Hit::Row(index))
}

fn header(table: &Table<'_>, layout: &Layout, theme: &Theme, mut pen: Pen<'_>) {
    let brush = Brush::on(theme, Role::Text);
    let width = pen.room();
    pen.window(0, width).rest(brush.style(Role::Header));
    for slot in &layout.slots {
        let Some(column) = table.columns.get(slot.column) else { continue };
        let sign = match column.sorted {
            None => "",
            Some(Sorted::Up) => theme.glyph(Glyph::Up),
            Some(Sorted::Down) => theme.glyph(Glyph::Down),
        };
        let head = Brush { ground: brush.style(Role::Header), ..brush };
        let spans = [Span::new(Role::Header, column.title), Span::new(Role::Accent, super::Safe::ours(sign))];
        aligned(&mut pen.window(slot.x, slot.width), &spans, column.align, &head);
    }
    if layout.before > 0 {
        pen.window(layout.hint, 1).glyph(Glyph::Less, Role::Accent, &brush);
    }
    if layout.after > 0 && width > GUTTER {
        pen.window(width - 1, 1).glyph(Glyph::More, Role::Accent, &brush);
    }
}

impl Default for Column {
    fn default() -> Self {
        Self { title: "", width: Width::Fixed(8), align: Align::Left, keep: false, sorted: None }
    }
}

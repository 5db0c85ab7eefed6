//! Paints the rows of any list with the virtual table behind it.
//! Only what is visible is painted, dimmed where it is old; so a million rows cost what a screenful costs.
//! Must not know: what the rows are.

use crate::{
    app::{Listed, Table},
    registry::Sort,
    ui::{
        Theme,
        table::{self, Column, RowPaint, Sorted},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// How a column stands to the order that was asked for.
pub fn sorted(sort: Option<Sort>, by: &str) -> Option<Sorted> {
    let sort = sort.filter(|sort| sort.by == by)?;
    Some(if sort.descending { Sorted::Down } else { Sorted::Up })
}

/// Paints the visible rows; `row` paints one that is loaded. The answer is where the selected row begins.
pub fn paint<R: Listed>(
    list: &Table<R>,
    columns: &[Column],
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    mut row: impl FnMut(&R, &mut RowPaint<'_>),
) -> Option<Position> {
    let total = list.total().unwrap_or(0);
    let top = list.top();
    let find = list.find();
    let table = table::Table {
        columns,
        rows: usize::try_from(total.saturating_sub(top)).unwrap_or(usize::MAX),
        selected: usize::try_from(list.cursor().saturating_sub(top)).ok(),
        focused: true,
        stale: list.is_stale(list.cursor()),
        find: find.is_active().then_some(find.text.as_str()),
        scroll: list.first_column().min(table::scroll_limit(columns)),
    };
    table::paint(&table, theme, area, buffer, |at, cells| {
        if let Some(loaded) = list.row(top + at as u64) {
            row(loaded, cells);
        }
    })
}

//! Paints the rows of any list with the virtual table behind it.
//! Only what is visible is painted, dimmed where it is old; so a million rows cost what a screenful costs.
//! Must not know: what the rows are.

use super::Spot;
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

/// The list as the painter takes it.
fn table<'a, R: Listed>(list: &'a Table<R>, columns: &'a [Column]) -> table::Table<'a> {
    let (total, top, find) = (list.total().unwrap_or(0), list.top(), list.find());
    table::Table {
        columns,
        rows: usize::try_from(total.saturating_sub(top)).unwrap_or(usize::MAX),
        selected: usize::try_from(list.cursor().saturating_sub(top)).ok(),
        focused: true,
        stale: list.is_stale(list.cursor()),
        find: find.is_active().then_some(find.text.as_str()),
        scroll: list.first_column().min(table::scroll_limit(columns)),
    }
}

/// What of the list stands at a position. `columns` gives the columns as they are for an order: a column belongs to the field whose
/// order it shows.
pub fn spot<R: Listed>(list: &Table<R>, columns: impl Fn(Option<Sort>) -> Vec<Column>, area: Rect, at: Position) -> Option<Spot> {
    let shown = columns(list.latest_choice().sort);
    match table::hit(&table(list, &shown), area, at)? {
        table::Hit::Row(row) => Some(Spot::Row(list.top() + row as u64)),
        table::Hit::Header(column) => {
            let shows = |by: &'static str| columns(Some(Sort { by, descending: false })).get(column)?.sorted;
            let field = R::FIELDS.iter().find(|field| field.sortable && shows(field.name).is_some());
            field.map(|field| Spot::Column(field.name))
        }
    }
}

/// Paints the visible rows; `row` paints one that is loaded. The answer is where the selected row begins.
pub fn paint<R: Listed + Clone>(
    list: &Table<R>,
    columns: &[Column],
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    mut row: impl FnMut(&R, &mut RowPaint<'_>),
) -> Option<Position> {
    let top = list.top();
    table::paint(&table(list, columns), theme, area, buffer, |at, cells| {
        if let Some(loaded) = list.row(top + at as u64) {
            if list.is_marked(loaded) {
                cells.mark();
            }
            row(loaded, cells);
        }
    })
}

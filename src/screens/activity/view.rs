//! Paints what this console has done, a row each.
//! Ids stand last and whole; what was asked gets the room that is left.
//! Must not know: what any key does.

use super::{ActivityList, told};
use crate::{
    text::time,
    ui::{
        Safe, Theme,
        line::Align,
        table::{self, Column, Width},
        theme::Role,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

fn columns() -> [Column; 6] {
    let column = |title, width, align| Column { title, width, align, keep: title == "TIME, UTC", sorted: None };
    [
        column("TIME, UTC", Width::Fixed(19), Align::Left),
        column("OUTCOME", Width::Fixed(10), Align::Left),
        column("TOOK", Width::Fixed(7), Align::Right),
        column("WHAT", Width::Grow { min: 32, max: 120, weight: 1 }, Align::Left),
        column("REGISTRY", Width::Grow { min: 12, max: 20, weight: 1 }, Align::Left),
        column("ID", Width::Fixed(36), Align::Left),
    ]
}

/// How many columns can be scrolled away.
pub fn most_columns() -> usize {
    table::scroll_limit(&columns())
}

/// Paints the rows; the answer is where the selected one begins.
pub fn paint(list: &ActivityList, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let columns = columns();
    let table = table::Table {
        columns: &columns,
        rows: list.picked.len().saturating_sub(list.sight.top()),
        selected: list.selected().checked_sub(list.sight.top()),
        focused: true,
        scroll: list.sight.column(),
        ..table::Table::default()
    };
    table::paint(&table, theme, area, buffer, |at, cells| {
        let Some((entry, profile)) = list.row(list.sight.top() + at) else { return };
        cells.text(Role::Text, Safe::ours(time::second(entry.at)));
        let (role, glyph, word) = told::outcome(entry);
        cells.status(role, glyph, word);
        match told::took(entry) {
            Some(took) => cells.text(Role::Text, Safe::ours(took)),
            None => cells.nothing(),
        }
        cells.text(Role::Text, Safe::ours(told::what(entry)));
        cells.text(Role::Dim, Safe::ours(profile));
        match told::id(entry) {
            Some(id) => cells.text(Role::Dim, Safe::ours(id)),
            None => cells.nothing(),
        }
    })
}

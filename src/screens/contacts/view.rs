//! Paints the directory: who, for what, what their clock shows, and whether they can be reached.
//! Whether they can be reached has a sign and words beside its colour, and always says when, or why not.
//! Must not know: how it is reckoned.

use super::row::Row;
use crate::{
    domain::contact::Reach,
    screens::contact_words,
    text::{Kind, time},
    ui::{
        Safe, Theme,
        line::Align,
        table::{self, Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

fn columns() -> [Column; 9] {
    let column = |title, width, align| Column { title, width, align, keep: title == "NAME", sorted: None };
    [
        column("NAME", Width::Grow { min: 17, max: 30, weight: 2 }, Align::Left),
        column("REG", Width::Fixed(5), Align::Left),
        column("ROLE", Width::Grow { min: 13, max: 40, weight: 2 }, Align::Left),
        column("THERE", Width::Fixed(9), Align::Left),
        column("REACHABLE", Width::Grow { min: 22, max: 34, weight: 2 }, Align::Left),
        column("WHERE", Width::Grow { min: 20, max: 30, weight: 1 }, Align::Left),
        column("OFFICE", Width::Fixed(9), Align::Left),
        column("VERIFIED", Width::Fixed(16), Align::Left),
        column("CHANGED", Width::Fixed(8), Align::Right),
    ]
}

/// Paints the rows; the answer is where the selected one begins.
pub(super) fn paint(
    shown: &[&Row],
    selected: Option<usize>,
    now: Timestamp,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let columns = columns();
    let table = table::Table { columns: &columns, rows: shown.len(), selected, focused: true, ..table::Table::default() };
    table::paint(&table, theme, area, buffer, |at, cells| {
        let Some(row) = shown.get(at) else { return };
        cells_of(row, now, cells);
    })
}

fn cells_of(row: &Row, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, row.name.gate(Kind::Name));
    match row.registries.first() {
        Some(registry) => cells.text(Role::Text, Safe::ours(registry.to_string())),
        None => cells.nothing(),
    }
    let roles: Vec<&str> = row.roles.iter().map(|role| role.word()).collect();
    if roles.is_empty() { cells.nothing() } else { cells.text(Role::Text, Safe::ours(roles.join(", "))) }
    match &row.clock {
        Some(clock) => cells.text(Role::Text, Safe::ours(contact_words::clock(clock))),
        None => cells.nothing(),
    }
    let (role, glyph, word) = contact_words::reach(&row.reach, now);
    cells.status(role, glyph, Safe::ours(word));
    match &row.reach {
        Reach::Now(reached) => cells.text(Role::Text, Safe::ours(reached.address.to_string())),
        Reach::Not { .. } => cells.nothing(),
    }
    match &row.clock {
        Some(clock) => {
            let (role, glyph, word) = contact_words::office(clock);
            cells.status(role, glyph, word);
        }
        None => cells.nothing(),
    }
    let (role, glyph, word) = contact_words::due(row.due);
    cells.status(role, glyph, word);
    match row.changed {
        Some(at) => cells.text(Role::Warn, Safe::ours(time::age(at, now))),
        None => cells.nothing(),
    }
}

//! Paints the upkeep: state by the calendar, when the next word is due, by how many, and the last response test with its measured time.
//! Every state has a sign and words beside its colour.
//! Must not know: how rows are put in order.

use super::row::Row;
use crate::{
    domain::contact::CardState,
    screens::contact_words as said,
    text::{Kind, time},
    ui::{
        Safe, Theme,
        line::Align,
        table::{self, Column, Width},
        theme::{Glyph, Role},
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

fn column(title: &'static str, width: Width) -> Column {
    Column { title, width, align: Align::Left, keep: title == "NAME", sorted: None }
}

fn columns() -> [Column; 7] {
    [
        column("NAME", Width::Grow { min: 15, max: 30, weight: 2 }),
        column("REG", Width::Fixed(5)),
        column("STATE", Width::Grow { min: 16, max: 21, weight: 3 }),
        column("NEXT WORD", Width::Fixed(10)),
        column("BY", Width::Fixed(3)),
        column("RESPONSE TEST", Width::Grow { min: 18, max: 24, weight: 4 }),
        column("ROLE", Width::Grow { min: 13, max: 40, weight: 2 }),
    ]
}

/// How many columns can be scrolled away.
pub(super) fn most_columns() -> usize {
    table::scroll_limit(&columns())
}

/// Paints the rows; `sight` is which visible one is selected, and how many columns are scrolled away to the left. The answer is where the selected one begins.
pub(super) fn paint(
    shown: &[&Row],
    sight: (Option<usize>, usize),
    now: Timestamp,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let columns = columns();
    let table = table::Table::of(&columns, shown.len(), sight);
    table::paint(&table, theme, area, buffer, |at, cells| {
        let Some(row) = shown.get(at) else { return };
        cells.text(Role::Text, row.name.gate(Kind::Name));
        match row.registry {
            Some(registry) => cells.text(Role::Text, Safe::ours(registry.to_string())),
            None => cells.nothing(),
        }
        let (role, glyph, (word, short)) = state(row);
        cells.status_or(role, glyph, word, short);
        let (role, next) = next_word(row, now);
        cells.text(role, Safe::ours(next));
        cells.text(Role::Dim, if row.takes_two { "two" } else { "one" });
        let (role, glyph, words) = said::response(row.test, now, cells.room());
        cells.status(role, glyph, Safe::ours(words));
        let roles = said::roles(&row.roles, cells.room());
        if roles.is_empty() { cells.nothing() } else { cells.text(Role::Text, Safe::ours(roles)) }
    })
}

/// The state by the calendar, and the same where there is little room.
fn state(row: &Row) -> (Role, Glyph, (&'static str, &'static str)) {
    match (row.state, row.attestation) {
        (_, None) => (Role::Warn, Glyph::Warn, ("never verified", "never verified")),
        (CardState::Active, _) => (Role::Ok, Glyph::Ok, ("active", "active")),
        (CardState::TemporarilyInvalid, _) => (Role::Warn, Glyph::Warn, ("temporarily invalid", "temp. invalid")),
        (CardState::Invalid, _) => (Role::Danger, Glyph::Blocked, ("invalid", "invalid")),
    }
}

/// When the next word is due, or since when it is late.
fn next_word(row: &Row, now: Timestamp) -> (Role, String) {
    match row.attestation.map(|attestation| attestation.due) {
        _ if row.waits => (Role::Pending, "one of two".to_owned()),
        None => (Role::Warn, "now".to_owned()),
        Some(due) if due <= now => (Role::Warn, format!("{} late", time::span(now.duration_since(due)))),
        Some(due) => (Role::Dim, said::ahead(due, now)),
    }
}

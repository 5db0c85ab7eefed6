//! Paints the directory: who, for what, what their clock shows, and whether they can be reached.
//! Whether they can be reached has a sign and words beside its colour, and always says when, or why not.
//! Must not know: how it is reckoned.

use super::{Only, Row};
use crate::{
    domain::contact::Reach,
    screens::contact_words,
    text::{Kind, time},
    ui::{
        Safe, Span, Theme,
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

/// A column of the directory.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Name,
    Registry,
    Roles,
    Clock,
    Reach,
    Number,
    Office,
    Due,
    Changed,
}

use Shows as S;

/// The usual order: what is given up first when room is short stands last.
const USUAL: [Shows; 9] = [S::Name, S::Registry, S::Roles, S::Clock, S::Reach, S::Number, S::Office, S::Due, S::Changed];
const DUE: [Shows; 9] = [S::Name, S::Registry, S::Due, S::Changed, S::Roles, S::Reach, S::Clock, S::Number, S::Office];
const CHANGED: [Shows; 9] = [S::Name, S::Registry, S::Changed, S::Roles, S::Reach, S::Clock, S::Number, S::Office, S::Due];

fn order(only: Only) -> [Shows; 9] {
    match only {
        Only::All | Only::Reachable => USUAL,
        Only::Due => DUE,
        Only::Changed => CHANGED,
    }
}

fn column(shows: Shows) -> Column {
    let column = |title, width| {
        let align = if shows == S::Changed { Align::Right } else { Align::Left };
        Column { title, width, align, keep: shows == S::Name, sorted: None }
    };
    match shows {
        S::Name => column("NAME", Width::Grow { min: 16, max: 30, weight: 2 }),
        S::Registry => column("REG", Width::Fixed(5)),
        S::Roles => column("ROLE", Width::Grow { min: 20, max: 40, weight: 2 }),
        S::Clock => column("THERE", Width::Fixed(9)),
        S::Reach => column("REACHABLE", Width::Grow { min: 20, max: 34, weight: 2 }),
        S::Number => column("WHERE", Width::Grow { min: 20, max: 30, weight: 1 }),
        S::Office => column("OFFICE", Width::Fixed(9)),
        S::Due => column("VERIFIED", Width::Fixed(16)),
        S::Changed => column("CHG", Width::Fixed(4)),
    }
}

/// How many columns can be scrolled away; in any order they are the same.
pub(super) fn most_columns() -> usize {
    table::scroll_limit(&USUAL.map(column))
}

/// Paints the rows; `sight` is which visible one is selected, and how many columns are scrolled away to the left. The answer is where the selected one begins.
pub(super) fn paint(
    (shown, only): (&[&Row], Only),
    sight: (Option<usize>, usize),
    now: Timestamp,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let order = order(only);
    let columns = order.map(column);
    let table = table::Table::of(&columns, shown.len(), sight);
    table::paint(&table, theme, area, buffer, |at, cells| {
        let Some(row) = shown.get(at) else { return };
        order.iter().for_each(|shows| cell(row, (*shows, order == USUAL), now, cells));
    })
}

fn cell(row: &Row, (shows, is_usual): (Shows, bool), now: Timestamp, cells: &mut RowPaint<'_>) {
    match (shows, &row.clock, &row.reach) {
        (S::Name, ..) => cells.text(Role::Text, row.name.gate(Kind::Name)),
        (S::Registry, ..) => match row.registries.first() {
            Some(registry) => cells.text(Role::Text, Safe::ours(registry.to_string())),
            None => cells.nothing(),
        },
        (S::Roles, ..) => roles(row, row.changed.filter(|_| is_usual), now, cells),
        (S::Clock, Some(clock), _) => cells.text(Role::Text, Safe::ours(contact_words::clock(clock))),
        (S::Reach, ..) => {
            let (role, glyph, word) = contact_words::reach(&row.reach, now);
            cells.status(role, glyph, Safe::ours(word));
        }
        (S::Number, _, Reach::Now(reached)) => cells.text(Role::Text, Safe::ours(reached.address.to_string())),
        (S::Office, Some(clock), _) => {
            let (role, glyph, word) = contact_words::office(clock);
            cells.status(role, glyph, word);
        }
        (S::Due, ..) => {
            let (role, glyph, word) = contact_words::due(row.due);
            cells.status(role, glyph, word);
        }
        (S::Changed, ..) => match row.changed {
            Some(at) => cells.text(Role::Warn, Safe::ours(time::age(at, now))),
            None => cells.nothing(),
        },
        (S::Clock | S::Number | S::Office, ..) => cells.nothing(),
    }
}

/// The roles, as long as there is room for. What changed lately is rare and must not be missed, so it stands before them, not in a column.
fn roles(row: &Row, changed: Option<Timestamp>, now: Timestamp, cells: &mut RowPaint<'_>) {
    let changed = changed.map(|at| format!("chg {} ", time::age(at, now))).unwrap_or_default();
    if row.roles.is_empty() && changed.is_empty() {
        return cells.nothing();
    }
    let words = contact_words::roles(&row.roles, cells.room().saturating_sub(changed.len()));
    cells.spans(&[Span::new(Role::Warn, Safe::ours(changed)), Span::new(Role::Text, Safe::ours(words))]);
}

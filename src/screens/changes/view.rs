//! Paints the list of changes: what waits first, with who proposed it, what is missing and how long is left.
//! How far a change is has a sign and words beside its colour.
//! Must not know: how rows are put in order.

use super::Row;
use crate::{
    domain::contact::ProposalState,
    screens::change::brief_state,
    text::time,
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

fn column(title: &'static str, width: Width, align: Align) -> Column {
    Column { title, width, align, keep: title == "WHAT", sorted: None }
}

fn columns() -> [Column; 7] {
    [
        column("WHAT", Width::Grow { min: 30, max: 60, weight: 3 }, Align::Left),
        column("STATE", Width::Fixed(28), Align::Left),
        column("PROPOSED BY", Width::Grow { min: 12, max: 20, weight: 1 }, Align::Left),
        column("AGE", Width::Fixed(6), Align::Right),
        column("KIND", Width::Fixed(12), Align::Left),
        column("CONFIRMED BY", Width::Grow { min: 12, max: 20, weight: 1 }, Align::Left),
        column("PAPER", Width::Grow { min: 10, max: 24, weight: 1 }, Align::Left),
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
        let (role, words) = brief_state(&row.proposal, row.is_own, now);
        match &row.about {
            Some(about) => cells.text(Role::Text, Safe::ours(about.clone())),
            None => cells.status(Role::Danger, Glyph::Danger, "it can't be read"),
        }
        cells.status(role, glyph(row, now), Safe::ours(words));
        let said = |text: Option<&String>| text.map_or(Safe::from("–"), |text| Safe::ours(text.clone()));
        let (read, nothing) = (row.listed.said.as_ref(), || Safe::from("–"));
        cells.text(Role::Text, said(read.map(|read| &read.by)));
        cells.text(Role::Dim, Safe::ours(time::age(row.proposal.at, now)));
        cells.text(Role::Text, read.map_or_else(nothing, |read| Safe::from(read.kind.word())));
        cells.text(Role::Text, said(row.listed.confirmed_by.as_ref()));
        cells.text(Role::Dim, said(read.map(|read| &read.paper)));
    })
}

fn glyph(row: &Row, now: Timestamp) -> Glyph {
    match (row.proposal.state.known(), row.proposal.counts_from) {
        (Some(ProposalState::Waiting), _) => Glyph::Pending,
        (Some(ProposalState::Confirmed), Some(from)) if now < from => Glyph::Warn,
        (Some(ProposalState::Confirmed), _) => Glyph::Ok,
        _ => Glyph::Nothing,
    }
}

//! Paints the list of cooperative approaches.
//! Id, state and Parties are what they are told apart by; the name takes what room is left.
//! Must not know: what any key does.

use crate::{
    domain::approach::{ApproachState, InitialReport},
    registry::{Sort, book::ApproachSummary},
    screens::{rows::sorted, words},
    text::Kind,
    ui::{
        Safe,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 5] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "id", sorted: sorted(sort, by) };
    [
        column("APPROACH", "id", Width::Fixed(8), Align::Left),
        column("STATE", "state", Width::Fixed(11), Align::Left),
        column("PARTIES", "", Width::Grow { min: 18, max: 30, weight: 1 }, Align::Left),
        column("INITIAL REPORT", "", Width::Fixed(14), Align::Left),
        column("NAME", "name", Width::Grow { min: 16, max: 70, weight: 3 }, Align::Left),
    ]
}

/// Paints the cells of a cooperative approach.
pub fn row(one: &ApproachSummary, _now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(one.id.to_string()));
    let (role, glyph) = words::approach_state(&one.state);
    cells.status(role, glyph, words::word(&one.state, ApproachState::word));
    let parties: Vec<String> = one.parties.iter().map(ToString::to_string).collect();
    cells.text(Role::Text, Safe::ours(parties.join(", ")));
    cells.text(Role::Text, words::word(&one.initial_report, InitialReport::word));
    cells.text(Role::Text, one.name.gate(Kind::Name));
}

//! Paints the list of counterparts.
//! What needs a look has a colour and a sign of its own; nothing that is zero does.
//! Must not know: what any key does.

use crate::{
    domain::check::LinkState,
    registry::{Sort, traffic::PeerSummary},
    screens::{rows::sorted, words},
    text::{Kind, time},
    ui::{
        Safe,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 6] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "id", sorted: sorted(sort, by) };
    [
        column("PEER", "id", Width::Fixed(5), Align::Left),
        column("LINK", "state", Width::Fixed(20), Align::Left),
        column("HEARD", "seen", Width::Fixed(6), Align::Right),
        column("OPEN", "open", Width::Fixed(6), Align::Right),
        column("INCIDENTS", "", Width::Fixed(9), Align::Right),
        column("NAME", "name", Width::Grow { min: 18, max: 60, weight: 1 }, Align::Left),
    ]
}

/// Paints the cells of a counterpart.
pub fn row(peer: &PeerSummary, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(peer.registry.to_string()));
    let (role, glyph) = words::link_state(&peer.state);
    cells.status(role, glyph, words::word(&peer.state, LinkState::word));
    match peer.seen {
        Some(at) => cells.text(Role::Text, Safe::ours(time::age(at, now))),
        None => cells.text(Role::Warn, "never"),
    }
    count(Role::Text, peer.open_transfers, cells);
    count(Role::Warn, peer.incidents, cells);
    cells.text(Role::Text, peer.name.gate(Kind::Name));
}

fn count(role: Role, number: u64, cells: &mut RowPaint<'_>) {
    if number == 0 { cells.nothing() } else { cells.number(role, number) }
}

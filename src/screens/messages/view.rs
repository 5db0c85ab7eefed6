//! Paints a list of messages.
//! Times are told to the second: of two messages the order matters, and how long one waited for the other.
//! Must not know: what any key does.

use crate::{
    registry::{
        Sort,
        traffic::{MessageSummary, RungKind},
    },
    screens::{rows::sorted, words},
    text::time,
    ui::{
        Safe,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 10] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "row", sorted: sorted(sort, by) };
    [
        column("NUMBER", "row", Width::Fixed(7), Align::Right),
        column("AT, UTC", "", Width::Fixed(19), Align::Left),
        column("WAY", "", Width::Fixed(5), Align::Left),
        column("KIND", "", Width::Grow { min: 14, max: 15, weight: 1 }, Align::Left),
        column("TRANSFER", "", Width::Grow { min: 17, max: 20, weight: 1 }, Align::Left),
        column("PEER", "", Width::Fixed(5), Align::Left),
        column("SIGNATURE", "", Width::Grow { min: 12, max: 30, weight: 2 }, Align::Left),
        column("STEP", "", Width::Fixed(4), Align::Right),
        column("HTTP", "", Width::Fixed(4), Align::Right),
        column("SHA-256", "", Width::Fixed(64), Align::Left),
    ]
}

/// Paints the cells of a message.
pub fn row(message: &MessageSummary, cells: &mut RowPaint<'_>) {
    cells.number(Role::Text, message.id.number());
    cells.text(Role::Text, Safe::ours(time::second(message.at)));
    let (glyph, way) = words::way(message.way);
    cells.status(Role::Text, glyph, way);
    cells.text(Role::Text, words::word(&message.kind, RungKind::word));
    match message.transfer {
        Some(transfer) => cells.text(Role::Text, Safe::ours(transfer.to_string())),
        None => cells.nothing(),
    }
    match message.peer {
        Some(peer) => cells.text(Role::Text, Safe::ours(peer.to_string())),
        None => cells.nothing(),
    }
    let (role, glyph, verdict) = words::verdict(&message.verdict);
    cells.status(role, glyph, verdict);
    for number in [message.sequence.map(u64::from), message.status.map(u64::from)] {
        match number {
            Some(number) => cells.number(Role::Text, number),
            None => cells.nothing(),
        }
    }
    if cells.shows() {
        cells.text(Role::Dim, Safe::ours(message.digest.to_string()));
    }
}

//! Paints the transfers list.
//! What tells a stuck transfer comes first: its state here, whose turn it is, and for how long. What is kept back is said to be (F07).
//! Must not know: what any key does.

use crate::{
    registry::{
        Sort,
        traffic::{TransferState, TransferSummary, Turn},
    },
    screens::{rows::sorted, words},
    text::{Kind, time},
    ui::{
        Glyph, Safe, Span,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::{SignedDuration, Timestamp};

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 13] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "id", sorted: sorted(sort, by) };
    let state = Width::Fixed(19);
    [
        column("TRANSFER", "id", Width::Grow { min: 17, max: 20, weight: 1 }, Align::Left),
        column("WAY", "", Width::Fixed(5), Align::Left),
        column("STATE HERE", "state", state, Align::Left),
        column("TURN", "waits", Width::Fixed(7), Align::Left),
        column("SINCE", "since", Width::Fixed(6), Align::Right),
        column("ITMOs", "quantity", Width::Fixed(11), Align::Right),
        column("PEER", "counterpart", Width::Fixed(5), Align::Left),
        column("STATE THERE", "", state, Align::Left),
        column("NEXT STEP", "", Width::Grow { min: 12, max: 13, weight: 1 }, Align::Left),
        column("ACTION", "", Width::Grow { min: 16, max: 28, weight: 2 }, Align::Left),
        column("FROM", "", Width::Grow { min: 15, max: 20, weight: 1 }, Align::Left),
        column("TO", "", Width::Grow { min: 15, max: 20, weight: 1 }, Align::Left),
        column("SUBTYPE", "", Width::Grow { min: 16, max: 44, weight: 2 }, Align::Left),
    ]
}

/// Paints the cells of a transfer.
pub fn row(transfer: &TransferSummary, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(transfer.id.to_string()));
    let (glyph, way) = words::direction(transfer.direction);
    cells.status(Role::Text, glyph, way);
    let (role, glyph) = words::transfer_state(&transfer.state);
    cells.status(role, glyph, words::word(&transfer.state, TransferState::word));
    turn(transfer, now, cells);
    cells.text(Role::Text, Safe::ours(time::age(transfer.since, now)));
    if transfer.hides_units() {
        cells.text(Role::Dim, words::TYPE_AGAIN);
    } else {
        cells.number(Role::Text, transfer.quantity.count());
    }
    match transfer.counterpart() {
        Some(_) if transfer.hides_registry() => cells.text(Role::Dim, Safe::from("…")),
        Some(peer) => cells.text(Role::Text, Safe::ours(peer.to_string())),
        None => cells.nothing(),
    }
    match &transfer.peer_state {
        Some(state) => {
            let (role, glyph) = words::transfer_state(state);
            cells.status(role, glyph, words::word(state, TransferState::word));
        }
        None => cells.nothing(),
    }
    due(transfer, now, cells);
    cells.text(Role::Text, transfer.action.gate(Kind::Name));
    for end in [&transfer.from, &transfer.to] {
        if transfer.hides_accounts() {
            cells.text(Role::Dim, words::TYPE_AGAIN);
        } else {
            cells.text(Role::Text, Safe::ours(end.account.as_str()));
        }
    }
    if transfer.subtype.is_empty() {
        cells.nothing();
    } else {
        cells.text(Role::Text, transfer.subtype.gate(Kind::Name));
    }
}

/// Whose turn it is: us, the counterpart by its id, or nobody's. An exclamation mark says that it is overdue.
fn turn(transfer: &TransferSummary, now: Timestamp, cells: &mut RowPaint<'_>) {
    let overdue = transfer.due.is_some_and(|due| due < now);
    let late = |role| if overdue { (Role::Danger, Glyph::Warn) } else { role };
    match (transfer.turn.known(), transfer.counterpart()) {
        (Some(Turn::Nobody), _) => cells.nothing(),
        (Some(Turn::Us), _) => {
            let (role, glyph) = late((Role::Warn, Glyph::Bullet));
            cells.status(role, glyph, "us");
        }
        (Some(Turn::Peer), Some(_)) if transfer.hides_registry() => cells.status(Role::Pending, Glyph::Pending, "them"),
        (Some(Turn::Peer), Some(peer)) => {
            let (role, glyph) = late((Role::Pending, Glyph::Pending));
            cells.status(role, glyph, Safe::ours(peer.to_string()));
        }
        _ => cells.status(Role::Warn, Glyph::Info, words::word(&transfer.turn, Turn::word)),
    }
}

/// When the next step is due.
fn due(transfer: &TransferSummary, now: Timestamp, cells: &mut RowPaint<'_>) {
    let Some(due) = transfer.due else { return cells.nothing() };
    let left = due.duration_since(now);
    if left < SignedDuration::ZERO {
        let late = Safe::ours(format!("late by {}", time::span(left.abs())));
        return cells.spans(&[Span::new(Role::Danger, late)]);
    }
    cells.text(Role::Text, Safe::ours(format!("due in {}", time::span(left))));
}

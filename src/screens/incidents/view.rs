//! Paints the incidents list.
//! The registry's sentence gets the room that is left: it is what a person reads.
//! Must not know: what any key does.

use crate::{
    registry::{
        Sort,
        traffic::{Incident, IncidentKind},
    },
    screens::{rows::sorted, words},
    text::{Kind, time},
    ui::{
        Glyph, Safe,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 8] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "row", sorted: sorted(sort, by) };
    [
        column("NUMBER", "row", Width::Fixed(7), Align::Right),
        column("AGE", "", Width::Fixed(6), Align::Right),
        column("KIND", "", Width::Fixed(19), Align::Left),
        column("PEER", "", Width::Fixed(5), Align::Left),
        column("WHAT HAPPENED", "", Width::Grow { min: 24, max: 100, weight: 4 }, Align::Left),
        column("SEEN BY", "", Width::Fixed(8), Align::Left),
        column("CONCERNS", "", Width::Grow { min: 17, max: 20, weight: 1 }, Align::Left),
        column("MESSAGE", "", Width::Fixed(7), Align::Right),
    ]
}

/// Paints the cells of an incident.
pub fn row(incident: &Incident, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.number(Role::Text, incident.id.0);
    cells.text(Role::Text, Safe::ours(time::age(incident.at, now)));
    let (role, glyph) = look(incident);
    cells.status(role, glyph, words::word(&incident.kind, IncidentKind::word));
    match incident.peer {
        Some(peer) => cells.text(Role::Text, Safe::ours(peer.to_string())),
        None => cells.nothing(),
    }
    cells.text(Role::Text, incident.detail.gate(Kind::Name));
    match &incident.acknowledged {
        Some(said) => cells.text(Role::Dim, said.by.gate(Kind::Name)),
        None => cells.text(Role::Warn, "nobody"),
    }
    match incident.transfer.or(incident.order) {
        Some(id) => cells.text(Role::Text, Safe::ours(id.to_string())),
        None => cells.nothing(),
    }
    match incident.message {
        Some(message) => cells.number(Role::Text, message.number()),
        None => cells.nothing(),
    }
}

/// What may be an attack or two books that disagree is worse than what is out of place.
fn look(incident: &Incident) -> (Role, Glyph) {
    use IncidentKind as K;
    match incident.kind.known() {
        Some(K::Conflict | K::Forged | K::Disagreement | K::OtherRegistry | K::Evidence) => (Role::Danger, Glyph::Danger),
        Some(K::SamePerson | K::Altered | K::Key | K::Guard) => (Role::Danger, Glyph::Danger),
        Some(K::Retyped | K::Words) => (Role::Warn, Glyph::Warn),
        Some(K::OtherEnvironment | K::OutOfOrder | K::Clock | K::Answer) => (Role::Warn, Glyph::Warn),
        None => (Role::Warn, Glyph::Info),
    }
}

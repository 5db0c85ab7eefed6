//! Paints the list of authorizations.
//! What is left comes first, with the used part as a bar: who looks here wants to know how much may still go out.
//! Must not know: what any key does.

use crate::{
    domain::authorization::{AuthorizationState, Purpose},
    registry::{Sort, book::AuthorizationSummary},
    screens::{authorization, rows::sorted, words},
    ui::{
        Safe,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 10] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "id", sorted: sorted(sort, by) };
    [
        column("AUTHORIZATION", "id", Width::Grow { min: 16, max: 24, weight: 1 }, Align::Left),
        column("STATE", "state", Width::Fixed(11), Align::Left),
        column("LEFT", "", Width::Fixed(13), Align::Right),
        column("USED", "", Width::Fixed(7), Align::Left),
        column("PURPOSE", "", Width::Fixed(12), Align::Left),
        column("APPROACH", "approach", Width::Fixed(8), Align::Left),
        column("PARTY", "party", Width::Fixed(5), Align::Left),
        column("VERSION", "version", Width::Fixed(7), Align::Right),
        column("FIRST TRANSFERRED", "consumed", Width::Fixed(17), Align::Right),
        column("AUTHORIZED", "", Width::Fixed(13), Align::Right),
    ]
}

/// Paints the cells of an authorization.
pub fn row(one: &AuthorizationSummary, _now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(one.id.as_str()));
    let (role, glyph) = words::authorization_state(&one.state);
    cells.status(role, glyph, words::word(&one.state, AuthorizationState::word));
    match one.left() {
        _ if one.is_overdrawn() => cells.text(Role::Danger, "overdrawn"),
        Some(left) => cells.number(authorization::left_role(one), left.count()),
        None => cells.text(Role::Dim, "no limit"),
    }
    match one.quantity {
        Some(most) => cells.bar(Role::Fill, one.consumed.count(), most.count()),
        None => cells.nothing(),
    }
    cells.text(Role::Text, words::word(&one.purpose, Purpose::word));
    cells.text(Role::Text, Safe::ours(one.approach.to_string()));
    cells.text(Role::Text, Safe::ours(one.party.to_string()));
    cells.number(Role::Text, u64::from(one.version));
    cells.number(Role::Text, one.consumed.count());
    match one.quantity {
        Some(most) => cells.number(Role::Text, most.count()),
        None => cells.nothing(),
    }
}

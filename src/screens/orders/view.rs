//! Paints the list of orders.
//! What waits says how long it still can; what is decided says so and no more. What was kept back for a review is said to be (F07).
//! Must not know: what any key does.

use crate::{
    evidence::statement::RekeyField,
    registry::{
        Sort,
        book::{OrderKind, OrderState, OrderSummary},
    },
    screens::{rows::sorted, words},
    text::{Kind, time},
    ui::{
        Safe,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::{SignedDuration, Timestamp};

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(sort: Option<Sort>) -> [Column; 9] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "id", sorted: sorted(sort, by) };
    [
        column("ORDER", "id", Width::Grow { min: 17, max: 20, weight: 1 }, Align::Left),
        column("STATE", "state", Width::Fixed(13), Align::Left),
        column("AGREED", "", Width::Grow { min: 10, max: 34, weight: 1 }, Align::Left),
        column("ACT", "", Width::Fixed(16), Align::Left),
        column("BY", "", Width::Grow { min: 10, max: 16, weight: 1 }, Align::Left),
        column("AGE", "age", Width::Fixed(6), Align::Right),
        column("EXPIRES", "expires", Width::Fixed(10), Align::Right),
        column("ITMOs", "", Width::Fixed(13), Align::Right),
        column("ABOUT", "", Width::Grow { min: 16, max: 40, weight: 3 }, Align::Left),
    ]
}

/// Paints the cells of an order.
pub fn row(order: &OrderSummary, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(order.id.to_string()));
    let (role, glyph) = words::order_state(&order.state);
    cells.status(role, glyph, words::word(&order.state, OrderState::word));
    match &order.agreed {
        Some(agreed) => cells.text(Role::Text, Safe::ours(words::agreed(agreed.count, agreed.needed, &agreed.by))),
        None => cells.nothing(),
    }
    cells.text(
        Role::Text,
        order.kind.known().map_or_else(|| words::word(&order.kind, OrderKind::word), |kind| Safe::ours(words::act(kind.word()))),
    );
    // The same name as beside it and in the title: a login stands where nobody signed.
    match &order.person {
        Some(person) => cells.text(Role::Text, Safe::ours(person.to_string())),
        None => cells.text(Role::Text, order.by.gate(Kind::Name)),
    }
    cells.text(Role::Text, Safe::ours(time::age(order.at, now)));
    if order.state.is(&OrderState::Submitted) {
        let left = order.expires.duration_since(now);
        let role = if left < SignedDuration::from_hours(4) { Role::Warn } else { Role::Text };
        let left = if left <= SignedDuration::ZERO { "now".to_owned() } else { format!("in {}", time::span(left)) };
        cells.text(role, Safe::ours(left));
    } else {
        cells.nothing();
    }
    match order.quantity {
        Some(quantity) => cells.number(Role::Text, quantity.count()),
        None if order.withholds_quantity() => cells.text(Role::Dim, words::TYPE_AGAIN),
        None => cells.nothing(),
    }
    match order.withheld.contains(&RekeyField::Subject) {
        true => cells.text(Role::Dim, words::TYPE_AGAIN),
        false => cells.text(Role::Text, order.subject.gate(Kind::Name)),
    }
}

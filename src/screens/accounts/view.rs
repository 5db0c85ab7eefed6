//! Paints the accounts list.
//! What matters at 80 columns comes first; wider terminals show more.
//! Must not know: what any key does.

use crate::{
    domain::AccountSummary,
    registry::Sort,
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
pub fn columns(sort: Option<Sort>) -> [Column; 8] {
    let column = |title, by, width, align| Column { title, width, align, keep: by == "id", sorted: sorted(sort, by) };
    [
        column("ACCOUNT", "id", Width::Grow { min: 14, max: 24, weight: 1 }, Align::Left),
        column("HOLDER", "holder", Width::Grow { min: 16, max: 44, weight: 4 }, Align::Left),
        column("STATE", "state", Width::Fixed(14), Align::Left),
        column("ITMOs", "held", Width::Fixed(13), Align::Right),
        column("LOCKED", "locked", Width::Fixed(11), Align::Right),
        column("TYPE", "type", Width::Fixed(13), Align::Left),
        column("LAST ACT", "act", Width::Fixed(8), Align::Right),
        column("NAME", "name", Width::Grow { min: 16, max: 40, weight: 2 }, Align::Left),
    ]
}

/// Paints the cells of an account.
pub fn row(account: &AccountSummary, now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.text(Role::Text, Safe::ours(account.id.as_str()));
    cells.text(Role::Text, account.holder.name.gate(Kind::Name));
    let (role, glyph) = words::account_state(account.state);
    cells.status(role, glyph, account.state.word());
    cells.number(Role::Text, account.held.count());
    words::locked(account.locked, cells);
    let kind = account.kind.word().map_or_else(|| Safe::ours(account.kind.to_string()), Safe::from);
    cells.text(Role::Text, kind);
    match account.last_act {
        Some(at) => cells.text(Role::Text, Safe::ours(time::age(at, now))),
        None => cells.nothing(),
    }
    cells.text(Role::Text, account.name.gate(Kind::Name));
}

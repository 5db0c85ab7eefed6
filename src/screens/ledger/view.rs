//! Paints the list of the ledger's entries.
//! The digest is shown from its beginning, which tells two entries apart; the whole of it is on the page and on the clipboard.
//! Must not know: what any key does.

use crate::{
    registry::{Sort, book::EntrySummary},
    screens::{life, rows::sorted},
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
    let column = |title, by, width, align| Column { title, width, align, keep: by == "entry", sorted: sorted(sort, by) };
    [
        column("ENTRY", "entry", Width::Fixed(11), Align::Right),
        column("AT (UTC)", "", Width::Fixed(16), Align::Left),
        column("KIND", "", Width::Grow { min: 20, max: 26, weight: 1 }, Align::Left),
        column("BY", "", Width::Grow { min: 16, max: 30, weight: 1 }, Align::Left),
        column("REASON", "", Width::Grow { min: 16, max: 60, weight: 3 }, Align::Left),
        column("DIGEST", "", Width::Grow { min: 12, max: 64, weight: 1 }, Align::Left),
    ]
}

/// Paints the cells of an entry.
pub fn row(entry: &EntrySummary, _now: Timestamp, cells: &mut RowPaint<'_>) {
    cells.number(Role::Text, entry.entry);
    cells.text(Role::Text, Safe::ours(format!("{} {}", time::day(entry.at), time::minute(entry.at))));
    cells.text(Role::Text, entry.kind.gate(Kind::Name));
    cells.text(Role::Text, Safe::ours(life::by(&entry.by)));
    cells.text(Role::Text, entry.reason.gate(Kind::Name));
    cells.text(Role::Dim, Safe::ours(entry.digest.to_string()));
}

//! Paints a list of ITMO blocks: on the Blocks screen, and within an account.
//! Both limits have columns of their own, aligned right, so that serials can be compared by eye from row to row. Those of a block that
//! is set aside for an order which whoever looks types again are kept back (F07).
//! Must not know: what any key does.

use crate::{
    app::Table,
    domain::Block,
    registry::Sort,
    screens::{
        Spot,
        rows::{self, sorted},
        words,
    },
    text::{Kind, time},
    ui::{
        Safe, Theme,
        line::Align,
        table::{Column, RowPaint, Width},
        theme::Role,
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// The columns, in the order they are given up from the right when room is short.
pub fn columns(of: Of, sort: Option<Sort>) -> Vec<Column> {
    let column = |title, by, width, align| Column { title, width, align, keep: title == "SERIES", sorted: sorted(sort, by) };
    let serial = Width::Grow { min: 11, max: 22, weight: 2 };
    let mut columns = vec![
        column("SERIES", "approach", Width::Fixed(16), Align::Left),
        column("VINT", "vintage", Width::Fixed(4), Align::Left),
        column("FROM SERIAL", "serial", serial, Align::Right),
        column("TO SERIAL", "", serial, Align::Right),
        column("ACCOUNT", "account", Width::Grow { min: 14, max: 20, weight: 1 }, Align::Left),
        column("STATE", "state", Width::Grow { min: 11, max: 23, weight: 12 }, Align::Left),
        column("ITMOs", "quantity", Width::Fixed(13), Align::Right),
        column("AUTHORIZATION", "", Width::Fixed(16), Align::Left),
        column("FIRST TRANSFER", "", Width::Fixed(14), Align::Left),
        column("LOCKED BY", "", Width::Grow { min: 14, max: 30, weight: 1 }, Align::Left),
        column("SECTOR", "", Width::Grow { min: 14, max: 30, weight: 1 }, Align::Left),
    ];
    columns.retain(|column| of == Of::Registry || column.title != "ACCOUNT");
    columns
}

/// Whose blocks are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Everybody's: each row says in which account it is.
    Registry,
    /// One account's, which the screen names elsewhere.
    Account,
}

/// Paints any list of blocks.
pub fn paint_rows(
    list: &Table<Block>,
    of: Of,
    now: Timestamp,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let columns = columns(of, list.latest_choice().sort);
    rows::paint(list, &columns, theme, area, buffer, |block, cells| row(block, of, now, cells))
}

/// What of any list of blocks stands at a position.
pub fn spot(list: &Table<Block>, of: Of, area: Rect, at: Position) -> Option<Spot> {
    rows::spot(list, |sort| columns(of, sort), area, at)
}

/// A number that tells how many ITMOs an order moves, or which.
fn number(block: &Block, number: u64, cells: &mut RowPaint<'_>) {
    if block.is_withheld() {
        cells.text(Role::Dim, words::TYPE_AGAIN);
    } else {
        cells.number(Role::Text, number);
    }
}

/// Paints the cells of a block.
pub fn row(block: &Block, of: Of, now: Timestamp, cells: &mut RowPaint<'_>) {
    let series = block.series;
    cells.text(Role::Text, Safe::ours(format!("{}-{}-{}", series.approach, series.registry, series.party)));
    cells.text(Role::Text, Safe::ours(series.vintage.to_string()));
    number(block, block.range.first().number(), cells);
    number(block, block.range.last().number(), cells);
    if of == Of::Registry {
        cells.text(Role::Text, Safe::ours(block.account.as_str()));
    }
    let (role, glyph, [word, short]) = words::block_standing(block);
    cells.status_or(role, glyph, word, short);
    number(block, block.quantity().count(), cells);
    cells.text(Role::Text, Safe::ours(block.authorization.as_str()));
    match block.first_transferred {
        Some(day) => cells.text(Role::Text, Safe::ours(day.to_string())),
        None => cells.nothing(),
    }
    match (&block.lock, block.disputed) {
        (Some(lock), _) => {
            let age = time::age(lock.since, now);
            cells.text(Role::Blocked, Safe::ours(format!("{}, {age}", lock.cause.gate(Kind::Name))));
        }
        (None, Some(case)) => cells.text(Role::Blocked, Safe::ours(case.to_string())),
        (None, None) => cells.nothing(),
    }
    cells.text(Role::Text, block.sector.gate(Kind::Name));
}

//! The head of a table: which of the five it is, where its columns stand, and what is wrong with it.
//! A table is known by its columns, never by the name of its sheet.
//! Must not know: the rows below it.

use super::breach::{Breach, Fault};
use crate::aef::{
    cell::Cell,
    format::{Field, Table},
    layout::plain,
    line::Place,
};
use std::collections::BTreeMap;

/// So many columns of a table make a row its head; entities have two that no other table has, so theirs is known as well.
const ENOUGH: usize = 4;

/// Where the columns of a table stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) table: Table,
    pub(super) places: BTreeMap<Field, usize>,
    /// Heads that name no column of it.
    others: Vec<(usize, String)>,
    /// Columns of which there is one before.
    twice: Vec<(Field, usize)>,
}

impl Columns {
    /// The head that a row is: of the table that has most of its columns. `None` when it is no head.
    pub(super) fn of(cells: &[Cell]) -> Option<Self> {
        let named = |cell: &Cell| match cell {
            Cell::Text(text) => Field::named(text),
            _ => Vec::new(),
        };
        let fields: Vec<Vec<Field>> = cells.iter().map(named).collect();
        if fields.iter().filter(|fields| !fields.is_empty()).count() < ENOUGH {
            return None;
        }
        // Of equals the table with fewer columns: the row has more of it.
        let best = Table::ALL.into_iter().map(|table| Self::as_of(table, cells, &fields)).max_by_key(|columns| {
            (columns.places.len(), usize::MAX - columns.others.len(), usize::MAX - columns.table.entries().len())
        })?;
        let texts = cells.iter().filter(|cell| !cell.is_empty()).count();
        (best.places.len() >= ENOUGH && best.places.len() * 2 > texts).then_some(best)
    }

    fn as_of(table: Table, cells: &[Cell], fields: &[Vec<Field>]) -> Self {
        let mut columns = Self { table, places: BTreeMap::new(), others: Vec::new(), twice: Vec::new() };
        for ((at, cell), named) in cells.iter().enumerate().zip(fields).filter(|((_, cell), _)| !cell.is_empty()) {
            let field = named.iter().copied().find(|field| table.entry(*field).is_some());
            match field {
                Some(field) if columns.places.contains_key(&field) => columns.twice.push((field, at)),
                Some(field) => drop(columns.places.insert(field, at)),
                None => columns.others.push((at, cell.shown().to_owned())),
            }
        }
        columns
    }

    /// How many cells the head has, as far as they say anything.
    pub(super) fn width(&self) -> usize {
        let others = self.others.iter().map(|(at, _)| *at);
        let twice = self.twice.iter().map(|(_, at)| *at);
        self.places.values().copied().chain(others).chain(twice).max().map_or(0, |last| last + 1)
    }

    /// Where a column stands.
    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.places.get(&field).copied()
    }

    /// What is wrong with the head.
    pub(super) fn faults(&self, place: Place) -> Vec<Breach> {
        let table = self.table;
        let at = |cell, field, fault| Breach::at(table, place, cell, field, fault);
        let mut found = Vec::new();
        let mut before: Option<(Field, usize)> = None;
        for field in table.entries().iter().map(|entry| entry.field) {
            let Some(here) = self.place(field) else {
                found.push(at(None, field, Fault::NoColumn));
                continue;
            };
            match before {
                Some((first, there)) if here < there => {
                    found.push(at(Some(here), field, Fault::Order { after: first.label() }));
                }
                _ => before = Some((field, here)),
            }
        }
        found.extend(self.twice.iter().map(|(field, cell)| at(Some(*cell), *field, Fault::ColumnTwice)));
        found.extend(self.others.iter().map(|(cell, name)| {
            let breach = Breach { cell: Some(*cell), ..Breach::of_row(table, place, Fault::OtherColumn) };
            breach.saying(name)
        }));
        found
    }
}

/// Whether a row is the head of the one table of the older layout.
pub(super) fn is_older_layout(cells: &[Cell]) -> bool {
    let heads = ["article6databaserecordid", "firstuniqueidentifier", "lastuniqueidentifier", "conversionfactorreportingparty"];
    let is_old = |cell: &&Cell| matches!(cell, Cell::Text(text) if heads.contains(&plain(text).as_str()));
    cells.iter().filter(is_old).count() >= 2
}

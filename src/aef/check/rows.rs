//! A row under its head, and what is remembered of rows: whether one says what another said, and whether two hold the same ITMOs.
//! Only what such comparisons need is kept, so that a large table takes little.
//! Must not know: the rules within a row.

use super::{
    breach::{Breach, Fault},
    cell_fault,
    head::Columns,
};
use crate::{
    aef::{
        cell::Cell,
        format::{Entry, Field, Table},
        line::Place,
        problem::Why,
        value::{self, Beside, Ids},
    },
    domain::BlockRange,
};
use jiff::tz::TimeZone;
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

const NOTHING: Cell = Cell::Empty;

/// A row under its head.
pub(super) struct Row<'r> {
    pub(super) columns: &'r Columns,
    pub(super) cells: &'r [Cell],
    pub(super) place: Place,
}

impl Row<'_> {
    /// The cell of a column; nothing when the row ends before it, or there is no such column.
    pub(super) fn cell(&self, field: Field) -> &Cell {
        self.columns.place(field).and_then(|at| self.cells.get(at)).unwrap_or(&NOTHING)
    }

    /// Whether a column says something.
    pub(super) fn says(&self, field: Field) -> bool {
        !crate::aef::format::says_nothing(self.cell(field))
    }

    /// The text of a column, when it has one.
    pub(super) fn text(&self, field: Field) -> Option<String> {
        value::text(self.cell(field)).ok().flatten().filter(|_| self.says(field))
    }

    /// Which of these words a column says.
    pub(super) fn word(&self, field: Field, words: &[&'static str]) -> Option<&'static str> {
        let text = self.text(field)?;
        words.iter().copied().find(|word| word.eq_ignore_ascii_case(&text))
    }

    /// Something wrong with a column of this row.
    pub(super) fn breach(&self, field: Field, fault: Fault) -> Breach {
        let breach = Breach::at(self.columns.table, self.place, self.columns.place(field), field, fault);
        breach.saying(self.cell(field).shown())
    }

    /// What is wrong with a cell by itself. A column that is not there was named with the head.
    pub(super) fn cell_breach(&self, entry: &Entry) -> Option<Breach> {
        self.columns.place(entry.field)?;
        let fault = cell_fault(entry.need, entry.form, self.cell(entry.field))?;
        Some(self.breach(entry.field, fault))
    }

    /// The ids of the row, by what the columns beside them say.
    pub(super) fn ids(&self) -> Result<Option<Ids>, (Field, Why)> {
        let (Some(first), Some(last)) = (self.text(Field::FirstId), self.text(Field::LastId)) else { return Ok(None) };
        let parsed = |field| value::text(self.cell(field)).ok().flatten();
        let beside = Beside {
            approach: parsed(Field::Approach).and_then(|text| text.parse().ok()),
            registry: parsed(Field::Registry).and_then(|text| text.parse().ok()),
            party: parsed(Field::FirstTransferringParty).and_then(|text| text.parse().ok()),
            vintage: parsed(Field::Vintage).and_then(|text| text.parse().ok()),
        };
        value::ids(&first, &last, beside).map(Some).map_err(|why| {
            let first_alone = value::ids(&first, &first, beside).is_ok();
            (if first_alone { Field::LastId } else { Field::FirstId }, why)
        })
    }

    /// In which year it was done, in UTC.
    pub(super) fn year(&self) -> Option<i16> {
        let at = value::moment(self.cell(Field::ActionDate)).ok().flatten()?;
        Some(at.to_zoned(TimeZone::UTC).year())
    }
}

/// What is remembered of the rows of a file.
#[derive(Default)]
pub(super) struct Known {
    /// What rows say, as one number each, with the row that said it first.
    said: BTreeMap<(Table, u64), Place>,
    held: Vec<(BlockRange, Place, Option<usize>)>,
}

impl Known {
    /// Takes a row; says so when another said the same.
    pub(super) fn take(&mut self, row: &Row<'_>) -> Option<Breach> {
        let table = row.columns.table;
        if table == Table::Holdings
            && let Ok(Some(ids)) = row.ids()
        {
            self.held.push((ids.block, row.place, row.columns.place(Field::FirstId)));
            return None;
        }
        let keys: &[Field] = match table {
            Table::Authorizations => &[Field::Authorization, Field::AuthorizationVersion],
            Table::Actions => &[Field::ActionDate, Field::ActionType, Field::ActionSubtype, Field::FirstId, Field::LastId],
            Table::Entities => &[Field::EntityNumber, Field::EntityCountry, Field::Approach],
            Table::Submission | Table::Holdings => return None,
        };
        let mut hasher = DefaultHasher::new();
        for field in keys {
            row.cell(*field).shown().hash(&mut hasher);
        }
        // Ids of serials alone depend on the columns beside them.
        if table == Table::Actions {
            for field in [Field::Approach, Field::FirstTransferringParty, Field::Registry, Field::Vintage] {
                row.cell(field).shown().hash(&mut hasher);
            }
        }
        let before = self.said.insert((table, hasher.finish()), row.place)?;
        Some(Breach::of_row(table, row.place, Fault::RowTwice { row: before.row }))
    }

    /// Rows of holdings that share ITMOs with one before.
    pub(super) fn held_twice(&mut self) -> Vec<Breach> {
        let cells: BTreeMap<Place, Option<usize>> = self.held.iter().map(|(_, place, cell)| (*place, *cell)).collect();
        let mut lines: Vec<(BlockRange, Place)> =
            std::mem::take(&mut self.held).into_iter().map(|(block, place, _)| (block, place)).collect();
        lines.sort_unstable_by_key(|(block, place)| (block.series, block.range.first(), *place));
        let mut found = Vec::new();
        let mut furthest: Option<(BlockRange, Place)> = None;
        for (block, place) in &lines {
            if let Some((before, row)) = furthest
                && before.series == block.series
                && before.range.overlaps(block.range)
            {
                let (at, other) = if *place > row { (*place, row) } else { (row, *place) };
                let cell = cells.get(&at).copied().flatten();
                let fault = Fault::HeldTwice { row: other.row };
                found.push(Breach::at(Table::Holdings, at, cell, Field::FirstId, fault).saying(block.to_string()));
            }
            let reaches =
                |(known, _): &(BlockRange, Place)| known.series == block.series && known.range.last() >= block.range.last();
            if !furthest.as_ref().is_some_and(reaches) {
                furthest = Some((*block, *place));
            }
        }
        found
    }
}

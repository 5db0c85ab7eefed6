//! A row under its head: what its columns say, alone and together.
//! A cell that can't be read says nothing here; that it can't is said of the cell.
//! Must not know: the rules within a row, and other rows.

use super::{
    breach::{Breach, Fault},
    cell_fault,
    head::Columns,
};
use crate::aef::{
    cell::Cell,
    format::{Entry, Field},
    line::Place,
    problem::Why,
    value::{self, Beside, Ids},
};
use jiff::{Timestamp, tz::TimeZone};

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

    /// When it was done, in UTC.
    pub(super) fn moment(&self) -> Option<Timestamp> {
        value::moment(self.cell(Field::ActionDate)).ok().flatten()
    }

    /// In which year it was done, in UTC.
    pub(super) fn year(&self) -> Option<i16> {
        Some(self.moment()?.to_zoned(TimeZone::UTC).year())
    }
}

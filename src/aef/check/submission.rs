//! Table 1: labels with values, which may stand anywhere in a sheet or be one row.
//! What it says about the year is what the other tables are judged by.
//! Must not know: the other tables.

use super::{
    breach::{Breach, Fault},
    cell_fault,
};
use crate::aef::{
    cell::Cell,
    format::{Field, Table},
    line::Place,
    value,
};
use std::collections::BTreeMap;

/// The values of the submission, with where they stand.
#[derive(Debug, Default)]
pub(super) struct Submission {
    said: BTreeMap<Field, (Place, usize, Cell)>,
    again: Vec<Breach>,
}

impl Submission {
    /// Takes what stands beside a label.
    pub(super) fn take(&mut self, field: Field, place: Place, at: usize, value: Cell) {
        if self.said.contains_key(&field) {
            let breach = Breach::at(Table::Submission, place, Some(at), field, Fault::Again);
            self.again.push(breach.saying(value.shown()));
            return;
        }
        self.said.insert(field, (place, at, value));
    }

    /// The part of the file it is in; `None` when the file has nothing of it.
    pub(super) fn part(&self) -> Option<u16> {
        self.said.values().map(|(place, ..)| place.part).min()
    }

    /// The year that is reported.
    pub(super) fn year(&self) -> Option<i16> {
        self.number(Field::ReportedYear)
    }

    fn number(&self, field: Field) -> Option<i16> {
        let (.., cell) = self.said.get(&field)?;
        value::text(cell).ok().flatten()?.parse().ok()
    }

    /// What is wrong with it.
    pub(super) fn judge(&self) -> Vec<Breach> {
        let mut found = self.again.clone();
        let part = self.part().unwrap_or(0);
        for entry in Table::Submission.entries() {
            let Some((place, at, cell)) = self.said.get(&entry.field) else {
                let nowhere = Place { part, row: 0 };
                found.push(Breach::at(Table::Submission, nowhere, None, entry.field, Fault::NoLabel));
                continue;
            };
            if let Some(fault) = cell_fault(entry.need, entry.form, cell) {
                let breach = Breach::at(Table::Submission, *place, Some(*at), entry.field, fault);
                found.push(breach.saying(cell.shown()));
            }
        }
        found.extend(self.order(Field::NdcFirstYear, Field::NdcLastYear));
        found.extend(self.filed_early());
        found
    }

    fn order(&self, first: Field, last: Field) -> Option<Breach> {
        let (begins, ends) = (self.number(first)?, self.number(last)?);
        (ends < begins).then(|| self.breach(last, Fault::Before { what: "the first year" })).flatten()
    }

    /// A year is reported when it is over.
    fn filed_early(&self) -> Option<Breach> {
        let (.., cell) = self.said.get(&Field::SubmissionDate)?;
        let day = value::day(cell).ok().flatten()?;
        (day.year() <= self.year()?)
            .then(|| self.breach(Field::SubmissionDate, Fault::Before { what: "the reported year is over" }))?
    }

    fn breach(&self, field: Field, fault: Fault) -> Option<Breach> {
        let (place, at, cell) = self.said.get(&field)?;
        Some(Breach::at(Table::Submission, *place, Some(*at), field, fault).saying(cell.shown()))
    }
}

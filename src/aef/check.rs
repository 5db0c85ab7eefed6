//! The validator: whether files hold the five tables as the agreed electronic format asks (4/CMA.6 annex II), row by row, with the rules
//! that look at more than one cell. What is wrong is named by table, row and column; nothing is passed over.
//! Must not know: a registry, and what the rows will be used for.

mod breach;
mod head;
mod known;
mod rows;
mod rules;
mod submission;

#[cfg(test)]
mod tests;

pub use breach::{Breach, Fault};

use super::{
    cell::Cell,
    format::{Field, Form, Need, Table},
    kind,
    layout::plain,
    line::Place,
    merged::Stretches,
    problem::FileProblem,
    rows::{CellRange, Rows},
    tables::Unit,
};
use crate::text::Untrusted;
use head::Columns;
use known::Known;
use rows::Row;
use std::io::{Read, Seek};
use submission::Submission;

/// What was read of one file, and what is wrong with it.
#[derive(Debug)]
pub struct Checked {
    /// How its places are called.
    pub unit: Unit,
    /// The names of its sheets or lists, in their order.
    pub parts: Vec<Untrusted>,
    /// The tables in it, each with the part it is in and its rows.
    pub tables: Vec<(Table, u16, u64)>,
    /// What is wrong, in the order of the file.
    pub breaches: Vec<Breach>,
    submission: Submission,
    /// Every year in which something was done, with where it first stands.
    years: Vec<(i16, Place, usize)>,
}

/// Reads a file and judges all there is in it.
///
/// # Errors
/// [`FileProblem`] when it can't be read as a file of tables.
pub fn check<R: Read + Seek>(mut source: R) -> Result<Checked, FileProblem> {
    let kind = kind(&mut source)?;
    let mut checker = Checker::new(kind.unit());
    super::give_rows(source, kind, &mut checker)?;
    Ok(checker.finish())
}

/// What can be said only of all files of a submission together: a table that is in none, one that is in two, and what was done in
/// another year than the one that is reported. Each belongs to the file at that place; `None` is nobody's.
pub fn together<'c>(files: impl IntoIterator<Item = &'c Checked>) -> Vec<(Option<usize>, Breach)> {
    let files: Vec<&Checked> = files.into_iter().collect();
    let mut found = Vec::new();
    for table in Table::ALL {
        let of = |file: &&Checked| file.tables.iter().filter(|(known, ..)| *known == table).count();
        let count: usize = files.iter().map(of).sum();
        if count == 0 {
            found.push((None, Breach::of_table(table, Fault::NoTable)));
        }
        if count > 1 {
            found.push((files.iter().rposition(|file| of(file) > 0), Breach::of_table(table, Fault::TableTwice)));
        }
    }
    let Some(year) = files.iter().find_map(|file| file.submission.year()) else { return found };
    for (at, file) in files.iter().enumerate() {
        let other = file.years.iter().filter(|(done, ..)| *done != year);
        found.extend(other.map(|(_, place, cell)| {
            let fault = Fault::OtherYear { year };
            (Some(at), Breach::at(Table::Actions, *place, Some(*cell), Field::ActionDate, fault))
        }));
    }
    found
}

/// Judges rows as they come.
struct Checker {
    checked: Checked,
    /// The table the rows stand under.
    under: Option<Columns>,
    /// The tables of the present sheet.
    stretches: Stretches<(Table, Field)>,
    known: Known,
}

impl Checker {
    fn new(unit: Unit) -> Self {
        let (parts, tables, breaches, years) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let checked = Checked { unit, parts, tables, breaches, submission: Submission::default(), years };
        Self { checked, under: None, stretches: Stretches::default(), known: Known::new() }
    }

    fn finish(mut self) -> Checked {
        self.checked.breaches.extend(self.known.twice());
        if let Some(part) = self.checked.submission.part() {
            self.checked.tables.push((Table::Submission, part, 1));
            self.checked.breaches.extend(self.checked.submission.judge());
        }
        // In the order of the file; the sort keeps what was found first first.
        self.checked.breaches.sort_by_key(|breach| breach.place);
        self.checked.tables.sort();
        self.checked
    }

    fn part(&self) -> u16 {
        u16::try_from(self.checked.parts.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    fn place(&self, row: u64) -> Place {
        Place { part: self.part(), row: u32::try_from(row).unwrap_or(u32::MAX) }
    }

    fn begin(&mut self, columns: Columns, number: u64) {
        let place = self.place(number);
        self.checked.breaches.extend(columns.faults(place));
        // Lists of objects name their columns again when a field is new; that is the same table.
        let part = self.part();
        let again = self.under.as_ref().is_some_and(|under| under.table == columns.table && self.checked.unit == Unit::Items);
        if !again && columns.table != Table::Submission {
            self.checked.tables.push((columns.table, part, 0));
        }
        self.stretches.begin(number, columns.places.iter().map(|(field, at)| ((columns.table, *field), *at)));
        self.under = Some(columns);
    }

    /// A row under the head of a table.
    fn data(&mut self, columns: &Columns, number: u64, cells: &[Cell]) {
        let place = self.place(number);
        if columns.table == Table::Submission {
            for (field, at) in &columns.places {
                self.checked.submission.take(*field, place, *at, cells.get(*at).cloned().unwrap_or_default());
            }
            return;
        }
        if let Some((.., count)) = self.checked.tables.last_mut() {
            *count += 1;
        }
        let row = Row { columns, cells, place };
        let beyond = cells.iter().enumerate().skip(columns.width()).find(|(_, cell)| !cell.is_empty());
        if let Some((at, cell)) = beyond.filter(|_| self.checked.unit == Unit::Lines) {
            let breach = Breach { cell: Some(at), ..Breach::of_row(columns.table, place, Fault::Cell(super::Why::Beyond)) };
            self.checked.breaches.push(breach.saying(cell.shown()));
        }
        for entry in columns.table.entries() {
            self.checked.breaches.extend(row.cell_breach(entry));
        }
        self.checked.breaches.extend(rules::judge(&row));
        self.checked.breaches.extend(self.known.take(&row));
        if columns.table == Table::Actions
            && let Some(year) = row.year()
            && !self.checked.years.iter().any(|(known, ..)| *known == year)
        {
            self.checked.years.push((year, place, columns.place(Field::ActionDate).unwrap_or(0)));
        }
    }

    /// A row that stands under no head: a title, a note, or a label of the submission with its value.
    fn other(&mut self, number: u64, cells: &[Cell]) {
        let place = self.place(number);
        let named = |cell: &Cell| match cell {
            Cell::Text(text) => Table::Submission.entries().iter().map(|entry| entry.field).find(|field| field.is_named(text)),
            _ => None,
        };
        let Some((at, field)) = cells.iter().enumerate().find_map(|(at, cell)| Some((at, named(cell)?))) else { return };
        let value = cells.iter().enumerate().skip(at + 1).find(|(_, cell)| !cell.is_empty());
        let (at, value) = value.map_or((at + 1, Cell::Empty), |(at, cell)| (at, cell.clone()));
        self.checked.submission.take(field, place, at, value);
    }
}

impl Rows for Checker {
    fn sheet(&mut self, name: &str) {
        self.under = None;
        self.stretches = Stretches::default();
        self.checked.parts.push(Untrusted::new(name));
    }

    fn row(&mut self, number: u64, cells: &[Cell]) {
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if filled == 0 {
            return;
        }
        if head::is_older_layout(cells) {
            let breach = Breach::of_row(Table::Actions, self.place(number), Fault::OlderLayout);
            self.checked.breaches.push(breach);
            self.under = None;
            self.stretches.end(number);
            return;
        }
        if let Some(columns) = Columns::of(cells) {
            return self.begin(columns, number);
        }
        let is_title = filled == 1 && matches!(cells.first(), Some(Cell::Text(text)) if plain(text).starts_with("table"));
        if is_title {
            self.under = None;
            self.stretches.end(number);
            return;
        }
        match self.under.take() {
            Some(columns) => {
                self.data(&columns, number, cells);
                self.under = Some(columns);
            }
            None => self.other(number, cells),
        }
    }

    fn merged(&mut self, range: CellRange) {
        for (row, (table, field), at) in self.stretches.reached(range) {
            let breach = Breach::at(table, self.place(row), Some(at), field, Fault::Cell(super::Why::Merged));
            self.checked.breaches.push(breach);
        }
    }
}

/// What is wrong with one cell by itself.
fn cell_fault(need: Need, form: Form, cell: &Cell) -> Option<Fault> {
    let nothing = super::format::says_nothing(cell);
    match need {
        Need::LeftBlank => return (!cell.is_empty()).then_some(Fault::NotBlank),
        Need::Required if cell.is_empty() => return Some(Fault::Empty),
        Need::Required if nothing => return Some(Fault::NotApplicable),
        _ if nothing => return None,
        _ => {}
    }
    form.judge(cell).err().map(Fault::Cell)
}

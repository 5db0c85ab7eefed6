//! From rows to tables: finds heads, reads the rows under them, and keeps a place for every line and a name for everything not read.
//! A table is known by the columns it has and never by the name of its sheet; a title or a second head may stand anywhere.
//! Must not know: formats of files.

mod alike;
mod shape;

use super::{
    action::{self, Action},
    cell::Cell,
    cells::Cells,
    holding,
    layout::{Column, Head, Kind, plain},
    line::{Own, Place},
    lines::{Lines, Packing},
    merged::Stretches,
    problem::{CellProblem, FileProblem, Why},
    records::Record,
    rows::{CellRange, Rows},
    value,
};
use crate::{
    domain::{
        BlockRange, PartyCode, RegistryId, Series,
        reconcile::{Position, within::BookRow},
    },
    text::Untrusted,
};
use alike::Alike;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a file before it is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given {
    /// Who holds the ITMOs, for tables that do not say it.
    pub holder: Option<RegistryId>,
}

/// How places in a file are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Row and column letters of a sheet.
    Cells,
    /// Lines, and columns by number.
    Lines,
    /// Items of a list, and their fields.
    Items,
}

/// A part of a file: a sheet, or a list of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name; empty in files that have only one.
    pub name: Untrusted,
    /// The tables in it, and how many rows each has.
    pub tables: Vec<(Kind, u64)>,
    /// Heads of columns of these tables that are not read.
    pub unread: Vec<Untrusted>,
    /// Rows that belong to no table of ITMOs: titles, notes, other tables.
    pub other_rows: u64,
}

/// A row of holdings whose quantity or whose columns may contradict its ids.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row.
    pub row: BookRow,
    /// Where it stands.
    pub place: Place,
}

/// Everything a file has about ITMOs.
#[derive(Clone, Debug)]
pub struct Tables {
    /// How its places are called.
    pub unit: Unit,
    /// Its parts.
    pub parts: Vec<Part>,
    /// What is held.
    pub holdings: Lines<Position>,
    /// What was done, as far as it has two Parties.
    pub actions: Lines<Action>,
    /// Rows that may contradict themselves.
    pub rows: Vec<Row>,
    /// What can't be read.
    pub problems: Vec<CellProblem>,
    /// The reporting Party, where a table of the submission says it.
    pub party: Option<PartyCode>,
    /// The year that is reported.
    pub year: Option<i16>,
    /// In which spellings the ids are.
    pub dialects: BTreeSet<&'static str>,
    /// What the numbering of a series depends on besides, in national ids.
    pub numberings: BTreeMap<Series, Untrusted>,
    columns: BTreeMap<(u16, u32), BTreeMap<Column, usize>>,
}

impl Tables {
    /// Whether it has any table of a kind, with or without rows.
    pub fn has(&self, kind: Kind) -> bool {
        self.parts.iter().any(|part| part.tables.iter().any(|(table, _)| *table == kind))
    }

    /// Where a column stands in the table that has a row; `None` when the table does not have it.
    pub fn cell(&self, place: Place, column: Column) -> Option<usize> {
        let (_, columns) = self.columns.range(..=(place.part, place.row)).next_back()?;
        columns.get(&column).copied()
    }
}

/// Builds tables from the rows of a file.
pub(super) struct Builder {
    given: Given,
    /// The head the rows stand under.
    head: Option<Head>,
    /// The tables of the present sheet.
    stretches: Stretches<Column>,
    holdings: Packing<Position>,
    actions: Packing<Action>,
    tables: Tables,
    alike: Alike,
}

impl Builder {
    pub(super) fn new(given: Given, unit: Unit) -> Self {
        let tables = Tables {
            unit,
            parts: Vec::new(),
            holdings: Packing::new().finish(),
            actions: Packing::new().finish(),
            rows: Vec::new(),
            problems: Vec::new(),
            party: None,
            year: None,
            dialects: BTreeSet::new(),
            numberings: BTreeMap::new(),
            columns: BTreeMap::new(),
        };
        let (stretches, holdings, actions) = (Stretches::default(), Packing::new(), Packing::new());
        Self { given, head: None, stretches, holdings, actions, tables, alike: Alike::default() }
    }

    /// The tables, when all rows have come.
    pub(super) fn finish(mut self) -> Result<Tables, FileProblem> {
        self.end_sheet();
        if self.tables.problems.is_empty() && !(self.tables.has(Kind::Holdings) || self.tables.has(Kind::Actions)) {
            return Err(FileProblem::NoTable);
        }
        self.tables.holdings = self.holdings.finish();
        self.tables.actions = self.actions.finish();
        Ok(self.tables)
    }

    fn place(&self, row: u64) -> Place {
        let part = u16::try_from(self.tables.parts.len().saturating_sub(1)).unwrap_or(u16::MAX);
        Place { part, row: u32::try_from(row).unwrap_or(u32::MAX) }
    }

    fn problem(&mut self, row: u64, cell: Option<usize>, column: Option<Column>, got: &str, why: Why) {
        let place = self.place(row);
        self.tables.problems.push(CellProblem { place, cell, column, got: Untrusted::new(got), why });
    }

    /// A sheet that is called after a table and has none is not passed over.
    fn end_sheet(&mut self) {
        self.head = None;
        self.stretches = Stretches::default();
        let Some(part) = self.tables.parts.last() else { return };
        let name = plain(part.name.octets());
        let expected = ["holding", "action"].iter().any(|word| name.contains(word));
        if expected && part.tables.is_empty() {
            self.problem(0, None, None, "", Why::NoHead);
        }
    }

    fn begin_table(&mut self, head: Head, row: u64) {
        for (column, cell) in head.twice.clone() {
            self.problem(row, Some(cell), Some(column), column.label(), Why::Twice);
        }
        if head.kind == Kind::Actions && !head.places.contains_key(&Column::ActionDate) {
            self.problem(row, None, Some(Column::ActionDate), "", Why::NoColumn);
        }
        let place = self.place(row);
        self.tables.columns.insert((place.part, place.row), head.places.clone());
        if let Some(part) = self.tables.parts.last_mut() {
            part.tables.push((head.kind, 0));
            part.unread.extend(head.others.iter().map(Untrusted::new));
        }
        let places = || head.places.iter().map(|(column, place)| (*column, *place));
        self.alike.begin(places());
        self.stretches.begin(row, places());
        self.head = Some(head);
    }

    /// A row that stands under no head: of another table, a title, or the submission's labels with their values.
    fn other(&mut self, cells: &[Cell]) {
        if let Some(part) = self.tables.parts.last_mut() {
            part.other_rows += 1;
        }
        let said: Vec<&Cell> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        let [Cell::Text(label), said] = said.as_slice() else { return };
        let text = value::text(said).ok().flatten();
        match plain(label).as_str() {
            "party" | "participatingparty" => self.tables.party = text.and_then(|party| party.parse().ok()).or(self.tables.party),
            "reportedyear" => self.tables.year = text.and_then(|year| year.parse().ok()).or(self.tables.year),
            _ => {}
        }
    }

    fn count_row(&mut self) {
        if let Some((_, count)) = self.tables.parts.last_mut().and_then(|part| part.tables.last_mut()) {
            *count += 1;
        }
    }

    fn data(&mut self, number: u64, head: &Head, cells: &[Cell]) {
        // A comma that stands in a number and not in quotes moves everything after it.
        let beyond = cells.iter().enumerate().skip(head.width).find(|(_, cell)| !cell.is_empty());
        if let Some((at, cell)) = beyond.filter(|_| self.tables.unit == Unit::Lines) {
            self.count_row();
            return self.problem(number, Some(at), None, cell.shown(), Why::Beyond);
        }
        let row = Cells::under(head, cells);
        let read = match head.kind {
            Kind::Holdings => holding::read(&row, self.given.holder).map(|held| self.held(number, held)),
            Kind::Actions => action::read(&row).map(|done| self.done(number, done)),
        };
        self.count_row();
        if let Err((column, why)) = read {
            let cell = head.places.get(&column).copied();
            let got = cell.and_then(|cell| cells.get(cell)).map_or("", Cell::shown);
            self.problem(number, cell, Some(column), got, why);
        }
    }

    fn held(&mut self, number: u64, held: holding::Held) {
        let place = self.place(number);
        let saying = self.holdings.add(&held.line, place);
        self.alike.learn(&held, saying);
        self.spelled(number, &held.ids);
        if held.doubtful {
            let row = BookRow { line: held.line, quantity: held.quantity, columns: held.columns };
            self.tables.rows.push(Row { row, place });
        }
    }

    /// Whether a row that comes now is one of holdings.
    fn is_held(&self) -> bool {
        self.head.as_ref().is_some_and(|head| head.kind == Kind::Holdings)
    }

    /// Takes a row that says what one before it did, of other ITMOs.
    fn held_alike(&mut self, number: u64, (block, saying): (BlockRange, u32)) -> bool {
        self.holdings.push(block, saying, Own::default(), self.place(number));
        self.count_row();
        true
    }

    fn done(&mut self, number: u64, done: action::Done) {
        let place = self.place(number);
        self.spelled(number, &done.ids);
        self.tables.rows.extend(done.doubtful.map(|row| Row { row, place }));
        self.actions.add(&done.action, place);
    }

    fn spelled(&mut self, number: u64, ids: &value::Ids) {
        self.tables.dialects.insert(ids.dialect);
        let series = ids.block.series;
        let known = self.tables.numberings.get(&series);
        if known.is_some_and(|known| known != &ids.numbering) {
            let got = ids.numbering.octets().to_owned();
            self.problem(number, None, Some(Column::First), &got, Why::Numbering);
        } else if known.is_none() {
            self.tables.numberings.insert(series, ids.numbering.clone());
        }
    }
}

impl Rows for Builder {
    fn line(&mut self, number: u64, octets: &[u8]) -> bool {
        self.is_held() && self.alike.expected(octets).is_some_and(|alike| self.held_alike(number, alike))
    }

    fn texts(&mut self, record: Record<'_>) -> bool {
        self.is_held() && self.alike.known(record).is_some_and(|alike| self.held_alike(record.line, alike))
    }

    fn sheet(&mut self, name: &str) {
        self.end_sheet();
        let name = Untrusted::new(name);
        self.tables.parts.push(Part { name, tables: Vec::new(), unread: Vec::new(), other_rows: 0 });
    }

    fn row(&mut self, number: u64, cells: &[Cell]) {
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if filled == 0 {
            return;
        }
        if let Some(head) = Head::of(cells) {
            return self.begin_table(head, number);
        }
        // Tables stand below each other with a title between them, which is one cell at the beginning.
        let is_title = filled == 1 && matches!(cells.first(), Some(Cell::Text(text)) if plain(text).starts_with("table"));
        if is_title {
            self.head = None;
            self.stretches.end(number);
        }
        match self.head.take() {
            Some(head) => {
                if is_note(&head, cells, filled) {
                    self.other(cells)
                } else {
                    self.data(number, &head, cells)
                }
                self.head = Some(head);
            }
            None => self.other(cells),
        }
    }

    fn merged(&mut self, range: CellRange) {
        for (row, column, place) in self.stretches.reached(range) {
            self.problem(row, Some(place), Some(column), "", Why::Merged);
        }
    }
}

/// A row that has one text and no id is a note below the table.
fn is_note(head: &Head, cells: &[Cell], filled: usize) -> bool {
    let has_text = |column| head.places.get(&column).and_then(|place| cells.get(*place)).is_some_and(|cell| !cell.is_empty());
    filled == 1 && cells.iter().any(|cell| matches!(cell, Cell::Text(_))) && !has_text(Column::First) && !has_text(Column::Last)
}

//! One sheet, row by row: what stands in each cell, by the kind the workbook says it has.
//! Rows and cells may be left out; those there are say where they stand, and come in order.
//! Must not know: what the columns mean.

use super::{
    strings,
    xml::{Element, Step, Xml},
};
use crate::aef::{
    cell::Cell,
    problem::FileProblem,
    records::{LONGEST, WIDEST},
    rows::{CellRange, Rows},
};

/// Rows of a sheet at most.
const MOST_ROWS: u64 = 1_048_576;

/// What the cells of all sheets share.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) strings: &'a [Box<str>],
    pub(super) dates: &'a [bool],
    pub(super) from_1904: bool,
}

pub(super) fn read(xml: &mut Xml<'_>, look: Look<'_>, rows: &mut impl Rows) -> Result<(), FileProblem> {
    let mut row = Row::default();
    loop {
        match xml.step()? {
            Step::Done => return if row.open { Err(xml.wrong("it ends within a row")) } else { Ok(()) },
            Step::Begin(element, empty) => match element.name.as_str() {
                "row" => {
                    row.begin(&element, xml)?;
                    row.open = !empty;
                }
                "c" if row.open => {
                    let place = row.place(&element, xml)?;
                    let cell = if empty { Cell::Empty } else { cell(&element, xml, look)? };
                    row.put(place, cell);
                }
                "mergeCell" => {
                    if let Some(range) = element.attribute("ref").and_then(range) {
                        rows.merged(range);
                    }
                }
                _ => {}
            },
            Step::End(name) if name == "row" => {
                row.open = false;
                rows.row(row.number, &row.cells);
            }
            _ => {}
        }
    }
}

/// The row being read.
#[derive(Default)]
struct Row {
    open: bool,
    number: u64,
    cells: Vec<Cell>,
}

impl Row {
    fn begin(&mut self, element: &Element, xml: &Xml<'_>) -> Result<(), FileProblem> {
        let number = match element.attribute("r") {
            None => self.number + 1,
            Some(number) => number.parse().map_err(|_| xml.wrong("a row has a number that is none"))?,
        };
        if !(1..=MOST_ROWS).contains(&number) || number <= self.number {
            return Err(xml.wrong("rows are not in the order of their numbers"));
        }
        self.number = number;
        self.cells.clear();
        Ok(())
    }

    /// Where a cell stands, which is after those before.
    fn place(&self, element: &Element, xml: &Xml<'_>) -> Result<usize, FileProblem> {
        let place = match element.attribute("r") {
            None => self.cells.len(),
            Some(name) => match cell_name(name) {
                Some((row, place)) if row == self.number && place >= self.cells.len() => place,
                _ => return Err(xml.wrong("a cell does not stand where it says")),
            },
        };
        if place >= WIDEST {
            return Err(xml.too_long(format!("row {}", self.number), WIDEST, "cells"));
        }
        Ok(place)
    }

    fn put(&mut self, place: usize, cell: Cell) {
        self.cells.resize(place, Cell::Empty);
        self.cells.push(cell);
    }
}

/// Reads a cell to its end.
fn cell(element: &Element, xml: &mut Xml<'_>, look: Look<'_>) -> Result<Cell, FileProblem> {
    let (mut value, mut inline, mut formula, mut in_value) = (String::new(), None, false, false);
    loop {
        match xml.step()? {
            Step::Begin(inner, empty) => match inner.name.as_str() {
                "f" => formula = true,
                "v" => in_value = !empty,
                "is" if !empty => inline = Some(strings::text(xml, "is")?),
                _ => {}
            },
            Step::Text(text) if in_value => {
                value.push_str(&text);
                if value.len() > LONGEST {
                    return Err(xml.too_long("a cell".to_owned(), LONGEST, "octets"));
                }
            }
            Step::End(name) if name == "v" => in_value = false,
            Step::End(name) if name == "c" => break,
            Step::Done => return Err(xml.wrong("it ends within a cell")),
            _ => {}
        }
    }
    if formula {
        return Ok(Cell::Formula);
    }
    Ok(match element.attribute("t") {
        Some("s") => {
            let text = value.parse().ok().and_then(|number: usize| look.strings.get(number));
            Cell::text(text.ok_or_else(|| xml.wrong("a cell has a text that is not in the list of texts"))?)
        }
        Some("inlineStr") => Cell::text(&inline.unwrap_or_default()),
        Some("str" | "d") => Cell::text(&strings::unescaped(value)),
        Some("b") => Cell::Truth(value == "1"),
        Some("e") => Cell::Error(value),
        _ if value.is_empty() => Cell::Empty,
        _ => {
            let style = element.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0_usize);
            let is_date = look.dates.get(style).copied().unwrap_or_default();
            if is_date { Cell::Date { days: value, from_1904: look.from_1904 } } else { Cell::Number(value) }
        }
    })
}

/// Row from 1 and column from 0 of a name such as `AB12`.
fn cell_name(name: &str) -> Option<(u64, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = (name.get(..digits)?, name.get(digits..)?);
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let place = letters.bytes().fold(0, |place, letter| place * 26 + usize::from(letter - b'A') + 1);
    Some((number.parse().ok()?, place - 1))
}

fn range(text: &str) -> Option<CellRange> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some(CellRange { first: cell_name(first)?, last: cell_name(last)? })
}

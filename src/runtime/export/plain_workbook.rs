//! A workbook of several small sheets that are in memory as a whole, such as the findings of a comparison.
//! It is written as any workbook of several sheets is.
//! Must not know: what the sheets are about.

use super::{Sheets, WriteProblem};
use crate::registry::sheet::Cell;
use std::io::{Seek, Write};

/// A sheet.
pub struct PlainSheet {
    /// Its name, which no other sheet has: at most 31 letters, digits, spaces, points and hyphens.
    pub name: String,
    /// The head.
    pub head: Vec<&'static str>,
    /// The rows below it.
    pub rows: Vec<Vec<Cell>>,
}

/// Writes a workbook of these sheets; there must be one at least.
///
/// # Errors
/// When it can't be written, or a sheet or a text is longer than workbooks take.
pub fn plain_workbook(sink: impl Write + Seek, sheets: &[PlainSheet]) -> Result<(), WriteProblem> {
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let mut book = Sheets::begin(sink, &names)?;
    for (number, sheet) in (1..).zip(sheets) {
        book.sheet(number, sheet.head.clone())?;
        sheet.rows.iter().try_for_each(|row| book.row(row))?;
    }
    book.end()
}

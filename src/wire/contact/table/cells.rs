//! The cells of one line: taken apart strictly, and written so that no spreadsheet calculates them.
//! An apostrophe at the beginning is a fence; a text that begins with one gets a second, so taking one away gives the text back.
//! Must not know: what a cell means.

use super::{COLUMNS, TableFault};

/// What stands before a text that a spreadsheet would take for a formula.
const FENCE: char = '\'';

/// What to do with a cell that begins like a formula.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    /// Refuse it.
    Refused,
    /// Take a plus: digits follow, or the address is refused anyway.
    PlusMayStand,
}

/// The cells of a line, by their columns.
pub struct Cells<'c>(&'c [String; 12]);

impl<'c> Cells<'c> {
    /// As many as there are columns.
    pub fn new(cells: &'c [String]) -> Result<Self, TableFault> {
        cells.try_into().map(Self).map_err(|_| TableFault::Count)
    }

    /// The text of a cell.
    pub fn text(&self, column: &'static str, risk: Risk) -> Result<String, (&'static str, TableFault)> {
        let cell = COLUMNS.iter().zip(self.0).find(|(name, _)| **name == column).map_or("", |(_, cell)| cell.as_str());
        if let Some(text) = cell.strip_prefix(FENCE) {
            return Ok(text.to_owned());
        }
        let plain = risk == Risk::PlusMayStand && cell.starts_with('+');
        if is_formula(cell) && !plain { Err((column, TableFault::Formula)) } else { Ok(cell.to_owned()) }
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A cell as it is written.
pub fn written(text: &str) -> String {
    let fence = if is_formula(text) || text.starts_with(FENCE) { "'" } else { "" };
    let fenced = format!("{fence}{text}");
    let quoted = fenced.contains([',', '"']) || fenced.starts_with(' ') || fenced.ends_with(' ');
    if quoted { format!("\"{}\"", fenced.replace('"', "\"\"")) } else { fenced }
}

/// Takes a line apart at its commas.
pub fn split(line: &str) -> Result<Vec<String>, TableFault> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted)?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                let (cell, after) = rest.split_at(end);
                if cell.contains('"') {
                    return Err(TableFault::Quote);
                }
                (cell.to_owned(), after)
            }
        };
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(more) => rest = more,
            None if after.is_empty() => return Ok(cells),
            None => return Err(TableFault::Quote),
        }
    }
}

/// A cell between quotation marks, of which the first is taken away already, and what follows it.
fn quoted_cell(quoted: &str) -> Result<(String, &str), TableFault> {
    let mut cell = String::new();
    let mut rest = quoted;
    loop {
        let (text, after) = rest.split_once('"').ok_or(TableFault::Quote)?;
        cell.push_str(text);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return Ok((cell, after)),
        }
    }
}

//! A cell as it stands in a file, before anybody knows what it should be, and what takes rows of them.
//! Numbers keep the digits of the file: a serial never passes through floating point.
//! Must not know: columns, and what a value means.

use super::records::Record;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number, with the digits as they are written.
    Number(String),
    /// A number that the workbook shows as a date: days since its epoch.
    Date {
        /// The digits as they are written.
        days: String,
        /// Whether days count from 1904.
        from_1904: bool,
    },
    /// True or false.
    Truth(bool),
    /// A formula. What it last came to is not what anybody wrote.
    Formula,
    /// An error value, such as `#REF!`.
    Error(String),
}

impl Cell {
    /// A text, or nothing when it is blank. Spaces around it, also such as don't break, are nobody's intention.
    pub fn text(text: &str) -> Self {
        match text.trim_matches([' ', '\u{a0}', '\t', '\r', '\n']) {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What a person sees of it, before the gate.
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Error(text) | Self::Date { days: text, .. } => text,
            Self::Truth(true) => "TRUE",
            Self::Truth(false) => "FALSE",
            Self::Formula => "a formula",
        }
    }
}

/// Cells that were merged: rows from 1, columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellRange {
    /// Top left.
    pub first: (u64, usize),
    /// Bottom right.
    pub last: (u64, usize),
}

/// What takes the rows of a file, in their order.
pub trait Rows {
    /// A sheet begins.
    fn sheet(&mut self, name: &str);

    /// A line without a quotation mark, which is not cut into cells yet. Whoever can take it so says `true`; else it comes as texts.
    fn line(&mut self, _number: u64, _octets: &[u8]) -> bool {
        false
    }

    /// A row of texts as they stand in a file of lines. Whoever can take it so says `true`; else it comes as cells.
    fn texts(&mut self, _record: Record<'_>) -> bool {
        false
    }

    /// A row; its number counts from 1, as people see it.
    fn row(&mut self, number: u64, cells: &[Cell]);

    /// Cells of the present sheet are merged. Told after its rows.
    fn merged(&mut self, range: CellRange);
}

/// The letters of a column: `A` to `Z`, then `AA`.
pub fn letters(place: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match place.checked_sub(26) {
        None => letter(place).into(),
        Some(beyond) => letters(beyond / 26) + &letter(beyond).to_string(),
    }
}

//! What takes the rows of a file, in their order: as lines or texts while they stand as they were written, else as cells.
//! Whoever takes rows sees each of them once, and none is skipped.
//! Must not know: formats of files, and what a table is.

use super::{cell::Cell, records::Record};

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

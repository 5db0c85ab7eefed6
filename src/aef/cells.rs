//! The cells of one row under its head, found by their columns.
//! What can't be read is said of its column, so that a person finds the cell.
//! Must not know: which kind of table the row is of.

use super::{
    cell::Cell,
    layout::{Column, Head},
    problem::Why,
    value,
};

/// Stands for a cell that a row does not have.
const NOTHING: Cell = Cell::Empty;

/// A column, and why its cell can't be read.
pub(super) type Unread = (Column, Why);

/// A row under its head.
pub(super) struct Cells<'a> {
    head: &'a Head,
    cells: &'a [Cell],
}

impl<'a> Cells<'a> {
    /// A row, and the head it stands under.
    pub(super) fn under(head: &'a Head, cells: &'a [Cell]) -> Self {
        Self { head, cells }
    }

    /// The cell of a column; nothing when the row ends before it, or there is no such column.
    pub(super) fn cell(&self, column: Column) -> &Cell {
        self.head.places.get(&column).and_then(|place| self.cells.get(*place)).unwrap_or(&NOTHING)
    }

    /// Whether the table has a column.
    pub(super) fn has(&self, column: Column) -> bool {
        self.head.places.contains_key(&column)
    }

    /// Reads the cell of a column.
    pub(super) fn get<T>(&self, column: Column, read: impl Fn(&Cell) -> Result<T, Why>) -> Result<T, Unread> {
        read(self.cell(column)).map_err(|why| (column, why))
    }

    /// What the other columns say of the ids. Where a table has a column for the registry of the ids, that is it; else the one for
    /// the registry of the Party is all there is.
    pub(super) fn beside(&self) -> Result<value::Beside, Unread> {
        let own = self.has(Column::IdRegistry);
        let registry = if own { Column::IdRegistry } else { Column::Registry };
        Ok(value::Beside {
            approach: self.get(Column::Approach, value::parsed)?,
            registry: self.get(registry, value::parsed)?,
            party: self.get(Column::Party, value::parsed)?,
            vintage: self.get(Column::Vintage, value::parsed)?,
        })
    }

    /// The ids of the row, whatever their spelling.
    pub(super) fn ids(&self, beside: value::Beside) -> Result<value::Ids, Unread> {
        let first = self.get(Column::First, value::some)?;
        let last = self.get(Column::Last, value::some)?;
        value::ids(&first, &last, beside).map_err(|why| {
            // What is wrong with the last id alone is said of its cell.
            let first_alone = value::ids(&first, &first, beside).is_ok();
            (if first_alone { Column::Last } else { Column::First }, why)
        })
    }
}

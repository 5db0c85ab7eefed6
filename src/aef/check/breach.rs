//! What is wrong, where: a sentence for a person who has the file open.
//! What the file says stays untrusted; the sentences are ours alone.
//! Must not know: how it is printed.

use crate::{
    aef::{
        format::{Field, Table},
        line::Place,
        problem::Why,
    },
    text::{Untrusted, number},
};

/// What is wrong with a cell, a row or a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing stands where something must.
    #[error("it is empty, and every row needs it")]
    Empty,
    /// NA stands where something must.
    #[error("it says that it does not apply, and it always does")]
    NotApplicable,
    /// Something stands where the secretariat's platform writes.
    #[error("it must be left blank: the secretariat's platform fills it in")]
    NotBlank,
    /// The cell can't be read, or is not written as the format asks.
    #[error("{0}")]
    Cell(Why),
    /// A table that is nowhere.
    #[error("it is in no file; a table without rows still has its head")]
    NoTable,
    /// A table that is there more than once.
    #[error("it is there more than once")]
    TableTwice,
    /// A column that is missing.
    #[error("the table has no such column; a column without values still has its head")]
    NoColumn,
    /// A head that names no column of the table.
    #[error("the table has no column of this name")]
    OtherColumn,
    /// A column that is there twice.
    #[error("the table has this column twice")]
    ColumnTwice,
    /// The columns stand in another order.
    #[error("it stands before {after}, which the format has first")]
    Order {
        /// The column before which it should not stand.
        after: &'static str,
    },
    /// The table of 6/CMA.4.
    #[error("this is the layout of 6/CMA.4, which is read but no longer filed; export the tables of 4/CMA.6")]
    OlderLayout,
    /// A label of the submission that is missing.
    #[error("no row has this label")]
    NoLabel,
    /// Said twice.
    #[error("it is said a second time")]
    Again,
    /// A value that what the row says elsewhere demands.
    #[error("it is empty, and {because}")]
    Demanded {
        /// Why.
        because: &'static str,
    },
    /// A value where what the row says elsewhere leaves no place for one.
    #[error("it must be empty or NA: {because}")]
    OutOfPlace {
        /// Why.
        because: &'static str,
    },
    /// A subtype that the type does not have.
    #[error("this action type has no such subtype")]
    Subtype,
    /// A quantity that the ids contradict.
    #[error("the ids are those of {}", number::counted(*.counted, "ITMO"))]
    Quantity {
        /// How many the ids are.
        counted: u64,
    },
    /// A column that the ids contradict.
    #[error("the ids say {said}")]
    NotTheIds {
        /// What they say.
        said: String,
    },
    /// A time outside the reported year.
    #[error("it is not in {year}, the year that is reported (in UTC); actions either side of midnight belong to two submissions")]
    OtherYear {
        /// The reported year.
        year: i16,
    },
    /// A year before which something can't be.
    #[error("it is before {what}")]
    Before {
        /// What it is before.
        what: &'static str,
    },
    /// A row that is there before.
    #[error("row {row} says the same")]
    RowTwice {
        /// Which.
        row: u32,
    },
    /// ITMOs that another row holds too.
    #[error("row {row} holds ITMOs of these too")]
    HeldTwice {
        /// Which.
        row: u32,
    },
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Of which table.
    pub table: Table,
    /// The row; row 0 is a whole table or file.
    pub place: Place,
    /// The number of the cell in its row, from 0.
    pub cell: Option<usize>,
    /// The column.
    pub field: Option<Field>,
    /// What stands there.
    pub got: Untrusted,
    /// What is wrong.
    pub fault: Fault,
}

impl Breach {
    /// Of a table as a whole.
    pub fn of_table(table: Table, fault: Fault) -> Self {
        Self::of_row(table, Place::default(), fault)
    }

    /// Of a row as a whole.
    pub fn of_row(table: Table, place: Place, fault: Fault) -> Self {
        Self { table, place, cell: None, field: None, got: Untrusted::default(), fault }
    }

    /// Of a column in a row.
    pub fn at(table: Table, place: Place, cell: Option<usize>, field: Field, fault: Fault) -> Self {
        Self { cell, field: Some(field), ..Self::of_row(table, place, fault) }
    }

    /// With what stands there.
    #[must_use]
    pub fn saying(self, got: impl AsRef<str>) -> Self {
        Self { got: Untrusted::new(got.as_ref()), ..self }
    }
}

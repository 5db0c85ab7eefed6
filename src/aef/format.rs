//! The five tables of the agreed electronic format (4/CMA.6 annex II) as data: their columns in order, what each needs and how it is
//! written. The validator reads by it and the export writes by it, so that neither can know another format than the other.
//! Must not know: files, and what a registry holds.

mod column;
mod need;
mod tables;
mod words;

pub use column::Field;
pub(in crate::aef) use need::says_nothing;
pub use need::{Form, Need};
pub use tables::Entry;
pub use words::{
    ACTION_SUBTYPES, ACTION_TYPES, FIRST_TRANSFERS, METRICS, MITIGATION_TYPES, PURPOSES, UNDERLYING_REGISTRIES, subtypes_of,
};

/// One of the five tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Who reports which year; a label beside a value in each row.
    Submission,
    /// What was authorized.
    Authorizations,
    /// What was done in the year, a row for each block and act.
    Actions,
    /// What was held at the end of the year.
    Holdings,
    /// Whom Parties authorized.
    Entities,
}

impl Table {
    /// Every table, in order.
    pub const ALL: [Self; 5] = [Self::Submission, Self::Authorizations, Self::Actions, Self::Holdings, Self::Entities];

    /// The name of its sheet, and its title where tables stand below each other.
    pub fn title(self) -> &'static str {
        match self {
            Self::Submission => "Table 1 Submission",
            Self::Authorizations => "Table 2 Authorizations",
            Self::Actions => "Table 3 Actions",
            Self::Holdings => "Table 4 Holdings",
            Self::Entities => "Table 5 Auth. entities",
        }
    }

    /// Its columns, in order; of the submission, its labels.
    pub fn entries(self) -> &'static [Entry] {
        match self {
            Self::Submission => &tables::SUBMISSION,
            Self::Authorizations => &tables::AUTHORIZATIONS,
            Self::Actions => &tables::ACTIONS,
            Self::Holdings => &tables::HOLDINGS,
            Self::Entities => &tables::ENTITIES,
        }
    }

    /// What it asks of a column; `None` when it has no such column.
    pub fn entry(self, field: Field) -> Option<&'static Entry> {
        self.entries().iter().find(|entry| entry.field == field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_tables_have_their_columns() {
        let counts = Table::ALL.map(|table| table.entries().len());
        assert_eq!(counts, [9, 19, 27, 16, 8], "4/CMA.6 annex II");
        for table in Table::ALL {
            let fields: BTreeSet<Field> = table.entries().iter().map(|entry| entry.field).collect();
            assert_eq!(fields.len(), table.entries().len(), "{table:?}: none twice");
        }
    }

    #[test]
    fn what_the_secretariat_fills_in_is_left_blank() {
        let blank = |table: &Table| table.entries().iter().filter(|entry| entry.need == Need::LeftBlank).count();
        assert_eq!(Table::ALL.iter().map(blank).collect::<Vec<_>>(), [3, 1, 1, 0, 0]);
    }
}

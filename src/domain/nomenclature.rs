//! The common nomenclature's enumerations, as dated data with the source's own spelling.
//! A value is compared octet for octet: what differs in one letter is not in the table, even where the table is wrong.
//! Must not know: which values a block or account happens to have.

mod read;

pub use read::{NomenclatureProblem, Why};

use jiff::civil::Date;
use std::sync::OnceLock;

/// The number of the table of action types.
pub const ACTION_TYPES: &str = "25(b)";
/// The number of the table of action subtypes.
pub const ACTION_SUBTYPES: &str = "26(b)";

const PUBLISHED: &str = include_str!("nomenclature/2026-02-17.txt");

/// One publication of the common nomenclature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nomenclature {
    dated: Date,
    tables: Vec<Table>,
    subtypes: Vec<(Box<str>, Vec<Box<str>>)>,
}

/// One table of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its number in the source, such as `15(b)`.
    pub number: Box<str>,
    /// What it lists.
    pub title: Box<str>,
    /// Its values in the source's order.
    pub values: Vec<Value>,
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The value as it must be sent.
    pub text: Box<str>,
    /// What a code means, where the source says so.
    pub label: Option<Box<str>>,
}

impl Nomenclature {
    /// The publication this console ships with. Read once, at first use.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Nomenclature> = OnceLock::new();
        // The file is part of the program and a test reads it; a nomenclature without tables lists nothing.
        SHIPPED.get_or_init(|| Self::read(PUBLISHED).unwrap_or_default())
    }

    /// Reads a publication; the format is described in the data file's head.
    ///
    /// # Errors
    /// [`NomenclatureProblem`] with the line and what is wrong with it.
    pub fn read(text: &str) -> Result<Self, NomenclatureProblem> {
        read::read(text)
    }

    /// The date of the publication.
    pub fn dated(&self) -> Date {
        self.dated
    }

    /// Every table, in the source's order.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The table of a number, such as `15(b)`.
    pub fn table(&self, number: &str) -> Option<&Table> {
        self.tables.iter().find(|table| &*table.number == number)
    }

    /// Whether a table has the value, spelled exactly so. A table that does not exist has none.
    pub fn lists(&self, table: &str, value: &str) -> bool {
        self.table(table).is_some_and(|table| table.values.iter().any(|v| &*v.text == value))
    }

    /// The subtypes that go with an action type; none where the source names none.
    pub fn subtypes(&self, action: &str) -> &[Box<str>] {
        self.subtypes.iter().find(|(of, _)| &**of == action).map_or(&[], |(_, subtypes)| subtypes)
    }

    /// Whether an action of this type may have this subtype.
    pub fn allows(&self, action: &str, subtype: &str) -> bool {
        self.subtypes(action).iter().any(|allowed| &**allowed == subtype)
    }
}

#[cfg(test)]
mod tests;

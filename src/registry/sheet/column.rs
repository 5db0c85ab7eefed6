//! A column: its stable name, what its values are, and how a row's value is found.
//! Kind and value come from one function, so that a column of numbers can't hold a text.
//! Must not know: which lists there are.

use super::Cell;
use crate::{registry::Word, text::Untrusted};
use jiff::{Timestamp, civil::Date};

/// What a column is, whatever its rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: small letters and `_`. It stays when the program changes.
    pub name: &'static str,
    /// What its values are.
    pub kind: ColumnKind,
    /// One line of help.
    pub doc: &'static str,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A well-formed id.
    Id,
    /// A word of a fixed set; a registry may send others.
    Word,
    /// A name.
    Name,
    /// A sentence or more.
    Prose,
    /// Several words or names.
    Names,
    /// A whole number up to 2^64−1.
    Count,
    /// A whole number that any reader takes exactly.
    Small,
    /// A moment, UTC.
    Time,
    /// A day.
    Day,
    /// Yes or no.
    Truth,
}

impl ColumnKind {
    /// What it is called in the handbook.
    pub fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Word => "word",
            Self::Name => "name",
            Self::Prose => "text",
            Self::Names => "several",
            Self::Count => "count",
            Self::Small => "number",
            Self::Time => "time",
            Self::Day => "day",
            Self::Truth => "yes or no",
        }
    }

    /// Whether its values are numbers, which stand to the right.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Small)
    }
}

/// A column of rows of one type.
pub struct Of<R> {
    /// What it is.
    pub column: Column,
    get: Get<R>,
}

/// How a value is found. A function for each kind, so that kind and value agree.
enum Get<R> {
    Id(fn(&R) -> Option<String>),
    Name(fn(&R) -> Option<Untrusted>),
    Prose(fn(&R) -> Option<Untrusted>),
    Names(fn(&R) -> Vec<Untrusted>),
    Count(fn(&R) -> Option<u64>),
    Small(fn(&R) -> Option<i64>),
    Time(fn(&R) -> Option<Timestamp>),
    Day(fn(&R) -> Option<Date>),
    Truth(fn(&R) -> Option<bool>),
}

impl<R> Of<R> {
    const fn new(name: &'static str, kind: ColumnKind, doc: &'static str, get: Get<R>) -> Self {
        Self { column: Column { name, kind, doc }, get }
    }

    /// A column of well-formed ids.
    pub const fn id(name: &'static str, doc: &'static str, get: fn(&R) -> Option<String>) -> Self {
        Self::new(name, ColumnKind::Id, doc, Get::Id(get))
    }

    /// A column of words.
    pub const fn word(name: &'static str, doc: &'static str, get: fn(&R) -> Option<Untrusted>) -> Self {
        Self::new(name, ColumnKind::Word, doc, Get::Name(get))
    }

    /// A column of names.
    pub const fn name(name: &'static str, doc: &'static str, get: fn(&R) -> Option<Untrusted>) -> Self {
        Self::new(name, ColumnKind::Name, doc, Get::Name(get))
    }

    /// A column of sentences.
    pub const fn prose(name: &'static str, doc: &'static str, get: fn(&R) -> Option<Untrusted>) -> Self {
        Self::new(name, ColumnKind::Prose, doc, Get::Prose(get))
    }

    /// A column with several words or names in each cell.
    pub const fn names(name: &'static str, doc: &'static str, get: fn(&R) -> Vec<Untrusted>) -> Self {
        Self::new(name, ColumnKind::Names, doc, Get::Names(get))
    }

    /// A column of numbers up to 2^64−1.
    pub const fn count(name: &'static str, doc: &'static str, get: fn(&R) -> Option<u64>) -> Self {
        Self::new(name, ColumnKind::Count, doc, Get::Count(get))
    }

    /// A column of numbers that any reader takes exactly.
    pub const fn small(name: &'static str, doc: &'static str, get: fn(&R) -> Option<i64>) -> Self {
        Self::new(name, ColumnKind::Small, doc, Get::Small(get))
    }

    /// A column of moments.
    pub const fn time(name: &'static str, doc: &'static str, get: fn(&R) -> Option<Timestamp>) -> Self {
        Self::new(name, ColumnKind::Time, doc, Get::Time(get))
    }

    /// A column of days.
    pub const fn day(name: &'static str, doc: &'static str, get: fn(&R) -> Option<Date>) -> Self {
        Self::new(name, ColumnKind::Day, doc, Get::Day(get))
    }

    /// A column of yes and no.
    pub const fn truth(name: &'static str, doc: &'static str, get: fn(&R) -> Option<bool>) -> Self {
        Self::new(name, ColumnKind::Truth, doc, Get::Truth(get))
    }

    /// The value of a row.
    pub fn cell(&self, row: &R) -> Cell {
        let found = match &self.get {
            Get::Id(get) => get(row).map(Cell::Id),
            Get::Name(get) => get(row).map(Cell::Name),
            Get::Prose(get) => get(row).map(Cell::Prose),
            Get::Names(get) => Some(Cell::Names(get(row))),
            Get::Count(get) => get(row).map(Cell::Count),
            Get::Small(get) => get(row).map(Cell::Small),
            Get::Time(get) => get(row).map(Cell::Time),
            Get::Day(get) => get(row).map(Cell::Day),
            Get::Truth(get) => get(row).map(Cell::Truth),
        };
        found.unwrap_or(Cell::Empty)
    }
}

/// A word a registry sent, known or not, as the text of a cell.
pub(super) fn known<T: Copy>(word: &Word<T>, say: fn(T) -> &'static str) -> Option<Untrusted> {
    match word {
        Word::Known(value) => ours(say(*value)),
        Word::Unrecognised(other) => Some(other.clone()),
    }
}

/// A word of our own, as the text of a cell.
pub fn ours(word: &str) -> Option<Untrusted> {
    Some(Untrusted::new(word))
}

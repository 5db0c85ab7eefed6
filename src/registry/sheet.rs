//! Every list as a sheet: which columns it has, and what a row says in each. Exports, the commands for scripts and the
//! clipboard all write from here, so that the same thing has the same name everywhere.
//! Must not know: files, formats in detail, or columns on a screen.

mod account;
mod block;
mod card;
mod cell;
mod choice;
mod column;
mod format;

pub use card::{Card, NotAnId, Part};
pub use cell::Cell;
pub use choice::{Choice, NoColumn};
pub use column::{Column, ColumnKind};
pub use format::Format;

use super::{
    Page, Query, Read, Reply,
    query::{ACCOUNT_FIELDS, BLOCK_FIELDS, Field},
};
use column::Of;

/// A row's cells, in the order of the list's columns.
pub type Row = Vec<Cell>;

/// A list of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The accounts.
    Accounts,
    /// The ITMO blocks.
    Blocks,
}

impl Sheet {
    /// Every list with its word: the command that lists it, and the beginning of its files' names.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Accounts, "accounts"), (Self::Blocks, "blocks")];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(sheet, _)| *sheet == self).map_or("", |(_, word)| word)
    }

    /// What it can be filtered and sorted by.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Accounts => ACCOUNT_FIELDS,
            Self::Blocks => BLOCK_FIELDS,
        }
    }

    /// The question for a window of it.
    pub fn ask(self, query: Query) -> Read {
        match self {
            Self::Accounts => Read::Accounts(query),
            Self::Blocks => Read::Blocks(query),
        }
    }

    /// Its columns. The ones that say most come first.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Accounts => names(account::COLUMNS),
            Self::Blocks => names(block::COLUMNS),
        }
    }

    /// How many of them a table shows that has not been told which.
    pub fn short(self) -> usize {
        match self {
            Self::Accounts => account::SHORT,
            Self::Blocks => block::SHORT,
        }
    }

    /// The rows of an answer; `None` when it answers another question.
    pub fn page(self, reply: Reply) -> Option<Page<Row>> {
        Some(match (self, reply) {
            (Self::Accounts, Reply::Accounts(page)) => cells(account::COLUMNS, page),
            (Self::Blocks, Reply::Blocks(page)) => cells(block::COLUMNS, page),
            _ => return None,
        })
    }
}

fn names<R>(columns: &[Of<R>]) -> Vec<Column> {
    columns.iter().map(|of| of.column).collect()
}

fn row<R>(columns: &[Of<R>], row: &R) -> Row {
    columns.iter().map(|of| of.cell(row)).collect()
}

fn cells<R>(columns: &[Of<R>], page: Page<R>) -> Page<Row> {
    let Page { rows, offset, total, unfiltered, next, revision, as_of } = page;
    Page { rows: rows.iter().map(|of| row(columns, of)).collect(), offset, total, unfiltered, next, revision, as_of }
}

#[cfg(test)]
mod tests;

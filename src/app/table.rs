//! The virtual table: a window of pages around the cursor of a list of any length.
//! Scrolling moves numbers; rows are fetched when the list has been still for [`STILL`], at most [`IN_FLIGHT`] pages at a time.
//! The cursor follows the row's identity, never its index.
//! Must not know: columns, colours, or what a row is.

mod fetch;
mod find;
mod list;
mod listed;
mod marks;
mod movement;
mod pages;

#[cfg(test)]
mod tests;

pub use find::Find;
pub use list::List;
pub use listed::Listed;
pub use marks::MOST_MARKED;
pub use pages::Pages;

use super::{Desk, RequestId};
use crate::registry::{Filter, Problem, Sort};
use jiff::Timestamp;
use std::{collections::BTreeMap, time::Duration};

/// Rows in a page.
pub const PAGE: u16 = 200;
/// How long the list must be still before it fetches what it shows.
pub const STILL: Duration = Duration::from_millis(40);
/// Pages asked for at once.
pub const IN_FLIGHT: usize = 4;

/// What the rows are selected and ordered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The filter the operator chose.
    pub filter: Filter,
    /// The order; `None` is the registry's own.
    pub sort: Option<Sort>,
}

/// A list of rows in a registry, of which a window is here.
#[derive(Clone, Debug)]
pub struct Table<R> {
    /// Terms that always hold, such as the account whose blocks these are.
    base: Filter,
    /// What the rows shown were asked by.
    choice: Choice,
    /// What rows were asked by that have not come yet.
    wanted: Option<Choice>,
    pages: Pages<R>,
    /// Index of the cursor, from 0.
    cursor: u64,
    /// Identity of the row under the cursor, once it is known.
    key: Option<String>,
    /// Index of the first visible row.
    top: u64,
    /// How many rows the screen shows.
    height: u16,
    /// First column shown after the frozen one.
    first_column: usize,
    /// The request that will say where the cursor's row is now, with the key that was asked for.
    anchor: Option<(RequestId, Option<String>)>,
    /// Pages asked for, by number.
    asked: BTreeMap<u64, RequestId>,
    /// The direction of the last movement, for prefetching.
    downward: bool,
    problem: Option<Problem>,
    find: Find,
    /// Rows that were marked, by their identity.
    marked: BTreeMap<String, R>,
    /// What the operator should know about the cursor, such as that its row is gone.
    remark: Option<String>,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self {
            base: Filter::default(),
            choice: Choice::default(),
            wanted: None,
            pages: Pages::default(),
            cursor: 0,
            key: None,
            top: 0,
            height: 20,
            first_column: 0,
            anchor: None,
            asked: BTreeMap::new(),
            downward: true,
            problem: None,
            find: Find::default(),
            marked: BTreeMap::new(),
            remark: None,
        }
    }
}

impl<R: Listed> Table<R> {
    /// A list in which these terms always hold.
    pub fn with_base(base: Filter) -> Self {
        Self { base, ..Self::default() }
    }

    /// A list that is asked for in this order at first.
    pub fn in_order(sort: Option<Sort>) -> Self {
        Self { choice: Choice { sort, ..Choice::default() }, ..Self::default() }
    }

    /// Index of the cursor, from 0.
    pub fn cursor(&self) -> u64 {
        self.cursor
    }

    /// Index of the first visible row.
    pub fn top(&self) -> u64 {
        self.top
    }

    /// How many rows the screen shows.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// The row at an index, if it is loaded.
    pub fn row(&self, index: u64) -> Option<&R> {
        self.pages.row(index)
    }

    /// The row under the cursor, if it is loaded.
    pub fn selected(&self) -> Option<&R> {
        self.pages.row(self.cursor)
    }

    /// Identity of the row under the cursor.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// How many rows the filter selects; `None` before the first answer.
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    /// How many rows there are without the filter.
    pub fn unfiltered(&self) -> Option<u64> {
        self.pages.unfiltered()
    }

    /// When the rows were read, by the registry's clock.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.pages.as_of()
    }

    /// What the rows shown were asked by.
    pub fn choice(&self) -> &Choice {
        &self.choice
    }

    /// What is being asked for, when it differs from what is shown.
    pub fn wanted(&self) -> Option<&Choice> {
        self.wanted.as_ref()
    }

    /// Why the last request gave no rows.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Whether an answer is awaited.
    pub fn is_asking(&self) -> bool {
        self.anchor.is_some() || !self.asked.is_empty()
    }

    /// Requests in flight for this list.
    pub fn in_flight(&self) -> usize {
        self.asked.len() + usize::from(self.anchor.is_some())
    }

    /// Whether the row at an index is of an earlier answer and should be shown dimmed.
    pub fn is_stale(&self, index: u64) -> bool {
        self.problem.is_some() || self.wanted.is_some() || self.pages.is_old(index)
    }

    /// Whether the pages shown are of different states of the book.
    pub fn is_mixed(&self) -> bool {
        self.pages.is_mixed()
    }

    /// First column shown after the frozen one.
    pub fn first_column(&self) -> usize {
        self.first_column
    }

    /// What find looks for.
    pub fn find(&self) -> &Find {
        &self.find
    }

    /// What the operator should know about the cursor; said once.
    pub fn take_remark(&mut self) -> Option<String> {
        self.remark.take()
    }

    /// The screen shows this many rows now.
    pub fn resize(&mut self, rows: u16, desk: &mut Desk<'_>) {
        if self.height != rows {
            self.height = rows;
            self.keep_cursor_visible();
            self.settle_soon(desk);
        }
    }
}

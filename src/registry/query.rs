//! What is asked of a list: filter, sort, and which window of rows; and the page that comes back.
//! Filtering and sorting happen where the data is.
//! Must not know: how a registry stores or a screen shows the rows.

mod fields;
mod filter;
mod sort;

pub use fields::{
    ACCOUNT_FIELDS, APPROACH_FIELDS, AUTHORIZATION_FIELDS, BLOCK_FIELDS, BROADCAST_FIELDS, CASE_FIELDS, CHANGE_FIELDS,
    CONTACT_FIELDS, ENTRY_FIELDS, Field, FieldKind, INCIDENT_FIELDS, JOURNAL_FIELDS, MESSAGE_FIELDS, ORDER_FIELDS, PEER_FIELDS,
    RUN_FIELDS, TRANSFER_FIELDS,
};
pub use filter::{Filter, FilterProblem, Term, bounds, itmo_id, minutes};
pub use sort::SortProblem;

use jiff::Timestamp;

/// A question about a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Which rows.
    pub filter: Filter,
    /// In which order; `None` is the registry's own (by id).
    pub sort: Option<Sort>,
    /// Which of them now.
    pub window: Window,
}

/// An order of rows. Rows that are equal in it follow by id, so the order is total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The name of a sortable [`Field`] of the list.
    pub by: &'static str,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// Which rows of the filtered and sorted list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// Where it begins.
    pub start: Start,
    /// How many rows at most; the registry may give fewer. 1 to 1000.
    pub limit: u16,
}

impl Default for Window {
    fn default() -> Self {
        Self { start: Start::Offset(0), limit: 200 }
    }
}

/// Where a window begins.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Start {
    /// At the n-th row, from 0.
    Offset(u64),
    /// Where the page before ended, as its `next` said.
    Cursor(String),
    /// At the beginning of the window, aligned to `limit`, that holds the row with this key; at the row's would-be place when it is gone.
    Around(String),
}

/// A window of rows as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// The place of the first of them in the whole list, from 0.
    pub offset: u64,
    /// How many rows the filter selects in all.
    pub total: u64,
    /// How many rows the list has without the filter.
    pub unfiltered: u64,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// The state of the book it was read from; another number means that something changed in between.
    pub revision: u64,
    /// When it was read, by the registry's clock.
    pub as_of: Timestamp,
}

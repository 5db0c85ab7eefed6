//! What a thing must offer to be a row of a list.
//! A row's key is its identity, wherever it stands and however the list is sorted: the cursor follows it.
//! Must not know: which things there are.

use crate::registry::{Page, Query, Read, Reply, query::Field, sheet::SheetRow};

/// A row of a list in a registry.
pub trait Listed: SheetRow {
    /// What one row is called, such as `account`.
    const ONE: &'static str;
    /// What many rows are called.
    const MANY: &'static str;
    /// The fields the list can be filtered and sorted by.
    const FIELDS: &'static [Field];

    /// The question for a page of such rows.
    fn ask(query: Query) -> Read;
    /// The page of an answer to that question.
    fn page(reply: Reply) -> Option<Page<Self>>;
    /// The row's identity: the same thing has the same key wherever it stands in the list.
    fn key(&self) -> String;
    /// The row as the screen writes it, for find.
    fn words(&self) -> String;
}

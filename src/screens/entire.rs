//! A list that is here entire: asked for in one answer, selected and put in order here.
//! What is exported of it, and what a command lists, is the same rows asked for by a question; where none selects them, it says why.
//! Must not know: what its rows are, or how they are shown.

use crate::{
    app::why::Refusal,
    registry::{
        Query, Sort,
        sheet::{Row, Sheet},
    },
};

/// Why nothing is exported that no question selects.
pub(super) const JUDGED_HERE: &str =
    "What waits for you is judged by this console, so no question to the registry selects it. Show all of them first.";

/// A list that is here entire. It is filtered by what narrows its screen.
pub trait Entire {
    /// The list, as exports and commands name it.
    fn sheet(&self) -> Sheet;

    /// What many rows are called; filters are kept under it.
    fn many(&self) -> &'static str;

    /// How many rows are shown.
    fn count(&self) -> usize;

    /// The question that selects the rows that are shown, where they are kept.
    ///
    /// # Errors
    /// [`Refusal`] says why there is none: what is shown was judged here.
    fn query(&self) -> Result<Query, Refusal>;

    /// The order that was asked for; `None` is the list's own.
    fn sort(&self) -> Option<Sort>;

    /// Puts the rows in another order. The cursor stays on its row.
    fn sort_by(&mut self, sort: Option<Sort>);

    /// The cells of the row under the cursor.
    fn selected_row(&self) -> Option<Row>;

    /// A filter that selects the row under the cursor.
    fn selected_filter(&self) -> Option<String>;
}

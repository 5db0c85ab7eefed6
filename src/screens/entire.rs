//! A list that is here entire: asked for in one answer, or kept by this console alone; selected and put in order here.
//! What is exported of it, and what a command lists, is the same rows asked for by a question; where none selects them, it says why.
//! Must not know: what its rows are, or how they are shown.

use crate::{
    app::why::Refusal,
    registry::{
        Query, Sort,
        sheet::{Choice, Row, Sheet},
    },
};

/// Why nothing is exported that no question selects.
pub(super) const JUDGED_HERE: &str =
    "What waits for you is judged by this console, so no question to the registry selects it. Show all of them first.";

/// Where the rows of a file come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extract {
    /// A question selects them, and its answer is written.
    Asked(Sheet, Query),
    /// Only this console has them, and writes those that are shown. What they are called, and their columns.
    Own(&'static str, Choice),
}

impl Extract {
    /// What a file of it is called.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Asked(sheet, _) => sheet.word(),
            Self::Own(word, _) => word,
        }
    }
}

/// A list that is here entire. It is filtered by what narrows its screen.
pub trait Entire {
    /// What many rows are called; filters are kept under it.
    fn many(&self) -> &'static str;

    /// How many rows are shown.
    fn count(&self) -> usize;

    /// Where the rows that are shown come from, when they are written to a file.
    ///
    /// # Errors
    /// [`Refusal`] says why nothing is written: what is shown was judged here.
    fn extract(&self) -> Result<Extract, Refusal>;

    /// The rows that are shown, in their order, where nobody else has them.
    fn own_rows(&self) -> Vec<Row> {
        Vec::new()
    }

    /// The order that was asked for; `None` is the list's own.
    fn sort(&self) -> Option<Sort>;

    /// Puts the rows in another order. The cursor stays on its row.
    fn sort_by(&mut self, sort: Option<Sort>);

    /// The cells of the row under the cursor.
    fn selected_row(&self) -> Option<Row>;

    /// A filter that selects the row under the cursor.
    fn selected_filter(&self) -> Option<String>;
}

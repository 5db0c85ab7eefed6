//! The changes of contacts as a list that is exported and named by commands: those that are shown, as a question for the same ones.
//! What waits stands first on the screen; a file has the order that was asked for, or the newest first.
//! Must not know: how a change is painted.

use super::ChangeList;
use crate::{
    app::why::Refusal,
    registry::{
        Query, Sort,
        sheet::{Row, Sheet, SheetRow},
    },
    screens::entire::{Entire, Extract},
};

impl Entire for ChangeList {
    fn many(&self) -> &'static str {
        "changes of contacts"
    }

    fn count(&self) -> usize {
        self.shown().count()
    }

    fn extract(&self) -> Result<Extract, Refusal> {
        Ok(Extract::Asked(Sheet::Changes, Query { filter: self.filter.clone(), sort: self.sort, ..Query::default() }))
    }

    fn sort(&self) -> Option<Sort> {
        self.sort
    }

    fn sort_by(&mut self, sort: Option<Sort>) {
        self.sort = sort;
        self.put_in_order();
    }

    fn selected_row(&self) -> Option<Row> {
        self.selected().map(|row| row.listed.row())
    }

    fn selected_filter(&self) -> Option<String> {
        self.selected().map(|row| row.listed.filter())
    }
}

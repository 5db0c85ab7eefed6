//! The messages to lists as a list that is exported and named by commands: those that are shown, as a question for the same ones.
//! A file has a row for each; the signed texts are saved one by one, from their pages.
//! Must not know: how a message is painted.

use super::BroadcastList;
use crate::{
    app::why::Refusal,
    registry::{
        Query, Sort,
        sheet::{Row, Sheet, SheetRow},
    },
    screens::entire::{Entire, Extract},
};

impl Entire for BroadcastList {
    fn many(&self) -> &'static str {
        "messages to lists"
    }

    fn count(&self) -> usize {
        self.shown().len()
    }

    fn extract(&self) -> Result<Extract, Refusal> {
        Ok(Extract::Asked(Sheet::Broadcasts, Query { filter: self.filter.clone(), sort: self.sort, ..Query::default() }))
    }

    fn sort(&self) -> Option<Sort> {
        self.sort
    }

    fn sort_by(&mut self, sort: Option<Sort>) {
        self.sort = sort;
    }

    fn selected_row(&self) -> Option<Row> {
        self.selected().map(SheetRow::row)
    }

    fn selected_filter(&self) -> Option<String> {
        self.selected().map(SheetRow::filter)
    }
}

//! The upkeep as a list that is exported and named by commands: the same people as in the directory, with what is due of each.
//! The order of urgency is the screen's; a file has the order that was asked for, or that of the directory.
//! Must not know: how anybody is painted.

use super::Upkeep;
use crate::{
    app::why::Refusal,
    registry::{
        Query, Sort,
        book::ContactRow,
        sheet::{Row, Sheet, SheetRow},
    },
    screens::entire::{Entire, Extract},
};

impl Upkeep {
    fn selected_in_directory(&self) -> Option<ContactRow> {
        let id = &self.selected()?.id;
        self.in_directory().into_iter().find(|row| row.id == *id)
    }
}

impl Entire for Upkeep {
    fn many(&self) -> &'static str {
        "contacts"
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn extract(&self) -> Result<Extract, Refusal> {
        Ok(Extract::Asked(Sheet::Contacts, Query { filter: self.filter.clone(), sort: self.sort, ..Query::default() }))
    }

    fn sort(&self) -> Option<Sort> {
        self.sort
    }

    fn sort_by(&mut self, sort: Option<Sort>) {
        self.sort = sort;
        self.pick();
    }

    fn selected_row(&self) -> Option<Row> {
        self.selected_in_directory().as_ref().map(SheetRow::row)
    }

    fn selected_filter(&self) -> Option<String> {
        self.selected_in_directory().as_ref().map(SheetRow::filter)
    }
}

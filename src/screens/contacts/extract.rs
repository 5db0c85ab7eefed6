//! The directory as a list that is exported and named by commands: whoever is shown, as a question for the same people.
//! Whether somebody can be reached is reckoned again when it is answered, for that moment.
//! Must not know: how anybody is painted.

use super::ContactList;
use crate::{
    app::why::Refusal,
    registry::{
        Filter, Query, Sort,
        query::Term,
        sheet::{Row, Sheet, SheetRow},
    },
    screens::entire::{Entire, Extract},
};

impl Entire for ContactList {
    fn many(&self) -> &'static str {
        "contacts"
    }

    fn count(&self) -> usize {
        self.picked.len()
    }

    fn extract(&self) -> Result<Extract, Refusal> {
        let only = self.only.field().map(|field| Term { field: Some(field), value: "yes".to_owned(), negated: false });
        let terms = self.filter.terms.iter().cloned().chain(only).collect();
        Ok(Extract::Asked(Sheet::Contacts, Query { filter: Filter { terms }, sort: self.sort, ..Query::default() }))
    }

    fn sort(&self) -> Option<Sort> {
        self.sort
    }

    fn sort_by(&mut self, sort: Option<Sort>) {
        self.sort = sort;
        self.pick();
    }

    fn selected_row(&self) -> Option<Row> {
        self.selected().map(SheetRow::row)
    }

    fn selected_filter(&self) -> Option<String> {
        self.selected().map(SheetRow::filter)
    }
}

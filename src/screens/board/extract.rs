//! The board as a list that is exported and named by commands: the cases that are shown, as a question for the same cases.
//! The registry has nobody's eyes: what waits for the person here is judged here, and no question selects it.
//! Must not know: how a case is painted.

use super::{CaseBoard, Only};
use crate::{
    app::why::Refusal,
    registry::{
        Filter, Query, Sort,
        query::Term,
        sheet::{Row, Sheet, SheetRow},
    },
    screens::entire::{Entire, Extract, JUDGED_HERE},
};

impl Entire for CaseBoard {
    fn many(&self) -> &'static str {
        "cases"
    }

    fn count(&self) -> usize {
        self.shown().len()
    }

    fn extract(&self) -> Result<Extract, Refusal> {
        let open = |is: &str| Term { field: Some("open"), value: is.to_owned(), negated: false };
        let more = match self.only {
            Only::Open if self.says_state() => None,
            Only::Open => Some(open("yes")),
            Only::Closed => Some(open("no")),
            Only::ForUs => return Err(Refusal::NotNow(JUDGED_HERE.to_owned())),
        };
        let terms = self.filter.terms.iter().cloned().chain(more).collect();
        Ok(Extract::Asked(Sheet::Cases, Query { filter: Filter { terms }, sort: self.sort, ..Query::default() }))
    }

    fn sort(&self) -> Option<Sort> {
        self.sort
    }

    fn sort_by(&mut self, sort: Option<Sort>) {
        self.sort = sort;
        self.keep_in_sight();
    }

    fn selected_row(&self) -> Option<Row> {
        self.selected().map(SheetRow::row)
    }

    fn selected_filter(&self) -> Option<String> {
        self.selected().map(SheetRow::filter)
    }
}

//! What the console needs of a list however it came: page by page, or entire in one answer.
//! Filtering, sorting, keeping filters, exporting and copying are the same for both, because all of them ask here.
//! Must not know: which list it is.

use super::State;
use crate::{
    app::{Effect, List},
    registry::{
        Query, Sort,
        query::Field,
        sheet::{Row, Sheet},
    },
    screens::Entire,
};

impl State {
    /// The list that is here entire, if the screen is one.
    fn entire(&self) -> Option<&dyn Entire> {
        self.screen().entire()
    }

    /// What many rows of the list are called.
    pub(super) fn rows_are_called(&self) -> Option<&'static str> {
        self.list().map(List::many).or_else(|| self.entire().map(Entire::many))
    }

    /// How many rows the list shows, as far as that is known.
    pub(super) fn row_count(&self) -> Option<u64> {
        let entire = || self.entire().map(|entire| entire.count() as u64);
        self.list().map_or_else(entire, List::total)
    }

    /// The fields the list can be filtered and sorted by.
    pub(super) fn list_fields(&self) -> &'static [Field] {
        self.list().map_or_else(|| self.screen().narrows_by(), List::fields)
    }

    /// The filter of the list, as text.
    pub(super) fn list_filter(&self) -> String {
        self.list().map_or_else(|| self.screen().narrowed().unwrap_or_default().to_owned(), List::filter_text)
    }

    /// The order of the list that was asked for.
    pub(super) fn list_order(&self) -> Option<Sort> {
        self.list().map_or_else(|| self.entire().and_then(Entire::sort), List::sort)
    }

    /// Puts the list in another order.
    pub(super) fn put_in_order(&mut self, sort: Sort, effects: &mut Vec<Effect>) {
        let Some(entire) = self.stage.screen_mut().entire_mut() else {
            return self.on_list(effects, |list, desk| list.sort_by(Some(sort), desk));
        };
        entire.sort_by(Some(sort));
        self.fit(effects);
    }

    /// The list, and the question that selects the rows it shows.
    pub(super) fn extract(&self) -> Option<(Sheet, Query)> {
        let of_table = self.list().map(|list| (list.sheet(), list.query()));
        of_table.or_else(|| self.entire().and_then(|entire| Some((entire.sheet(), entire.query().ok()?))))
    }

    /// The cells of the row under the cursor of a list that is the whole screen.
    pub(super) fn selected_cells(&self) -> Option<Row> {
        let table = self.list().filter(|_| self.screen().is_list());
        table.and_then(List::selected_row).or_else(|| self.entire().and_then(Entire::selected_row))
    }

    /// A filter that selects that row.
    pub(super) fn selected_filter(&self) -> Option<String> {
        let table = self.list().filter(|_| self.screen().is_list());
        table.and_then(List::selected_filter).or_else(|| self.entire().and_then(Entire::selected_filter))
    }
}

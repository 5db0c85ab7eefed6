//! What the console needs of a list however it came: page by page, or entire in one answer.
//! Filtering, sorting, keeping filters, exporting and copying are the same for both, because all of them ask here.
//! Must not know: which list it is.

use super::State;
use crate::{
    app::{
        Effect, List,
        export::{ExportRows, OwnRows, RowsOrder},
    },
    registry::{
        Sort,
        query::Field,
        sheet::{Choice, Row},
    },
    screens::{Entire, Extract},
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
    pub fn list_fields(&self) -> &'static [Field] {
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

    /// Where the rows the list shows come from, when they are written to a file.
    pub(super) fn extract(&self) -> Option<Extract> {
        let of_table = self.list().map(|list| Extract::Asked(list.sheet(), list.query()));
        of_table.or_else(|| self.entire().and_then(|entire| entire.extract().ok()))
    }

    /// The rows of an export, all of their columns.
    pub(super) fn export_rows(&self) -> Option<ExportRows> {
        Some(match self.extract()? {
            Extract::Asked(sheet, query) => {
                ExportRows::Asked(RowsOrder { sheet, query, choice: Choice::all(sheet), limit: None })
            }
            Extract::Own(word, choice) => {
                let rows = self.entire().map(Entire::own_rows).unwrap_or_default();
                ExportRows::Own(OwnRows { word, choice, rows, as_of: self.now })
            }
        })
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

//! A table without its row type, so that the console can drive any list the same way.
//! Each method hands on to the table; the only thing read here is a filter, because its fields depend on the row type.
//! Must not know: which list it is.

use super::{Find, Listed, Table};
use crate::text::number::grouped;
use crate::{
    app::{Action, Desk, RequestId},
    registry::{
        Filter, Problem, Query, Reply, Sort,
        query::{Field, FilterProblem},
        sheet::{Row, Sheet, SheetRow},
    },
};
use jiff::Timestamp;

/// Any list.
pub trait List {
    /// What many rows are called.
    fn many(&self) -> &'static str;
    /// The fields it can be filtered and sorted by.
    fn fields(&self) -> &'static [Field];
    /// Performs an action that moves the cursor or the columns; says whether it was one.
    fn perform_movement(&mut self, action: Action, desk: &mut Desk<'_>) -> bool;
    /// Moves the cursor to an index, stopping at the ends.
    fn go_to(&mut self, index: u64, desk: &mut Desk<'_>);
    /// Asks for the rows around the cursor again.
    fn refresh(&mut self, desk: &mut Desk<'_>);
    /// Asks for the first time, if nothing was asked yet.
    fn open(&mut self, desk: &mut Desk<'_>);
    /// Asks for the rows a filter selects.
    ///
    /// # Errors
    /// [`FilterProblem`] when the text is not a filter for this list; nothing is asked then.
    fn filter_by(&mut self, text: &str, desk: &mut Desk<'_>) -> Result<(), FilterProblem>;
    /// The filter asked for last, as text.
    fn filter_text(&self) -> String;
    /// Asks for another order.
    fn sort_by(&mut self, sort: Option<Sort>, desk: &mut Desk<'_>);
    /// The order asked for last.
    fn sort(&self) -> Option<Sort>;
    /// The list as a sheet.
    fn sheet(&self) -> Sheet;
    /// The question for all its rows as they are asked for now: what always holds, the filter, the order.
    fn query(&self) -> Query;
    /// The cells of the row under the cursor, if it is loaded.
    fn selected_row(&self) -> Option<Row>;
    /// A filter that selects the row under the cursor, if it is loaded.
    fn selected_filter(&self) -> Option<String>;
    /// The list has been still.
    fn settle(&mut self, desk: &mut Desk<'_>);
    /// The screen shows this many rows now.
    fn resize(&mut self, rows: u16, desk: &mut Desk<'_>);
    /// Whether this request is one of the list's.
    fn awaits(&self, request: RequestId) -> bool;
    /// Takes an answer.
    fn answer(&mut self, request: RequestId, answer: Result<Reply, Problem>, desk: &mut Desk<'_>);
    /// Stops waiting for anything.
    fn give_up(&mut self, desk: &mut Desk<'_>);
    /// Identity of the row under the cursor.
    fn key(&self) -> Option<&str>;
    /// Index of the cursor.
    fn cursor(&self) -> u64;
    /// How many rows the filter selects.
    fn total(&self) -> Option<u64>;
    /// How many rows there are without the filter.
    fn unfiltered(&self) -> Option<u64>;
    /// When the rows were read.
    fn as_of(&self) -> Option<Timestamp>;
    /// Whether an answer is awaited.
    fn is_asking(&self) -> bool;
    /// Requests in flight.
    fn in_flight(&self) -> usize;
    /// Whether the rows come from different states of the book.
    fn is_mixed(&self) -> bool;
    /// Why there are no newer rows.
    fn problem(&self) -> Option<&Problem>;
    /// What find looks for.
    fn find(&self) -> &Find;
    /// Begins a search where the cursor is.
    fn begin_find(&mut self);
    /// Looks for another text from where the search began.
    fn find_text(&mut self, text: &str, desk: &mut Desk<'_>);
    /// Ends the search.
    fn end_find(&mut self, keep: bool, desk: &mut Desk<'_>);
    /// Moves to the next or prior match.
    fn find_again(&mut self, forward: bool, desk: &mut Desk<'_>) -> bool;
    /// The row under the cursor in one line, for those who hear the screen.
    fn announcement(&self) -> Option<String>;
    /// What the operator should know about the cursor; said once.
    fn take_remark(&mut self) -> Option<String>;
}

impl<R: Listed> List for Table<R> {
    fn many(&self) -> &'static str {
        R::MANY
    }
    fn fields(&self) -> &'static [Field] {
        R::FIELDS
    }
    fn perform_movement(&mut self, action: Action, desk: &mut Desk<'_>) -> bool {
        self.perform_movement(action, desk)
    }
    fn go_to(&mut self, index: u64, desk: &mut Desk<'_>) {
        self.go_to(index, desk);
    }
    fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.refresh(desk);
    }
    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.total().is_none() && !self.is_asking() {
            self.refresh(desk);
        }
    }
    fn filter_by(&mut self, text: &str, desk: &mut Desk<'_>) -> Result<(), FilterProblem> {
        let filter = Filter::parse(text, R::FIELDS)?;
        self.filter(filter, desk);
        Ok(())
    }
    fn filter_text(&self) -> String {
        self.latest_choice().filter.to_string()
    }
    fn sort_by(&mut self, sort: Option<Sort>, desk: &mut Desk<'_>) {
        self.sort(sort, desk);
    }
    fn sort(&self) -> Option<Sort> {
        self.latest_choice().sort
    }
    fn sheet(&self) -> Sheet {
        R::SHEET
    }
    fn query(&self) -> Query {
        self.whole()
    }
    fn selected_row(&self) -> Option<Row> {
        self.selected().map(SheetRow::row)
    }
    fn selected_filter(&self) -> Option<String> {
        self.selected().map(SheetRow::filter)
    }
    fn settle(&mut self, desk: &mut Desk<'_>) {
        self.settle(desk);
    }
    fn resize(&mut self, rows: u16, desk: &mut Desk<'_>) {
        self.resize(rows, desk);
    }
    fn awaits(&self, request: RequestId) -> bool {
        self.awaits(request)
    }
    fn answer(&mut self, request: RequestId, answer: Result<Reply, Problem>, desk: &mut Desk<'_>) {
        self.answer(request, answer, desk);
    }
    fn give_up(&mut self, desk: &mut Desk<'_>) {
        self.give_up(desk);
    }
    fn key(&self) -> Option<&str> {
        self.key()
    }
    fn cursor(&self) -> u64 {
        self.cursor()
    }
    fn total(&self) -> Option<u64> {
        self.total()
    }
    fn unfiltered(&self) -> Option<u64> {
        self.unfiltered()
    }
    fn as_of(&self) -> Option<Timestamp> {
        self.as_of()
    }
    fn is_asking(&self) -> bool {
        self.is_asking()
    }
    fn in_flight(&self) -> usize {
        self.in_flight()
    }
    fn is_mixed(&self) -> bool {
        self.is_mixed()
    }
    fn problem(&self) -> Option<&Problem> {
        self.problem()
    }
    fn find(&self) -> &Find {
        self.find()
    }
    fn begin_find(&mut self) {
        self.begin_find();
    }
    fn find_text(&mut self, text: &str, desk: &mut Desk<'_>) {
        self.find_text(text, desk);
    }
    fn end_find(&mut self, keep: bool, desk: &mut Desk<'_>) {
        self.end_find(keep, desk);
    }
    fn find_again(&mut self, forward: bool, desk: &mut Desk<'_>) -> bool {
        self.find_again(forward, desk)
    }
    fn announcement(&self) -> Option<String> {
        let row = self.selected()?;
        let (number, total) = (grouped(self.cursor() + 1), grouped(self.total()?));
        Some(format!("row {number} of {total}: {} {}", R::ONE, row.words()))
    }
    fn take_remark(&mut self) -> Option<String> {
        self.take_remark()
    }
}

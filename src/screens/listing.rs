//! A screen that is a list and nothing else. Its rows say their columns and cells; everything else is the same for every list.
//! A new list needs its row type to be [`Listed`] and [`Rows`], a [`Place`], and a key.
//! Must not know: which rows there are.

use super::{
    Place, rows,
    screen::{Absence, Did, Freshness, Screen, Spot},
};
use crate::{
    app::{Action, Desk, List, Listed, RequestId, Table, confirm::Intent, table::MOST_MARKED, why::Refusal},
    evidence::order::Order,
    registry::{Problem, Receipt, Reply, Sort, query::Term},
    ui::{
        Theme,
        table::{Column, RowPaint},
    },
};
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use std::fmt;

/// What a row must offer to be shown in a list of its own.
pub trait Rows: Listed + Clone + fmt::Debug {
    /// The screen's name, such as `Accounts`.
    const TITLE: &'static str;

    /// The order it is shown in at first; `None` is the registry's own.
    const FIRST: Option<Sort> = None;

    /// The columns, in the order they are given up from the right when room is short.
    fn columns(sort: Option<Sort>) -> Vec<Column>;

    /// Paints the row's cells, in the order of the columns.
    fn cells(&self, now: Timestamp, cells: &mut RowPaint<'_>);

    /// What opening the row shows.
    fn opens(&self) -> Option<Place>;

    /// What the row is called when it is copied; `None` when that is not to be shown (F07).
    fn named(&self) -> Option<String> {
        Some(self.key())
    }

    /// Whether one of the list's own actions can run on this row.
    ///
    /// # Errors
    /// [`Refusal`] says why not.
    fn allowed(&self, _action: Action) -> Result<(), Refusal> {
        Ok(())
    }

    /// What an act of one person on this row would be.
    ///
    /// # Errors
    /// [`Refusal`] says why it can't be done.
    fn intent(&self, action: Action) -> Result<Intent, Refusal> {
        Err(Refusal::NotHere(action.spec().scope))
    }

    /// What an act of one person would be that is about no row; `None` of an action on a row.
    fn intent_of_list(_action: Action) -> Option<Intent> {
        None
    }

    /// Where the registry's receipt for an act begun on this list leads.
    fn receipt(_receipt: &Receipt) -> Did {
        Did::Nothing
    }

    /// The term of the filter that one of the list's own actions switches on and off; none of an action on a row.
    fn quick_term(_action: Action) -> Option<Term> {
        None
    }

    /// How many lines above its rows say something about the list as a whole.
    fn head_height(_list: &Table<Self>, _area: Rect) -> u16 {
        0
    }

    /// Paints these lines.
    fn paint_head(_list: &Table<Self>, _theme: &Theme, _area: Rect, _buffer: &mut Buffer) {}

    /// The row where the next or prior part of the list begins, if it has parts.
    fn part(_list: &Table<Self>, _forward: bool) -> Option<u64> {
        None
    }

    /// What is said of the rows that are marked; `None` when none is, or rows can't be marked.
    fn marked(_list: &Table<Self>) -> Option<String> {
        None
    }

    /// Performs one of the list's own actions on all marked rows; `None` of an action that is about one row.
    fn perform_on_marked(_marked: &[&Self], _action: Action) -> Option<Did> {
        None
    }

    /// Whether an order is about this row, so that its mark has done its work.
    fn is_taken_by(&self, _order: &Order) -> bool {
        false
    }

    /// Performs one of the list's own actions on this row.
    fn perform(&self, _action: Action) -> Did {
        Did::Nothing
    }
}

/// What came of marking a row.
pub(super) fn marked(had_room: bool) -> Did {
    if had_room { Did::Divided } else { Did::Refuse(Refusal::TooManyMarked(MOST_MARKED)) }
}

/// State of a screen that is a list.
#[derive(Debug)]
pub struct Listing<R> {
    /// The list.
    pub list: Table<R>,
}

impl<R: Rows> Default for Listing<R> {
    fn default() -> Self {
        Self { list: Table::in_order(R::FIRST) }
    }
}

impl<R: Rows> Listing<R> {
    /// The row under the cursor. A list that is here and has none has nothing to load.
    fn row(&self) -> Result<&R, Refusal> {
        let none = if self.list.total() == Some(0) { Refusal::NoRow } else { Refusal::NotLoaded };
        self.list.selected().ok_or(none)
    }

    /// The area of what is said about the whole, and that of the rows.
    fn halves(&self, area: Rect) -> (Rect, Rect) {
        let height = R::head_height(&self.list, area).min(area.height);
        let head = Rect { height, ..area };
        (head, Rect { y: head.bottom(), height: area.height - height, ..area })
    }
}

impl<R: Rows> Screen for Listing<R> {
    fn title(&self) -> String {
        R::marked(&self.list).map_or_else(|| R::TITLE.to_owned(), |marked| format!("{}, {marked}", R::TITLE))
    }

    fn absence(&self) -> Option<Absence<'_>> {
        Absence::of_list(&self.list)
    }

    fn freshness(&self) -> Freshness<'_> {
        Freshness::of_list(&self.list)
    }

    fn list(&self) -> Option<&dyn List> {
        Some(&self.list)
    }

    fn list_mut(&mut self) -> Option<&mut dyn List> {
        Some(&mut self.list)
    }

    fn is_list(&self) -> bool {
        true
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        List::open(&mut self.list, desk);
    }

    fn refresh(&mut self, desk: &mut Desk<'_>) {
        List::refresh(&mut self.list, desk);
    }

    fn give_up(&mut self, desk: &mut Desk<'_>) {
        List::give_up(&mut self.list, desk);
    }

    fn answer(&mut self, request: RequestId, answer: &Result<Reply, Problem>, desk: &mut Desk<'_>) -> bool {
        let mine = self.list.awaits(request);
        if mine {
            List::answer(&mut self.list, request, answer.clone(), desk);
        }
        mine
    }

    fn fit(&mut self, _now: Timestamp, body: Rect, desk: &mut Desk<'_>) {
        // One line goes to the titles of the columns.
        let rows = self.halves(body).1.height;
        List::resize(&mut self.list, rows.saturating_sub(1), desk);
    }

    fn in_flight(&self) -> usize {
        self.list.in_flight()
    }

    fn turn(&mut self, action: Action, _now: Timestamp, _body: Rect, desk: &mut Desk<'_>) {
        self.list.perform_movement(action, desk);
    }

    fn subject(&self) -> Option<String> {
        let key = || self.list.key().map(str::to_owned);
        self.list.selected().map_or_else(key, Rows::named)
    }

    fn opens(&self) -> Option<Place> {
        self.list.selected().and_then(Rows::opens)
    }

    fn allowed(&self, action: Action) -> Result<(), Refusal> {
        match action {
            Action::NextPart | Action::PriorPart => {
                return R::part(&self.list, action == Action::NextPart).map(|_| ()).ok_or(Refusal::NoParts);
            }
            Action::Unmark => return R::marked(&self.list).map(drop).ok_or(Refusal::NothingMarked),
            _ if R::quick_term(action).is_some() => return Ok(()),
            _ => {}
        }
        self.row()?.allowed(action)
    }

    fn intent(&self, action: Action, _follows: bool) -> Result<Intent, Refusal> {
        match R::intent_of_list(action) {
            Some(intent) => Ok(intent),
            None => self.row()?.intent(action),
        }
    }

    fn ordered(&mut self, order: &Order) {
        self.list.unmark_those(|row| row.is_taken_by(order));
    }

    fn receipt(&self, receipt: &Receipt) -> Did {
        R::receipt(receipt)
    }

    fn perform(&mut self, action: Action, desk: &mut Desk<'_>) -> Did {
        if let Some(term) = R::quick_term(action) {
            let filter = self.list.latest_choice().filter.toggled(term);
            self.list.filter(filter, desk);
            return Did::Nothing;
        }
        if matches!(action, Action::NextPart | Action::PriorPart) {
            if let Some(row) = R::part(&self.list, action == Action::NextPart) {
                List::go_to(&mut self.list, row, desk);
            }
            return Did::Divided;
        }
        match action {
            Action::Mark => return marked(self.list.mark(desk)),
            Action::Unmark => self.list.unmark(),
            _ => {}
        }
        let rows: Vec<&R> = self.list.marked().collect();
        let on_all = if rows.is_empty() { None } else { R::perform_on_marked(&rows, action) };
        on_all.unwrap_or_else(|| self.list.selected().map_or(Did::Nothing, |row| row.perform(action)))
    }

    fn spot(&self, _now: Timestamp, area: Rect, at: Position) -> Option<Spot> {
        rows::spot(&self.list, R::columns, self.halves(area).1, at)
    }

    fn paint(&self, now: Timestamp, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let columns = R::columns(self.list.latest_choice().sort);
        let (head, area) = self.halves(area);
        R::paint_head(&self.list, theme, head, buffer);
        rows::paint(&self.list, &columns, theme, area, buffer, |row, cells| row.cells(now, cells))
    }
}

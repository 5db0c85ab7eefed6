//! Moving the cursor and keeping it on the screen.
//! Scrolls as little as needed, stops at the ends, and leaves no empty lines at the end while there are rows above.
//! Must not know: how rows are fetched, only that they may have to be.

use super::{Listed, Table};
use crate::app::{Action, Desk};

impl<R: Listed> Table<R> {
    /// Performs an action that moves the cursor or the columns. Says whether it was one.
    pub fn perform_movement(&mut self, action: Action, desk: &mut Desk<'_>) -> bool {
        let page = i64::from(self.height.max(2)) - 1;
        match action {
            Action::Up => self.move_by(-1, desk),
            Action::Down => self.move_by(1, desk),
            Action::PageUp => self.move_by(-page, desk),
            Action::PageDown => self.move_by(page, desk),
            Action::HalfUp => self.move_by(-(page / 2).max(1), desk),
            Action::HalfDown => self.move_by((page / 2).max(1), desk),
            Action::Top => self.go_to(0, desk),
            Action::Bottom => self.go_to(self.total().unwrap_or(0).saturating_sub(1), desk),
            Action::Left => self.first_column = self.first_column.saturating_sub(1),
            Action::Right => self.first_column = self.first_column.saturating_add(1),
            _ => return false,
        }
        true
    }

    /// Keeps the first column within what there is to show.
    pub fn limit_columns(&mut self, most: usize) {
        self.first_column = self.first_column.min(most);
    }

    /// Moves the cursor by so many rows, stopping at the ends.
    pub fn move_by(&mut self, rows: i64, desk: &mut Desk<'_>) {
        self.go_to(self.cursor.saturating_add_signed(rows), desk);
    }

    /// Moves the cursor to an index, stopping at the ends.
    pub fn go_to(&mut self, index: u64, desk: &mut Desk<'_>) {
        let last = self.total().unwrap_or(0).saturating_sub(1);
        let index = index.min(last);
        if index != self.cursor {
            self.downward = index > self.cursor;
        }
        self.cursor = index;
        self.adopt_key();
        self.keep_cursor_visible();
        self.settle_soon(desk);
    }

    /// The identity of the row under the cursor becomes the cursor's, as far as it is known.
    pub(super) fn adopt_key(&mut self) {
        self.key = self.selected().map(R::key);
    }

    /// Scrolls as little as needed.
    pub(super) fn keep_cursor_visible(&mut self) {
        let height = u64::from(self.height.max(1));
        let total = self.total().unwrap_or(0);
        self.cursor = self.cursor.min(total.saturating_sub(1));
        self.top = self.top.min(self.cursor);
        if self.cursor - self.top >= height {
            self.top = self.cursor - (height - 1);
        }
        // No empty lines at the end while there are rows above.
        self.top = self.top.min(total.saturating_sub(height));
    }
}

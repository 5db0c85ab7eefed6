//! Rows that the operator has marked, to do one thing with all of them.
//! A mark belongs to a row's identity and keeps what the row said when it was marked: the row may scroll away, and be let go.
//! Must not know: what is done with marked rows.

use super::{Listed, Table};
use crate::app::Desk;

/// Rows that can be marked at once: more runs than this do not go into one order's text.
pub const MOST_MARKED: usize = 64;

impl<R: Listed + Clone> Table<R> {
    /// Marks the row under the cursor, or takes its mark away, and goes to the next one. Says whether there was room for the mark.
    pub fn mark(&mut self, desk: &mut Desk<'_>) -> bool {
        let Some(row) = self.selected().cloned() else { return true };
        let key = row.key();
        if self.marked.remove(&key).is_none() {
            if self.marked.len() >= MOST_MARKED {
                return false;
            }
            self.marked.insert(key, row);
        }
        self.move_by(1, desk);
        true
    }

    /// Takes all marks away.
    pub fn unmark(&mut self) {
        self.marked.clear();
    }

    /// Takes the marks away of these rows.
    pub fn unmark_those(&mut self, goes: impl Fn(&R) -> bool) {
        self.marked.retain(|_, row| !goes(row));
    }

    /// The marked rows, by their identity.
    pub fn marked(&self) -> impl ExactSizeIterator<Item = &R> {
        self.marked.values()
    }

    /// Whether this row is marked.
    pub fn is_marked(&self, row: &R) -> bool {
        !self.marked.is_empty() && self.marked.contains_key(&row.key())
    }
}

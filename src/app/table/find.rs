//! Find: moves the cursor to loaded rows that hold a text, as the operator types.
//! What is not loaded is not searched, and the count says so: "2 of 40 loaded rows" is no statement about the registry.
//! Must not know: the registry.

use super::{Listed, Table};
use crate::{app::Desk, text::find::holds};

/// What find looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// The text, as typed; empty looks for nothing.
    pub text: String,
    /// Where the cursor was when the search began.
    pub origin: u64,
    /// How many loaded rows match, and how many are loaded.
    pub matches: Option<(usize, usize)>,
}

impl Find {
    /// Whether there is something to look for.
    pub fn is_active(&self) -> bool {
        !self.text.is_empty()
    }
}

impl<R: Listed> Table<R> {
    /// Begins a search where the cursor is.
    pub fn begin_find(&mut self) {
        self.find = Find { origin: self.cursor, ..Find::default() };
    }

    /// Looks for another text from where the search began.
    pub fn find_text(&mut self, text: &str, desk: &mut Desk<'_>) {
        self.find.text = text.to_owned();
        let origin = self.find.origin;
        if text.is_empty() {
            self.find.matches = None;
            self.go_to(origin, desk);
        } else if let Some(index) = self.matching(true, origin, true) {
            self.go_to(index, desk);
        }
    }

    /// Ends the search; `keep` leaves the cursor where it is.
    pub fn end_find(&mut self, keep: bool, desk: &mut Desk<'_>) {
        if !keep {
            let origin = self.find.origin;
            self.find = Find::default();
            self.go_to(origin, desk);
        }
    }

    /// Moves to the next or prior match; says whether there was one.
    pub fn find_again(&mut self, forward: bool, desk: &mut Desk<'_>) -> bool {
        let found = self.matching(forward, self.cursor, false);
        if let Some(index) = found {
            self.go_to(index, desk);
        }
        found.is_some()
    }

    /// The nearest match in a direction, going round at the end of what is loaded.
    fn matching(&mut self, forward: bool, from: u64, including: bool) -> Option<u64> {
        let needle = &self.find.text;
        if needle.is_empty() {
            return None;
        }
        let loaded = self.pages.loaded().count();
        let matching: Vec<u64> =
            self.pages.loaded().filter(|(_, row)| holds(&row.words(), needle)).map(|(index, _)| index).collect();
        self.find.matches = Some((matching.len(), loaded));
        if including && matching.contains(&from) {
            return Some(from);
        }
        if forward {
            matching.iter().copied().find(|index| *index > from).or_else(|| matching.first().copied())
        } else {
            matching.iter().rev().copied().find(|index| *index < from).or_else(|| matching.last().copied())
        }
    }
}

//! This console's own record as a list that is exported, sorted, and whose filters are kept.
//! Only this process has it, so its rows go into the file from here, and no command lists them.
//! Must not know: how an entry is painted.

use super::{
    ActivityList,
    columns::{COLUMNS, Named},
    told,
};
use crate::{
    app::{activity::Entry, why::Refusal},
    registry::{
        Sort,
        sheet::{self, Choice, Column, Row},
    },
    screens::entire::{Entire, Extract},
};
use std::sync::Arc;

/// What its files are called.
const WORD: &str = "activity";

impl ActivityList {
    /// The columns of its files.
    pub fn columns() -> Vec<Column> {
        sheet::names(COLUMNS)
    }

    /// Puts what is shown in an order. What is equal in it stays in that of time, the newest first.
    pub(super) fn put_in_order(&mut self, sort: Sort) {
        let key = |place: &usize| match (self.entries.get(*place), self.profiles.get(*place)) {
            (Some(entry), Some(profile)) => key(sort.by, entry, profile),
            _ => Key::default(),
        };
        let mut picked = self.picked.clone();
        picked.sort_by_cached_key(key);
        if sort.descending {
            picked.reverse();
        }
        self.picked = picked;
    }

    fn own_row(&self, at: usize) -> Option<Row> {
        let place = *self.picked.get(at)?;
        let named = Named { entry: Arc::clone(self.entries.get(place)?), profile: self.profiles.get(place)?.clone() };
        Some(sheet::row(COLUMNS, &named))
    }
}

/// What rows are put in order by: a word, then the number.
type Key = (String, u64);

fn key(by: &str, entry: &Entry, profile: &str) -> Key {
    let word = match by {
        "kind" => told::kind(entry).to_owned(),
        "outcome" => told::outcome(entry).2.to_owned(),
        "profile" => profile.to_owned(),
        // The numbers are in the order of time.
        _ => String::new(),
    };
    (word, entry.number)
}

impl Entire for ActivityList {
    fn many(&self) -> &'static str {
        "entries of activity"
    }

    fn count(&self) -> usize {
        self.picked.len()
    }

    fn extract(&self) -> Result<Extract, Refusal> {
        Ok(Extract::Own(WORD, Choice::of_columns(Self::columns())))
    }

    fn own_rows(&self) -> Vec<Row> {
        (0..self.picked.len()).filter_map(|at| self.own_row(at)).collect()
    }

    fn sort(&self) -> Option<Sort> {
        self.sort
    }

    fn sort_by(&mut self, sort: Option<Sort>) {
        self.sort = sort;
        self.pick();
    }

    fn selected_row(&self) -> Option<Row> {
        self.own_row(self.selected())
    }

    fn selected_filter(&self) -> Option<String> {
        self.row(self.selected()).map(|(entry, _)| format!("number:{}", entry.number))
    }
}

//! Pages of a list that are here, by number; those of an earlier round stay visible as old until newer ones come.
//! At most [`KEPT`], the least recently used goes first: memory does not grow with the length of the list.
//! Must not know: who asked for them, or where the cursor is.

use super::PAGE;
use crate::registry::Page;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How many pages are kept.
pub const KEPT: usize = 12;

/// Pages of a list, by number.
#[derive(Clone, Debug)]
pub struct Pages<R> {
    kept: BTreeMap<u64, Kept<R>>,
    /// Pages of an earlier round are old: shown dimmed and asked for again.
    round: u64,
    /// Counts uses, to know which page was used least recently.
    uses: u64,
    latest: Option<Facts>,
}

#[derive(Clone, Debug)]
struct Kept<R> {
    rows: Vec<R>,
    round: u64,
    used: u64,
    revision: u64,
}

#[derive(Clone, Copy, Debug)]
struct Facts {
    total: u64,
    unfiltered: u64,
    as_of: Timestamp,
}

impl<R> Default for Pages<R> {
    fn default() -> Self {
        Self { kept: BTreeMap::new(), round: 0, uses: 0, latest: None }
    }
}

/// The number of the page that holds an index.
pub fn number_of(index: u64) -> u64 {
    index / u64::from(PAGE)
}

impl<R> Pages<R> {
    /// The row at an index.
    pub fn row(&self, index: u64) -> Option<&R> {
        let place = usize::try_from(index % u64::from(PAGE)).ok()?;
        self.kept.get(&number_of(index))?.rows.get(place)
    }

    /// Whether the page of an index is here and of this round.
    pub fn is_fresh(&self, number: u64) -> bool {
        self.kept.get(&number).is_some_and(|page| page.round == self.round)
    }

    /// Whether the row at an index is of an earlier round.
    pub fn is_old(&self, index: u64) -> bool {
        self.kept.get(&number_of(index)).is_some_and(|page| page.round != self.round)
    }

    /// How many rows the filter selects.
    pub fn total(&self) -> Option<u64> {
        self.latest.map(|facts| facts.total)
    }

    /// How many rows there are without the filter.
    pub fn unfiltered(&self) -> Option<u64> {
        self.latest.map(|facts| facts.unfiltered)
    }

    /// When the newest page was read.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.latest.map(|facts| facts.as_of)
    }

    /// Whether pages of this round come from different states of the book.
    pub fn is_mixed(&self) -> bool {
        let mut revisions = self.kept.values().filter(|page| page.round == self.round).map(|page| page.revision);
        let first = revisions.next();
        first.is_some_and(|first| revisions.any(|other| other != first))
    }

    /// Begins a new round: everything here is old from now on.
    pub fn begin_round(&mut self) {
        self.round += 1;
    }

    /// Drops everything.
    pub fn clear(&mut self) {
        self.kept.clear();
    }

    /// Takes a page that came. Rows beyond a full page are not looked at.
    pub fn put(&mut self, page: Page<R>) {
        self.latest = Some(Facts { total: page.total, unfiltered: page.unfiltered, as_of: page.as_of });
        self.uses += 1;
        let number = number_of(page.offset);
        let kept = Kept { rows: page.rows, round: self.round, used: self.uses, revision: page.revision };
        self.kept.insert(number, kept);
        let last = page.total.checked_sub(1).map(number_of);
        self.kept.retain(|number, _| last.is_some_and(|last| *number <= last) || *number == 0);
        while self.kept.len() > KEPT {
            let oldest = self.kept.iter().min_by_key(|(_, page)| page.used).map(|(number, _)| *number);
            let Some(oldest) = oldest else { break };
            self.kept.remove(&oldest);
        }
    }

    /// Notes that these pages are looked at.
    pub fn touch(&mut self, numbers: impl Iterator<Item = u64>) {
        for number in numbers {
            self.uses += 1;
            if let Some(page) = self.kept.get_mut(&number) {
                page.used = self.uses;
            }
        }
    }

    /// All loaded rows with their index, in order.
    pub fn loaded(&self) -> impl DoubleEndedIterator<Item = (u64, &R)> {
        self.kept.iter().flat_map(|(number, page)| {
            let first = number * u64::from(PAGE);
            page.rows.iter().enumerate().map(move |(place, row)| (first + place as u64, row))
        })
    }

    /// How many pages are here.
    pub fn count(&self) -> usize {
        self.kept.len()
    }
}

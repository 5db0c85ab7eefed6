//! What is remembered of rows: whether one says what another said, and whether two hold the same ITMOs.
//! Only what such comparisons need is kept, and packed where a row has ids, so that a table of any length takes little.
//! Must not know: the rules within a row.

use super::{
    breach::{Breach, Fault},
    rows::Row,
};
use crate::{
    aef::{
        format::{Field, Table},
        line::{Line, Own, Place},
        lines::Packing,
    },
    domain::{BlockRange, Serial, Series},
};
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// What is remembered of the rows of a file.
pub(super) struct Known {
    /// What rows without ids say, as one number each, with the newest row that said it.
    said: BTreeMap<(Table, u64), Place>,
    done: Packing<Done>,
    held: Packing<Held>,
}

/// A row of actions: its ITMOs, when it was done, and as one number what was done.
struct Done {
    block: BlockRange,
    at: Option<Timestamp>,
    what: u64,
}

/// Few things are done, at many times.
impl Line for Done {
    type Saying = u64;

    fn block(&self) -> BlockRange {
        self.block
    }

    fn parts(&self) -> (u64, Own) {
        (self.what, Own { at: self.at, ..Own::default() })
    }

    fn of(block: BlockRange, what: &u64, own: &Own) -> Self {
        Self { block, at: own.at, what: *what }
    }
}

/// A row of holdings: its ITMOs, and the cell in which their first id stands.
#[derive(Clone, Copy)]
struct Held {
    block: BlockRange,
    cell: Option<usize>,
}

impl Line for Held {
    type Saying = Option<usize>;

    fn block(&self) -> BlockRange {
        self.block
    }

    fn parts(&self) -> (Option<usize>, Own) {
        (self.cell, Own::default())
    }

    fn of(block: BlockRange, cell: &Option<usize>, _: &Own) -> Self {
        Self { block, cell: *cell }
    }
}

impl Known {
    pub(super) fn new() -> Self {
        Self { said: BTreeMap::new(), done: Packing::new(), held: Packing::new() }
    }

    /// Takes a row; says so when another said the same. Of rows with ids that is said at the end, by [`Known::twice`].
    pub(super) fn take(&mut self, row: &Row<'_>) -> Option<Breach> {
        let table = row.columns.table;
        let ids = match table {
            Table::Actions | Table::Holdings => row.ids().ok().flatten(),
            Table::Submission | Table::Authorizations | Table::Entities => None,
        };
        let keys: &[Field] = match (table, ids) {
            (Table::Holdings, Some(ids)) => {
                self.held.add(&Held { block: ids.block, cell: row.columns.place(Field::FirstId) }, row.place);
                return None;
            }
            (Table::Actions, Some(ids)) => {
                let at = row.moment();
                // A date that can't be read is told apart by its letters.
                let date = at.is_none().then_some(Field::ActionDate);
                let fields = [Some(Field::ActionType), Some(Field::ActionSubtype), date];
                self.done.add(&Done { block: ids.block, at, what: number(row, fields.iter().flatten()) }, row.place);
                return None;
            }
            (Table::Authorizations, _) => &[Field::Authorization, Field::AuthorizationVersion],
            (Table::Entities, _) => &[Field::EntityNumber, Field::EntityCountry, Field::Approach],
            // What its ids are can't be read, which is said of their cells.
            (Table::Actions | Table::Holdings | Table::Submission, _) => return None,
        };
        let before = self.said.insert((table, number(row, keys)), row.place)?;
        Some(Breach::of_row(table, row.place, Fault::RowTwice { row: before.row }))
    }

    /// Rows of actions that say what one before said, and rows of holdings that share ITMOs with one before.
    pub(super) fn twice(&mut self) -> Vec<Breach> {
        let mut found = self.done_twice();
        found.extend(self.held_twice());
        found
    }

    fn done_twice(&mut self) -> Vec<Breach> {
        let lines = std::mem::replace(&mut self.done, Packing::new()).finish();
        let mut found = Vec::new();
        let mut begins: Option<(Series, Serial)> = None;
        let mut same: BTreeMap<(Serial, Option<Timestamp>, u64), Place> = BTreeMap::new();
        for (Done { block, at, what }, place) in lines.placed() {
            let here = Some((block.series, block.range.first()));
            if begins != here {
                begins = here;
                same.clear();
            }
            let before = same.insert((block.range.last(), at, what), place);
            let again = |before: Place| Breach::of_row(Table::Actions, place, Fault::RowTwice { row: before.row });
            found.extend(before.map(again));
        }
        found
    }

    fn held_twice(&mut self) -> Vec<Breach> {
        let lines = std::mem::replace(&mut self.held, Packing::new()).finish();
        let mut found = Vec::new();
        let mut furthest: Option<(Held, Place)> = None;
        for (held, place) in lines.placed() {
            let block = held.block;
            let same = furthest.filter(|(before, _)| before.block.series == block.series);
            if let Some((before, row)) = same.filter(|(before, _)| before.block.range.overlaps(block.range)) {
                let (at, other, cell) = if place > row { (place, row, held.cell) } else { (row, place, before.cell) };
                let fault = Fault::HeldTwice { row: other.row };
                found.push(Breach::at(Table::Holdings, at, cell, Field::FirstId, fault).saying(block.to_string()));
            }
            if !same.is_some_and(|(before, _)| before.block.range.last() >= block.range.last()) {
                furthest = Some((held, place));
            }
        }
        found
    }
}

/// What columns of a row say, as one number.
fn number<'f>(row: &Row<'_>, fields: impl IntoIterator<Item = &'f Field>) -> u64 {
    let mut hasher = DefaultHasher::new();
    fields.into_iter().for_each(|field| row.cell(*field).shown().hash(&mut hasher));
    hasher.finish()
}

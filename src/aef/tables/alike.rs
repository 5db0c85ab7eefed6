//! Rows of lines that say what a row before them said, but for their serials: known by their octets, so that only the serials are read.
//! A row that is not exactly so is read in full. Both ways give the same, which a test holds.
//! Must not know: what columns mean, besides those that hold ids and how many they are.

use super::shape::{Shape, number};
use crate::{
    aef::{holding::Held, layout::Column, records::Record},
    domain::{
        BlockRange, Metric, Serial, SerialRange,
        block::Series,
        itmo_id::dialect::{Composite, Dialect as _},
    },
};
use std::{collections::HashMap, ops::Range};

/// So many kinds of rows are remembered; a table has a few.
const MOST: usize = 4_096;

/// What ends each cell of a key. No text has this octet.
const END: u8 = 0xff;

/// The rows that were read in full.
#[derive(Default)]
pub(super) struct Alike {
    /// Where the columns stand that differ from row to row, of the present table.
    own: Vec<(Column, usize)>,
    /// Everything else that the present row says.
    key: Vec<u8>,
    /// The kind of the row before.
    before: Option<usize>,
    known: HashMap<Vec<u8>, usize>,
    sayings: Vec<Saying>,
    /// Whether the present row is being read in full and can be remembered.
    is_new: bool,
    /// The present row, if so.
    row: Standing,
}

/// A line as it stands in the file, until it is known what it says.
#[derive(Default)]
struct Standing {
    line: String,
    /// Where each cell ends; empty when there is no such line.
    ends: Vec<usize>,
}

impl Standing {
    fn take(&mut self, row: Option<(&str, &[usize])>) {
        self.line.clear();
        self.ends.clear();
        let Some((line, ends)) = row else { return };
        self.line.push_str(line);
        self.ends.extend_from_slice(ends);
    }

    /// Where a cell stands.
    fn cell(&self, place: usize) -> Option<Range<usize>> {
        let from = place.checked_sub(1).map_or(Some(0), |before| Some(self.ends.get(before)? + 1))?;
        Some(from..*self.ends.get(place)?)
    }
}

/// What rows of one key say.
struct Saying {
    /// The number of what they say.
    number: u32,
    series: Series,
    /// What stands before and after the serial in an id.
    begins: String,
    ends: String,
    /// How the first of them was written, if in the plainest way.
    shape: Option<Shape>,
    /// The kind of the row that last came after one of this kind: most often it does again.
    next: usize,
}

impl Alike {
    /// Forgets everything: a table has a head of its own.
    pub(super) fn begin(&mut self, places: impl Iterator<Item = (Column, usize)>) {
        let differs = |column: &Column| {
            matches!(
                column,
                Column::First | Column::Last | Column::FirstSerial | Column::LastSerial | Column::Count | Column::Tonnes
            )
        };
        let mut own: Vec<_> = places.filter(|(column, _)| differs(column)).collect();
        own.sort_by_key(|(_, place)| *place);
        *self = Self { own, ..Self::default() };
    }

    /// The ITMOs of a line and the number of what it says, when it is of the kind that should come now, and written in the same way.
    pub(super) fn expected(&mut self, line: &[u8]) -> Option<(BlockRange, u32)> {
        let next = self.sayings.get(self.before?)?.next;
        let saying = self.sayings.get(next)?;
        let range = saying.shape.as_ref()?.serials(line)?;
        self.before = Some(next);
        Some((BlockRange { series: saying.series, range }, saying.number))
    }

    /// The ITMOs of the present row and the number of what it says, when rows like it are known.
    pub(super) fn known(&mut self, record: Record<'_>) -> Option<(BlockRange, u32)> {
        let at = self.looked_up(record);
        self.is_new = at.is_none();
        self.row.take(record.as_it_stands().filter(|_| self.is_new));
        let at = at?;
        self.follows(at);
        let saying = self.sayings.get(at)?;
        let range = Self::range(&self.own, saying, record)?;
        Some((BlockRange { series: saying.series, range }, saying.number))
    }

    /// Kinds of rows mostly follow each other in the same way.
    fn follows(&mut self, at: usize) {
        if let Some(before) = self.before.replace(at).and_then(|before| self.sayings.get_mut(before)) {
            before.next = at;
        }
    }

    fn looked_up(&mut self, record: Record<'_>) -> Option<usize> {
        self.key.clear();
        for (at, text) in record.iter().enumerate() {
            if !self.is_own(at) {
                self.key.extend_from_slice(text.as_bytes());
            }
            self.key.push(END);
        }
        self.known.get(&self.key).copied()
    }

    fn is_own(&self, at: usize) -> bool {
        self.own.iter().any(|(_, place)| *place == at)
    }

    /// The serials of the present row; `None` unless its ids and counts are written in the plainest way and agree.
    fn range(own: &[(Column, usize)], saying: &Saying, record: Record<'_>) -> Option<SerialRange> {
        let text = |wanted| {
            let place = own.iter().find(|(column, _)| *column == wanted).map(|(_, place)| *place);
            place.map(|place| record.get(place).unwrap_or_default())
        };
        let serial = |id: &str| digits(id.strip_prefix(saying.begins.as_str())?.strip_suffix(saying.ends.as_str())?);
        let (first, last) = (serial(text(Column::First)?)?, serial(text(Column::Last)?)?);
        let count = last.checked_sub(first)?.checked_add(1)?;
        let agree = [(Column::FirstSerial, first), (Column::LastSerial, last), (Column::Count, count), (Column::Tonnes, count)];
        let agrees = |(column, number)| text(column).is_none_or(|said| digits(said) == Some(number));
        agree.into_iter().all(agrees).then_some(())?;
        SerialRange::new(Serial::new(first).ok()?, Serial::new(last).ok()?).ok()
    }

    /// Remembers a row that was read in full, if rows like it differ in nothing but their serials.
    pub(super) fn learn(&mut self, held: &Held, saying: u32) {
        let attributes = &held.line.attributes;
        let is_plain =
            attributes.metric != Some(Metric::NonGhg) && attributes.amount.is_none() && attributes.underlying.is_none();
        let fits = is_plain && !held.doubtful && held.ids.dialect == Composite.name();
        if !std::mem::take(&mut self.is_new) || !fits || self.sayings.len() >= MOST {
            return;
        }
        let Series { approach, registry, party, vintage } = held.line.block.series;
        let (begins, ends) = (format!("{approach}-{registry}-{party}-"), format!("-{vintage}"));
        let next = self.sayings.len();
        self.known.insert(self.key.clone(), next);
        let shape = self.shape(&begins, &ends);
        self.sayings.push(Saying { number: saying, series: held.line.block.series, begins, ends, shape, next });
        self.follows(next);
    }

    /// How the present row is written, if its ids are spelled with these around their serials.
    fn shape(&self, begins: &str, ends: &str) -> Option<Shape> {
        let number = |(column, place): &(Column, usize)| {
            let cell = self.row.cell(*place)?;
            if !matches!(column, Column::First | Column::Last) {
                return Some((*column, cell));
            }
            self.row.line.get(cell.clone())?.strip_prefix(begins)?.strip_suffix(ends)?;
            Some((*column, cell.start + begins.len()..cell.end - ends.len()))
        };
        let numbers: Option<Vec<_>> = self.own.iter().map(number).collect();
        Shape::of(&self.row.line, numbers?.into_iter())
    }
}

/// A whole number from 1 in plain digits.
fn digits(text: &str) -> Option<u64> {
    number(text.as_bytes()).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

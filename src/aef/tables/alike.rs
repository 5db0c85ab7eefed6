//! Rows of lines that say what a row before them said, but for their serials: known by their octets, so that only the serials are read.
//! A row that is not exactly so is read in full. Both ways give the same, which a test holds.
//! Must not know: what columns mean, besides those that hold ids and how many they are.

use crate::{
    aef::{holding::Held, layout::Column, records::Record},
    domain::{
        BlockRange, Metric, Serial, SerialRange,
        block::Series,
        itmo_id::dialect::{Composite, Dialect as _},
    },
};
use std::collections::HashMap;

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
}

/// What rows of one key say.
struct Saying {
    key: Vec<u8>,
    /// The number of what they say.
    number: u32,
    series: Series,
    /// What stands before and after the serial in an id.
    begins: String,
    ends: String,
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
        *self = Self { own: places.filter(|(column, _)| differs(column)).collect(), ..Self::default() };
    }

    /// The ITMOs of the present row and the number of what it says, when rows like it are known.
    pub(super) fn known(&mut self, record: Record<'_>) -> Option<(BlockRange, u32)> {
        let at = self.expected(record).or_else(|| self.looked_up(record));
        self.is_new = at.is_none();
        let at = at?;
        if let Some(before) = self.before.replace(at).and_then(|before| self.sayings.get_mut(before)) {
            before.next = at;
        }
        let saying = self.sayings.get(at)?;
        let range = Self::range(&self.own, saying, record)?;
        Some((BlockRange { series: saying.series, range }, saying.number))
    }

    /// The kind that should come now, if the row is of it.
    fn expected(&self, record: Record<'_>) -> Option<usize> {
        let next = self.sayings.get(self.before?)?.next;
        let mut key = self.sayings.get(next)?.key.as_slice();
        for (at, text) in record.iter().enumerate() {
            if !self.is_own(at) {
                key = key.strip_prefix(text.as_bytes())?;
            }
            key = key.strip_prefix(&[END])?;
        }
        key.is_empty().then_some(next)
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
    pub(super) fn learn(&mut self, held: &Held, number: u32) {
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
        self.sayings.push(Saying { key: self.key.clone(), number, series: held.line.block.series, begins, ends, next });
    }
}

/// A whole number from 1 in plain digits.
fn digits(text: &str) -> Option<u64> {
    let plain = (1..=19).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|octet| octet.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

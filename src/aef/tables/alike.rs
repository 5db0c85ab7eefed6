//! Rows of lines that say what a row before them said, but for their serials: known by their octets, so that only the serials are read.
//! A row that is not exactly so is read in full. Both ways give the same, which a test holds.
//! Must not know: what columns mean, besides those that hold ids and how many they are.

use super::Builder;
use crate::{
    aef::{
        holding::Held,
        layout::{Column, Kind},
    },
    domain::{
        BlockRange, Metric, Serial, SerialRange,
        block::Series,
        itmo_id::dialect::{Composite, Dialect as _},
        reconcile::{Attributes, Position},
    },
};
use std::{collections::HashMap, sync::Arc};

/// So many kinds of rows are remembered; a table has a few.
const MOST: usize = 4_096;

/// What stands between the cells of a key. It may stand in cells too: then two keys differ that need not.
const BETWEEN: u8 = 0x1f;

/// The rows that were read in full.
#[derive(Default)]
pub(super) struct Alike {
    /// Where the columns stand that differ from row to row, of the present table.
    own: Vec<(Column, usize)>,
    /// Everything else that the present row says.
    key: Vec<u8>,
    /// The row before, which the present one is most often like.
    before: Option<(Vec<u8>, usize)>,
    known: HashMap<Vec<u8>, usize>,
    sayings: Vec<Saying>,
    /// Whether the present row is being read in full and can be remembered.
    is_new: bool,
}

/// What rows of one key say.
struct Saying {
    attributes: Arc<Attributes>,
    series: Series,
    /// What stands before and after the serial in an id.
    begins: String,
    ends: String,
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

    /// What the present row says, when rows like it are known.
    fn line(&mut self, texts: &csv::StringRecord) -> Option<Position> {
        self.key.clear();
        for (at, text) in texts.iter().enumerate() {
            if !self.own.iter().any(|(_, place)| *place == at) {
                self.key.extend_from_slice(text.as_bytes());
            }
            self.key.push(BETWEEN);
        }
        let at = match &self.before {
            Some((key, at)) if *key == self.key => Some(*at),
            _ => self.known.get(&self.key).copied(),
        };
        self.is_new = at.is_none();
        let at = at?;
        if self.before.as_ref().is_none_or(|(_, before)| *before != at) {
            self.before = Some((self.key.clone(), at));
        }
        let saying = self.sayings.get(at)?;
        let block = BlockRange { series: saying.series, range: Self::range(&self.own, saying, texts)? };
        Some(Position { block, attributes: Arc::clone(&saying.attributes) })
    }

    /// The serials of the present row; `None` unless its ids and counts are written in the plainest way and agree.
    fn range(own: &[(Column, usize)], saying: &Saying, texts: &csv::StringRecord) -> Option<SerialRange> {
        let text = |wanted| {
            let place = own.iter().find(|(column, _)| *column == wanted).map(|(_, place)| *place);
            place.map(|place| texts.get(place).unwrap_or_default())
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
    pub(super) fn learn(&mut self, held: &Held) {
        let attributes = &held.line.attributes;
        let is_plain =
            attributes.metric != Some(Metric::NonGhg) && attributes.amount.is_none() && attributes.underlying.is_none();
        let fits = is_plain && !held.doubtful && held.ids.dialect == Composite.name();
        if !std::mem::take(&mut self.is_new) || !fits || self.sayings.len() >= MOST {
            return;
        }
        let Series { approach, registry, party, vintage } = held.line.block.series;
        let (begins, ends) = (format!("{approach}-{registry}-{party}-"), format!("-{vintage}"));
        self.known.insert(self.key.clone(), self.sayings.len());
        self.sayings.push(Saying { attributes: Arc::clone(attributes), series: held.line.block.series, begins, ends });
    }
}

impl Builder {
    /// Takes a row by its likeness to one before; `false` when it has to be read in full.
    pub(super) fn take_alike(&mut self, number: u64, texts: &csv::StringRecord) -> bool {
        self.alike.is_new = false;
        if self.head.as_ref().is_none_or(|(head, _)| head.kind != Kind::Holdings) {
            return false;
        }
        let Some(line) = self.alike.line(texts) else { return false };
        let place = self.place(number);
        self.holdings.push((line, place));
        self.count_row();
        true
    }
}

/// A whole number from 1 in plain digits.
fn digits(text: &str) -> Option<u64> {
    let plain = (1..=19).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|octet| octet.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

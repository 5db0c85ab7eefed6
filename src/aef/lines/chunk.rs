//! Lines of one series that follow each other, packed: each number as what it is more than the one before, in as few octets as it needs.
//! A chunk is read without the ones before it, so that any line is found by reading a few hundred.
//! Must not know: what a saying says; it is a number here.

use crate::{
    aef::line::{Own, Place},
    domain::{BlockRange, Quantity, Serial, SerialRange, block::Series},
    text::Untrusted,
};
use jiff::Timestamp;

/// Lines of a chunk at most.
const MOST: u32 = 256;
/// A second in nanoseconds.
const SECOND: i128 = 1_000_000_000;

/// A line whose saying is a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) block: BlockRange,
    pub(super) saying: u32,
    pub(super) own: Own,
    pub(super) place: Place,
}

impl Entry {
    /// What lines are sorted by.
    pub(super) fn key(&self) -> (Series, Serial, Place) {
        (self.block.series, self.block.range.first(), self.place)
    }
}

/// Lines of one series, sorted.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub(super) series: Series,
    /// The first serial of its first line.
    pub(super) first: u64,
    /// The greatest serial of any of its lines.
    pub(super) reach: u64,
    lines: u32,
    octets: Box<[u8]>,
}

impl Chunk {
    /// The memory it takes.
    pub(super) fn size(&self) -> usize {
        size_of::<Self>() + self.octets.len()
    }

    /// Its lines.
    pub(super) fn entries(&self) -> Entries<&[u8]> {
        Entries { series: self.series, octets: &self.octets, at: 0, left: self.lines, before: Before::default() }
    }

    /// Its lines, after which it is no more.
    pub(super) fn into_entries(self) -> Entries<Box<[u8]>> {
        Entries { series: self.series, octets: self.octets, at: 0, left: self.lines, before: Before::default() }
    }
}

/// The line before, from which the next one is told.
#[derive(Clone, Debug, Default)]
struct Before {
    first: u64,
    place: u64,
    units: String,
    second: i64,
}

/// A chunk that lines are added to.
#[derive(Clone, Debug)]
pub(super) struct Open {
    series: Series,
    first: u64,
    reach: u64,
    lines: u32,
    octets: Vec<u8>,
    before: Before,
}

impl Open {
    /// A chunk that begins with a line.
    pub(super) fn with(entry: &Entry) -> Self {
        let (first, last) = ends(entry);
        let mut open =
            Self { series: entry.block.series, first, reach: last, lines: 0, octets: Vec::new(), before: Before::default() };
        open.push(entry);
        open
    }

    /// Whether a line belongs into it.
    pub(super) fn takes(&self, entry: &Entry) -> bool {
        self.lines < MOST && self.series == entry.block.series
    }

    /// Adds a line, which must not come before the last one.
    pub(super) fn push(&mut self, entry: &Entry) {
        let (first, last) = ends(entry);
        let place = u64::from(entry.place.part) << 32 | u64::from(entry.place.row);
        let Own { tonnes, units, at } = &entry.own;
        let flags = u64::from(tonnes.is_some()) | u64::from(units.is_some()) << 1 | u64::from(at.is_some()) << 2;
        put(&mut self.octets, first.wrapping_sub(self.before.first));
        put(&mut self.octets, last.wrapping_sub(first));
        put(&mut self.octets, u64::from(entry.saying) << 3 | flags);
        put(&mut self.octets, folded(place.wrapping_sub(self.before.place).wrapping_sub(1).cast_signed()));
        if let Some(tonnes) = tonnes {
            put(&mut self.octets, tonnes.count());
        }
        if let Some(units) = units {
            let text = units.octets();
            let same = shared(&self.before.units, text);
            let rest = text.get(same..).unwrap_or_default();
            put(&mut self.octets, same as u64);
            put(&mut self.octets, rest.len() as u64);
            self.octets.extend_from_slice(rest.as_bytes());
            self.before.units.truncate(same);
            self.before.units.push_str(rest);
        }
        if let Some(at) = at {
            let (second, rest) = divided(*at);
            put(&mut self.octets, folded(second.wrapping_sub(self.before.second)));
            put(&mut self.octets, rest);
            self.before.second = second;
        }
        (self.before.first, self.before.place) = (first, place);
        self.reach = self.reach.max(last);
        self.lines += 1;
    }

    /// The chunk, when no more lines come.
    pub(super) fn close(self) -> Chunk {
        let Self { series, first, reach, lines, octets, .. } = self;
        Chunk { series, first, reach, lines, octets: octets.into_boxed_slice() }
    }
}

/// The lines of a chunk, one after the other.
#[derive(Clone)]
pub(super) struct Entries<O> {
    series: Series,
    octets: O,
    at: usize,
    left: u32,
    before: Before,
}

impl<O: AsRef<[u8]>> Entries<O> {
    fn read(&mut self) -> Option<Entry> {
        let all = self.octets.as_ref();
        let mut rest = all.get(self.at..)?;
        let first = self.before.first.wrapping_add(take(&mut rest)?);
        let last = first.wrapping_add(take(&mut rest)?);
        let saying = take(&mut rest)?;
        let place = self.before.place.wrapping_add(unfolded(take(&mut rest)?).cast_unsigned()).wrapping_add(1);
        let mut own = Own::default();
        if saying & 1 != 0 {
            own.tonnes = Some(Quantity::new(take(&mut rest)?));
        }
        if saying & 2 != 0 {
            let same = usize::try_from(take(&mut rest)?).ok()?;
            let length = usize::try_from(take(&mut rest)?).ok()?;
            let (text, after) = rest.split_at_checked(length)?;
            rest = after;
            self.before.units.truncate(same);
            self.before.units.push_str(std::str::from_utf8(text).ok()?);
            own.units = Some(Untrusted::new(self.before.units.as_str()));
        }
        if saying & 4 != 0 {
            self.before.second = self.before.second.wrapping_add(unfolded(take(&mut rest)?));
            let nanoseconds = i128::from(self.before.second) * SECOND + i128::from(take(&mut rest)?);
            own.at = Some(Timestamp::from_nanosecond(nanoseconds).ok()?);
        }
        self.at = all.len() - rest.len();
        (self.before.first, self.before.place) = (first, place);
        let range = SerialRange::new(Serial::new(first).ok()?, Serial::new(last).ok()?).ok()?;
        let place = Place { part: u16::try_from(place >> 32).ok()?, row: u32::try_from(place & u64::from(u32::MAX)).ok()? };
        Some(Entry { block: BlockRange { series: self.series, range }, saying: u32::try_from(saying >> 3).ok()?, own, place })
    }
}

impl<O: AsRef<[u8]>> Iterator for Entries<O> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        self.left = self.left.checked_sub(1)?;
        self.read()
    }
}

fn ends(entry: &Entry) -> (u64, u64) {
    (entry.block.range.first().number(), entry.block.range.last().number())
}

/// A time in whole seconds and what is left in nanoseconds, which is nothing for most.
fn divided(at: Timestamp) -> (i64, u64) {
    let nanoseconds = at.as_nanosecond();
    // Every time there is has fewer seconds than such a number holds.
    let second = i64::try_from(nanoseconds.div_euclid(SECOND)).unwrap_or(i64::MAX);
    (second, u64::try_from(nanoseconds.rem_euclid(SECOND)).unwrap_or(0))
}

/// How many octets two texts begin with alike, in whole letters.
fn shared(a: &str, b: &str) -> usize {
    let differs = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b);
    differs.map_or(a.len().min(b.len()), |((at, _), _)| at)
}

/// Small numbers of either sign as small numbers.
fn folded(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// A number in groups of seven bits, the lowest first; all but the last have the highest bit.
fn put(octets: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        octets.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    octets.push(number as u8);
}

fn take(octets: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (octet, rest) = octets.split_first()?;
        *octets = rest;
        number |= u64::from(octet & 0x7f) << shift;
        if *octet < 0x80 {
            return Some(number);
        }
    }
    None
}

//! Sets of serials as sorted ranges: how one book's holdings are compared with another's.
//! Two ranges of a set neither overlap nor touch, so equal sets are equal values. Two sets are combined in one pass.
//! Must not know: which series the serials belong to.

use super::{Quantity, Serial, SerialRange};

/// A set of serials, kept as sorted ranges that neither overlap nor touch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SerialSet(Vec<SerialRange>);

impl SerialSet {
    /// The set without any serial.
    pub fn new() -> Self {
        Self::default()
    }

    /// The ranges, ascending; neighbours neither overlap nor touch.
    pub fn ranges(&self) -> &[SerialRange] {
        &self.0
    }

    /// Whether no serial is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many serials are in the set. It always fits, since serials begin at 1; `None` is for the form of it.
    pub fn quantity(&self) -> Option<Quantity> {
        Quantity::total(self.0.iter().map(|range| range.quantity()))
    }

    /// Whether the serial is in the set.
    pub fn contains(&self, serial: Serial) -> bool {
        self.covers(SerialRange::one(serial))
    }

    /// Whether every serial of the range is in the set.
    pub fn covers(&self, range: SerialRange) -> bool {
        // Ranges do not touch, so only one of them can hold all of it: the last that begins at or before it.
        let after = self.0.partition_point(|held| held.first() <= range.first());
        after.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|held| held.covers(range))
    }

    /// Adds the serials of a range; those that are already there stay.
    pub fn insert(&mut self, range: SerialRange) {
        let (from, to) = self.neighbours(range, |held| held.merge(range).is_some());
        let ends = (self.0.get(from..to).and_then(<[_]>::first), self.0.get(from..to).and_then(<[_]>::last));
        let joined = [ends.0, ends.1].into_iter().flatten().fold(range, |sum, held| sum.merge(*held).unwrap_or(sum));
        self.0.splice(from..to, [joined]);
    }

    /// Takes the serials of a range out; those that are not there do not matter.
    pub fn remove(&mut self, range: SerialRange) {
        let (from, to) = self.neighbours(range, |held| held.overlaps(range));
        let before = self.0.get(from..to).and_then(<[_]>::first).and_then(|held| held.subtract(range).0);
        let after = self.0.get(from..to).and_then(<[_]>::last).and_then(|held| held.subtract(range).1);
        self.0.splice(from..to, before.into_iter().chain(after));
    }

    /// From and up to which index the ranges have to do with `range`, as `concerned` says.
    fn neighbours(&self, range: SerialRange, concerned: impl Fn(&SerialRange) -> bool) -> (usize, usize) {
        let from = self.0.partition_point(|held| held.last() < range.first() && !concerned(held));
        let to = self.0.partition_point(|held| held.first() <= range.last() || concerned(held));
        (from, to)
    }

    /// The serials of both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut all = Vec::with_capacity(self.0.len() + other.0.len());
        all.extend_from_slice(&self.0);
        all.extend_from_slice(&other.0);
        all.into_iter().collect()
    }

    /// The serials that are in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let mut shared = Vec::new();
        let (mut ours, mut theirs) = (self.0.iter(), other.0.iter());
        let (mut a, mut b) = (ours.next(), theirs.next());
        while let (Some(left), Some(right)) = (a, b) {
            shared.extend(left.intersect(*right));
            // The one that ends first can share nothing more.
            if left.last() < right.last() { a = ours.next() } else { b = theirs.next() }
        }
        Self(shared)
    }

    /// The serials that are here and not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        let mut left = Vec::new();
        let mut taken = other.0.iter().peekable();
        for held in &self.0 {
            let mut rest = Some(*held);
            while let (Some(range), Some(next)) = (rest, taken.peek()) {
                if next.first() > range.last() {
                    break;
                }
                let (before, after) = range.subtract(**next);
                left.extend(before);
                rest = after;
                // What reaches beyond this range is needed for the next one.
                if next.last() > range.last() {
                    break;
                }
                taken.next();
            }
            left.extend(rest);
        }
        Self(left)
    }
}

/// Collects ranges in any order, overlapping or not.
impl FromIterator<SerialRange> for SerialSet {
    fn from_iter<I: IntoIterator<Item = SerialRange>>(ranges: I) -> Self {
        let mut sorted: Vec<SerialRange> = ranges.into_iter().collect();
        // The stable sort finds the runs that are in order already: joining two sets takes one pass.
        sorted.sort();
        let mut joined: Vec<SerialRange> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match joined.last_mut().and_then(|last| Some((last.merge(range)?, last))) {
                Some((both, last)) => *last = both,
                None => joined.push(range),
            }
        }
        Self(joined)
    }
}

impl Extend<SerialRange> for SerialSet {
    fn extend<I: IntoIterator<Item = SerialRange>>(&mut self, ranges: I) {
        *self = self.0.drain(..).chain(ranges).collect();
    }
}

//! What was read of a table, sorted, with the place of each line in the file, so that a difference can name its row.
//! A place is two small numbers; a table of millions of rows keeps them all.
//! Must not know: what the lines say.

use crate::domain::{BlockRange, block::Series};

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which part of the file, in the order of the file, from 0.
    pub part: u16,
    /// The row in the sheet, the line of the file, or the item of the list, from 1.
    pub row: u32,
}

/// Lines in the order of ids, each with its place.
#[derive(Clone, Debug)]
pub struct Lines<T> {
    lines: Vec<(T, Place)>,
    /// For each line the last serial of all lines of its series up to it; made when it is first needed.
    reach: Vec<(Series, u64)>,
    block: fn(&T) -> BlockRange,
}

impl<T> Lines<T> {
    /// Sorts lines.
    pub fn sorted(mut lines: Vec<(T, Place)>, block: fn(&T) -> BlockRange) -> Self {
        lines.sort_by_key(|(line, place)| {
            let block = block(line);
            (block.series, block.range.first(), *place)
        });
        Self { lines, reach: Vec::new(), block }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Every line, in the order of ids.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.lines.iter().map(|(line, _)| line)
    }

    /// Every line with its place.
    pub fn placed(&self) -> impl Iterator<Item = &(T, Place)> {
        self.lines.iter()
    }

    /// The lines that are about any of these ITMOs, in the order of ids.
    pub fn about(&mut self, block: BlockRange) -> Vec<(&T, Place)> {
        if self.reach.is_empty() {
            self.reach = self.reaches();
        }
        let (first, last) = (block.range.first().number(), block.range.last().number());
        // The furthest reach of a series only grows, so the first line that can share an ITMO is found by halving.
        let from = self.reach.partition_point(|(series, reach)| (*series, *reach) < (block.series, first));
        let place = |line: &T| ((self.block)(line).series, (self.block)(line).range.first().number());
        let near = self.lines.get(from..).unwrap_or_default();
        let near = near.iter().take_while(|(line, _)| place(line) <= (block.series, last));
        near.filter(|(line, _)| (self.block)(line).range.overlaps(block.range)).map(|(line, place)| (line, *place)).collect()
    }

    fn reaches(&self) -> Vec<(Series, u64)> {
        let mut before: Option<(Series, u64)> = None;
        let reach = |(line, _): &(T, Place)| {
            let block = (self.block)(line);
            let last = block.range.last().number();
            let reach = before.filter(|(series, _)| *series == block.series).map_or(last, |(_, reach)| reach.max(last));
            *before.insert((block.series, reach))
        };
        self.lines.iter().map(reach).collect()
    }
}

//! The lines of a table, sorted by their ids, each with its place: a few octets a line, so that a table of any length can be kept.
//! What was put in comes out, in the order of ids and, where lines begin with the same ITMO, of places.
//! Must not know: what lines say.

mod chunk;
mod packing;

#[cfg(test)]
mod tests;

use super::line::{Line, Place};
use crate::domain::{BlockRange, block::Series};
use chunk::{Chunk, Entry};
pub(super) use packing::Packing;

/// Lines in the order of ids, each with its place.
#[derive(Clone, Debug)]
pub struct Lines<T: Line> {
    sayings: Vec<T::Saying>,
    chunks: Vec<Chunk>,
    /// For each chunk its series, and the last serial of all lines of it up to the end of the chunk.
    reaches: Vec<(Series, u64)>,
    len: usize,
}

impl<T: Line> Lines<T> {
    fn of(sayings: Vec<T::Saying>, chunks: Vec<Chunk>, len: usize) -> Self {
        let mut before = None;
        let reach = |chunk: &Chunk| {
            let (_, reach) = before.filter(|(series, _)| *series == chunk.series).unwrap_or((chunk.series, 0));
            *before.insert((chunk.series, chunk.reach.max(reach)))
        };
        let reaches = chunks.iter().map(reach).collect();
        Self { sayings, chunks, reaches, len }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Every line, in the order of ids.
    pub fn iter(&self) -> impl Iterator<Item = T> + Clone {
        self.placed().map(|(line, _)| line)
    }

    /// Every line with its place.
    pub fn placed(&self) -> impl Iterator<Item = (T, Place)> + Clone {
        self.chunks.iter().flat_map(Chunk::entries).filter_map(|entry| self.line(&entry))
    }

    /// The lines that are about any of these ITMOs, in the order of ids.
    pub fn about(&self, block: BlockRange) -> Vec<(T, Place)> {
        let (first, last) = (block.range.first().number(), block.range.last().number());
        // The furthest reach of a series only grows, so the first chunk that can share an ITMO is found by halving.
        let from = self.reaches.partition_point(|end| *end < (block.series, first));
        let near = self.chunks.get(from..).unwrap_or_default().iter();
        let near = near.take_while(|chunk| (chunk.series, chunk.first) <= (block.series, last));
        let near = near.filter(|chunk| chunk.series == block.series && chunk.reach >= first).flat_map(Chunk::entries);
        near.filter(|entry| entry.block.range.overlaps(block.range)).filter_map(|entry| self.line(&entry)).collect()
    }

    /// Everything that any line says, but for what is a line's own.
    pub fn sayings(&self) -> &[T::Saying] {
        &self.sayings
    }

    /// The octets that the lines take, without their sayings.
    pub fn size(&self) -> usize {
        self.chunks.iter().map(Chunk::size).sum::<usize>() + size_of_val(self.reaches.as_slice())
    }

    fn line(&self, entry: &Entry) -> Option<(T, Place)> {
        Some((T::of(entry.block, self.sayings.get(entry.saying as usize)?, &entry.own), entry.place))
    }
}

//! One book's lines as lines that share no ITMO: where two overlap, the overlap is told and the later line keeps only what is beyond.
//! Lines must come sorted by series and first serial; the first that does not ends the run, since everything after it could be wrong.
//! Must not know: the other book.

use super::{
    book::Book,
    position::{Attributes, Position},
};
use crate::domain::{BlockRange, SerialRange};
use std::sync::Arc;

/// Two lines of one book about the same ITMOs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Whose book.
    pub book: Book,
    /// The ITMOs that both lines are about.
    pub block: BlockRange,
    /// What the line says that begins first.
    pub first: Arc<Attributes>,
    /// What the other says.
    pub second: Arc<Attributes>,
}

/// A line that should have come before the one it followed. Nothing was compared from there on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} comes after {after}: lines must be sorted by series and first serial")]
pub struct Unsorted {
    /// Whose book.
    pub book: Book,
    /// The line before.
    pub after: BlockRange,
    /// The line that should have come earlier.
    pub found: BlockRange,
}

/// What is read of a book.
pub(super) enum Read {
    Line(Position),
    Overlap(Overlap),
}

/// A book read line by line.
pub(super) struct Disjoint<'a> {
    book: Book,
    lines: Box<dyn Iterator<Item = Position> + 'a>,
    /// The line read last, whole.
    before: Option<BlockRange>,
    /// Of what was read, the line that reaches furthest.
    reach: Option<Position>,
    /// What is left of a line whose beginning was an overlap.
    rest: Option<Position>,
}

impl<'a> Disjoint<'a> {
    pub(super) fn new(book: Book, lines: impl Iterator<Item = Position> + 'a) -> Self {
        Self { book, lines: Box::new(lines), before: None, reach: None, rest: None }
    }

    /// The next line, or overlap; `None` at the end.
    pub(super) fn read(&mut self) -> Result<Option<Read>, Unsorted> {
        if let Some(rest) = self.rest.take() {
            return Ok(Some(Read::Line(rest)));
        }
        let Some(line) = self.lines.next() else { return Ok(None) };
        if let Some(after) = self.before.filter(|before| place(line.block) < place(*before)) {
            return Err(Unsorted { book: self.book, after, found: line.block });
        }
        self.before = Some(line.block);
        let shared = self.reach.as_ref().and_then(|reach| Some((reach, shared(reach.block, line.block)?)));
        let Some((reach, range)) = shared else {
            self.reach = Some(line.clone());
            return Ok(Some(Read::Line(line)));
        };
        let block = BlockRange { range, ..line.block };
        let overlap =
            Overlap { book: self.book, block, first: Arc::clone(&reach.attributes), second: Arc::clone(&line.attributes) };
        if let (_, Some(range)) = line.block.range.subtract(reach.block.range) {
            let block = BlockRange { range, ..line.block };
            self.rest = Some(Position { block, attributes: Arc::clone(&line.attributes) });
            // The whole line, since the next one may begin where this one does.
            self.reach = Some(line);
        }
        Ok(Some(Read::Overlap(overlap)))
    }
}

/// Where a line stands in the order.
fn place(block: BlockRange) -> impl Ord {
    (block.series, block.range.first())
}

fn shared(a: BlockRange, b: BlockRange) -> Option<SerialRange> {
    (a.series == b.series).then(|| a.range.intersect(b.range)).flatten()
}

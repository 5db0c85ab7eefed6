//! The sweep: two books, or three with the last agreed state, read side by side once and cut into segments.
//! Linear in lines, and it holds no more than one line of each book.
//! Must not know: what a segment means.

use super::{
    book::Book,
    disjoint::{Disjoint, Overlap, Read, Unsorted},
    position::{Attributes, Position},
    segment::Segment,
};
use crate::domain::{Serial, SerialRange, block::Series};
use std::{collections::VecDeque, sync::Arc};

/// What a sweep finds, in the order of ids. An overlap comes before the segments of the line that begins later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A run of ITMOs with what each book says.
    Segment(Segment),
    /// Two lines of one book about the same ITMOs.
    Overlap(Overlap),
}

/// Two or three books, read side by side. Ends at the first line that is out of order.
pub struct Sweep<'a> {
    books: [Source<'a>; 3],
    overlaps: VecDeque<Overlap>,
    growing: Option<Segment>,
    done: bool,
}

/// A book and what is left of its present line.
struct Source<'a> {
    lines: Disjoint<'a>,
    head: Option<Position>,
    begins: bool,
}

impl<'a> Sweep<'a> {
    /// Sweeps two books.
    ///
    /// # Errors
    /// [`Unsorted`] when the very first lines of a book are out of order.
    pub fn new(ours: impl Iterator<Item = Position> + 'a, theirs: impl Iterator<Item = Position> + 'a) -> Result<Self, Unsorted> {
        Self::since(ours, theirs, std::iter::empty())
    }

    /// Sweeps two books beside what they said when they last agreed.
    ///
    /// # Errors
    /// As [`Sweep::new`].
    pub fn since(
        ours: impl Iterator<Item = Position> + 'a,
        theirs: impl Iterator<Item = Position> + 'a,
        agreed: impl Iterator<Item = Position> + 'a,
    ) -> Result<Self, Unsorted> {
        let source = |lines| Source { lines, head: None, begins: false };
        let books = [
            source(Disjoint::new(Book::Ours, ours)),
            source(Disjoint::new(Book::Theirs, theirs)),
            source(Disjoint::new(Book::Agreed, agreed)),
        ];
        let mut sweep = Self { books, overlaps: VecDeque::new(), growing: None, done: false };
        for book in &mut sweep.books {
            book.refill(&mut sweep.overlaps)?;
        }
        Ok(sweep)
    }

    /// The next run in which no line of any book begins or ends; `None` at the end of all.
    fn cut(&mut self) -> Result<Option<Segment>, Unsorted> {
        let first = self.books.iter().filter_map(Source::place).min();
        let Some((series, first)) = first else { return Ok(None) };
        let last = self.books.iter().filter_map(|book| book.until(series, first)).min();
        let range = last.and_then(|last| SerialRange::new(first, last).ok()).unwrap_or(SerialRange::one(first));
        let [ours, theirs, agreed] = &mut self.books;
        let begins = (ours.begins_at(series, first), theirs.begins_at(series, first));
        let segment = Segment {
            block: crate::domain::BlockRange { series, range },
            ours: ours.take(series, range, &mut self.overlaps)?,
            theirs: theirs.take(series, range, &mut self.overlaps)?,
            agreed: agreed.take(series, range, &mut self.overlaps)?,
            borders: 0,
            reaches: false,
            begins,
        };
        Ok(Some(segment))
    }

    fn advance(&mut self) -> Result<Option<Piece>, Unsorted> {
        loop {
            if let Some(overlap) = self.overlaps.pop_front() {
                return Ok(Some(Piece::Overlap(overlap)));
            }
            let Some(next) = self.cut()? else { return Ok(self.growing.take().map(Piece::Segment)) };
            let Some(growing) = &mut self.growing else {
                self.growing = Some(next);
                continue;
            };
            if let Some(next) = growing.join(next) {
                return Ok(self.growing.replace(next).map(Piece::Segment));
            }
        }
    }
}

impl Iterator for Sweep<'_> {
    type Item = Result<Piece, Unsorted>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let piece = self.advance().transpose();
        self.done = !matches!(piece, Some(Ok(_)));
        piece
    }
}

impl Source<'_> {
    /// Where the present line begins, or what is left of it.
    fn place(&self) -> Option<(Series, Serial)> {
        self.head.as_ref().map(|head| (head.block.series, head.block.range.first()))
    }

    /// Up to where nothing changes in this book, for a run that begins at `first`; `None` when nothing does any more.
    fn until(&self, series: Series, first: Serial) -> Option<Serial> {
        let block = self.head.as_ref()?.block;
        if block.series != series {
            return None;
        }
        if block.range.first() == first { Some(block.range.last()) } else { block.range.first().previous() }
    }

    fn begins_at(&self, series: Series, first: Serial) -> bool {
        self.begins && self.place() == Some((series, first))
    }

    /// What this book says of the run, which is then behind it.
    fn take(
        &mut self,
        series: Series,
        range: SerialRange,
        overlaps: &mut VecDeque<Overlap>,
    ) -> Result<Option<Arc<Attributes>>, Unsorted> {
        let Some(head) = self.head.as_mut().filter(|head| head.block.series == series && head.block.range.covers(range)) else {
            return Ok(None);
        };
        if let (_, Some(rest)) = head.block.range.subtract(range) {
            head.block.range = rest;
            self.begins = false;
            return Ok(Some(Arc::clone(&head.attributes)));
        }
        let attributes = self.head.take().map(|head| head.attributes);
        self.refill(overlaps)?;
        Ok(attributes)
    }

    fn refill(&mut self, overlaps: &mut VecDeque<Overlap>) -> Result<(), Unsorted> {
        self.begins = true;
        loop {
            match self.lines.read()? {
                Some(Read::Line(line)) => {
                    self.head = Some(line);
                    return Ok(());
                }
                Some(Read::Overlap(overlap)) => overlaps.push_back(overlap),
                None => return Ok(()),
            }
        }
    }
}

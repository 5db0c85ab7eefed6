//! Takes lines as they come and sorts them: a few thousand wait until they are sorted and packed; what came in order stays one run, and runs
//! are merged at the end, each chunk let go as it is read.
//! Must not know: what lines say, and the file they come from.

use super::{
    Lines,
    chunk::{Chunk, Entry, Open},
};
use crate::{
    aef::line::{Line, Own, Place},
    domain::{BlockRange, Serial, block::Series},
};
use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

/// So many lines wait to be sorted.
const WAITING: usize = 16_384;

/// Lines that are being read.
pub(in crate::aef) struct Packing<T: Line> {
    sayings: Vec<T::Saying>,
    known: HashMap<T::Saying, u32>,
    /// The saying of the line before, which the next one most often shares.
    before: u32,
    waiting: Vec<Entry>,
    /// Lines that wait at most.
    most: usize,
    runs: Vec<Run>,
    len: usize,
}

impl<T: Line> Packing<T> {
    pub(in crate::aef) fn new() -> Self {
        Self::waiting(WAITING)
    }

    /// With another number of lines that wait.
    pub(super) fn waiting(most: usize) -> Self {
        let (sayings, known, waiting, runs) = (Vec::new(), HashMap::new(), Vec::new(), Vec::new());
        Self { sayings, known, before: 0, waiting, most, runs, len: 0 }
    }

    /// Takes a line, and gives the number of its saying.
    pub(in crate::aef) fn add(&mut self, line: &T, place: Place) -> u32 {
        let (saying, own) = line.parts();
        let number = self.number(saying);
        self.push(line.block(), number, own, place);
        number
    }

    /// Takes a line whose saying was met before.
    pub(in crate::aef) fn push(&mut self, block: BlockRange, saying: u32, own: Own, place: Place) {
        self.len += 1;
        self.waiting.push(Entry { block, saying, own, place });
        if self.waiting.len() >= self.most {
            self.pack();
        }
    }

    /// Every line, sorted.
    pub(in crate::aef) fn finish(mut self) -> Lines<T> {
        self.pack();
        let chunks = if self.runs.len() > 1 { merged(self.runs) } else { self.runs.pop().map(Run::close).unwrap_or_default() };
        Lines::of(self.sayings, chunks, self.len)
    }

    fn number(&mut self, saying: T::Saying) -> u32 {
        if self.sayings.get(self.before as usize) == Some(&saying) {
            return self.before;
        }
        let next = u32::try_from(self.sayings.len()).unwrap_or(u32::MAX);
        let sayings = &mut self.sayings;
        self.before = *self.known.entry(saying).or_insert_with_key(|saying| {
            sayings.push(saying.clone());
            next
        });
        self.before
    }

    fn pack(&mut self) {
        if !self.waiting.is_sorted_by_key(Entry::key) {
            self.waiting.sort_unstable_by_key(Entry::key);
        }
        let Some(first) = self.waiting.first() else { return };
        if self.runs.last().is_none_or(|run| run.last > Some(first.key())) {
            self.runs.push(Run::default());
        }
        let Some(run) = self.runs.last_mut() else { return };
        self.waiting.drain(..).for_each(|entry| run.push(&entry));
    }
}

/// Lines in their order.
#[derive(Default)]
struct Run {
    chunks: Vec<Chunk>,
    open: Option<Open>,
    last: Option<(Series, Serial, Place)>,
}

impl Run {
    fn push(&mut self, entry: &Entry) {
        self.last = Some(entry.key());
        match &mut self.open {
            Some(open) if open.takes(entry) => open.push(entry),
            open => self.chunks.extend(open.replace(Open::with(entry)).map(Open::close)),
        }
    }

    fn close(mut self) -> Vec<Chunk> {
        self.chunks.extend(self.open.take().map(Open::close));
        self.chunks
    }
}

fn merged(runs: Vec<Run>) -> Vec<Chunk> {
    let of = |run: Run| run.close().into_iter().flat_map(Chunk::into_entries).peekable();
    let mut runs: Vec<_> = runs.into_iter().map(of).collect();
    let next = |(at, run): (usize, &mut std::iter::Peekable<_>)| Some(Reverse((Entry::key(run.peek()?), at)));
    let mut heads: BinaryHeap<_> = runs.iter_mut().enumerate().filter_map(next).collect();
    let mut whole = Run::default();
    while let Some(Reverse((_, at))) = heads.pop() {
        let Some(run) = runs.get_mut(at) else { continue };
        // As long as no other run has an earlier line, this one goes on.
        while let Some(entry) = run.next_if(|entry| heads.peek().is_none_or(|Reverse((head, _))| entry.key() <= *head)) {
            whole.push(&entry);
        }
        heads.extend(next((at, run)));
    }
    whole.close()
}

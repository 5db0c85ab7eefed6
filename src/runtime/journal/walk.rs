//! Reads a journal from its first line, checks every line and every manifest, and can go on when more has been written.
//! It keeps what is needed to find any line again, and never the lines: a journal of a million lines takes some hundred kilobytes.
//! Must not know: who wants the lines, or whose signatures count.

use super::{
    breach::{Breach, BreachWhy, ReadProblem},
    folder,
    tally::Tally,
};
use crate::evidence::journal::{Before, Chain, Digest, Head, Manifest, Record, SegmentName, Why};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

/// Of so many lines the place of one is kept.
const EVERY: u64 = 128;
/// Octets of the longest line that is read.
const LONGEST: u64 = 1 << 20;
/// Octets read at once.
const BUFFER: usize = 1 << 16;

/// Whether a journal may begin with a later line than the first, and how much of it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// It begins with line 1. The tree of a segment that has a manifest is not grown: its sum stands for it.
    Whole,
    /// Everything is checked, and what came before its first segment may be elsewhere.
    Part,
}

/// A journal that is read up to somewhere.
#[derive(Debug)]
pub(super) struct Walk {
    folder: PathBuf,
    extent: Extent,
    chain: Chain,
    segments: Vec<Segment>,
    /// What is kept of the last of them.
    tally: Tally,
    marks: Vec<Mark>,
    /// The newest manifest that was checked.
    before: Option<Before>,
    breach: Option<Breach>,
    /// Octets behind the last LF of the last segment.
    torn: u64,
}

/// A segment whose lines are in the chain.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Its name.
    pub(super) name: SegmentName,
    /// The number of its first line.
    pub(super) first: u64,
    /// Its manifest, once it is closed.
    pub(super) manifest: Option<Manifest>,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    seq: u64,
    segment: usize,
    offset: u64,
}

impl Walk {
    /// A walk that has not begun.
    pub(super) fn of(folder: &Path, extent: Extent) -> Self {
        Self {
            folder: folder.to_owned(),
            extent,
            chain: Chain::new(),
            segments: Vec::new(),
            tally: Tally::default(),
            marks: Vec::new(),
            before: None,
            breach: None,
            torn: 0,
        }
    }

    /// The chain so far.
    pub(super) fn chain(&self) -> &Chain {
        &self.chain
    }

    /// The segments so far.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The number of the first line that is here; of a journal without lines that of the one to come.
    pub(super) fn first(&self) -> u64 {
        self.segments.first().map_or(1, |segment| segment.first)
    }

    /// The newest manifest.
    pub(super) fn before(&self) -> Option<Before> {
        self.before
    }

    /// What is kept of the last segment.
    pub(super) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Octets of a line that was not written to its end, behind the last line.
    pub(super) fn torn(&self) -> u64 {
        self.torn
    }

    /// Where it stops making sense, if that was found.
    pub(super) fn breach(&self) -> Option<Breach> {
        self.breach
    }

    /// Reads on to where the journal ends now, and shows each line.
    ///
    /// # Errors
    /// [`ReadProblem`]. What was read before stays; behind a breach nothing is read any more.
    pub(super) fn advance(&mut self, see: &mut dyn FnMut(&Record)) -> Result<(), ReadProblem> {
        if let Some(breach) = self.breach {
            return Err(breach.into());
        }
        let went = self.go(see);
        if let Err(ReadProblem::Breach(breach)) = &went {
            self.breach = Some(*breach);
        }
        went
    }

    fn go(&mut self, see: &mut dyn FnMut(&Record)) -> Result<(), ReadProblem> {
        loop {
            if !self.segments.is_empty() {
                self.read_on(see)?;
            }
            // Listed after the lines were read: a segment that is new here was begun after the last one was closed.
            let names = folder::segments(&self.folder)?;
            let last = self.segments.last().map(|segment| segment.name);
            let Some(next) = names.into_iter().find(|name| last.is_none_or(|last| *name > last)) else { break };
            if !self.segments.is_empty() {
                self.finish(see)?;
            }
            self.begin(next)?;
        }
        self.settle_if_closed(see)?;
        self.all_there()
    }

    fn begin(&mut self, name: SegmentName) -> io::Result<()> {
        let closed = folder::manifest(&self.folder, name)?.is_some();
        self.tally = Tally::new(!closed || self.extent == Extent::Part);
        self.segments.push(Segment { name, first: self.chain.head().seq + 1, manifest: None });
        Ok(())
    }

    /// Reads the lines that have come to the last segment.
    fn read_on(&mut self, see: &mut dyn FnMut(&Record)) -> Result<(), ReadProblem> {
        let Some(segment) = self.segments.last() else { return Ok(()) };
        let mut file = match File::open(self.folder.join(segment.name.lines())) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(self.breach_at(0, BreachWhy::NoFile).into()),
            file => file?,
        };
        file.seek(SeekFrom::Start(self.tally.length))?;
        let mut reader = BufReader::with_capacity(BUFFER, file);
        let mut line = Vec::new();
        self.torn = 0;
        loop {
            line.clear();
            if reader.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            if line.last() != Some(&b'\n') {
                self.torn = line.len() as u64;
                return if self.torn == LONGEST { Err(self.cut_off().into()) } else { Ok(()) };
            }
            see(&self.take(&line)?);
        }
    }

    fn cut_off(&self) -> Breach {
        self.breach_at(self.tally.lines + 1, Why::CutOff.into())
    }

    fn take(&mut self, line: &[u8]) -> Result<Record, Breach> {
        let at = self.tally.lines + 1;
        let text = std::str::from_utf8(line).map_err(|_| self.breach_at(at, Why::Form.into()))?;
        if self.extent == Extent::Part && self.chain.head() == Head::default() {
            self.come_in(text)?;
        }
        let record = self.chain.follow(text).map_err(|why| self.breach_at(at, why.into()))?;
        let segment = self.segments.len().saturating_sub(1);
        if self.tally.lines == 0 || record.seq.is_multiple_of(EVERY) {
            self.marks.push(Mark { seq: record.seq, segment, offset: self.tally.length });
        }
        self.tally.add(text);
        Ok(record)
    }

    /// Begins where the lines here begin. That they are the ones is said by the manifest, which the station has signed.
    fn come_in(&mut self, line: &str) -> Result<(), Breach> {
        let before = line.strip_suffix('\n').and_then(Record::read).filter(|record| record.seq > 1);
        let Some(record) = before else { return Ok(()) };
        let closed = self.segments.last().and_then(|segment| folder::manifest(&self.folder, segment.name).ok().flatten());
        let first = closed.and_then(|text| Manifest::parse(&text).ok()).map(|manifest| manifest.first);
        if first.is_some_and(|first| first != record.seq) {
            return Err(self.breach_at(1, Why::Number.into()));
        }
        self.chain = Chain::after(Head { seq: record.seq - 1, digest: record.prev });
        if let Some(segment) = self.segments.last_mut() {
            segment.first = record.seq;
        }
        Ok(())
    }

    /// The last segment is followed by another, so it must be closed.
    fn finish(&mut self, see: &mut dyn FnMut(&Record)) -> Result<(), ReadProblem> {
        self.settle_if_closed(see)?;
        let closed = self.segments.last().is_none_or(|segment| segment.manifest.is_some());
        if closed { Ok(()) } else { Err(self.breach_at(0, BreachWhy::NoManifest).into()) }
    }

    /// Compares the last segment with its manifest, once there is one. It may have been closed after its lines were read.
    fn settle_if_closed(&mut self, see: &mut dyn FnMut(&Record)) -> Result<(), ReadProblem> {
        let Some(segment) = self.segments.last().filter(|segment| segment.manifest.is_none()) else { return Ok(()) };
        let Some(text) = folder::manifest(&self.folder, segment.name)? else { return Ok(()) };
        self.read_on(see)?;
        if self.torn > 0 {
            return Err(self.cut_off().into());
        }
        Ok(self.settle(&text)?)
    }

    /// Compares the last segment with its manifest.
    fn settle(&mut self, text: &str) -> Result<(), Breach> {
        let manifest = Manifest::parse(text).map_err(|_| self.breach_at(0, BreachWhy::Manifest))?;
        let (name, first) = self.segments.last().map(|segment| (segment.name, segment.first)).unzip();
        let (head, lines) = (self.chain.head(), self.tally.lines);
        if Some(manifest.segment) != name {
            return Err(self.breach_at(0, BreachWhy::Manifest));
        }
        if head.seq < manifest.head.seq {
            return Err(self.breach_at(lines, BreachWhy::Short));
        }
        if head.seq > manifest.head.seq {
            return Err(self.breach_at(lines, BreachWhy::Long));
        }
        if head.digest != manifest.head.digest {
            return Err(self.breach_at(lines, BreachWhy::Last));
        }
        let root = self.tally.root().is_none_or(|root| root == manifest.root);
        if self.tally.sum() != manifest.sum || !root || Some(manifest.first) != first {
            return Err(self.breach_at(0, BreachWhy::Sum));
        }
        let came_in = self.extent == Extent::Part && self.before.is_none() && self.segments.len() == 1;
        if manifest.before != self.before && !came_in {
            return Err(self.breach_at(0, BreachWhy::Before));
        }
        self.before = Some(Before { segment: manifest.segment, sum: Digest::of(text) });
        if let Some(segment) = self.segments.last_mut() {
            segment.manifest = Some(manifest);
        }
        Ok(())
    }

    /// Every manifest has its segment here; of a part, from where it begins.
    fn all_there(&self) -> Result<(), ReadProblem> {
        let here: Vec<SegmentName> = self.segments.iter().map(|segment| segment.name).collect();
        let first = here.first().copied().filter(|_| self.extent == Extent::Part);
        for segment in folder::manifests(&self.folder)? {
            let missing = !here.contains(&segment) && !self.folder.join(segment.lines()).exists();
            if missing && first.is_none_or(|first| segment > first) {
                return Err(Breach { segment, line: 0, seq: 0, why: BreachWhy::NoFile }.into());
            }
        }
        Ok(())
    }

    fn breach_at(&self, line: u64, why: BreachWhy) -> Breach {
        let (segment, first) = self.segments.last().map_or((SegmentName::Old, 1), |segment| (segment.name, segment.first));
        Breach { segment, line, seq: first.saturating_add(line.saturating_sub(1)), why }
    }

    /// Reads lines again, from this number on, until `see` says that it is enough. They were checked when they were read first, so
    /// that one that can't be read is one that was changed since.
    ///
    /// # Errors
    /// [`ReadProblem`].
    pub(super) fn again(&self, from: u64, see: &mut dyn FnMut(Record) -> bool) -> Result<(), ReadProblem> {
        let after = self.marks.partition_point(|mark| mark.seq <= from);
        let Some(mark) = after.checked_sub(1).and_then(|at| self.marks.get(at)) else { return Ok(()) };
        let mut offset = mark.offset;
        for segment in self.segments.iter().skip(mark.segment) {
            let mut file = File::open(self.folder.join(segment.name.lines()))?;
            file.seek(SeekFrom::Start(offset))?;
            offset = 0;
            for line in BufReader::with_capacity(BUFFER, file).split(b'\n') {
                let changed = |seq: u64| Breach { segment: segment.name, line: 0, seq, why: Why::Form.into() };
                let text = String::from_utf8(line?).map_err(|_| changed(from))?;
                let record = Record::read(&text).ok_or_else(|| changed(from))?;
                let wanted = record.seq >= from;
                if record.seq > self.chain.head().seq || (wanted && !see(record)) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

//! The journal's files: opened once, locked, checked from their first line, then only appended to and synced line by line.
//! What could not be written and synced counts as not written, and closes the journal: acting is off, reading works (promise 7).
//! Must not know: what is journalled.
//!
//! A run of the console writes into files of its own, a new one each day; it never appends to what another run wrote. So a file
//! that is not written to any more never changes, and the manifest that is made when it is closed stays true.

mod breach;
mod desk;
mod folder;
mod selection;
mod tally;
mod verify;
mod walk;

pub use breach::{Breach, BreachWhy, ReadProblem};
pub use desk::JournalDesk;
pub use verify::{Found, Judged, NoProof, SegmentReport, check_signature, prove, verify};

use crate::evidence::{
    journal::{Before, Chain, Digest, Entry, Head, Kind, Manifest, Open, Record, SegmentName},
    sshsig::Namespace,
};
use jiff::{SignedDuration, Timestamp};
use sha2::Digest as _;
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};
use tally::Tally;
use walk::{Extent, Walk};

/// A clock that is set by so little is no news.
const SLACK: SignedDuration = SignedDuration::from_secs(1);

/// For so long what a rule forbade is kept in mind: longer than anything keeps anybody from trying again (F08).
const RECENT: SignedDuration = SignedDuration::from_hours(1);

/// Whose journal it is, and where.
#[derive(Clone, Debug, Default)]
pub struct Keeping {
    /// Its folder.
    pub folder: PathBuf,
    /// The run of the console that writes it.
    pub session: String,
    /// The station whose key signs the manifests; without one they are not signed.
    pub station: Option<Station>,
    /// The program that writes it, whose digest stands in the first line of the run.
    pub program: Option<PathBuf>,
    /// What the run says next, such as which configuration it read.
    pub first: Vec<Entry>,
}

/// A station that signs.
#[derive(Clone)]
pub struct Station {
    /// Its id in the roster.
    pub id: String,
    /// Signs for one purpose: the SSHSIG in its armor, or a sentence why not. May block.
    pub sign: Sign,
}

/// Signs octets, or says why not.
pub type Sign = Arc<dyn Fn(Namespace, &[u8]) -> Result<String, String> + Send + Sync>;

impl std::fmt::Debug for Station {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Station").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A journal that can be written.
#[derive(Debug)]
pub struct Journal {
    keeping: Keeping,
    /// Held as long as this console writes.
    _lock: File,
    chain: Chain,
    newest: Option<SegmentName>,
    before: Option<Before>,
    current: Option<Current>,
    /// Whether it was said that the clock stands before a time that was signed.
    floor_told: bool,
    /// Why the newest manifest is not signed, if it should be.
    unsigned: Option<String>,
    /// What rules forbade in the last hour before it was opened.
    refused: Vec<Record>,
    /// What was refused under the key of an act that was never begun.
    unsent: Vec<Record>,
    /// How many more lines a test's disk takes.
    #[cfg(test)]
    room: Option<usize>,
}

/// The segment that is written to.
#[derive(Debug)]
struct Current {
    name: SegmentName,
    file: File,
    first: u64,
    tally: Tally,
}

/// Why a journal can't be written.
#[derive(Debug, thiserror::Error)]
pub enum JournalProblem {
    /// A file can't be made, read, written or synced.
    #[error("The journal can't be written: {0}.")]
    File(#[from] io::Error),
    /// Another console has it. Two writers would break its chain.
    #[error("The journal is in use by another console.")]
    InUse,
    /// Its lines or manifests do not verify.
    #[error("The journal can't be trusted: {0}. Keep the files as evidence, move them away, and a new journal begins.")]
    Broken(Breach),
    /// It was closed by an earlier failure, or there never was one.
    #[error("{0}")]
    Closed(String),
}

impl From<ReadProblem> for JournalProblem {
    fn from(problem: ReadProblem) -> Self {
        match problem {
            ReadProblem::File(error) => Self::File(error),
            ReadProblem::Breach(breach) => Self::Broken(breach),
        }
    }
}

/// How a journal is, seen from outside.
#[derive(Debug, PartialEq, Eq)]
pub enum JournalState {
    /// It verifies and can be written.
    Whole {
        /// How many acts in it have no outcome.
        unfinished: usize,
    },
    /// A console that is open now has it.
    InUse,
    /// It can't be used; why, as a sentence.
    Unusable(String),
}

/// Looks at a journal. Nothing in it is changed.
pub fn look_at_journal(folder: &Path) -> JournalState {
    let look = || -> Result<usize, JournalProblem> {
        if folder::is_in_use(folder)? {
            return Err(JournalProblem::InUse);
        }
        let mut walk = Walk::of(folder, Extent::Whole);
        walk.advance(&mut |_| ())?;
        Ok(walk.chain().open_intents().len())
    };
    match look() {
        Ok(unfinished) => JournalState::Whole { unfinished },
        Err(JournalProblem::InUse) => JournalState::InUse,
        Err(problem) => JournalState::Unusable(problem.to_string()),
    }
}

impl Journal {
    /// Opens or begins the journal, for its owner only: checks all that is there, and closes what a run that was killed left open.
    ///
    /// # Errors
    /// When it can't be written, is in use, or does not verify.
    pub fn open(keeping: Keeping) -> Result<Self, JournalProblem> {
        folder::make(&keeping.folder)?;
        let lock = folder::lock(&keeping.folder)?.ok_or(JournalProblem::InUse)?;
        let mut walk = Walk::of(&keeping.folder, Extent::Whole);
        let recent = Timestamp::now().saturating_sub(RECENT).unwrap_or(Timestamp::MIN);
        let (mut refused, mut unsent) = (Vec::new(), Vec::<Record>::new());
        walk.advance(&mut |record| match record.entry.kind {
            Kind::Refusal => {
                refused.extend((record.at >= recent).then(|| record.clone()));
                unsent.extend((!record.entry.act.is_empty()).then(|| record.clone()));
            }
            Kind::Intent => unsent.retain(|line| line.entry.act != record.entry.act),
            _ => {}
        })?;
        let mut journal = Self {
            refused,
            unsent,
            chain: walk.chain().clone(),
            newest: walk.segments().last().map(|segment| segment.name),
            before: walk.before(),
            keeping,
            _lock: lock,
            current: None,
            floor_told: false,
            unsigned: None,
            #[cfg(test)]
            room: None,
        };
        let note = journal.take_up(&walk)?;
        if let Some(program) = journal.keeping.program.take() {
            journal.append(start(&program)?)?;
        }
        for entry in note.into_iter().chain(std::mem::take(&mut journal.keeping.first)) {
            journal.append(entry)?;
        }
        Ok(journal)
    }

    /// Brings the last segment of the run before to its end, if that run did not do it. What it had written of one more line was
    /// never on the disk as a line, so no act followed it; it is kept beside.
    fn take_up(&mut self, walk: &Walk) -> Result<Option<Entry>, JournalProblem> {
        let Some(last) = walk.segments().last().filter(|segment| segment.manifest.is_none()) else { return Ok(None) };
        let path = self.keeping.folder.join(last.name.lines());
        let mut note = None;
        if walk.torn() > 0 {
            let length = walk.tally().length;
            let octets = fs::read(&path)?;
            let rest = octets.get(usize::try_from(length).unwrap_or(usize::MAX)..).unwrap_or_default();
            let kept = format!("{}.torn", last.name);
            folder::write_whole(&self.keeping.folder, &kept, rest)?;
            let file = File::options().write(true).open(&path)?;
            file.set_len(length)?;
            file.sync_all()?;
            let what =
                format!("a line that was not written to its end was cut off {}; its octets are in {kept}", last.name.lines());
            note = Some(Entry::note("", what).about(kept, Some(Digest::of(rest))));
        }
        if walk.tally().lines == 0 {
            // It was begun and never written to; its name is free.
            fs::remove_file(&path)?;
            self.newest = walk.segments().iter().rev().nth(1).map(|segment| segment.name);
        } else {
            self.close_segment(last.name, last.first, walk.tally())?;
        }
        Ok(note)
    }

    /// What rules forbade in the last hour before it was opened, oldest first.
    pub fn refused(&self) -> &[Record] {
        &self.refused
    }

    /// Lines about a refusal, an alarm, that was to be told under a key, where no intent of this key follows: it was never sent.
    pub fn unsent(&self) -> &[Record] {
        &self.unsent
    }

    /// Acts of earlier sessions of which nobody knows what came.
    pub fn open_intents(&self) -> &[Open] {
        self.chain.open_intents()
    }

    /// The newest line, to be remembered elsewhere.
    pub fn head(&self) -> Head {
        self.chain.head()
    }

    /// Appends a line and waits until it is on the disk. Where the entry says nothing of them, the line says the session and the
    /// station.
    ///
    /// # Errors
    /// When that fails. The line is taken back as far as possible, and the journal must not be used again: its chain is ahead.
    pub fn append(&mut self, entry: Entry) -> Result<(), JournalProblem> {
        self.append_at(Timestamp::now(), entry)
    }

    /// The same at this time of the clock.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn append_at(&mut self, now: Timestamp, mut entry: Entry) -> Result<(), JournalProblem> {
        entry.floor = entry.floor.max(self.chain.floor());
        if self.current.as_ref().is_some_and(|current| current.name.is_before_day_of(now)) {
            self.close()?;
        }
        if let Some(why) = self.unsigned.take() {
            self.write(now, Entry::new(Kind::Note, why))?;
        }
        if let Some(said) = self.clock(now, entry.floor) {
            self.write(now, Entry::new(Kind::Clock, said).not_before(entry.floor))?;
        }
        self.write(now, entry)
    }

    /// What is to be said of a clock that can't be right.
    fn clock(&mut self, now: Timestamp, floor: Option<Timestamp>) -> Option<String> {
        let behind = |time: Timestamp| time.duration_since(now) > SLACK;
        if let Some(newest) = self.chain.newest().filter(|newest| behind(*newest)) {
            return Some(format!("the clock went back: the line before was written at {newest}"));
        }
        let floor = floor.filter(|floor| behind(*floor) && !self.floor_told)?;
        self.floor_told = true;
        Some(format!("the clock stands before {floor}, which a registry or a signed text has told"))
    }

    fn write(&mut self, now: Timestamp, mut entry: Entry) -> Result<(), JournalProblem> {
        if entry.session.is_empty() {
            entry.session.clone_from(&self.keeping.session);
        }
        if let Some(station) = self.keeping.station.as_ref().filter(|_| entry.station.is_empty()) {
            entry.station.clone_from(&station.id);
        }
        if self.current.is_none() {
            self.begin(now)?;
        }
        let line = self.chain.line(now, entry);
        #[cfg(test)]
        self.use_room();
        let Some(current) = &mut self.current else { return Err(JournalProblem::Closed("The journal is closed.".into())) };
        let written = current.file.write_all(line.as_bytes()).and_then(|()| current.file.sync_data());
        if let Err(error) = written {
            // Half a line would have to be cut off by the next session. If this fails too, that session does it.
            let _ = current.file.set_len(current.tally.length).and_then(|()| current.file.sync_data());
            return Err(error.into());
        }
        current.tally.add(&line);
        Ok(())
    }

    fn begin(&mut self, now: Timestamp) -> Result<(), JournalProblem> {
        let name = SegmentName::next(self.newest, now);
        let file = folder::begin(&self.keeping.folder, name)?;
        self.newest = Some(name);
        self.current = Some(Current { name, file, first: self.chain.head().seq + 1, tally: Tally::new(true) });
        Ok(())
    }

    /// Closes the segment that is written to, with its manifest. The next line begins another.
    ///
    /// # Errors
    /// When the manifest can't be written; the next session does it then.
    pub fn close(&mut self) -> Result<(), JournalProblem> {
        let Some(Current { name, first, tally, .. }) = self.current.take() else { return Ok(()) };
        if tally.lines == 0 { Ok(()) } else { self.close_segment(name, first, &tally) }
    }

    fn close_segment(&mut self, segment: SegmentName, first: u64, tally: &Tally) -> Result<(), JournalProblem> {
        let manifest = Manifest {
            segment,
            station: self.keeping.station.as_ref().map(|station| station.id.clone()),
            closed: Timestamp::now(),
            first,
            head: self.chain.head(),
            root: tally.root().unwrap_or_default(),
            sum: tally.sum(),
            before: self.before,
        };
        let text = manifest.write();
        let signature = match &self.keeping.station {
            None => None,
            // A manifest that is not signed now is carried by the next one that is.
            Some(station) => (station.sign)(Namespace::Journal, text.as_bytes())
                .map_err(|why| self.unsigned = Some(format!("{} is not signed: {why}", segment.manifest())))
                .ok(),
        };
        folder::close(&self.keeping.folder, segment, &text, signature.as_deref())?;
        self.before = Some(Before { segment, sum: Digest::of(&text) });
        Ok(())
    }
}

/// The first line of a run: which version of the program, and the digest of its file.
fn start(program: &Path) -> io::Result<Entry> {
    let mut sum = sha2::Sha256::new();
    io::copy(&mut File::open(program)?, &mut sum)?;
    let what = format!("countersign {} begins", env!("CARGO_PKG_VERSION"));
    Ok(Entry::new(Kind::Start, what).about("program", Some(Digest::made(sum.finalize().into()))))
}

/// All lines of the journal in a folder.
#[cfg(test)]
pub(super) fn text(folder: &Path) -> String {
    let segments = folder::segments(folder).unwrap();
    segments.into_iter().map(|segment| fs::read_to_string(folder.join(segment.lines())).unwrap()).collect()
}

#[cfg(test)]
impl Journal {
    /// This journal on a disk that takes nothing more.
    pub(super) fn on_full_disk(self) -> Self {
        self.with_room(0)
    }

    /// This journal on a disk that takes so many more lines.
    pub(super) fn with_room(self, lines: usize) -> Self {
        Self { room: Some(lines), ..self }
    }

    /// The disk takes one more line; from the last on it takes nothing.
    fn use_room(&mut self) {
        match (&mut self.room, &mut self.current) {
            (Some(0), Some(current)) => {
                current.file = File::open(self.keeping.folder.join(current.name.lines())).unwrap();
            }
            (Some(left), _) => *left -= 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

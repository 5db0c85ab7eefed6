//! The journal's files: opened once, locked, checked from their first line, then only appended to and synced line by line.
//! What could not be written and synced counts as not written, and closes the journal: acting is off, reading works (promise 7).
//! Must not know: what is journalled.
//!
//! A run of the console writes into files of its own, a new one each day; it never appends to what another run wrote. So a file
//! that is not written to any more never changes, and the manifest that is made when it is closed stays true.

mod breach;
mod desk;
mod earlier;
#[cfg(test)]
mod fault;
mod folder;
mod look;
mod selection;
mod tally;
mod verify;
mod walk;

pub use breach::{Breach, BreachWhy, ReadProblem};
pub use desk::JournalDesk;
pub use look::{JournalState, look_at_journal};
pub use verify::{Found, Judged, NoProof, SegmentReport, check_signature, prove, verify};

use crate::evidence::{
    journal::{Before, Chain, Digest, Entry, Head, Kind, Manifest, Open, Record, SegmentName},
    sshsig::Namespace,
};
use earlier::Earlier;
use jiff::{SignedDuration, Timestamp};
use sha2::Digest as _;
use std::{
    fs::{self, File},
    io,
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
    /// Why no line can be written any more: what is on the disk is not what the chain says.
    over: Option<String>,
    /// Why the newest manifest is not signed, if it should be.
    unsigned: Option<String>,
    /// What was left of earlier runs when it was opened.
    earlier: Earlier,
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
        let mut earlier = Earlier::default();
        walk.advance(&mut |record| earlier.see(record, recent))?;
        let mut journal = Self {
            earlier,
            chain: walk.chain().clone(),
            newest: walk.segments().last().map(|segment| segment.name),
            before: walk.before(),
            keeping,
            _lock: lock,
            current: None,
            floor_told: false,
            over: None,
            unsigned: None,
            #[cfg(test)]
            room: None,
        };
        journal.take_up(&walk)?;
        let cut = folder::torn(&journal.keeping.folder)?;
        if let Some(program) = journal.keeping.program.take() {
            journal.append(start(&program)?)?;
        }
        let first = std::mem::take(&mut journal.keeping.first);
        let left = journal.earlier.cut_off(cut).into_iter().chain(journal.earlier.nothing_said());
        for entry in left.chain(first) {
            journal.append(entry)?;
        }
        Ok(journal)
    }

    /// Brings the last segment of the run before to its end, if that run did not do it. What it had written of one more line was
    /// never on the disk as a line, so no act followed it; it is kept beside.
    fn take_up(&mut self, walk: &Walk) -> Result<(), JournalProblem> {
        let Some(last) = walk.segments().last().filter(|segment| segment.manifest.is_none()) else { return Ok(()) };
        let path = self.keeping.folder.join(last.name.lines());
        if walk.torn() > 0 {
            let length = walk.tally().length;
            let octets = fs::read(&path)?;
            let rest = octets.get(usize::try_from(length).unwrap_or(usize::MAX)..).unwrap_or_default();
            folder::keep_torn(&self.keeping.folder, last.name, rest)?;
            folder::cut(&File::options().write(true).open(&path)?, length)?;
        }
        if walk.tally().lines == 0 {
            // It was begun and never written to; its name is free.
            folder::remove(&path)?;
            self.newest = walk.segments().iter().rev().nth(1).map(|segment| segment.name);
        } else {
            self.close_segment(last.name, last.first, walk.tally())?;
        }
        Ok(())
    }

    /// What rules forbade in the last hour before it was opened, oldest first.
    pub fn refused(&self) -> &[Record] {
        &self.earlier.refused
    }

    /// Lines about a refusal, an alarm, that was to be told under a key, where no intent of this key follows: it was never sent.
    pub fn unsent(&self) -> &[Record] {
        &self.earlier.unsent
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
    /// When that fails. The line is taken back as far as possible, and the journal takes no other: its chain is ahead.
    pub fn append(&mut self, entry: Entry) -> Result<(), JournalProblem> {
        self.append_at(Timestamp::now(), entry)
    }

    /// The same at this time of the clock.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn append_at(&mut self, now: Timestamp, entry: Entry) -> Result<(), JournalProblem> {
        if let Some(why) = &self.over {
            return Err(JournalProblem::Closed(why.clone()));
        }
        let appended = self.add(now, entry);
        self.over = appended.as_ref().err().map(ToString::to_string);
        appended
    }

    fn add(&mut self, now: Timestamp, mut entry: Entry) -> Result<(), JournalProblem> {
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
        if let Err(error) = folder::add(&mut current.file, &line) {
            // Half a line would have to be cut off by the next session. If this fails too, that session does it.
            let _ = folder::cut(&current.file, current.tally.length);
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
    /// When the manifest can't be written, or a line could not be; the next session does it then.
    pub fn close(&mut self) -> Result<(), JournalProblem> {
        if let Some(why) = &self.over {
            return Err(JournalProblem::Closed(why.clone()));
        }
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

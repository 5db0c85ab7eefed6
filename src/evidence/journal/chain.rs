//! The chain of the journal's lines: making the next one, and finding where an old one is broken.
//! Nothing is repaired here: a broken journal is reported with the line, and a new one begins by a person's decision.
//! Must not know: where the lines are kept, or what the acts do.

use super::line::{Entry, Kind, Line, Record};
use crate::evidence::digest::{Digest, Head};
use jiff::Timestamp;

/// A journal up to its newest line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    head: Head,
    open: Vec<Open>,
    newest: Option<Timestamp>,
    floor: Option<Timestamp>,
}

/// An intent without an outcome: something was about to be sent, and nobody wrote down what came of it (promise 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The line's number.
    pub seq: u64,
    /// When it was written.
    pub at: Timestamp,
    /// The act's idempotency key.
    pub act: String,
    /// The profile whose registry it was about to be sent to; empty in lines of before profiles were journaled.
    pub profile: String,
    /// What it was about, if the line says so.
    pub object: String,
    /// What was about to be done.
    pub what: String,
}

/// Where a journal stops making sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the journal is broken at line {line}: {why}")]
pub struct Broken {
    /// The first line that does not fit, from 1. The lines before it are sound.
    pub line: u64,
    /// Why it does not fit.
    pub why: Why,
}

/// Why a line does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The last line has no LF: the program or the machine stopped while it was written.
    #[error("it was not written to its end")]
    CutOff,
    /// It is not a line as this journal writes them.
    #[error("it is not a journal line, or it was edited")]
    Form,
    /// It has another number than its place asks for.
    #[error("its number does not follow: a line is missing, repeated or out of order")]
    Number,
    /// It does not carry the digest of the line before.
    #[error("it does not fit the line before: one of the two was changed")]
    Digest,
    /// The remembered head is not this journal's.
    #[error("it is not the line that was remembered: the journal was rewritten or lines at its end are missing")]
    Remembered,
}

impl Chain {
    /// A journal without lines.
    pub fn new() -> Self {
        Self::default()
    }

    /// A journal of which the lines up to this one are not here. Acts that were begun in them are not known.
    pub fn after(head: Head) -> Self {
        Self { head, ..Self::default() }
    }

    /// Reads a whole journal and checks every line of it.
    ///
    /// # Errors
    /// [`Broken`] at the first line that does not fit.
    pub fn resume(journal: &str) -> Result<Self, Broken> {
        Self::resume_from(journal, Head::default())
    }

    /// Reads a whole journal, checks every line of it, and checks that the line that was once its newest is still there.
    ///
    /// # Errors
    /// [`Broken`] at the first line that does not fit, or at the remembered one.
    pub fn resume_from(journal: &str, remembered: Head) -> Result<Self, Broken> {
        let mut chain = Self::new();
        for line in journal.split_inclusive('\n') {
            let seq = chain.head.seq + 1;
            chain.follow(line).map_err(|why| Broken { line: seq, why })?;
            if chain.head.seq == remembered.seq && chain.head.digest != remembered.digest {
                return Err(Broken { line: remembered.seq, why: Why::Remembered });
            }
        }
        if chain.head.seq < remembered.seq {
            return Err(Broken { line: chain.head.seq + 1, why: Why::Remembered });
        }
        Ok(chain)
    }

    /// The exact line to append next, LF included. The chain goes on as if it had been written: when writing or syncing
    /// fails, drop the chain and resume from what is really there.
    #[must_use]
    pub fn line(&mut self, at: Timestamp, entry: Entry) -> String {
        let seq = self.head.seq + 1;
        let mut text = Line::new(seq, at, &entry, self.head.digest).text();
        self.advance(&Record { seq, at, entry, prev: self.head.digest, digest: Digest::of(&text) });
        text.push('\n');
        text
    }

    /// The newest line, to be remembered elsewhere.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Intents without an outcome, oldest first. After a start these are the acts whose outcome is unknown.
    pub fn open_intents(&self) -> &[Open] {
        &self.open
    }

    /// When the newest line was written, by the clock of then.
    pub fn newest(&self) -> Option<Timestamp> {
        self.newest
    }

    /// The newest time that a registry or a signed text had told.
    pub fn floor(&self) -> Option<Timestamp> {
        self.floor
    }

    /// Takes the next line, LF included, if it follows. Otherwise the chain stays where it was.
    ///
    /// # Errors
    /// [`Why`] it does not.
    pub fn follow(&mut self, line: &str) -> Result<Record, Why> {
        let text = line.strip_suffix('\n').ok_or(Why::CutOff)?;
        let record = Record::read(text).ok_or(Why::Form)?;
        if record.seq != self.head.seq + 1 {
            return Err(Why::Number);
        }
        if record.prev != self.head.digest {
            return Err(Why::Digest);
        }
        self.advance(&record);
        Ok(record)
    }

    fn advance(&mut self, record: &Record) {
        let Record { seq, at, entry, digest, .. } = record;
        self.head = Head { seq: *seq, digest: *digest };
        self.newest = Some(*at);
        self.floor = self.floor.max(entry.floor);
        match entry.kind {
            // A retry under the same key is the same act: it is open since its first intent.
            Kind::Intent if self.open.iter().any(|open| open.act == entry.act) => {}
            Kind::Intent => self.open.push(Open {
                seq: *seq,
                at: *at,
                act: entry.act.clone(),
                profile: entry.profile.clone(),
                object: entry.object.clone(),
                what: entry.what.clone(),
            }),
            Kind::Outcome => self.open.retain(|open| open.act != entry.act),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

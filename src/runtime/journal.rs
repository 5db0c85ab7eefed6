//! The journal's file: opened once, locked, checked from its first line, then only appended to and synced line by line.
//! What could not be written and synced counts as not written, and closes the journal: acting is off, reading works (promise 7).
//! Must not know: what is journalled.

use crate::evidence::journal::{Broken, Chain, Entry, Open};
use std::{
    fs::{DirBuilder, File, TryLockError},
    io::{self, Read, Seek, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

/// A journal that can be written.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    chain: Chain,
    length: u64,
}

/// Why a journal can't be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum JournalProblem {
    /// The file can't be made, read, written or synced.
    #[error("The journal can't be written: {0}.")]
    File(#[from] io::Error),
    /// Something else has its place, such as a folder or a device.
    #[error("The journal can't be written: there is something at its place that is not a file.")]
    NoFile,
    /// Another console has it. Two writers would break its chain.
    #[error("The journal is in use by another console.")]
    InUse,
    /// Its lines do not verify.
    #[error("It can't be trusted: {0}. Keep the file as evidence and begin a new one.")]
    Broken(#[from] Broken),
    /// It was closed by an earlier failure, or there never was one.
    #[error("{0}")]
    Closed(String),
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

/// Looks at a journal that exists. Nothing in it is changed.
pub fn look_at_journal(path: &Path) -> JournalState {
    match Journal::open(path) {
        Ok(journal) => JournalState::Whole { unfinished: journal.open_intents().len() },
        Err(JournalProblem::InUse) => JournalState::InUse,
        Err(problem) => JournalState::Unusable(problem.to_string()),
    }
}

impl Journal {
    /// Opens or begins the journal, for its owner only.
    ///
    /// # Errors
    /// When it can't be written, is in use, or does not verify.
    pub(super) fn open(path: &Path) -> Result<Self, JournalProblem> {
        if let Some(folder) = path.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let mut file = File::options().read(true).append(true).create(true).mode(0o600).open(path)?;
        if !file.metadata()?.is_file() {
            return Err(JournalProblem::NoFile);
        }
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(JournalProblem::InUse),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        let chain = Chain::resume(&text)?;
        if let Some(folder) = path.parent().filter(|_| text.is_empty()) {
            // A new file is only safe when its folder is.
            File::open(folder)?.sync_all()?;
        }
        let length = file.stream_position()?;
        Ok(Self { file, chain, length })
    }

    /// Acts of earlier sessions of which nobody knows what came.
    pub(super) fn open_intents(&self) -> &[Open] {
        self.chain.open_intents()
    }

    /// Appends a line and waits until it is on the disk.
    ///
    /// # Errors
    /// When that fails. The line is taken back as far as possible, and the journal must not be used again: its chain is ahead.
    pub(super) fn append(&mut self, entry: Entry) -> Result<(), JournalProblem> {
        let line = self.chain.line(jiff::Timestamp::now(), entry);
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // Half a line would break the chain for the next session. If this fails too, that session will say so.
            let _ = self.file.set_len(self.length).and_then(|()| self.file.sync_data());
            return Err(error.into());
        }
        self.length += u64::try_from(line.len()).unwrap_or(0);
        Ok(())
    }
}

#[cfg(test)]
impl Journal {
    /// This journal on a disk that takes nothing more.
    pub(super) fn on_full_disk(self, path: &Path) -> Self {
        Self { file: File::open(path).unwrap(), ..self }
    }
}

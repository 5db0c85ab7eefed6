//! What the lines of earlier runs leave to the one that opens the journal: what is not tried again yet, alarms that were never sent, and files
//! of which nothing says whether they were written.
//! Must not know: files, or what a console does with it.

use crate::evidence::journal::{Digest, Entry, Kind, Record};
use jiff::Timestamp;

/// What is left of earlier runs, oldest first.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// What rules forbade lately.
    pub(super) refused: Vec<Record>,
    /// What was refused under the key of an act that was never begun.
    pub(super) unsent: Vec<Record>,
    /// First lines of files without a second one.
    leaving: Vec<Entry>,
    /// Files of cut-off octets that a line names, with the digest it says.
    noted: Vec<(String, Digest)>,
}

impl Earlier {
    /// Takes the next line. What was refused before `recent` is no longer of interest.
    pub(super) fn see(&mut self, record: &Record, recent: Timestamp) {
        match record.entry.kind {
            Kind::Refusal => {
                self.refused.extend((record.at >= recent).then(|| record.clone()));
                self.unsent.extend((!record.entry.act.is_empty()).then(|| record.clone()));
            }
            Kind::Intent => self.unsent.retain(|line| line.entry.act != record.entry.act),
            Kind::Export => self.leave(&record.entry),
            Kind::Note => self.noted.extend(record.entry.digest.map(|digest| (record.entry.object.clone(), digest))),
            _ => {}
        }
    }

    /// Of the two lines of a file the second takes away the first. A line without a key is of before there were two.
    fn leave(&mut self, line: &Entry) {
        let known = self.leaving.len();
        self.leaving.retain(|begun| begun.act != line.act);
        if self.leaving.len() == known && !line.act.is_empty() {
            self.leaving.push(line.clone());
        }
    }

    /// What is to be said of octets that were cut off the files of the journal, and was not said yet: also by a run that was ended in between.
    pub(super) fn cut_off(&self, kept: Vec<(String, Digest)>) -> Vec<Entry> {
        let unsaid = kept.into_iter().filter(|file| !self.noted.contains(file));
        let note = |(name, digest): (String, Digest)| {
            let what =
                format!("a line that was not written to its end was cut off the file of that name; its octets are in {name}");
            Entry::note("", what).about(name, Some(digest))
        };
        unsaid.map(note).collect()
    }

    /// The second lines of files whose run ended before it could say what came of them.
    pub(super) fn nothing_said(&mut self) -> Vec<Entry> {
        let nothing_said = |begun: Entry| {
            let what = format!("its run ended without a word of it, so the file is whole or not there: {}", begun.what);
            Entry { what, session: String::new(), station: String::new(), floor: None, ..begun }
        };
        std::mem::take(&mut self.leaving).into_iter().map(nothing_said).collect()
    }
}

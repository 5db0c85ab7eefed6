//! Lines of this console's own journal, as rows of a list and each in full.
//! The journal is a file, and a file is not believed: its texts pass the gate like a registry's.
//! Must not know: where the journal is kept, or how its chain is checked.

use crate::{
    evidence::journal::{Digest, Kind, Record},
    text::Untrusted,
};
use jiff::Timestamp;

/// A line as a row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// Its number, from 1.
    pub seq: u64,
    /// When it was written, by this computer's clock.
    pub at: Timestamp,
    /// What it is.
    pub kind: Kind,
    /// Whether it is an intent of which nobody knows what came.
    pub open: bool,
    /// The profile it is about; empty when it is about none.
    pub profile: Untrusted,
    /// The person.
    pub person: Untrusted,
    /// The station.
    pub station: Untrusted,
    /// The act's idempotency key.
    pub act: Untrusted,
    /// What it is about.
    pub object: Untrusted,
    /// What it says.
    pub what: Untrusted,
    /// Its SHA-256.
    pub digest: Digest,
}

/// A line in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// What the list shows.
    pub row: JournalRow,
    /// The run of the console that wrote it.
    pub session: Untrusted,
    /// The newest time that was known to have passed.
    pub floor: Option<Timestamp>,
    /// SHA-256 of what it is about.
    pub about: Option<Digest>,
    /// SHA-256 of the line before, which it carries.
    pub previous: Digest,
    /// The line itself, octet for octet.
    pub text: Untrusted,
    /// The file it stands in.
    pub file: String,
    /// Which line of that file, from 1.
    pub place: u64,
    /// How its file was closed, once it is.
    pub closed: Option<Closing>,
    /// Where the journal stops making sense, if it does; the lines before are sound.
    pub breach: Option<String>,
}

/// How a file of the journal was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The file with its manifest.
    pub manifest: String,
    /// When.
    pub at: Timestamp,
    /// By which station; `None` when none was configured.
    pub station: Option<String>,
    /// Whether there is a signature beside the manifest.
    pub signed: bool,
}

impl JournalRow {
    /// A line of the journal as a row.
    pub fn of(record: &Record, open: bool) -> Self {
        let text = |text: &str| Untrusted::new(text);
        let entry = &record.entry;
        Self {
            seq: record.seq,
            at: record.at,
            kind: entry.kind,
            open,
            profile: text(&entry.profile),
            person: text(&entry.person),
            station: text(&entry.station),
            act: text(&entry.act),
            object: text(&entry.object),
            what: text(&entry.what),
            digest: record.digest,
        }
    }
}

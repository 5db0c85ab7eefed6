//! Lines of this console's journal as rows, and one in full.
//! What is exported is what the lines say; the evidence is the files themselves.
//! Must not know: files, or how lines look on a screen.

use super::{
    Sheet, SheetRow, by_field,
    column::{Of, ours},
};
use crate::{
    registry::journal::{JournalLine, JournalRow},
    text::Untrusted,
};

impl SheetRow for JournalRow {
    const SHEET: Sheet = Sheet::Journal;
    const SHORT: usize = 5;
    const COLUMNS: &'static [Of<Self>] = &[
        Of::count("line", "the line's number, from 1", |row| Some(row.seq)),
        Of::time("at", "when it was written, by this computer's clock", |row| Some(row.at)),
        Of::word("kind", "what it is", |row| ours(row.kind.word())),
        Of::name("person", "who, by the id in the roster", |row| said(&row.person)),
        Of::prose("what", "what it says", |row| Some(row.what.clone())),
        Of::truth("open", "whether it is an act of which nobody knows what came", |row| Some(row.open)),
        Of::name("profile", "the profile it is about", |row| said(&row.profile)),
        Of::name("station", "the station", |row| said(&row.station)),
        Of::name("object", "what it is about", |row| said(&row.object)),
        Of::name("act", "the act's idempotency key", |row| said(&row.act)),
        Of::id("digest", "SHA-256 of the line", |row| Some(row.digest.to_string())),
    ];

    fn filter(&self) -> String {
        by_field("line", self.seq)
    }
}

/// What one line has besides.
pub(super) const MORE: &[Of<JournalLine>] = &[
    Of::name("session", "the run of the console that wrote it", |line| said(&line.session)),
    Of::time("floor", "the newest time that was known to have passed", |line| line.floor),
    Of::id("sha256", "SHA-256 of what it is about", |line| line.about.map(|digest| digest.to_string())),
    Of::id("previous", "SHA-256 of the line before", |line| Some(line.previous.to_string())),
    Of::prose("text", "the line itself, octet for octet", |line| Some(line.text.clone())),
    Of::id("file", "the file it stands in", |line| Some(line.file.clone())),
    Of::count("place", "which line of the file, from 1", |line| Some(line.place)),
    Of::id("manifest", "the manifest of its file, once that is closed", |line| {
        line.closed.as_ref().map(|closed| closed.manifest.clone())
    }),
];

/// A text that may say nothing.
fn said(text: &Untrusted) -> Option<Untrusted> {
    (!text.is_empty()).then(|| text.clone())
}

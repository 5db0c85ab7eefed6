//! One line of the journal: its fields, its one spelling, its digest.
//! A line that can be spelled in two ways could be changed without a trace, so only one spelling is read.
//! Must not know: the neighbouring lines.

use crate::evidence::{digest::Digest, stamp};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// What a line of the journal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something with an effect is about to be sent.
    Intent,
    /// What came of it.
    Outcome,
    /// Anything else worth keeping.
    Note,
}

/// What a line says, before it has a place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the line is.
    pub kind: Kind,
    /// The act's idempotency key; empty for a note that belongs to none.
    pub act: String,
    /// What is to be done, or what came of it, in words. Never a secret.
    pub what: String,
}

impl Entry {
    /// The line before an act.
    pub fn intent(act: impl Into<String>, what: impl Into<String>) -> Self {
        Self { kind: Kind::Intent, act: act.into(), what: what.into() }
    }

    /// The line after an act, once it is known what came of it. As long as that is unknown, there is no outcome.
    pub fn outcome(act: impl Into<String>, what: impl Into<String>) -> Self {
        Self { kind: Kind::Outcome, act: act.into(), what: what.into() }
    }

    /// A line that neither begins nor ends an act.
    pub fn note(act: impl Into<String>, what: impl Into<String>) -> Self {
        Self { kind: Kind::Note, act: act.into(), what: what.into() }
    }
}

/// The fields of a line in their order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) kind: Kind,
    pub(super) act: String,
    pub(super) what: String,
    pub(super) prev: String,
}

impl Line {
    pub(super) fn new(seq: u64, at: Timestamp, entry: &Entry, prev: Digest) -> Self {
        let Entry { kind, act, what } = entry.clone();
        Self { seq, at: stamp::written(at), kind, act, what, prev: prev.to_string() }
    }

    /// The line as it is written, without its LF.
    pub(super) fn text(&self) -> String {
        // A struct of strings and numbers can always be written; an empty line would not verify.
        ascii(&serde_json::to_string(self).unwrap_or_default())
    }

    /// Reads a line, and refuses every spelling but the one that [`Line::text`] gives.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|line: &Self| line.text() == text && line.time().is_some())
    }

    /// When it was written, if it says so in the journal's own way.
    pub(super) fn time(&self) -> Option<Timestamp> {
        stamp::read(&self.at)
    }
}

/// JSON with everything but printable ASCII escaped, so that a journal can be printed on any terminal (T01).
/// Outside of strings JSON is printable ASCII anyway.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c == ' ' || c.is_ascii_graphic() {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a String can't fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}

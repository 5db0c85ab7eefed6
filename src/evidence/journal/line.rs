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
    /// A console began: which version, and the digest of its program.
    Start,
    /// Something with an effect is about to be sent.
    Intent,
    /// What came of it.
    Outcome,
    /// Something was signed.
    Signature,
    /// Something was not done, with the rule that forbids it.
    Refusal,
    /// A page that is not for everyone was looked at.
    View,
    /// Something was written to a file of the operator's.
    Export,
    /// A configuration, theme, roster or policy was read, with its digest.
    Load,
    /// The size of the terminal while something was reviewed.
    Review,
    /// The clock went back, or stands before a time that was signed.
    Clock,
    /// Anything else worth keeping.
    Note,
}

impl Kind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 11] = [
        Self::Start,
        Self::Intent,
        Self::Outcome,
        Self::Signature,
        Self::Refusal,
        Self::View,
        Self::Export,
        Self::Load,
        Self::Review,
        Self::Clock,
        Self::Note,
    ];

    /// Its word, as it stands in the line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Intent => "intent",
            Self::Outcome => "outcome",
            Self::Signature => "signature",
            Self::Refusal => "refusal",
            Self::View => "view",
            Self::Export => "export",
            Self::Load => "load",
            Self::Review => "review",
            Self::Clock => "clock",
            Self::Note => "note",
        }
    }
}

/// What a line says, before it has a place in the chain. What it doesn't say is empty. Never a secret (T10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the line is.
    pub kind: Kind,
    /// The newest time that a registry or a signed text has told: the clock can't truly be before it (T23).
    pub floor: Option<Timestamp>,
    /// The profile it is about.
    pub profile: String,
    /// The person, by the id in the roster.
    pub person: String,
    /// The run of the console that wrote it.
    pub session: String,
    /// The station it was written on.
    pub station: String,
    /// The act's idempotency key; empty for a line that belongs to none.
    pub act: String,
    /// What it is about: an id such as that of an order, an account or a file.
    pub object: String,
    /// The SHA-256 of what it is about.
    pub digest: Option<Digest>,
    /// What is to be done, or what came of it, in words.
    pub what: String,
}

impl Entry {
    /// A line of this kind that belongs to no act.
    pub fn new(kind: Kind, what: impl Into<String>) -> Self {
        Self {
            kind,
            floor: None,
            profile: String::new(),
            person: String::new(),
            session: String::new(),
            station: String::new(),
            act: String::new(),
            object: String::new(),
            digest: None,
            what: what.into(),
        }
    }

    /// The line before an act.
    pub fn intent(act: impl Into<String>, what: impl Into<String>) -> Self {
        Self { act: act.into(), ..Self::new(Kind::Intent, what) }
    }

    /// The line after an act, once it is known what came of it. As long as that is unknown, there is no outcome.
    pub fn outcome(act: impl Into<String>, what: impl Into<String>) -> Self {
        Self { act: act.into(), ..Self::new(Kind::Outcome, what) }
    }

    /// A line that neither begins nor ends an act.
    pub fn note(act: impl Into<String>, what: impl Into<String>) -> Self {
        Self { act: act.into(), ..Self::new(Kind::Note, what) }
    }

    /// The same about this act.
    #[must_use]
    pub fn of_act(self, act: impl Into<String>) -> Self {
        Self { act: act.into(), ..self }
    }

    /// The same about this profile.
    #[must_use]
    pub fn in_profile(self, profile: impl Into<String>) -> Self {
        Self { profile: profile.into(), ..self }
    }

    /// The same by this person, on this station.
    #[must_use]
    pub fn by(self, person: impl Into<String>, station: impl Into<String>) -> Self {
        Self { person: person.into(), station: station.into(), ..self }
    }

    /// The same about this thing, and the digest of its octets where it has some.
    #[must_use]
    pub fn about(self, object: impl Into<String>, digest: Option<Digest>) -> Self {
        Self { object: object.into(), digest, ..self }
    }

    /// The same, when this time was already known to have passed.
    #[must_use]
    pub fn not_before(self, floor: Option<Timestamp>) -> Self {
        Self { floor, ..self }
    }
}

/// A line that stands in a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number, from 1.
    pub seq: u64,
    /// When it was written, by the clock of the computer.
    pub at: Timestamp,
    /// What it says.
    pub entry: Entry,
    /// The digest of the line before, which it carries.
    pub prev: Digest,
    /// Its own digest.
    pub digest: Digest,
}

impl Record {
    /// Reads a line, given without its LF; `None` when it is not spelled as this journal spells it.
    pub fn read(text: &str) -> Option<Self> {
        Line::read(text)?.record(text)
    }

    /// The line as it stands in the journal, without its LF.
    pub fn text(&self) -> String {
        Line::new(self.seq, self.at, &self.entry, self.prev).text()
    }
}

/// The fields of a line in their order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    seq: u64,
    at: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    floor: String,
    kind: Kind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    profile: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    person: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    session: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    station: String,
    act: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    object: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    digest: String,
    what: String,
    prev: String,
}

impl Line {
    pub(super) fn new(seq: u64, at: Timestamp, entry: &Entry, prev: Digest) -> Self {
        let Entry { kind, floor, profile, person, session, station, act, object, digest, what } = entry.clone();
        Self {
            seq,
            at: stamp::written(at),
            floor: floor.map(stamp::written).unwrap_or_default(),
            kind,
            profile,
            person,
            session,
            station,
            act,
            object,
            digest: digest.map(|digest| digest.to_string()).unwrap_or_default(),
            what,
            prev: prev.to_string(),
        }
    }

    /// The line as it is written, without its LF.
    pub(super) fn text(&self) -> String {
        // A struct of strings and numbers can always be written; an empty line would not verify.
        ascii(serde_json::to_string(self).unwrap_or_default())
    }

    /// Reads a line, and refuses every spelling but the one that [`Line::text`] gives.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|line: &Self| line.text() == text)
    }

    /// The line as a value, if its times and digests are spelled as they must be. `text` is what it was read from.
    pub(super) fn record(self, text: &str) -> Option<Record> {
        let Self { seq, at, floor, kind, profile, person, session, station, act, object, digest, what, prev } = self;
        let floor = if floor.is_empty() { None } else { Some(stamp::read(&floor)?) };
        let digest = if digest.is_empty() { None } else { Some(digest.parse().ok()?) };
        let entry = Entry { kind, floor, profile, person, session, station, act, object, digest, what };
        Some(Record { seq, at: stamp::read(&at)?, entry, prev: prev.parse().ok()?, digest: Digest::of(text) })
    }
}

/// JSON with everything but printable ASCII escaped, so that a journal can be printed on any terminal (T01).
/// Outside of strings JSON is printable ASCII anyway.
fn ascii(json: String) -> String {
    if json.bytes().all(|octet| octet == b' ' || octet.is_ascii_graphic()) {
        return json;
    }
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

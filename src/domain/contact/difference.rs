//! How two directories differ about one entry, line by line, and what an import makes of it.
//! Nothing that is not taken is silent: it stands there with its reason.
//! Must not know: how it is shown.

use super::{EntryKey, Record};
use crate::{domain::words, text::Untrusted};
use jiff::Timestamp;

/// What an import makes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Both say the same, by the same right.
    Same,
    /// New and verified: taken.
    Added,
    /// They verified theirs later: taken.
    Taken,
    /// Both say the same; they verified it later: the verification is taken.
    Renewed,
    /// We verified ours later: kept.
    Older,
    /// Nobody verified theirs: kept, however newly it was edited.
    Unverified,
    /// A contact of a critical role, verified by one person: kept.
    OnePerson,
    /// They say it was verified later than now: kept (T23).
    Future,
    /// Who signed may not speak for this entry: kept.
    NotTheirs,
    /// The person was erased here: not taken.
    Erased,
    /// Both verified in the same moment, and they contradict each other: kept, until a person decides.
    Conflict,
}

words!(
    Verdict, "verdict",
    Same "same",
    Added "added",
    Taken "taken",
    Renewed "renewed",
    Older "ours is newer",
    Unverified "not verified",
    OnePerson "verified by one person",
    Future "verified in the future",
    NotTheirs "not theirs to say",
    Erased "erased here",
    Conflict "conflict",
);

impl Verdict {
    /// Whether the import changes the entry.
    pub fn is_taken(self) -> bool {
        matches!(self, Self::Added | Self::Taken | Self::Renewed)
    }
}

/// A line in which two entries differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// What it is.
    pub field: &'static str,
    /// What we say; `None` when we have no such entry.
    pub ours: Option<Untrusted>,
    /// What they say.
    pub theirs: Untrusted,
}

/// How two directories differ about an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The entry.
    pub key: EntryKey,
    /// What the import makes of it.
    pub verdict: Verdict,
    /// When we verified ours.
    pub ours: Option<Timestamp>,
    /// When they verified theirs.
    pub theirs: Option<Timestamp>,
    /// The lines that differ.
    pub lines: Vec<FieldChange>,
}

impl Difference {
    /// Compares ours, if there is one, with theirs.
    pub(super) fn between(ours: Option<&Record>, theirs: &Record, verdict: Verdict) -> Self {
        let known = ours.map(|record| record.entry.fields());
        let line = |(at, (field, theirs)): (usize, (&'static str, Untrusted))| {
            let ours = known.as_ref().and_then(|fields| fields.get(at)).map(|(_, value)| value.clone());
            (ours.as_ref() != Some(&theirs)).then_some(FieldChange { field, ours, theirs })
        };
        Self {
            key: theirs.entry.key(),
            verdict,
            ours: ours.and_then(Record::verified),
            theirs: theirs.verified(),
            lines: theirs.entry.fields().into_iter().enumerate().filter_map(line).collect(),
        }
    }
}

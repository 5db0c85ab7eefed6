//! A run held against the one before: how long a finding is open, and whether what should have cleared has.
//! A finding is the same when it is about ITMOs, or a thing, that the earlier one was about, and of the same kind.
//! Must not know: who was told, and what was done.

use super::{code::Code, finding::Finding};
use crate::domain::{SerialRange, block::Series};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What became of a finding of the run before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is gone, as it should have cleared by itself.
    ClearedAsPredicted,
    /// It is gone, by what people did.
    Cleared,
    /// It is still there although it should have cleared.
    PredictionFailed,
    /// It is still there.
    Open,
}

impl Outcome {
    /// The outcome in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::ClearedAsPredicted => "cleared as predicted",
            Self::Cleared => "cleared",
            Self::PredictionFailed => "prediction failed",
            Self::Open => "still open",
        }
    }
}

/// What became of each finding of the run before, in its order.
pub fn outcomes(earlier: &[Finding], now: &[Finding], at: Timestamp) -> Vec<Outcome> {
    let present = Index::of(now);
    let outcome = |finding: &Finding| match (present.find(finding), finding.clears_at) {
        (None, Some(_)) => Outcome::ClearedAsPredicted,
        (None, None) => Outcome::Cleared,
        (Some(_), Some(due)) if due <= at => Outcome::PredictionFailed,
        (Some(_), _) => Outcome::Open,
    };
    earlier.iter().map(outcome).collect()
}

/// Gives findings the age of those they were before. What is in flight for longer than it may be becomes what it is without that.
pub(super) fn carry(earlier: &[Finding], now: &mut [Finding], at: Timestamp) {
    let before = Index::of(earlier);
    for finding in now {
        let Some(old) = before.find(finding) else { continue };
        finding.since = old.since;
        finding.runs = old.runs.saturating_add(1);
        let Some(due) = old.clears_at else { continue };
        match finding.otherwise {
            Some(code) if due <= at => {
                finding.code = code;
                finding.otherwise = None;
                finding.clears_at = None;
            }
            // A date that is put off with every run would never come.
            Some(_) => finding.clears_at = Some(due),
            None => {}
        }
    }
}

/// What a finding would be if no transfer explained it: under that it is found again.
fn kind(finding: &Finding) -> Code {
    finding.otherwise.unwrap_or(finding.code)
}

/// Findings by kind and series, ascending.
struct Index<'a> {
    units: BTreeMap<(Code, Series), Vec<(SerialRange, &'a Finding)>>,
    others: Vec<&'a Finding>,
}

impl<'a> Index<'a> {
    fn of(findings: &'a [Finding]) -> Self {
        let mut index = Self { units: BTreeMap::new(), others: Vec::new() };
        for finding in findings {
            match finding.block() {
                Some(block) => index.units.entry((kind(finding), block.series)).or_default().push((block.range, finding)),
                None => index.others.push(finding),
            }
        }
        index.units.values_mut().for_each(|ranges| ranges.sort_by_key(|(range, _)| *range));
        index
    }

    fn find(&self, finding: &Finding) -> Option<&'a Finding> {
        let Some(block) = finding.block() else {
            let same = |other: &&&Finding| kind(other) == kind(finding) && other.subject == finding.subject;
            return self.others.iter().find(same).copied();
        };
        let ranges = self.units.get(&(kind(finding), block.series))?;
        // Findings of one kind overlap only where a book overlaps itself, so the last that begins before this one ends is the one.
        let after = ranges.partition_point(|(range, _)| range.first() <= block.range.last());
        let (range, found) = ranges.get(after.checked_sub(1)?)?;
        range.overlaps(block.range).then_some(*found)
    }
}

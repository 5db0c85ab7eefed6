//! The name of a segment: the file that holds the lines of one run of the console on one day.
//! The names sort as the lines follow, by day in UTC and then by number; only the one file of before there were segments comes first.
//! Must not know: what stands in a segment, or where it is kept.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::{fmt, str::FromStr};

const BEGIN: &str = "journal";
const LINES: &str = ".jsonl";
const MANIFEST: &str = ".sha256";

/// The name of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentName {
    /// `journal.jsonl`: all lines of before there were segments.
    Old,
    /// `journal-2026-11-28.jsonl`, and `journal-2026-11-28_002.jsonl` for the second of that day.
    Day {
        /// The day, in UTC.
        day: Date,
        /// Which of that day, from 1.
        part: u32,
    },
}

/// A text that names no segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the name of a segment of a journal")]
pub struct NotASegment;

impl SegmentName {
    /// The name of a segment that is begun now, when this is the newest there is. A clock that went back makes no earlier one.
    #[must_use]
    pub fn next(newest: Option<Self>, now: Timestamp) -> Self {
        let day = day_of(now);
        match newest {
            Some(Self::Day { day: newest, part }) if newest >= day => Self::Day { day: newest, part: part.saturating_add(1) },
            _ => Self::Day { day, part: 1 },
        }
    }

    /// Whether a line written now belongs to another day than this segment's.
    pub fn is_before_day_of(self, now: Timestamp) -> bool {
        match self {
            Self::Old => true,
            Self::Day { day, .. } => day < day_of(now),
        }
    }

    /// The name of the file that holds its lines.
    pub fn lines(self) -> String {
        format!("{self}{LINES}")
    }

    /// The name of the file with its manifest.
    pub fn manifest(self) -> String {
        format!("{self}{MANIFEST}")
    }

    /// The segment whose lines are in a file with this name.
    pub fn of_lines(file: &str) -> Option<Self> {
        file.strip_suffix(LINES)?.parse().ok()
    }

    /// The segment whose manifest is in a file with this name.
    pub fn of_manifest(file: &str) -> Option<Self> {
        file.strip_suffix(MANIFEST)?.parse().ok()
    }
}

fn day_of(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

impl fmt::Display for SegmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Old => f.write_str(BEGIN),
            Self::Day { day, part: 1 } => write!(f, "{BEGIN}-{day}"),
            Self::Day { day, part } => write!(f, "{BEGIN}-{day}_{part:03}"),
        }
    }
}

impl FromStr for SegmentName {
    type Err = NotASegment;

    fn from_str(text: &str) -> Result<Self, NotASegment> {
        if text == BEGIN {
            return Ok(Self::Old);
        }
        let rest = text.strip_prefix(BEGIN).and_then(|rest| rest.strip_prefix('-')).ok_or(NotASegment)?;
        let (day, part) = rest.split_once('_').map_or((rest, "1"), |(day, part)| (day, part));
        let name = Self::Day { day: day.parse().map_err(|_| NotASegment)?, part: part.parse().map_err(|_| NotASegment)? };
        // One spelling: `journal-2026-11-28_1` and `journal-20261128` are other files.
        if name.to_string() == text && !matches!(name, Self::Day { part: 0, .. }) { Ok(name) } else { Err(NotASegment) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> SegmentName {
        text.parse().unwrap()
    }

    #[test]
    fn a_name_has_one_spelling_and_says_the_order() {
        let ordered = ["journal", "journal-2026-11-27", "journal-2026-11-27_002", "journal-2026-11-27_010", "journal-2026-11-28"];
        for pair in ordered.windows(2) {
            assert!(name(pair[0]) < name(pair[1]), "{pair:?}");
        }
        for text in ordered {
            let segment = name(text);
            assert_eq!(segment.to_string(), text);
            assert_eq!(SegmentName::of_lines(&format!("{text}.jsonl")), Some(segment));
            assert_eq!(SegmentName::of_manifest(&format!("{text}.sha256")), Some(segment));
        }
        let others = [
            "",
            "journal-",
            "journal-2026-11-28_001",
            "journal-2026-11-28_000",
            "journal-2026-11-28_2",
            "journal-2026-11-28_+02",
            "journal-2026-11-28.2",
            "journal-20261128",
            "journal-2026-13-01",
            "journal-2026-11-28T00",
            "Journal-2026-11-28",
        ];
        for text in others {
            assert_eq!(text.parse::<SegmentName>(), Err(NotASegment), "{text}");
        }
    }

    #[test]
    fn a_new_segment_comes_after_all_others_also_when_the_clock_went_back() {
        let now: Timestamp = "2026-11-28T00:00:00Z".parse().unwrap();
        for (newest, next) in [
            (None, "journal-2026-11-28"),
            (Some("journal"), "journal-2026-11-28"),
            (Some("journal-2026-11-27_004"), "journal-2026-11-28"),
            (Some("journal-2026-11-28"), "journal-2026-11-28_002"),
            (Some("journal-2038-01-19"), "journal-2038-01-19_002"),
        ] {
            assert_eq!(SegmentName::next(newest.map(name), now), name(next), "{newest:?}");
        }
        assert!(name("journal-2026-11-27").is_before_day_of(now) && !name("journal-2026-11-28").is_before_day_of(now));
    }
}

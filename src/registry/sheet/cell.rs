//! One value of a sheet: what it is, what a person sees of it, and what a program reads.
//! Hostile text is shown and never obeyed: what is seen has passed the gate, holds one line, and begins no formula.
//! Must not know: columns, files, or which list the value is from.

use crate::text::{Kind, Untrusted};
use jiff::{Timestamp, civil::Date};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: the registry said nothing, or there is no such thing.
    Empty,
    /// A well-formed id.
    Id(String),
    /// A name or a word as somebody wrote it.
    Name(Untrusted),
    /// A sentence or more as somebody wrote it.
    Prose(Untrusted),
    /// Several names or words.
    Names(Vec<Untrusted>),
    /// A whole number that may be too great for readers that use floating point: JSON has it as a string.
    Count(u64),
    /// A whole number below 2^53: a year, a version.
    Small(i64),
    /// A moment.
    Time(Timestamp),
    /// A day.
    Day(Date),
    /// Yes or no.
    Truth(bool),
}

/// What a line break within a text looks like, in the gate's own way of writing what it escapes.
const LINE_BREAK: &str = "⟦U+000A⟧";

/// What stands before a text that a spreadsheet would take for a formula.
const FENCE: char = '\'';

impl Cell {
    /// What a person sees: one line, through the gate. Numbers are plain digits, times RFC 3339 in UTC.
    pub fn visible(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Id(id) => Cow::Borrowed(id),
            Self::Name(text) => Cow::Owned(text.gate(Kind::Name).as_str().to_owned()),
            Self::Prose(text) => Cow::Owned(text.gate(Kind::Prose).as_str().replace('\n', LINE_BREAK)),
            Self::Names(texts) => {
                let shown: Vec<_> = texts.iter().map(|text| text.gate(Kind::Name).as_str().to_owned()).collect();
                Cow::Owned(shown.join("; "))
            }
            Self::Count(count) => Cow::Owned(count.to_string()),
            Self::Small(number) => Cow::Owned(number.to_string()),
            Self::Time(at) => Cow::Owned(at.to_string()),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "yes" } else { "no" }),
        }
    }

    /// What is written into a file that a spreadsheet may open: as [`Cell::visible`], and never a formula.
    pub fn fenced(&self) -> Cow<'_, str> {
        match self {
            Self::Count(_) | Self::Small(_) | Self::Time(_) | Self::Day(_) | Self::Truth(_) | Self::Empty => self.visible(),
            Self::Id(_) | Self::Name(_) | Self::Prose(_) | Self::Names(_) => fenced(self.visible()),
        }
    }

    /// Whether it is a number, which stands to the right of its column.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Small(_))
    }
}

/// Puts an apostrophe before what a spreadsheet would calculate. A text that begins with one gets a second, so that taking
/// one away gives the text back.
fn fenced(text: Cow<'_, str>) -> Cow<'_, str> {
    let risky = |first: char| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠' | FENCE);
    if text.starts_with(risky) { Cow::Owned(format!("{FENCE}{text}")) } else { text }
}

/// What a program reads: the exact text, whatever is in it, since JSON's own escapes are harmless.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Id(id) => serializer.serialize_str(id),
            Self::Name(text) | Self::Prose(text) => serializer.serialize_str(text.octets()),
            Self::Names(texts) => serializer.collect_seq(texts.iter().map(Untrusted::octets)),
            Self::Count(count) => serializer.collect_str(count),
            Self::Small(number) => serializer.serialize_i64(*number),
            Self::Time(at) => serializer.collect_str(at),
            Self::Day(day) => serializer.collect_str(day),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(text: &str) -> Cell {
        Cell::Name(Untrusted::new(text))
    }

    #[test]
    fn each_kind_is_seen_and_read_in_its_own_way() {
        let at: Timestamp = "2026-11-27T22:09:43Z".parse().unwrap();
        for (cell, seen, read) in [
            (Cell::Empty, "", "null"),
            (Cell::Id("CHE01-100-0001".into()), "CHE01-100-0001", "\"CHE01-100-0001\""),
            (name("Zoë"), "Zoë", "\"Zoë\""),
            (name("a\u{202e}b\u{1b}[2J"), "a⟦U+202E⟧b⟦U+001B⟧[2J", "\"a\u{202e}b\\u001b[2J\""),
            (Cell::Prose(Untrusted::new("one\ntwo\n")), "one⟦U+000A⟧two⟦U+000A⟧", "\"one\\ntwo\\n\""),
            (Cell::Names(vec![Untrusted::new("a"), Untrusted::new("b\t")]), "a; b⟦U+0009⟧", "[\"a\",\"b\\t\"]"),
            (Cell::Count(u64::MAX), "18446744073709551615", "\"18446744073709551615\""),
            (Cell::Small(2023), "2023", "2023"),
            (Cell::Small(-5), "-5", "-5"),
            (Cell::Time(at), "2026-11-27T22:09:43Z", "\"2026-11-27T22:09:43Z\""),
            (Cell::Day("2026-11-27".parse().unwrap()), "2026-11-27", "\"2026-11-27\""),
            (Cell::Truth(true), "yes", "true"),
        ] {
            assert_eq!(cell.visible(), seen);
            assert_eq!(serde_json::to_string(&cell).unwrap(), read);
        }
    }

    #[test]
    fn no_text_begins_a_formula_and_each_can_be_read_back() {
        for (text, written) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("'t Hooft", "''t Hooft"),
            ("\t=1", "⟦U+0009⟧=1"),
            ("\r=1", "⟦U+000D⟧=1"),
            (" =1", "⟦U+0020⟧=1"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(name(text).fenced(), written, "{text:?}");
        }
        assert_eq!(Cell::Id("-1".into()).fenced(), "'-1");
        assert_eq!(Cell::Small(-1).fenced(), "-1");
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_one_harmless_line(text in "\\PC*|[=+@' \\t\\r\\n\u{202e}a-]{0,6}") {
            for cell in [name(&text), Cell::Prose(Untrusted::new(text.clone()))] {
                let written = cell.fenced();
                prop_assert!(!written.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']));
                prop_assert!(!written.chars().any(char::is_control), "{written:?}");
            }
        }

        #[test]
        fn two_texts_are_never_written_alike(a in "[='ab\u{202e}\n]{0,4}", b in "[='ab\u{202e}\n]{0,4}") {
            let (one, other) = (Cell::Prose(Untrusted::new(a.clone())), Cell::Prose(Untrusted::new(b.clone())));
            prop_assert_eq!(a == b, one.fenced() == other.fenced());
        }
    }
}

//! Differences between two directories in words, line by line: what is taken, what is kept and why.
//! Everything of it passed the gate; nothing is left out but what both say alike.
//! Must not know: where the other directory came from.

use crate::{
    domain::contact::{Difference, FieldChange, Suggested, Verdict},
    text::{Kind, Untrusted},
};
use jiff::Timestamp;
use std::fmt::Write as _;

/// The differences, each with its lines; conflicts are numbered, to be decided by their number.
pub(super) fn differences(all: &[Difference]) -> String {
    let mut told = String::new();
    let (mut same, mut conflicts) = (0_usize, 0_usize);
    for difference in all {
        if difference.verdict == Verdict::Same {
            same += 1;
            continue;
        }
        let number = if difference.verdict == Verdict::Conflict {
            conflicts += 1;
            format!(" {conflicts}")
        } else {
            String::new()
        };
        let (verdict, key) = (difference.verdict.word(), &difference.key);
        let _ = writeln!(told, "{verdict}{number}: {key}");
        let _ = writeln!(told, "    verified: theirs {}, ours {}", when(difference.theirs), when(difference.ours));
        lines(&mut told, &difference.lines);
    }
    let _ = write!(told, "{same} entries are the same here and there.");
    told
}

/// What the cards of a file would add, by the line of each.
pub(super) fn suggestions(all: &[Suggested]) -> String {
    let mut told = String::new();
    for one in all {
        let _ = writeln!(told, "line {}: {}: {}", one.line, one.name.gate(Kind::Name), one.suggestion.word());
        for entry in &one.entries {
            let _ = writeln!(told, "    + {}", entry.key());
        }
        lines(&mut told, &one.differs);
        if !one.differs.is_empty() {
            let _ = writeln!(told, "    what differs is left as it is here: a file that nobody verified changes nothing");
        }
    }
    told.trim_end().to_owned()
}

fn lines(told: &mut String, lines: &[FieldChange]) {
    for FieldChange { field, ours, theirs } in lines {
        if let Some(ours) = ours {
            let _ = writeln!(told, "    - {field}: {}", value(ours));
        }
        let _ = writeln!(told, "    + {field}: {}", value(theirs));
    }
}

fn value(text: &Untrusted) -> String {
    if text.is_empty() { "(nothing)".to_owned() } else { text.gate(Kind::Name).to_string() }
}

fn when(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "never".to_owned(), |at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_values_are_shown_and_never_obeyed() {
        let line = FieldChange {
            field: "name",
            ours: Some(Untrusted::new("Kwame Mensah")),
            theirs: Untrusted::new("Kwame\u{1b}[2J \u{202e}hasneM"),
        };
        let difference = Difference {
            key: crate::domain::contact::EntryKey::Card("gha-1".parse().unwrap()),
            verdict: Verdict::Conflict,
            ours: None,
            theirs: Some(Timestamp::UNIX_EPOCH),
            lines: vec![line],
        };
        let told = differences(&[difference]);
        assert!(told.starts_with("conflict 1: card gha-1\n    verified: theirs 1970-01-01T00:00:00Z, ours never\n"), "{told}");
        assert!(told.contains("- name: Kwame Mensah\n") && told.contains("⟦U+001B⟧") && told.contains("⟦U+202E⟧"), "{told}");
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told}");
    }
}

//! A draft of a guarded text as a person edits it, made into lines that strict reading takes; and what changed between two texts.
//! Rows are numbered, counted and put in order here, so that people add and remove them as they are.
//! Must not know: what the rows say.

use super::{digest::Digest, edition::Edition};

/// A kind of rows: the stem of its keys, and by what they are put in order.
pub struct Rows {
    /// The stem: `person` for `person-count`, `person-1` and so on.
    pub stem: &'static str,
    /// What the order of a row is judged by.
    pub by: fn(&str) -> (String, u64),
}

/// Rows that are in the order of their octets.
pub const fn plain(stem: &'static str) -> Rows {
    Rows { stem, by: |row| (row.to_owned(), 0) }
}

/// A draft with its version set to the one after `before`, its rows in order, numbered and counted. Empty lines, and those that begin
/// with `#`, are left out; a row may stand without its number, as `person: …`. Whether the rest is right, strict reading says.
pub fn tidy(draft: &str, rows: &[Rows], before: Option<Edition>) -> String {
    let (version, previous) = match before {
        None => (1, "none".to_owned()),
        Some(edition) => (edition.version.get().saturating_add(1), format!("sha256:{}", edition.sha256)),
    };
    let mut text = String::new();
    let mut laid: Vec<&str> = Vec::new();
    for line in draft.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let key = line.split_once(": ").map(|(key, _)| key);
        match key.and_then(|key| rows.iter().find(|rows| stem(key) == rows.stem)) {
            Some(rows) if laid.contains(&rows.stem) => {}
            Some(rows) => {
                lay(&mut text, draft, rows);
                laid.push(rows.stem);
            }
            None if key == Some("version") => text.push_str(&format!("version: {version}\n")),
            None if key == Some("previous") => text.push_str(&format!("previous: {previous}\n")),
            None => text.push_str(&format!("{line}\n")),
        }
    }
    text
}

/// All rows of a stem, wherever they stand in the draft.
fn lay(text: &mut String, draft: &str, rows: &Rows) {
    let of_stem = |line: &str| {
        let (key, row) = line.split_once(": ")?;
        (stem(key) == rows.stem && !key.ends_with("-count")).then(|| row.to_owned())
    };
    let mut found: Vec<String> = draft.lines().filter_map(of_stem).collect();
    found.sort_by_key(|row| (rows.by)(row));
    text.push_str(&format!("{}-count: {}\n", rows.stem, found.len()));
    for (before, row) in found.iter().enumerate() {
        text.push_str(&format!("{}-{}: {row}\n", rows.stem, before + 1));
    }
}

/// A key without its number: `person` of `person-12`, and of `person-count`.
fn stem(key: &str) -> &str {
    match key.rsplit_once('-') {
        Some((stem, end)) if end == "count" || (!end.is_empty() && end.bytes().all(|b| b.is_ascii_digit())) => stem,
        _ => key,
    }
}

/// What one text has and another has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A line that is gone, without its number.
    Removed(String),
    /// A line that is new, without its number.
    Added(String),
}

impl Change {
    /// Whether it is the number of the version alone.
    pub fn is_version(&self) -> bool {
        let (Self::Removed(line) | Self::Added(line)) = self;
        line.starts_with("version: ")
    }
}

/// What changed from one text to the next, in the order of the lines. Numbers of rows, counts, and the line that names the version
/// before are no changes.
pub fn changes(old: &str, new: &str) -> Vec<Change> {
    let lines = |text: &str| -> Vec<String> {
        let keyed = text.lines().filter_map(|line| line.split_once(": "));
        let counted = keyed.filter(|(key, _)| !key.ends_with("-count") && *key != "previous");
        counted.map(|(key, value)| format!("{}: {value}", stem(key))).collect()
    };
    let (old, new) = (lines(old), lines(new));
    let mut keys: Vec<&str> = Vec::new();
    for line in old.iter().chain(&new) {
        let key = key_of(line);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let of = |lines: &[String], others: &[String], key: &str| -> Vec<String> {
        lines.iter().filter(|line| key_of(line) == key && !others.contains(line)).cloned().collect()
    };
    let each = keys.iter().flat_map(|key| {
        let gone = of(&old, &new, key).into_iter().map(Change::Removed);
        gone.chain(of(&new, &old, key).into_iter().map(Change::Added)).collect::<Vec<_>>()
    });
    each.collect()
}

fn key_of(line: &str) -> &str {
    line.split_once(": ").map_or(line, |(key, _)| key)
}

/// What two people read to each other to know that they have the same text: the first sixteen digits, in groups of four.
pub fn spoken(digest: &Digest) -> String {
    let digits: Vec<char> = digest.to_string().chars().take(16).collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{policy::PolicyText, roster::RosterText, sample};

    #[test]
    fn a_draft_need_not_be_numbered_counted_or_in_order() {
        let text = sample::roster_text();
        let draft = text
            .replace("person-1: ", "# Amina stays\n\nperson: ")
            .replace("person-count: 10\n", "person-count: 99\n")
            .replace("version: 1", "version: 7");
        let moved = draft.replace("login-1: amina.k amina.k\n", "") + "login: amina.k amina.k\n";
        assert_eq!(RosterText::tidied(&moved, None).unwrap(), sample::roster());
        let next = RosterText::tidied(&moved, Some(sample::roster().edition())).unwrap();
        assert_eq!((next.edition().version.get(), next.roster().previous), (2, Some(sample::roster().edition().sha256)));
    }

    #[test]
    fn bands_are_in_order_by_their_amounts() {
        let mut lines: Vec<&str> = sample::POLICY.lines().collect();
        let at = lines.iter().position(|line| line.starts_with("band-2")).unwrap();
        lines.swap(at, at - 1);
        assert_eq!(PolicyText::tidied(&lines.join("\n"), None).unwrap(), sample::policy());
    }

    #[test]
    fn a_draft_that_is_wrong_stays_wrong() {
        assert!(RosterText::tidied(&sample::roster_text().replace("initiator,approver", "king"), None).is_err());
        assert!(PolicyText::tidied(&sample::POLICY.replace("approvals=1", "approvals=0"), None).is_err());
        assert!(PolicyText::tidied("", None).is_err());
    }

    #[test]
    fn changes_are_the_lines_that_differ() {
        let old = sample::roster_text();
        let new = old.replace("esi.o approver", "esi.o support").replace("version: 1", "version: 2");
        let row = |role: &str| format!("person: esi.o {role} 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z Esi Owusu");
        let (removed, added) = (Change::Removed, Change::Added);
        let expected =
            [removed("version: 1".into()), added("version: 2".into()), removed(row("approver")), added(row("support"))];
        assert_eq!(changes(&old, &new), expected);
        assert_eq!(changes(&old, &old), []);
    }

    #[test]
    fn a_digest_is_spoken_in_groups() {
        assert_eq!(spoken(&Digest::of("abc")), "ba78 16bf 8f01 cfea");
    }
}

//! What a version changes, in words and line by line: who is added, what rises.
//! The lines are those of the two texts; the words only say what kind of change a line is.
//! Must not know: whether the change is a good one.

use crate::{
    evidence::draft::Change,
    screens::linked::Linked,
    text::{Kind, Untrusted},
    ui::{Span, detail::Item, theme::Role},
};

/// The changes, each with its line.
pub(super) fn lines(changes: &[Change]) -> Linked {
    let mut page = Linked::default();
    let said: Vec<&Change> = changes.iter().filter(|change| !change.is_version()).collect();
    if said.is_empty() {
        page.add(Item::Text(vec![Span::new(Role::Warn, "It changes nothing but its number.")]));
    }
    for (at, change) in said.iter().enumerate() {
        let (role, sign, line) = match change {
            Change::Removed(line) => (Role::Danger, "- ", line),
            Change::Added(line) => (Role::Ok, "+ ", line),
        };
        let line = Untrusted::new(line.as_str());
        page.add(Item::Exact(vec![Span::new(role, sign), Span::new(role, line.gate(Kind::Prose))]));
        if let Some(words) = words(at.checked_sub(1).and_then(|before| said.get(before)).copied(), change) {
            page.add(Item::Text(vec![Span::new(Role::Text, "  "), Span::new(Role::Text, words)]));
        }
    }
    page
}

/// What kind of change a line is, where that is more than that the line is new or gone.
fn words(before: Option<&Change>, change: &Change) -> Option<&'static str> {
    let line = match change {
        Change::Removed(line) | Change::Added(line) => line,
    };
    let (key, value) = line.split_once(": ")?;
    let is_added = matches!(change, Change::Added(_));
    if let (Some(Change::Removed(old)), true) = (before, is_added)
        && let Some((of, was)) = old.split_once(": ")
        && of == key
        && let Some(words) = moved(was, value)
    {
        return Some(words);
    }
    Some(match (key, is_added) {
        ("person", true) => "a person with these roles from now on",
        ("person", false) => "no person with these roles any more",
        ("deputy", true) => "somebody stands in for somebody",
        ("deputy", false) => "nobody stands in any more",
        ("key", true) => "a key that counts from now on",
        ("key", false) => "a key that counts no more",
        ("station", true) => "a station that counts from now on",
        ("station", false) => "a station that counts no more",
        ("login", true) => "a login of this person from now on",
        ("login", false) => "no login of this person any more",
        ("band", true) => "asked for from now on",
        ("band", false) => "no longer asked for",
        _ => return None,
    })
}

/// How a value moved from one version to the next: a number up or down, a limit that comes or goes.
fn moved(was: &str, is: &str) -> Option<&'static str> {
    match (was.parse::<u64>(), is.parse::<u64>()) {
        (Ok(was), Ok(is)) if is > was => Some("it rises"),
        (Ok(_), Ok(_)) => Some("it falls"),
        (Ok(_), Err(_)) if is == "none" => Some("the limit goes away"),
        (Err(_), Ok(_)) if was == "none" => Some("there is a limit from now on"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{guarded::Guarded, sample};

    fn said(old: &str, edit: impl Fn(&str) -> String) -> String {
        let old = Guarded::parse(old.as_bytes()).unwrap();
        let new = Guarded::tidied(&edit(old.as_str()), Some(old.edition())).unwrap();
        format!("{:?}", lines(&new.changes_since(&old)).into_items())
    }

    #[test]
    fn each_kind_of_change_has_its_words() {
        let policy = |from: &'static str, to: &'static str| said(sample::POLICY, |text| text.replace(from, to));
        for (from, to, words) in [
            ("limit-order: 1000000", "limit-order: 2000000", "it rises"),
            ("limit-order: 1000000", "limit-order: 10", "it falls"),
            ("limit-order: 1000000", "limit-order: none", "the limit goes away"),
            ("limit-registry-day: none", "limit-registry-day: 5", "there is a limit from now on"),
            ("band-1: any from=0 approvals=1", "band-1: any from=0 approvals=2", "asked for from now on"),
        ] {
            let said = policy(from, to);
            assert!(said.contains(words), "{from} to {to}: {said}");
        }
        let roster = said(&sample::roster_text(), |text| text.replace("esi.o approver", "esi.o support"));
        assert!(
            roster.contains("no person with these roles any more") && roster.contains("a person with these roles from now on")
        );
    }
}

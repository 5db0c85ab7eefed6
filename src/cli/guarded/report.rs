//! What is said about a roster or a policy: which it is, what changed, who signed.
//! A text that was read strictly has nothing in it that could not be shown as it is.
//! Must not know: files.

use crate::evidence::{
    draft::{Change, spoken},
    guarded::Guarded,
    officers::{Countersigned, NEEDED},
    succession::Succession,
};

/// `Roster v2 of CHE01, practice.`
pub(super) fn name(text: &Guarded) -> String {
    let (registry, environment) = text.registry();
    let word = match text {
        Guarded::Roster(_) => "Roster",
        Guarded::Policy(_) => "Policy",
    };
    format!("{word} v{} of {registry}, {environment}.", text.edition().version)
}

/// Which version it is, and the digest by which two people know that they have the same.
pub(super) fn head(text: &Guarded) -> String {
    let (edition, validity) = (text.edition(), text.validity());
    format!(
        "{}\nValid from {} to {}.\nSHA-256 {}\nTo be compared by voice or on paper: {}",
        name(text),
        validity.from(),
        validity.to(),
        edition.sha256,
        spoken(&edition.sha256)
    )
}

/// What changed since the version before.
pub(super) fn changes(text: &Guarded, old: &Guarded) -> String {
    let lines: Vec<String> = text
        .changes_since(old)
        .into_iter()
        .map(|change| match change {
            Change::Removed(line) => format!("- {line}"),
            Change::Added(line) => format!("+ {line}"),
        })
        .collect();
    let what = if lines.is_empty() { "nothing".to_owned() } else { format!("{} lines", lines.len()) };
    format!("Since v{}: {what}\n{}", old.edition().version, lines.join("\n")).trim_end().to_owned()
}

/// Who signed, who did not count and why, and whether that is enough.
pub(super) fn officers(judged: &Succession, files: &[String]) -> String {
    let mut lines = Vec::new();
    for (whose, signed) in [("the roster in force", &judged.by_old), ("the new roster", &judged.by_new)] {
        let Some(signed) = signed else { continue };
        let names: Vec<&str> = signed.by.iter().map(|person| person.as_str()).collect();
        let names = if names.is_empty() { "nobody".to_owned() } else { names.join(", ") };
        lines.push(format!("Officers of {whose}, {} of {NEEDED}: {names}", signed.by.len().min(NEEDED)));
        lines.extend(discounted(signed, files));
    }
    lines.push(match judged.missing() {
        0 => "Signed as it must be: it may come into force.".to_owned(),
        1 => "It can't come into force: one more security officer must sign it (F27).".to_owned(),
        _ => "It can't come into force: two security officers must sign it (F27).".to_owned(),
    });
    lines.join("\n")
}

fn discounted(signed: &Countersigned, files: &[String]) -> Vec<String> {
    let why = signed.discounted.iter();
    why.map(|(place, why)| format!("  {} does not count: {why}", files.get(*place).map_or("a signature", String::as_str)))
        .collect()
}

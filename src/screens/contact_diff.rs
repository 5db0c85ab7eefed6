//! What a change of contacts changes, line by line: what is there (-) and what is to be there (+), entry by entry.
//! Every line that differs is an item of its own, whole, so that it can be counted as read (F09); what stays is not said again.
//! Must not know: who proposes it, or whether it may be done.

use super::contact_words as said;
use crate::{
    domain::contact::{Act, Directory, Entry, raises_risk},
    text::{Kind, Untrusted},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// What differs from the directory as it is.
pub fn items(directory: &Directory, entries: &[Entry]) -> Vec<Item<'static>> {
    entries.iter().flat_map(|entry| of_entry(directory.entry(&entry.key()), entry)).collect()
}

/// What an entry becomes: a line that names it, and every line of it that differs.
fn of_entry(before: Option<&Entry>, after: &Entry) -> Vec<Item<'static>> {
    let key = after.key();
    let act = Act::between(before, after);
    let (role, verb) = match act {
        Act::Add => (Role::Ok, "new"),
        Act::Change => (Role::Warn, "changes"),
        Act::Verify => (Role::Dim, "is still right"),
        Act::Suspend => (Role::Warn, "is suspended"),
        Act::End => (Role::Danger, "ends"),
    };
    let name = Span::new(Role::Accent, Safe::ours(said::key_words(&key)));
    let risk = if raises_risk(before, after) { "   counts after a delay (F14)" } else { "" };
    // The gap is no part of what is emphasised: a theme may underline that.
    let mut items = vec![Item::Exact(vec![name, Span::text("   "), Span::new(role, verb), Span::new(Role::Dim, risk)])];
    let known = before.map(Entry::fields).unwrap_or_default();
    for (at, (field, value)) in after.fields().into_iter().enumerate() {
        let old = known.get(at).map(|(_, old)| old);
        match old {
            Some(old) if *old == value && act == Act::Verify => items.extend(line("=", Role::Dim, field, &value)),
            Some(old) if *old == value => {}
            old => {
                items.extend(old.and_then(|old| line("-", Role::Danger, field, old)));
                items.extend(line("+", Role::Ok, field, &value));
            }
        }
    }
    items
}

/// A line; none where there is nothing to say.
pub fn line(sign: &'static str, role: Role, field: &'static str, value: &Untrusted) -> Option<Item<'static>> {
    if value.is_empty() {
        return None;
    }
    let sign = Span::new(role, Safe::ours(format!("  {sign} ")));
    let label = Span::new(Role::Label, Safe::ours(format!("{field}: ")));
    Some(Item::Exact(vec![sign, label, Span::text(Safe::from(value.gate(Kind::Prose)))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Address, CardId, Channel, EntryKey, sample::whole};

    fn texts(items: &[Item<'_>]) -> Vec<String> {
        let text = |spans: &[Span<'_>]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
        items.iter().map(|item| if let Item::Exact(spans) = item { text(spans) } else { String::new() }).collect()
    }

    #[test]
    fn every_line_that_differs_is_there_and_no_other() {
        let directory = whole();
        let id: CardId = "gha-1".parse().unwrap();
        let Some(Entry::Card(card)) = directory.entry(&EntryKey::Card(id.clone())).cloned() else { panic!() };
        let mut other = card.clone();
        other.title = Untrusted::new("Deputy \u{1b}[31mhead");
        let lines = texts(&items(&directory, &[Entry::Card(other)]));
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].starts_with("card gha-1   changes") && lines[1].starts_with("  - title: Registry"), "{lines:?}");
        assert!(lines[2].starts_with("  + title: Deputy ⟦"), "a hostile word is shown and not obeyed: {lines:?}");

        let address = Address::Mobile("+233555019999".parse().unwrap());
        let channel = Channel { owner: id, address, since: "2026-11-22T09:00:00Z".parse().unwrap(), ended: None };
        let lines = texts(&items(&directory, &[Entry::Channel(channel)]));
        assert!(lines[0].contains("new   counts after a delay"), "{lines:?}");
        assert_eq!(lines[1], "  + address: mobile +233555019999");

        let lines = texts(&items(&directory, &[Entry::Card(card)]));
        assert!(lines[0].contains("is still right") && lines[1..].iter().all(|line| line.starts_with("  = ")), "{lines:?}");
    }
}

//! A life as a timeline: what happened to an account or an ITMO, with the day, who did it, why, and which entry of the ledger says so.
//! The newest stands first, because that is what is looked for; each event leads to its entry.
//! Must not know: whose life it is.

use super::{Place, linked::Linked, screen::Did, words};
use crate::{
    registry::book::{EntrySummary, LifeEvent},
    text::{Kind, Untrusted, number::grouped, time},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// The events as a section of a page.
pub fn section(title: &'static str, life: &[LifeEvent]) -> Linked {
    let mut page = Linked::default();
    page.section(title);
    if life.is_empty() {
        page.add(Item::Text(vec![Span::new(Role::Dim, "Nothing yet: no entry names it since the book was opened.")]));
    }
    for event in life.iter().rev() {
        page.lead(Item::Field(Safe::ours(moment(&event.entry)), spans(event)), Did::Go(Place::Entry(event.entry.entry)));
    }
    page
}

/// Entries of the ledger as a section of a page, the newest first.
pub fn entries(title: &'static str, entries: &[EntrySummary]) -> Linked {
    let mut page = Linked::default();
    page.section(title);
    if entries.is_empty() {
        page.add(Item::Text(vec![Span::new(Role::Dim, "No entry of the ledger names it.")]));
    }
    for entry in entries.iter().rev() {
        let mut spans = vec![Span::text(entry.kind.gate(Kind::Name))];
        spans.extend(told(entry));
        page.lead(Item::Field(Safe::ours(moment(entry)), spans), Did::Go(Place::Entry(entry.entry)));
    }
    page
}

/// When, to the minute, UTC.
fn moment(entry: &EntrySummary) -> String {
    format!("{} {}", time::day(entry.at), time::minute(entry.at))
}

fn spans(event: &LifeEvent) -> Vec<Span<'static>> {
    let words: Vec<String> = event.what.iter().map(|word| word.gate(Kind::Name).to_string()).collect();
    let what = if words.is_empty() { event.entry.kind.gate(Kind::Name).to_string() } else { words.join(", ") };
    let mut spans = vec![Span::text(Safe::ours(what))];
    if let Some(account) = &event.account {
        spans.push(Span::new(Role::Dim, "  in "));
        spans.push(Span::text(Safe::ours(account.to_string())));
    }
    if let Some(state) = event.state {
        let (role, _) = words::block_state(state);
        spans.push(Span::new(role, Safe::ours(format!("  {}", state.word()))));
    }
    if let Some(transfer) = event.transfer {
        spans.push(Span::new(Role::Dim, "  transfer "));
        spans.push(Span::text(Safe::ours(transfer.to_string())));
    }
    if event.veil.is_some() {
        spans.push(Span::new(Role::Dim, Safe::ours(format!("  with an account you {}", words::TYPE_AGAIN))));
    }
    if let Some(counterpart) = &event.counterpart {
        spans.push(Span::new(Role::Dim, "  with "));
        spans.push(Span::text(Safe::ours(counterpart.to_string())));
    }
    spans.extend(told(&event.entry));
    spans
}

/// Who did it and why, on a line of its own.
fn told(entry: &EntrySummary) -> Vec<Span<'static>> {
    let reason = entry.reason.gate(Kind::Name);
    let reason = if reason.as_str().is_empty() { String::new() } else { format!(": {reason}") };
    vec![Span::new(Role::Dim, Safe::ours(format!("\nentry {}, {}{reason}", grouped(entry.entry), by(&entry.by))))]
}

/// The people of an entry, in a few words.
pub fn by(people: &[Untrusted]) -> String {
    let names: Vec<String> = people.iter().map(|name| name.gate(Kind::Name).to_string()).collect();
    if names.is_empty() { "by rule".to_owned() } else { format!("by {}", names.join(" and ")) }
}

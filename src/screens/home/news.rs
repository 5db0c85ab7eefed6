//! What came into the book since it was looked at last: how many entries, of which kinds.
//! A book that is shorter than it was is no news but an alarm: entries are never taken away.
//! Must not know: how it is painted.

use super::Home;
use crate::{
    app::seen::Mark,
    registry::{Filter, book::EntrySummary, query::Term},
    screens::{Did, Place},
    text::{Kind, Untrusted, number::grouped, time},
    ui::theme::Role,
};
use jiff::Timestamp;

/// Entries of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfKind<'a> {
    /// The kind, in the registry's word.
    pub kind: &'a Untrusted,
    /// How many.
    pub count: u64,
    /// When the newest came.
    pub newest: Timestamp,
}

/// The entries that are news.
pub fn filter(since: Mark) -> Filter {
    Filter { terms: vec![Term { field: Some("entry"), value: format!("{}..", since.entry.saturating_add(1)), negated: false }] }
}

/// The ledger with the news, or with those of one kind. A book that is shorter than it was is shown whole.
pub fn leads(home: &Home, kind: Option<&Untrusted>) -> Did {
    match (home.since, home.mark()) {
        (Some(since), Some(now)) if now.entry > since.entry => {
            let mut filter = filter(since);
            filter.terms.extend(kind.map(|kind| Term { field: Some("kind"), value: kind.octets().to_owned(), negated: false }));
            Did::List(Place::Ledger, filter.to_string())
        }
        (Some(since), Some(now)) if now.entry < since.entry => Did::Go(Place::Ledger),
        _ => Did::Nothing,
    }
}

/// The kinds of the news, the most frequent first.
pub fn kinds(home: &Home) -> Vec<OfKind<'_>> {
    let rows: &[EntrySummary] = home.news.value().map_or(&[], |page| &page.rows);
    let mut kinds: Vec<OfKind<'_>> = Vec::new();
    for row in rows {
        match kinds.iter_mut().find(|known| *known.kind == row.kind) {
            Some(known) => {
                known.count += 1;
                known.newest = known.newest.max(row.at);
            }
            None => kinds.push(OfKind { kind: &row.kind, count: 1, newest: row.at }),
        }
    }
    kinds.sort_by_key(|known| std::cmp::Reverse(known.count));
    kinds
}

/// The news in a sentence, and how it is meant.
pub fn sentence(home: &Home) -> (Role, String) {
    let Some(since) = home.since else {
        return (Role::Dim, "the first look at this registry: what comes now is news".to_owned());
    };
    let at = time::full(since.at);
    let Some(now) = home.mark() else { return (Role::Dim, String::new()) };
    if now.entry < since.entry {
        let (ends, was) = (grouped(now.entry), grouped(since.entry));
        return (Role::Danger, format!("the book ends at entry {ends}, and had {was}: entries are gone"));
    }
    match home.news.value().map_or(now.entry - since.entry, |page| page.total) {
        0 => (Role::Dim, format!("nothing since {at}")),
        1 => (Role::Accent, format!("1 entry since {at}")),
        count => (Role::Accent, format!("{} entries since {at}", grouped(count))),
    }
}

/// The kinds in a line, for where there is no room for a line each.
pub fn kinds_in_a_line(home: &Home) -> String {
    kinds(home).iter().map(|of| format!("{} {}", grouped(of.count), of.kind.gate(Kind::Name))).collect::<Vec<_>>().join(", ")
}

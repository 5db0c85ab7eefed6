//! The directory of contacts as a list: which rows a filter selects, in which order, a page at a time.
//! The directory is asked for whole and reckoned here, at the moment the registry says it is, so a list needs no clock.
//! Must not know: how the directory came, or how rows are shown.

use super::{
    Filter, Page, Query, Sort,
    book::{ContactRow, Contacts, contact_rows},
    entire_page::{self, Whole},
    query::Term,
};
use crate::{
    domain::contact::CardId,
    text::{Kind, Untrusted},
};
use std::cmp::Ordering;

/// A page of the rows that a question selects; `None` when it asks to go on from nowhere.
pub fn contact_page(contacts: &Contacts, query: &Query) -> Option<Page<ContactRow>> {
    let mut rows = contact_rows(&contacts.directory, contacts.as_of);
    let unfiltered = rows.len() as u64;
    rows.retain(|row| selects(&query.filter, row));
    if let Some(sort) = query.sort {
        rows.sort_by(|a, b| by(sort, (&a.name, &a.id), (&b.name, &b.id)));
    }
    let rows: Vec<&ContactRow> = rows.iter().collect();
    let whole = Whole { unfiltered, revision: contacts.revision, as_of: contacts.as_of };
    entire_page::page(&rows, query, whole, |row, key| row.id.as_str() == key)
}

/// Which of two contacts, each by name and id, stands first in an order. It is total: what is equal follows by id.
pub fn by(sort: Sort, a: (&Untrusted, &CardId), b: (&Untrusted, &CardId)) -> Ordering {
    let order = match sort.by {
        "name" => a.0.octets().cmp(b.0.octets()).then_with(|| a.1.cmp(b.1)),
        _ => a.1.cmp(b.1),
    };
    if sort.descending { order.reverse() } else { order }
}

/// Whether a filter by the directory's fields selects a row.
pub fn selects(filter: &Filter, row: &ContactRow) -> bool {
    filter.terms.iter().all(|term| holds(term, row) != term.negated)
}

fn holds(term: &Term, row: &ContactRow) -> bool {
    let value = term.value.to_lowercase();
    let says = |is: bool| (value == "yes") == is;
    let contains = |text: &Untrusted| text.gate(Kind::Name).to_string().to_lowercase().contains(&value);
    match term.field {
        None => row.holds(value.trim_start_matches('-')),
        Some("id") => row.id.as_str().contains(&value),
        Some("name") => contains(&row.name),
        Some("organisation") => contains(&row.organisation),
        Some("kind") => row.kind.word() == value,
        Some(field @ ("party" | "registry" | "role" | "topic")) => row.has(&format!("{field}:{value}")),
        Some("reachable") => says(row.reach.is_now()),
        Some("due") => says(row.is_due()),
        Some("changed") => says(row.changed.is_some()),
        // The parser knows no other; a filter that asks for what is not there selects nothing.
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::contact::sample::{accra, at},
        registry::{Start, Window, query::CONTACT_FIELDS},
    };

    fn contacts() -> Contacts {
        let as_of = at("2026-11-25T23:00:00Z");
        Contacts { directory: accra(), proposals: Vec::new(), unread: Vec::new(), revision: 3, as_of }
    }

    fn found(filter: &str) -> Vec<String> {
        let query = Query { filter: Filter::parse(filter, CONTACT_FIELDS).unwrap(), ..Query::default() };
        contact_page(&contacts(), &query).unwrap().rows.iter().map(|row| row.id.to_string()).collect()
    }

    #[test]
    fn a_filter_selects_as_the_directory_does() {
        for (filter, ids) in [
            ("", &["gha-1", "gha-2", "gha-desk", "gha-3"][..]),
            ("role:security", &["gha-3"]),
            ("-role:security kind:person", &["gha-1", "gha-2"]),
            ("party:CHE", &[]),
            ("reachable:yes", &["gha-desk"]),
            ("reachable:no topic:security", &["gha-1", "gha-2", "gha-3"]),
            ("due:yes", &[]),
            ("gha-3", &["gha-3"]),
        ] {
            let mut got = found(filter);
            let mut expected: Vec<String> = ids.iter().map(ToString::to_string).collect();
            got.sort();
            expected.sort();
            assert_eq!(got, expected, "{filter}");
        }
    }

    #[test]
    fn pages_follow_each_other_to_the_end() {
        let mut start = Start::Offset(0);
        let mut all = Vec::new();
        loop {
            let query = Query { window: Window { start, limit: 3 }, ..Query::default() };
            let page = contact_page(&contacts(), &query).unwrap();
            all.extend(page.rows.into_iter().map(|row| row.id.to_string()));
            let Some(next) = page.next else { break };
            start = Start::Cursor(next);
        }
        assert_eq!(all, found(""));
        let lost = Query { window: Window { start: Start::Cursor("x".into()), limit: 3 }, ..Query::default() };
        assert!(contact_page(&contacts(), &lost).is_none());
    }
}

//! The changes of contacts as a list: which a filter selects, in which order, a page at a time.
//! They come with the directory, which is asked for whole; without an order the newest stands first.
//! Must not know: how the directory came, or how rows are shown.

use super::{
    Filter, Page, Query, Sort,
    book::{ChangeRow, Contacts},
    entire_page::{self, Whole},
    query::{Term, minutes},
};
use crate::domain::contact::{ProposalKind, ProposalState};
use jiff::Timestamp;
use std::cmp::{Ordering, Reverse};

/// A page of the changes that a question selects; `None` when it asks to go on from nowhere.
pub fn change_page(contacts: &Contacts, query: &Query) -> Option<Page<ChangeRow>> {
    let all: Vec<ChangeRow> = contacts.proposals.iter().map(ChangeRow::of).collect();
    let mut rows: Vec<&ChangeRow> = all.iter().filter(|row| selects(&query.filter, row, contacts.as_of)).collect();
    match query.sort {
        Some(sort) => rows.sort_by(|a, b| by(sort, a, b)),
        None => rows.sort_by_key(|row| (Reverse(row.at), row.id)),
    }
    let whole = Whole { unfiltered: all.len() as u64, revision: contacts.revision, as_of: contacts.as_of };
    entire_page::page(&rows, query, whole, |row, key| row.id.to_string() == key)
}

/// Which of two changes stands first in an order. It is total: what is equal follows by id.
pub fn by(sort: Sort, a: &ChangeRow, b: &ChangeRow) -> Ordering {
    let order = if sort.by == "at" { a.at.cmp(&b.at) } else { Ordering::Equal }.then_with(|| a.id.cmp(&b.id));
    if sort.descending { order.reverse() } else { order }
}

/// Whether a filter by the fields of changes selects a row at this moment.
pub fn selects(filter: &Filter, row: &ChangeRow, now: Timestamp) -> bool {
    filter.terms.iter().all(|term| holds(term, row, now) != term.negated)
}

fn holds(term: &Term, row: &ChangeRow, now: Timestamp) -> bool {
    let value = term.value.to_lowercase();
    let contains = |text: &str| text.to_lowercase().contains(&value);
    let said = row.said.as_ref();
    let about = || said.is_some_and(|said| said.entries.iter().any(|entry| contains(entry)));
    match term.field {
        None => contains(&row.id.to_string()) || about(),
        Some("id") => contains(&row.id.to_string()),
        Some("state") => row.state.octets(ProposalState::word) == value,
        Some("kind") => said.is_some_and(|said| ProposalKind::word(said.kind) == value),
        Some("about") => about(),
        Some("by") => said.is_some_and(|said| contains(&said.by)),
        Some("confirmed-by") => row.confirmed_by.as_deref().is_some_and(contains),
        Some("paper") => said.is_some_and(|said| contains(&said.paper)),
        Some("at") => {
            let passed = u64::try_from(now.duration_since(row.at).as_mins()).unwrap_or(0);
            minutes(&term.value).is_some_and(|range| range.contains(&passed))
        }
        // The parser knows no other; a filter that asks for what is not there selects nothing.
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::contact::sample::{accra, at},
        evidence::digest::Digest,
        registry::{
            Word,
            book::{ChangeSaid, ContactProposal},
            query::CHANGE_FIELDS,
        },
        text::Untrusted,
    };

    const NOW: &str = "2026-11-25T23:00:00Z";

    fn row(number: u128, state: ProposalState, said: Option<(ProposalKind, &str)>, hour: u8) -> ChangeRow {
        ChangeRow {
            id: uuid::Uuid::from_u128(number),
            state: Word::Known(state),
            at: at(&format!("2026-11-25T{hour:02}:00:00Z")),
            counts_from: None,
            sha256: Digest::of(number.to_string()),
            confirmed_by: (state == ProposalState::Confirmed).then(|| "luc.b".to_owned()),
            said: said.map(|(kind, entry)| ChangeSaid {
                kind,
                entries: vec![entry.to_owned()],
                by: "amina.k".to_owned(),
                paper: "NFP/2026/14".to_owned(),
                reason: "they called".to_owned(),
            }),
        }
    }

    #[test]
    fn a_filter_selects_by_state_kind_persons_paper_and_age() {
        let rows = [
            row(1, ProposalState::Waiting, Some((ProposalKind::Change, "channel gha-1 duty +233555777")), 8),
            row(2, ProposalState::Confirmed, Some((ProposalKind::RoleChange, "card gha-2")), 22),
            row(3, ProposalState::Expired, None, 9),
        ];
        for (text, selected) in [
            ("", [true; 3]),
            ("state:waiting", [true, false, false]),
            ("-state:waiting", [false, true, true]),
            ("kind:role-change", [false, true, false]),
            ("about:+233", [true, false, false]),
            ("gha-2", [false, true, false]),
            ("by:amina", [true, true, false]),
            ("confirmed-by:luc", [false, true, false]),
            ("paper:2026/14", [true, true, false]),
            ("at:<2h", [false, true, false]),
        ] {
            let filter = Filter::parse(text, CHANGE_FIELDS).unwrap();
            assert_eq!(rows.each_ref().map(|row| selects(&filter, row, at(NOW))), selected, "{text}");
        }
    }

    #[test]
    fn the_newest_stands_first_and_what_can_t_be_read_stands_there_too() {
        let proposal = |number: u128, hour: u8| ContactProposal {
            id: uuid::Uuid::from_u128(number),
            text: Untrusted::new("no change at all"),
            signature: Untrusted::default(),
            sha256: Digest::of("x"),
            state: Word::Known(ProposalState::Waiting),
            at: at(&format!("2026-11-25T{hour:02}:00:00Z")),
            confirmation: None,
            counts_from: None,
        };
        let proposals = vec![proposal(1, 8), proposal(2, 22), proposal(3, 9)];
        let contacts = Contacts { directory: accra(), proposals, unread: Vec::new(), revision: 3, as_of: at(NOW) };
        let ids = |sort: Option<Sort>| -> Vec<u128> {
            let query = Query { sort, ..Query::default() };
            change_page(&contacts, &query).unwrap().rows.iter().map(|row| row.id.as_u128()).collect()
        };
        assert_eq!(ids(None), [2, 3, 1]);
        assert_eq!(ids(Some(Sort { by: "at", descending: false })), [1, 3, 2]);
        assert_eq!(ids(Some(Sort { by: "id", descending: true })), [3, 2, 1]);
    }
}

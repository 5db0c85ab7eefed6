//! The messages to lists as a list: which a filter selects, in which order, a page at a time.
//! They come whole, the newest hundred; without an order the newest stands first.
//! Must not know: how they came, or how rows are shown.

use super::{
    Filter, Page, Query, Sort,
    book::{Broadcast, Broadcasts},
    entire_page::{self, Whole},
    query::{Term, minutes},
};
use crate::text::{Kind, Untrusted};
use jiff::Timestamp;
use std::cmp::Ordering;

/// A page of the messages that a question selects; `None` when it asks to go on from nowhere.
pub fn broadcast_page(broadcasts: &Broadcasts, query: &Query) -> Option<Page<Broadcast>> {
    let Broadcasts { all, revision, as_of } = broadcasts;
    let rows = selected(all, &query.filter, query.sort, *as_of);
    let whole = Whole { unfiltered: all.len() as u64, revision: *revision, as_of: *as_of };
    entire_page::page(&rows, query, whole, |row, key| row.id.to_string() == key)
}

/// The messages a filter selects at this moment, in an order; without one as they came, the newest first.
pub fn selected<'a>(all: &'a [Broadcast], filter: &Filter, sort: Option<Sort>, now: Timestamp) -> Vec<&'a Broadcast> {
    let mut rows: Vec<&Broadcast> = all.iter().filter(|row| selects(filter, row, now)).collect();
    if let Some(sort) = sort {
        rows.sort_by(|a, b| by(sort, a, b));
    }
    rows
}

/// Which of two messages stands first in an order. It is total: what is equal follows by id.
fn by(sort: Sort, a: &Broadcast, b: &Broadcast) -> Ordering {
    let order = match sort.by {
        "subject" => a.message.subject().cmp(b.message.subject()),
        "list" => a.list.cmp(&b.list),
        _ => a.at.cmp(&b.at),
    };
    let order = order.then_with(|| a.id.cmp(&b.id));
    if sort.descending { order.reverse() } else { order }
}

fn selects(filter: &Filter, row: &Broadcast, now: Timestamp) -> bool {
    filter.terms.iter().all(|term| holds(term, row, now) != term.negated)
}

fn holds(term: &Term, of: &Broadcast, now: Timestamp) -> bool {
    let value = term.value.to_lowercase();
    let contains = |text: &str| Untrusted::new(text).gate(Kind::Name).to_string().to_lowercase().contains(&value);
    match term.field {
        None => contains(of.message.subject()) || contains(&of.list.to_string()) || contains(&of.id.to_string()),
        Some("id") => contains(&of.id.to_string()),
        Some("subject") => contains(of.message.subject()),
        Some("list") => of.list.to_string() == value,
        Some("label") => contains(of.message.label().word()),
        Some("state") => is_in(of, &value),
        Some("by") => contains(of.by.octets()),
        Some("at") => {
            let passed = u64::try_from(now.duration_since(of.at).as_mins()).unwrap_or(0);
            minutes(&term.value).is_some_and(|range| range.contains(&passed))
        }
        // The parser knows no other; a filter that asks for what is not there selects nothing.
        Some(_) => false,
    }
}

/// A message that was answered by some and came back from others is in both states.
fn is_in(of: &Broadcast, state: &str) -> bool {
    let [sent, answered, returned] = of.tally();
    match state {
        "unsigned" => !of.is_ready(),
        "ready" => of.is_ready() && sent == 0,
        "sent" => sent > 0,
        "answered" => answered > 0,
        "returned" => returned > 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::contact::{Recipient, Role, Tlp},
        evidence::digest::Digest,
        registry::{Window, book::Delivery, query::BROADCAST_FIELDS},
        wire::contact::mail,
    };

    const NOW: &str = "2026-11-25T23:00:00Z";

    fn now() -> Timestamp {
        NOW.parse().unwrap()
    }

    /// A message that was recorded so many hours ago and signed by so many persons; its one recipient answered or not.
    fn message(number: u128, hours: i64, subject: &str, (label, list): (Tlp, &str), signed: usize, answered: bool) -> Broadcast {
        let message = mail::Broadcast::new(label, subject, "Call our desk.").unwrap();
        let to = Recipient {
            registry: "GHA01".parse().unwrap(),
            role: Role::Security,
            who: "gha-3".parse().unwrap(),
            mail: "duty@gha.example".parse().unwrap(),
        };
        let done = answered.then(now);
        Broadcast {
            id: uuid::Uuid::from_u128(number),
            list: list.parse().unwrap(),
            sha256: Digest::of(message.signed_text()),
            message,
            signatures: ["amina.k", "luc.b"].iter().take(signed).map(|who| (who.parse().unwrap(), Untrusted::new("x"))).collect(),
            deliveries: vec![Delivery { to, sent: done, answered: done, returned: None }],
            left_out: Vec::new(),
            by: Untrusted::new("amina.k"),
            at: now() - jiff::SignedDuration::from_hours(hours),
            entry: 7,
        }
    }

    fn all() -> Broadcasts {
        let all = vec![
            message(3, 1, "Keys", (Tlp::Red, "security"), 1, false),
            message(2, 30, "Closed on Saturday", (Tlp::Green, "operations"), 1, true),
            message(1, 90, "A new address", (Tlp::Red, "operations"), 2, false),
        ];
        Broadcasts { all, revision: 9, as_of: now() }
    }

    fn ids(query: &Query) -> Vec<u128> {
        broadcast_page(&all(), query).unwrap().rows.iter().map(|row| row.id.as_u128()).collect()
    }

    #[test]
    fn a_filter_selects_by_list_label_state_and_age() {
        for (text, selected) in [
            ("", &[3, 2, 1][..]),
            ("subject:keys", &[3]),
            ("saturday", &[2]),
            ("list:operations", &[2, 1]),
            ("-list:operations", &[3]),
            ("label:red", &[3, 1]),
            ("state:unsigned", &[3]),
            ("state:ready", &[1]),
            ("state:answered", &[2]),
            ("state:returned", &[]),
            ("by:amina", &[3, 2, 1]),
            ("at:<2d", &[3, 2]),
            ("id:00000001", &[1]),
        ] {
            let filter = Filter::parse(text, BROADCAST_FIELDS).unwrap();
            assert_eq!(ids(&Query { filter, ..Query::default() }), selected, "{text}");
        }
    }

    #[test]
    fn the_newest_stands_first_unless_another_order_is_asked_for() {
        for (order, expected) in [("at", [1, 2, 3]), ("-at", [3, 2, 1]), ("subject", [1, 2, 3]), ("list", [1, 2, 3])] {
            let sort = Some(Sort::parse(order, BROADCAST_FIELDS).unwrap());
            assert_eq!(ids(&Query { sort, ..Query::default() }), expected, "{order}");
        }
    }

    #[test]
    fn a_page_says_how_many_there_are_and_where_the_next_begins() {
        let page = |start| {
            let query = Query { window: Window { start, limit: 2 }, ..Query::default() };
            broadcast_page(&all(), &query)
        };
        let first = page(crate::registry::Start::Offset(0)).unwrap();
        assert_eq!((first.rows.len(), first.total, first.revision, first.next.as_deref()), (2, 3, 9, Some("2")));
        let last = page(crate::registry::Start::Cursor("2".to_owned())).unwrap();
        assert_eq!((last.rows.len(), last.offset, last.next), (1, 2, None));
        assert_eq!(page(crate::registry::Start::Cursor("x".to_owned())), None);
    }
}

//! Which messages to lists a filter picks, by fields of their own: `list:operations state:ready`, `subject:closed at:<7d`.
//! The newest hundred are all here, so nobody is asked.
//! Must not know: how a message is shown.

use crate::{
    registry::{
        Filter,
        book::Broadcast,
        query::{Field, FieldKind, Term, minutes},
    },
    text::{Kind, Untrusted},
};
use jiff::Timestamp;

/// How far a message can be, as words.
const STATES: &[&str] = &["unsigned", "ready", "sent", "answered", "returned"];

/// The fields of a message.
pub const FIELDS: &[Field] = &[
    Field { name: "subject", kind: FieldKind::Text, sortable: false, doc: "what it is about, or part of it" },
    Field { name: "list", kind: FieldKind::Exact, sortable: false, doc: "the list it goes to, such as operations" },
    Field { name: "label", kind: FieldKind::Text, sortable: false, doc: "how far it may travel, such as amber" },
    Field { name: "state", kind: FieldKind::Choice(STATES), sortable: false, doc: "how far it is" },
    Field { name: "by", kind: FieldKind::Text, sortable: false, doc: "login that recorded it, or part of it" },
    Field { name: "at", kind: FieldKind::Age, sortable: false, doc: "how long ago it was recorded" },
];

/// Whether a filter picks a message at this moment.
pub fn picks(filter: &Filter, of: &Broadcast, now: Timestamp) -> bool {
    filter.terms.iter().all(|term| holds(term, of, now) != term.negated)
}

fn holds(term: &Term, of: &Broadcast, now: Timestamp) -> bool {
    let value = term.value.to_lowercase();
    let contains = |text: &str| Untrusted::new(text).gate(Kind::Name).to_string().to_lowercase().contains(&value);
    match term.field {
        None => contains(of.message.subject()) || contains(&of.list.to_string()),
        Some("subject") => contains(of.message.subject()),
        Some("list") => of.list.to_string() == value,
        Some("label") => contains(of.message.label().word()),
        Some("state") => is_in(of, &value),
        Some("by") => contains(of.by.octets()),
        Some("at") => {
            let passed = u64::try_from(now.duration_since(of.at).as_mins()).unwrap_or(0);
            minutes(&term.value).is_some_and(|range| range.contains(&passed))
        }
        // The parser knows no other; a filter that asks for what is not there picks nothing.
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

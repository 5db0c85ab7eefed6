//! What each book says of what a case is about, side by side; within one registry the book and what it should be.
//! A book that has no line says nothing at all, which is another thing than leaving a field out: the kind tells which it is.
//! Must not know: what was found besides.

use crate::{
    domain::{
        case::Sighting,
        reconcile::{Code, Said},
    },
    screens::linked::Linked,
    text::{Kind, Untrusted},
    ui::{Safe, Span, detail::Item, theme::Role},
};

/// The section about it.
pub fn of(found: &Sighting) -> Linked {
    let mut page = Linked::default();
    page.section(if found.peer.is_some() { "Ours / theirs" } else { "Our book / as it should be" });
    if found.said.is_empty() {
        page.add(Item::Text(vec![Span::new(Role::Dim, "The kind says all there is.")]));
    }
    for said in &found.said {
        page.add(Item::Field(Safe::ours(said.field.word().to_owned()), sides(found, said)));
    }
    page
}

fn sides(found: &Sighting, said: &Said) -> Vec<Span<'static>> {
    let shown = |value: &Untrusted, role| Span::new(role, Safe::from(value.gate(Kind::Critical)));
    match (&said.ours, &said.theirs) {
        (Some(ours), Some(theirs)) => {
            vec![shown(ours, Role::DiffOurs), Span::new(Role::Dim, "  /  "), shown(theirs, Role::DiffTheirs)]
        }
        (Some(ours), None) => vec![shown(ours, Role::DiffOurs), Span::new(Role::Dim, alone(found, true))],
        (None, Some(theirs)) => vec![shown(theirs, Role::DiffTheirs), Span::new(Role::Dim, alone(found, false))],
        (None, None) => vec![Span::new(Role::Dim, "neither says anything")],
    }
}

/// What it means that one side alone says something.
fn alone(found: &Sighting, is_ours: bool) -> &'static str {
    match (found.peer.is_some(), found.code, is_ours) {
        (true, Code::D01 | Code::D02 | Code::D06, true) => "   in ours; theirs has no line",
        (true, Code::D01 | Code::D02 | Code::D06, false) => "   in theirs; ours has no line",
        (true, _, true) => "   in ours",
        (true, _, false) => "   in theirs",
        (false, _, true) => "   in our book",
        (false, _, false) => "   as it should be",
    }
}

//! Which segments of a run a filter picks, by fields of their own: `code:D03`, `books:ours-only`, `serial:1..500`.
//! They are all here, so nobody is asked; what the filter leaves out is passed over, and the way between differences too.
//! Must not know: how a segment is shown.

use crate::{
    domain::reconcile::{Code, Subject},
    evidence::reconciliation::about,
    registry::{
        Filter,
        query::{Field, FieldKind, Term, bounds},
        run::{Relation, RunSegment},
    },
};

/// How two books can relate, as words.
const BOOKS: &[&str] = &["equal", "differ", "ours-only", "theirs-only", "overlap-ours", "overlap-theirs"];

/// The fields of a segment.
pub const FIELDS: &[Field] = &[
    Field { name: "code", kind: FieldKind::Exact, sortable: false, doc: "kind of discrepancy found in it, such as D03" },
    Field { name: "books", kind: FieldKind::Choice(BOOKS), sortable: false, doc: "how the two books relate in it" },
    Field { name: "attribute", kind: FieldKind::Text, sortable: false, doc: "what differs, such as sector" },
    Field { name: "serial", kind: FieldKind::Serials, sortable: false, doc: "a serial or a range that it shares ITMOs with" },
    Field { name: "quantity", kind: FieldKind::Number, sortable: false, doc: "ITMOs in it" },
    Field { name: "case", kind: FieldKind::Text, sortable: false, doc: "case that looks after it, or part of its id" },
    Field { name: "about", kind: FieldKind::Text, sortable: false, doc: "an id in it, or part of it" },
];

/// Whether a filter picks a segment.
pub fn picks(filter: &Filter, segment: &RunSegment) -> bool {
    filter.terms.iter().all(|term| holds(term, segment) != term.negated)
}

fn holds(term: &Term, segment: &RunSegment) -> bool {
    let value = term.value.to_lowercase();
    let contains = |text: &str| text.to_lowercase().contains(&value);
    let mut cases = segment.found.iter().filter_map(|(_, case)| *case);
    let block = if let Subject::Units(block) = segment.subject { Some(block) } else { None };
    match term.field {
        None | Some("about") => contains(&about(&segment.subject)),
        Some("code") => segment.found.iter().any(|(code, _)| Code::id(*code).eq_ignore_ascii_case(&value)),
        Some("books") => Relation::word(segment.relation) == value,
        Some("attribute") => segment.differing.iter().any(|field| contains(field.word())),
        Some("serial") => bounds(&term.value).zip(block).is_some_and(|(asked, block)| {
            *asked.start() <= block.range.last().number() && block.range.first().number() <= *asked.end()
        }),
        Some("quantity") => {
            let units = block.map_or(0, |block| block.quantity().count());
            bounds(&term.value).is_some_and(|asked| asked.contains(&units))
        }
        Some("case") => cases.any(|case| contains(&case.to_string())),
        // The parser knows no other; a filter that asks for what is not there picks nothing.
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BlockRange, reconcile::Field as Attribute};

    #[test]
    fn every_relation_there_is_can_be_asked_for() {
        assert_eq!(Relation::ALL.iter().map(|(_, word)| *word).collect::<Vec<_>>(), BOOKS);
    }

    #[test]
    fn a_filter_picks_by_what_was_found_where_and_how() {
        let id = |serial: u64| format!("CA0007-CHE01-CHE-{serial}-2023").parse().unwrap();
        let units = Subject::Units(BlockRange::of(id(101), id(200)).unwrap());
        let of = |subject, relation, code, case: Option<&str>| RunSegment {
            subject,
            relation,
            said: Vec::new(),
            differing: vec![Attribute::Sector],
            found: vec![(code, case.map(|case| case.parse().unwrap()))],
        };
        let sector = of(units, Relation::Differ, Code::D12, Some("CHE01-CASE-000012"));
        let state = of(Subject::Transfer("CHE01-2026-004118".parse().unwrap()), Relation::Differ, Code::D13, None);
        for (text, picked) in [
            ("", [true, true]),
            ("code:d12", [true, false]),
            ("-code:D12", [false, true]),
            ("books:differ", [true, true]),
            ("books:ours-only", [false, false]),
            ("attribute:sect", [true, true]),
            ("serial:150..160", [true, false]),
            ("serial:201..", [false, false]),
            ("quantity:100", [true, false]),
            ("case:000012", [true, false]),
            ("transfer", [false, true]),
        ] {
            let filter = Filter::parse(text, FIELDS).unwrap();
            assert_eq!([picks(&filter, &sector), picks(&filter, &state)], picked, "{text}");
        }
    }
}

//! The fields of the board of cases.
//! It is asked for whole and filtered where it is read, by the same filters as a registry's lists.
//! Must not know: how cases are added up.

use super::{Field, FieldKind};

/// The states, as words.
const STATES: &[&str] = &["new", "triaged", "under-analysis", "proposed", "agreed", "closed"];

/// Fields of the board of cases.
pub const CASE_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "case id, or part of it" },
    Field { name: "code", kind: FieldKind::Exact, sortable: false, doc: "kind of discrepancy, such as D03" },
    Field { name: "state", kind: FieldKind::Choice(STATES), sortable: false, doc: "where the case is" },
    Field { name: "peer", kind: FieldKind::Exact, sortable: false, doc: "counterpart registry, such as GHA01" },
    Field { name: "owner", kind: FieldKind::Text, sortable: false, doc: "who looks after it" },
    Field { name: "about", kind: FieldKind::Text, sortable: false, doc: "the first thing it is about, or part of it" },
    Field { name: "quantity", kind: FieldKind::Number, sortable: true, doc: "ITMOs" },
    Field { name: "open", kind: FieldKind::YesNo, sortable: false, doc: "whether it is not over" },
    Field { name: "frozen", kind: FieldKind::YesNo, sortable: false, doc: "whether its ITMOs are frozen" },
    Field { name: "opened", kind: FieldKind::Age, sortable: true, doc: "how long ago it was opened, such as >1d" },
    Field { name: "severity", kind: FieldKind::Number, sortable: true, doc: "ITMOs times days times the weight of the kind" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Stage;

    #[test]
    fn every_state_there_is_can_be_asked_for() {
        assert_eq!(Stage::ALL.iter().map(|(_, word)| *word).collect::<Vec<_>>(), STATES);
    }
}

//! The fields of this console's own journal.
//! It is asked where it is kept, by the same filters as a registry's lists.
//! Must not know: how lines are looked up.

use super::{Field, FieldKind};

/// Fields of the list of the journal's lines.
pub const JOURNAL_FIELDS: &[Field] = &[
    Field { name: "line", kind: FieldKind::Number, sortable: true, doc: "the line's number" },
    Field {
        name: "kind",
        kind: FieldKind::Choice(&[
            "start",
            "intent",
            "outcome",
            "signature",
            "refusal",
            "view",
            "export",
            "load",
            "review",
            "clock",
            "note",
        ]),
        sortable: false,
        doc: "what it is",
    },
    Field { name: "open", kind: FieldKind::YesNo, sortable: false, doc: "whether it is an act of which nobody knows what came" },
    Field { name: "person", kind: FieldKind::Text, sortable: false, doc: "person, or part of the id" },
    Field { name: "station", kind: FieldKind::Text, sortable: false, doc: "station, or part of its id" },
    Field { name: "profile", kind: FieldKind::Text, sortable: false, doc: "profile, or part of its name" },
    Field { name: "session", kind: FieldKind::Text, sortable: false, doc: "run of the console, or part of its id" },
    Field { name: "object", kind: FieldKind::Text, sortable: false, doc: "what it is about: part of an id or a name" },
    Field { name: "act", kind: FieldKind::Text, sortable: false, doc: "the act's idempotency key, or part of it" },
    Field { name: "at", kind: FieldKind::Age, sortable: false, doc: "how long ago" },
];

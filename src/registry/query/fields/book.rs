//! The fields of the lists about the book itself: orders, authorizations, cooperative approaches, entries of the ledger.
//! What a list can't be sorted by says so here, so that no screen offers it.
//! Must not know: SQL, or columns on a screen.

use super::{Field, FieldKind};

/// Fields of the orders list.
pub const ORDER_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "order id, or part of it" },
    Field {
        name: "state",
        kind: FieldKind::Choice(&[
            "submitted",
            "approved",
            "executed",
            "rejected",
            "withdrawn",
            "expired",
            "superseded",
            "stopped",
        ]),
        sortable: true,
        doc: "where it stands",
    },
    Field {
        name: "act",
        kind: FieldKind::Choice(&[
            "transfer",
            "issue",
            "authorize",
            "approach",
            "open-account",
            "account-state",
            "release-blocks",
            "accept-transfer",
            "drop-incoming",
            "complete-by-hand",
            "rebook",
            "give-up",
            "resume-link",
            "trust-account",
        ]),
        sortable: false,
        doc: "what it asks for",
    },
    Field { name: "by", kind: FieldKind::Text, sortable: false, doc: "login or person of who submitted it, or part of it" },
    Field { name: "decided-by", kind: FieldKind::Text, sortable: false, doc: "login of the person who decided, or part of it" },
    Field { name: "about", kind: FieldKind::Text, sortable: false, doc: "an account, transfer or ITMO it names" },
    Field { name: "age", kind: FieldKind::Age, sortable: true, doc: "how long ago it was submitted" },
    Field { name: "expires", kind: FieldKind::Number, sortable: true, doc: "year in which it expires" },
];

/// Fields of the authorizations list.
pub const AUTHORIZATION_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "authorization id, or part of it" },
    Field {
        name: "state",
        kind: FieldKind::Choice(&["draft", "issued", "suspended", "revoked", "expired", "exhausted"]),
        sortable: true,
        doc: "state of its newest version",
    },
    Field { name: "approach", kind: FieldKind::Exact, sortable: true, doc: "cooperative approach, such as CA0007" },
    Field { name: "party", kind: FieldKind::Exact, sortable: true, doc: "first transferring Party, such as GHA" },
    Field { name: "purpose", kind: FieldKind::Text, sortable: false, doc: "purposes, such as NDC" },
    Field { name: "version", kind: FieldKind::Number, sortable: true, doc: "newest version" },
    Field { name: "consumed", kind: FieldKind::Number, sortable: true, doc: "ITMOs first transferred under it" },
];

/// Fields of the list of cooperative approaches.
pub const APPROACH_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "its id, or part of it" },
    Field { name: "name", kind: FieldKind::Text, sortable: true, doc: "its name, or part of it" },
    Field { name: "party", kind: FieldKind::Text, sortable: false, doc: "a participating Party, such as GHA" },
    Field {
        name: "state",
        kind: FieldKind::Choice(&["draft", "submitted", "active", "suspended", "completed", "revoked"]),
        sortable: true,
        doc: "its state",
    },
];

/// Fields of the list of the ledger's entries.
pub const ENTRY_FIELDS: &[Field] = &[
    Field { name: "entry", kind: FieldKind::Number, sortable: true, doc: "the entry's number" },
    Field { name: "kind", kind: FieldKind::Text, sortable: false, doc: "what kind of act" },
    Field { name: "by", kind: FieldKind::Text, sortable: false, doc: "login of a person who did it" },
    Field {
        name: "touched",
        kind: FieldKind::Text,
        sortable: false,
        doc: "an account, transfer, order, authorization or approach it names, whole; the opening of the book is left out",
    },
    Field { name: "at", kind: FieldKind::Age, sortable: false, doc: "how long ago" },
];

//! The fields of the lists about what goes on between registries: transfers, messages, peers, incidents.
//! Lengths of time are whole minutes, because ages are shown to the minute.
//! Must not know: SQL, or columns on a screen.

use super::{Field, FieldKind};

/// Every state a transfer can be in, on either side.
const STATES: &[&str] = &[
    "awaiting-approval",
    "approved",
    "proposed",
    "accepted-by-peer",
    "finalised-out",
    "completed",
    "withdrawn",
    "rejected",
    "terminated",
    "cancelled",
    "in-doubt",
    "received",
    "accepted",
    "final-received",
];

/// Fields of the transfers list.
pub const TRANSFER_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "transfer id, or part of it" },
    Field { name: "state", kind: FieldKind::Choice(STATES), sortable: true, doc: "state in this book" },
    Field {
        name: "peer-state",
        kind: FieldKind::Choice(STATES),
        sortable: false,
        doc: "state at the counterpart, as it last said",
    },
    Field {
        name: "direction",
        kind: FieldKind::Choice(&["outgoing", "incoming", "internal"]),
        sortable: false,
        doc: "which way the ITMOs go",
    },
    Field { name: "counterpart", kind: FieldKind::Exact, sortable: true, doc: "the other registry, such as GHA01" },
    Field { name: "account", kind: FieldKind::Text, sortable: false, doc: "account at either end, or part of it" },
    Field { name: "action", kind: FieldKind::Text, sortable: false, doc: "action type or subtype, or part of it" },
    Field { name: "quantity", kind: FieldKind::Number, sortable: true, doc: "ITMOs that move" },
    Field { name: "approach", kind: FieldKind::Exact, sortable: false, doc: "cooperative approach of the ITMOs, such as CA0007" },
    Field {
        name: "waits",
        kind: FieldKind::Choice(&["us", "peer", "nobody"]),
        sortable: true,
        doc: "whose turn it is, and in order: what waits longest first, then what is over, the newest first",
    },
    Field { name: "age", kind: FieldKind::Age, sortable: false, doc: "how long ago it began, such as >1d or 2h..3d" },
    Field { name: "since", kind: FieldKind::Age, sortable: true, doc: "how long it has been in its state" },
    Field { name: "overdue", kind: FieldKind::YesNo, sortable: false, doc: "whether its next step is due since" },
    Field { name: "stuck", kind: FieldKind::YesNo, sortable: false, doc: "whether it is overdue or in doubt" },
];

/// Fields of the messages list.
pub const MESSAGE_FIELDS: &[Field] = &[
    Field { name: "row", kind: FieldKind::Number, sortable: true, doc: "number in the archive" },
    Field { name: "transfer", kind: FieldKind::Exact, sortable: false, doc: "transfer it is about" },
    Field { name: "kind", kind: FieldKind::Text, sortable: false, doc: "what it is, such as proposal" },
    Field { name: "direction", kind: FieldKind::Choice(&["sent", "received"]), sortable: false, doc: "sent or received" },
    Field { name: "peer", kind: FieldKind::Exact, sortable: false, doc: "registry at the other end" },
    Field {
        name: "verdict",
        kind: FieldKind::Text,
        sortable: false,
        doc: "what became of its signature; good, or part of what was wrong",
    },
    Field { name: "digest", kind: FieldKind::Text, sortable: false, doc: "SHA-256 of its octets, or part of it" },
    Field { name: "at", kind: FieldKind::Age, sortable: false, doc: "how long ago it was sent or received" },
];

/// Fields of the peers list.
pub const PEER_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "registry id, or part of it" },
    Field { name: "name", kind: FieldKind::Text, sortable: true, doc: "its name, or part of it" },
    Field {
        name: "state",
        kind: FieldKind::Choice(&[
            "test",
            "initialising",
            "active",
            "degraded",
            "suspended-planned",
            "suspended-security",
            "closed",
        ]),
        sortable: true,
        doc: "state of the link",
    },
    Field { name: "open", kind: FieldKind::Number, sortable: true, doc: "transfers that are not over" },
    Field { name: "seen", kind: FieldKind::Age, sortable: true, doc: "how long ago it was last heard" },
];

/// Fields of the incidents list.
pub const INCIDENT_FIELDS: &[Field] = &[
    Field { name: "row", kind: FieldKind::Number, sortable: true, doc: "number of the incident" },
    Field { name: "kind", kind: FieldKind::Text, sortable: false, doc: "what kind" },
    Field { name: "peer", kind: FieldKind::Exact, sortable: false, doc: "registry it concerns" },
    Field { name: "transfer", kind: FieldKind::Exact, sortable: false, doc: "transfer it concerns" },
    Field { name: "order", kind: FieldKind::Exact, sortable: false, doc: "order it concerns" },
    Field { name: "person", kind: FieldKind::Text, sortable: false, doc: "person whose login was used, or part of the id" },
    Field { name: "seen", kind: FieldKind::YesNo, sortable: false, doc: "whether a security officer acknowledged it" },
    Field { name: "at", kind: FieldKind::Age, sortable: false, doc: "how long ago" },
];

/// Fields of the list of reconciliation runs.
pub const RUN_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "run id, or part of it" },
    Field { name: "peer", kind: FieldKind::Exact, sortable: false, doc: "counterpart registry" },
    Field {
        name: "state",
        kind: FieldKind::Choice(&["agreeing", "frozen", "totals", "blocks", "history", "signing", "passed", "differs", "failed"]),
        sortable: true,
        doc: "how far it is, or how it ended",
    },
    Field { name: "kind", kind: FieldKind::Exact, sortable: false, doc: "kind of discrepancy it found, such as D03" },
    Field { name: "by", kind: FieldKind::Exact, sortable: false, doc: "login of who began it here" },
    Field { name: "at", kind: FieldKind::Age, sortable: true, doc: "how long ago the snapshots were taken" },
    Field { name: "discrepancies", kind: FieldKind::Number, sortable: true, doc: "how many discrepancies it found" },
];

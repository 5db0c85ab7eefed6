//! The fields a list can be filtered and sorted by.
//! One table for the console's completion and the registry's check, so that neither offers what the other refuses.
//! Must not know: SQL, or columns on a screen.

mod book;
mod case;
mod contact;
mod journal;
mod traffic;

pub use book::{APPROACH_FIELDS, AUTHORIZATION_FIELDS, ENTRY_FIELDS, ORDER_FIELDS};
pub use case::CASE_FIELDS;
pub use contact::{BROADCAST_FIELDS, CHANGE_FIELDS, CONTACT_FIELDS};
pub use journal::JOURNAL_FIELDS;
pub use traffic::{INCIDENT_FIELDS, MESSAGE_FIELDS, PEER_FIELDS, RUN_FIELDS, TRANSFER_FIELDS};

/// A field of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in a filter, before the colon.
    pub name: &'static str,
    /// What its values are.
    pub kind: FieldKind,
    /// Whether the list can be sorted by it.
    pub sortable: bool,
    /// One line of help.
    pub doc: &'static str,
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text; matches when it is contained, without regard to ASCII case.
    Text,
    /// An identifier; matches exactly.
    Exact,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number or a range `a..b`, `a..`, `..b`.
    Number,
    /// `yes` or `no`.
    YesNo,
    /// A serial or a range of serials; matches blocks that share at least one with it.
    Serials,
    /// How long ago: `>1d`, `<2h`, `30m..4h`; whole minutes, hours or days.
    Age,
}

/// Fields of the accounts list.
pub const ACCOUNT_FIELDS: &[Field] = &[
    Field { name: "id", kind: FieldKind::Text, sortable: true, doc: "account id, or part of it" },
    Field { name: "name", kind: FieldKind::Text, sortable: true, doc: "account name, or part of it" },
    Field { name: "holder", kind: FieldKind::Text, sortable: true, doc: "holder's name, or part of it" },
    Field { name: "party", kind: FieldKind::Exact, sortable: true, doc: "Party of the holder, such as GHA" },
    Field {
        name: "type",
        kind: FieldKind::Choice(&["holding", "ndc-use", "oimp-use", "cancellation"]),
        sortable: true,
        doc: "account type",
    },
    Field {
        name: "state",
        kind: FieldKind::Choice(&["requested", "open", "blocked-out", "suspended", "closed"]),
        sortable: true,
        doc: "account state",
    },
    Field { name: "held", kind: FieldKind::Number, sortable: true, doc: "ITMOs held, such as 1000.. or ..500" },
    Field { name: "locked", kind: FieldKind::YesNo, sortable: false, doc: "whether anything in it is locked" },
    Field { name: "vintage", kind: FieldKind::Number, sortable: false, doc: "vintage of ITMOs it holds, such as 2022..2024" },
    Field { name: "approach", kind: FieldKind::Exact, sortable: false, doc: "cooperative approach of ITMOs it holds" },
    Field { name: "act", kind: FieldKind::Number, sortable: true, doc: "year of the last act" },
    Field { name: "age", kind: FieldKind::Age, sortable: false, doc: "how long ago the last act was" },
    Field { name: "representative", kind: FieldKind::Text, sortable: false, doc: "name of somebody who may act for it" },
];

/// Fields of the blocks list.
pub const BLOCK_FIELDS: &[Field] = &[
    Field { name: "serial", kind: FieldKind::Serials, sortable: true, doc: "a serial or a range, such as 4711 or 4000..5000" },
    Field { name: "account", kind: FieldKind::Exact, sortable: true, doc: "account the block is in" },
    Field { name: "approach", kind: FieldKind::Exact, sortable: true, doc: "cooperative approach, such as CA0007" },
    Field { name: "registry", kind: FieldKind::Exact, sortable: false, doc: "registry that created the ids, such as GHA01" },
    Field { name: "party", kind: FieldKind::Exact, sortable: true, doc: "first transferring Party, such as GHA" },
    Field { name: "vintage", kind: FieldKind::Number, sortable: true, doc: "vintage, such as 2023 or 2022..2024" },
    Field {
        name: "state",
        kind: FieldKind::Choice(&[
            "available",
            "reserved",
            "in-flight-out",
            "in-flight-in",
            "frozen-reconciliation",
            "frozen-administration",
            "used",
            "cancelled",
        ]),
        sortable: true,
        doc: "state in the book",
    },
    Field { name: "locked", kind: FieldKind::YesNo, sortable: false, doc: "whether the block is locked" },
    Field { name: "disputed", kind: FieldKind::YesNo, sortable: false, doc: "whether ITMOs of it stand in an open case" },
    Field { name: "metric", kind: FieldKind::Choice(&["ghg", "non-ghg"]), sortable: false, doc: "what the ITMOs measure" },
    Field { name: "quantity", kind: FieldKind::Number, sortable: true, doc: "ITMOs in the block" },
    Field { name: "authorization", kind: FieldKind::Exact, sortable: false, doc: "authorization id" },
];

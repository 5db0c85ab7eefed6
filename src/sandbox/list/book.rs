//! The lists about the book itself: orders, authorizations, cooperative approaches, entries of the ledger.
//! Only the ledger can be long; it is read in its own order, which needs no index but its number.
//! Must not know: who asks, or how pages are cut.

use super::{Ago, Contains, Is, Like, List, RowKey, Within, meaning};
use crate::registry::query::{APPROACH_FIELDS, AUTHORIZATION_FIELDS, ENTRY_FIELDS, ORDER_FIELDS};

/// The orders.
pub(in crate::sandbox) static ORDERS: List = List {
    table: "orders_shown",
    vast: false,
    lasting: true,
    row_key: RowKey::Transfer,
    fields: ORDER_FIELDS,
    key: &["id"],
    select: "id, kind, act, by, state, submitted, expires, uuid, person, approvals, needed, cooling_until",
    join: "",
    words: &[
        "id LIKE ? ESCAPE '\\'",
        "by LIKE ? ESCAPE '\\'",
        "coalesce(person, '') LIKE ? ESCAPE '\\'",
        "act LIKE ? ESCAPE '\\'",
    ],
    meanings: &[
        meaning("id", Contains("id"), Some("id")),
        meaning("state", Is("state = ?"), Some("state")),
        meaning("act", Is("kind = ?"), None),
        // Whoever signed is shown by person, and looked for by either name.
        meaning("by", Contains("by || ' ' || coalesce(person, '')"), None),
        meaning("decided-by", Like("coalesce(decided_by, '') LIKE ? ESCAPE '\\'"), None),
        meaning("about", Contains("act"), None),
        meaning("age", Ago("submitted"), Some("submitted")),
        meaning("expires", Within("expires_year"), Some("expires")),
    ],
};

/// The authorizations, each in its newest version.
pub(in crate::sandbox) static AUTHORIZATIONS: List = List {
    table: "authorizations_shown",
    vast: false,
    lasting: true,
    row_key: RowKey::Id,
    fields: AUTHORIZATION_FIELDS,
    key: &["id"],
    select: "id, version, state, approach, party, purpose, quantity, consumed",
    join: "",
    words: &["id LIKE ? ESCAPE '\\'", "approach LIKE ? ESCAPE '\\'", "activity_type LIKE ? ESCAPE '\\'"],
    meanings: &[
        meaning("id", Contains("id"), Some("id")),
        meaning("state", Is("state = ?"), Some("state")),
        meaning("approach", Is("approach = ?"), Some("approach")),
        meaning("party", Is("party = ?"), Some("party")),
        meaning("purpose", Contains("purpose"), None),
        meaning("version", Within("version"), Some("version")),
        meaning("consumed", Within("consumed"), Some("consumed")),
    ],
};

/// The cooperative approaches.
pub(in crate::sandbox) static APPROACHES: List = List {
    table: "approaches",
    vast: false,
    lasting: true,
    row_key: RowKey::Approach,
    fields: APPROACH_FIELDS,
    key: &["id"],
    select: "id, name, parties, state, initial_report",
    join: "",
    words: &["id LIKE ? ESCAPE '\\'", "name LIKE ? ESCAPE '\\'", "parties LIKE ? ESCAPE '\\'"],
    meanings: &[
        meaning("id", Contains("id"), Some("id")),
        meaning("name", Contains("name"), Some("name")),
        meaning("party", Contains("parties"), None),
        meaning("state", Is("state = ?"), Some("state")),
    ],
};

/// The entries of the ledger.
pub(in crate::sandbox) static ENTRIES: List = List {
    table: "entries",
    vast: false,
    lasting: true,
    row_key: RowKey::Number("seq"),
    fields: ENTRY_FIELDS,
    key: &["seq"],
    select: "seq, line",
    join: "",
    words: &["kind LIKE ? ESCAPE '\\'", "line LIKE ? ESCAPE '\\'"],
    meanings: &[
        meaning("entry", Within("seq"), Some("seq")),
        meaning("kind", Contains("kind"), None),
        // The opening of a book is nobody's act and names everything in lines of many thousand octets, which are not read for this.
        meaning("by", Is("kind <> 'book-opened' AND EXISTS (SELECT 1 FROM json_each(line, '$.act.by') WHERE value = ?)"), None),
        // An id stands in a line as it is, between quotation marks.
        meaning("touched", Is("kind <> 'book-opened' AND instr(line, json_quote(?)) > 0"), None),
        meaning("at", Ago("at"), None),
    ],
};

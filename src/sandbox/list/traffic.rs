//! The lists about what goes on between registries: transfers, messages, peers, incidents, reconciliation runs.
//! They are read from views, which say in one place what is worked out: whose turn it is, and what the peer last said.
//! Must not know: who asks, or how pages are cut.

use super::{Ago, Contains, Holds, Is, Like, List, RowKey, Within, meaning};
use crate::registry::query::{INCIDENT_FIELDS, MESSAGE_FIELDS, PEER_FIELDS, RUN_FIELDS, TRANSFER_FIELDS};

/// What waits, the longest first, then what is over, the newest first: before and behind the middle of nine million million milliseconds.
const LONGEST_WAIT: &str = "(CASE waits WHEN 'nobody' THEN 9000000000000 - since ELSE since - 9000000000000 END)";

/// The transfers of this book.
pub(in crate::sandbox) static TRANSFERS: List = List {
    table: "transfers_shown",
    vast: false,
    lasting: false,
    row_key: RowKey::Transfer,
    fields: TRANSFER_FIELDS,
    key: &["id"],
    select: "id, direction, action, subtype, quantity, from_registry, from_account, to_registry, to_account, state, peer_state, \
             waits, since, due, begun, kinds",
    join: "",
    words: &[
        "id LIKE ? ESCAPE '\\'",
        "from_account LIKE ? ESCAPE '\\'",
        "to_account LIKE ? ESCAPE '\\'",
        "counterpart LIKE ? ESCAPE '\\'",
    ],
    meanings: &[
        meaning("id", Contains("id"), Some("id")),
        meaning("state", Is("state = ?"), Some("state")),
        meaning("peer-state", Is("peer_state IS ?"), None),
        meaning("direction", Is("direction = ?"), None),
        meaning("counterpart", Is("counterpart = ?"), Some("counterpart")),
        meaning("account", Like("from_account || char(10) || to_account LIKE ? ESCAPE '\\'"), None),
        meaning("action", Like("action || char(10) || subtype LIKE ? ESCAPE '\\'"), None),
        meaning("quantity", Within("quantity"), Some("quantity")),
        meaning("approach", Is("id IN (SELECT transfer FROM transfer_spans WHERE transfer_spans.approach = ?)"), None),
        meaning("waits", Is("waits = ?"), Some(LONGEST_WAIT)),
        meaning("age", Ago("begun"), None),
        meaning("since", Ago("since"), Some("since")),
        meaning("overdue", Holds("coalesce(due < ?, 0)"), None),
        meaning("stuck", Holds("(coalesce(due < ?, 0) OR state = 'in-doubt')"), None),
    ],
};

/// The archive of messages.
pub(in crate::sandbox) static MESSAGES: List = List {
    table: "messages_shown",
    vast: false,
    lasting: false,
    row_key: RowKey::Number("row"),
    fields: MESSAGE_FIELDS,
    key: &["row"],
    select: "row, transfer, sequence, kind, direction, peer, verdict, digest, status, at",
    join: "",
    words: &["coalesce(transfer, '') LIKE ? ESCAPE '\\'", "kind LIKE ? ESCAPE '\\'", "digest LIKE ? ESCAPE '\\'"],
    meanings: &[
        meaning("row", Within("row"), Some("row")),
        meaning("transfer", Is("transfer = ?"), None),
        meaning("kind", Contains("kind"), None),
        meaning("direction", Is("direction = ?"), None),
        meaning("peer", Is("peer = ?"), None),
        meaning("verdict", Contains("verdict"), None),
        meaning("digest", Contains("digest"), None),
        meaning("at", Ago("at"), None),
    ],
};

/// The counterpart registries.
pub(in crate::sandbox) static PEERS: List = List {
    table: "peers_shown",
    vast: false,
    lasting: false,
    row_key: RowKey::Registry,
    fields: PEER_FIELDS,
    key: &["id"],
    select: "id, name, state, seen, open, incidents",
    join: "",
    words: &["id LIKE ? ESCAPE '\\'", "name LIKE ? ESCAPE '\\'"],
    meanings: &[
        meaning("id", Contains("id"), Some("id")),
        meaning("name", Contains("name"), Some("name")),
        meaning("state", Is("state = ?"), Some("state")),
        meaning("open", Within("open"), Some("open")),
        meaning("seen", Ago("seen"), Some("seen")),
    ],
};

/// What a person should look at.
pub(in crate::sandbox) static INCIDENTS: List = List {
    table: "incidents_shown",
    vast: false,
    lasting: false,
    row_key: RowKey::Number("row"),
    fields: INCIDENT_FIELDS,
    key: &["row"],
    select: "row, at, kind, peer, transfer, detail, message, order_id, person, until, seen_at, seen_by, seen_reason",
    join: "",
    words: &[
        "kind LIKE ? ESCAPE '\\'",
        "detail LIKE ? ESCAPE '\\'",
        "coalesce(transfer, '') LIKE ? ESCAPE '\\'",
        "coalesce(order_id, '') LIKE ? ESCAPE '\\'",
    ],
    meanings: &[
        meaning("row", Within("row"), Some("row")),
        meaning("kind", Contains("kind"), None),
        meaning("peer", Is("peer = ?"), None),
        meaning("transfer", Is("transfer = ?"), None),
        meaning("order", Is("order_id IS ?"), None),
        meaning("person", Contains("person"), None),
        meaning("seen", Holds("(seen_at IS NOT NULL)"), None),
        meaning("at", Ago("at"), None),
    ],
};

/// The reconciliation runs.
pub(in crate::sandbox) static RUNS: List = List {
    table: "reconciliations_shown",
    vast: false,
    lasting: false,
    row_key: RowKey::Run,
    fields: RUN_FIELDS,
    key: &["id"],
    select: "id, peer, opener, at, state, begun, by, ended, units, discrepancies, notes, kinds, why",
    join: "",
    words: &["id LIKE ? ESCAPE '\\'", "coalesce(peer, '') LIKE ? ESCAPE '\\'"],
    meanings: &[
        meaning("id", Contains("id"), Some("id")),
        meaning("peer", Is("peer = ?"), None),
        meaning("state", Is("state = ?"), Some("state")),
        meaning("kind", Is("id IN (SELECT run FROM reconciliation_findings WHERE code = ?)"), None),
        meaning("by", Is("by IS ?"), None),
        meaning("at", Ago("at"), Some("at")),
        meaning("discrepancies", Within("discrepancies"), Some("discrepancies")),
    ],
};

//! The projection of the ledger: accounts, blocks, authorizations, transfers, orders as they are now, and the lives of blocks.
//! It is made only by applying entries. Whatever stands here can be dropped and made again, row for row.
//! Must not know: how entries are applied.

/// Every table of the projection with the columns that order its rows: what a rebuild empties, and nothing else.
pub(in crate::sandbox) const PROJECTION: [(&str, &str); 25] = [
    ("approaches", "id"),
    ("authorizations", "id, version"),
    ("consumed", "authorization"),
    ("entities", "id, party"),
    ("accounts", "id"),
    ("representatives", "account, name"),
    ("trust_lists", "account"),
    ("trusted_accounts", "account, registry, trusted"),
    ("holdings", "approach, vintage"),
    ("numberings", "approach, registry, party, vintage"),
    ("blocks", "approach, registry, party, vintage, first"),
    ("in_transit", "approach, registry, party, vintage, first"),
    ("transfers", "id"),
    ("transfer_spans", "transfer, n"),
    ("orders", "id"),
    ("order_texts", "order_id"),
    ("statements", "order_id, n"),
    ("guarded", "kind, version, sha256"),
    ("revocations", "sha256"),
    ("cases", "id"),
    ("case_steps", "case_id, n"),
    ("case_spans", "case_id, n"),
    ("remarks", "approach, registry, party, vintage, first, field"),
    ("left_out_of_reports", "transfer"),
    ("life", "entry, n"),
];

/// The tables. Lists of words are JSON arrays.
pub(in crate::sandbox) const TABLES: &str = "
CREATE TABLE approaches (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    parties TEXT NOT NULL,
    state TEXT NOT NULL,
    initial_report TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE authorizations (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    approach TEXT NOT NULL,
    party TEXT NOT NULL,
    date TEXT NOT NULL,
    purpose TEXT NOT NULL,
    first_transfer TEXT,
    parties TEXT NOT NULL,
    entities TEXT NOT NULL,
    quantity INTEGER,
    first_vintage INTEGER,
    last_vintage INTEGER,
    metric TEXT NOT NULL,
    mitigation_type TEXT NOT NULL,
    sector TEXT NOT NULL,
    activity_type TEXT NOT NULL,
    terms TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE consumed (
    authorization TEXT NOT NULL PRIMARY KEY,
    quantity INTEGER NOT NULL CHECK (quantity >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
    id TEXT NOT NULL,
    party TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (id, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    type TEXT NOT NULL,
    holder TEXT NOT NULL,
    holder_kind TEXT NOT NULL,
    party TEXT NOT NULL,
    state TEXT NOT NULL,
    held INTEGER NOT NULL CHECK (held >= 0),
    locked INTEGER NOT NULL CHECK (locked BETWEEN 0 AND held),
    last_act INTEGER NOT NULL,
    act_year INTEGER NOT NULL,
    opened INTEGER,
    approaches TEXT NOT NULL,
    metric TEXT,
    version INTEGER NOT NULL,
    lock_cause TEXT,
    lock_since INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE representatives (
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE trust_lists (
    account TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE trusted_accounts (
    account TEXT NOT NULL,
    registry TEXT NOT NULL,
    trusted TEXT NOT NULL,
    entered INTEGER NOT NULL,
    counts_from INTEGER NOT NULL CHECK (counts_from >= entered),
    PRIMARY KEY (account, registry, trusted)
) STRICT, WITHOUT ROWID;

CREATE TABLE holdings (
    approach TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    blocks INTEGER NOT NULL CHECK (blocks > 0),
    held INTEGER NOT NULL CHECK (held > 0),
    locked INTEGER NOT NULL CHECK (locked BETWEEN 0 AND held),
    PRIMARY KEY (approach, vintage)
) STRICT, WITHOUT ROWID;

CREATE TABLE numberings (
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    PRIMARY KEY (approach, registry, party, vintage)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first AND first >= 1),
    quantity INTEGER NOT NULL CHECK (quantity = last - first + 1),
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    lock_cause TEXT,
    lock_since INTEGER,
    authorization TEXT NOT NULL,
    authorization_version INTEGER NOT NULL,
    non_ghg TEXT NOT NULL,
    underlying TEXT NOT NULL,
    first_transferred TEXT,
    PRIMARY KEY (approach, registry, party, vintage, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE in_transit (
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first AND first >= 1),
    transfer TEXT NOT NULL,
    account TEXT NOT NULL,
    authorization TEXT NOT NULL,
    authorization_version INTEGER NOT NULL,
    non_ghg TEXT NOT NULL,
    underlying TEXT NOT NULL,
    first_transferred TEXT,
    PRIMARY KEY (approach, registry, party, vintage, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfers (
    id TEXT NOT NULL PRIMARY KEY,
    side TEXT NOT NULL,
    state TEXT NOT NULL,
    action TEXT NOT NULL,
    subtype TEXT NOT NULL,
    from_registry TEXT NOT NULL,
    from_account TEXT NOT NULL,
    to_registry TEXT NOT NULL,
    to_account TEXT NOT NULL,
    counterpart TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    year INTEGER,
    purpose TEXT,
    corrects TEXT,
    begun INTEGER NOT NULL,
    since INTEGER NOT NULL,
    event TEXT,
    due INTEGER,
    entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer_spans (
    transfer TEXT NOT NULL,
    n INTEGER NOT NULL,
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (transfer, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
    id TEXT NOT NULL PRIMARY KEY,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    act TEXT NOT NULL,
    submitted INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    decided_by TEXT,
    decided INTEGER,
    entry INTEGER NOT NULL,
    approvals TEXT,
    needed INTEGER,
    cooling_until INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE order_texts (
    order_id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL,
    session TEXT NOT NULL,
    uuid TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    station TEXT NOT NULL,
    text TEXT NOT NULL,
    signature TEXT NOT NULL,
    station_signature TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    order_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    login TEXT NOT NULL,
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    station TEXT NOT NULL,
    seq INTEGER NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    signature TEXT NOT NULL,
    station_signature TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (order_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE guarded (
    kind TEXT NOT NULL CHECK (kind IN ('roster', 'policy')),
    version INTEGER NOT NULL CHECK (version >= 1),
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    signatures TEXT NOT NULL,
    proposed INTEGER NOT NULL,
    since INTEGER,
    PRIMARY KEY (kind, version, sha256)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX guarded_in_force ON guarded (kind, version) WHERE since IS NOT NULL;

CREATE TABLE revocations (
    sha256 TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL,
    text TEXT NOT NULL,
    signature TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    peer TEXT,
    state TEXT NOT NULL,
    owner TEXT,
    keeps INTEGER NOT NULL CHECK (keeps IN (0, 1)),
    opened INTEGER NOT NULL,
    closed INTEGER,
    reopened INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE case_steps (
    case_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    step TEXT NOT NULL,
    PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_spans (
    case_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE remarks (
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first AND first >= 1),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (approach, registry, party, vintage, first, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE left_out_of_reports (
    transfer TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE life (
    entry INTEGER NOT NULL,
    n INTEGER NOT NULL,
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    what TEXT NOT NULL,
    account TEXT,
    state TEXT,
    transfer TEXT,
    PRIMARY KEY (entry, n)
) STRICT, WITHOUT ROWID;
";

/// One index for each order of a list that is not the key's own, named after its column. The key follows in each, so every
/// order is total and an index alone can count and place rows.
pub(in crate::sandbox) const INDICES: &str = "
CREATE INDEX accounts_name ON accounts (name);
CREATE INDEX accounts_holder ON accounts (holder);
CREATE INDEX accounts_party ON accounts (party);
CREATE INDEX accounts_kind ON accounts (kind);
CREATE INDEX accounts_state ON accounts (state);
CREATE INDEX accounts_held ON accounts (held);
CREATE INDEX accounts_last_act ON accounts (last_act);
CREATE INDEX blocks_first ON blocks (first, approach, registry, party, vintage, last);
CREATE INDEX blocks_account ON blocks (account);
CREATE INDEX blocks_party ON blocks (party);
CREATE INDEX blocks_vintage ON blocks (vintage);
CREATE INDEX blocks_state ON blocks (state);
CREATE INDEX blocks_quantity ON blocks (quantity);
CREATE INDEX blocks_authorization ON blocks (authorization);
CREATE INDEX in_transit_transfer ON in_transit (transfer);
CREATE INDEX transfers_state ON transfers (state);
CREATE INDEX transfers_counterpart ON transfers (counterpart);
CREATE INDEX transfers_side ON transfers (side);
CREATE INDEX transfers_from ON transfers (from_account, begun);
CREATE INDEX transfers_since ON transfers (since);
CREATE INDEX transfers_quantity ON transfers (quantity);
CREATE INDEX transfers_due ON transfers (due) WHERE due IS NOT NULL;
CREATE INDEX transfer_spans_first ON transfer_spans (approach, registry, party, vintage, first);
CREATE INDEX orders_state ON orders (state);
CREATE INDEX orders_expires ON orders (expires);
CREATE INDEX order_texts_station ON order_texts (station, at);
CREATE INDEX statements_station ON statements (station, at);
CREATE INDEX statements_person ON statements (person, seq);
CREATE INDEX cases_state ON cases (state, opened);
CREATE INDEX case_spans_first ON case_spans (approach, registry, party, vintage, first);
CREATE INDEX life_first ON life (approach, registry, party, vintage, first);
";

/// Skipping over the first column of an index would lose its order, so it is switched off.
pub(in crate::sandbox) const ANALYZE: &str = "
PRAGMA analysis_limit = 1000;
ANALYZE;
UPDATE sqlite_stat1 SET stat = stat || ' noskipscan';
";

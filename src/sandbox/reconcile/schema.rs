//! The tables of reconciliation: runs, what they found, what each book said there, what was said and signed, and what the book said at the agreed moment.
//! They stand beside the ledger and are no projection of it: a run says what was seen, whatever the book says later.
//! Must not know: what fills the tables.

/// The tables. Times are milliseconds since 1970, UTC. `side` is the registry whose book says it.
pub(in crate::sandbox) const TABLES: &str = "
CREATE TABLE reconciliations (
    id TEXT NOT NULL PRIMARY KEY,
    peer TEXT,
    opener TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('agreeing', 'frozen', 'totals', 'blocks', 'history', 'signing', 'passed', 'differs', 'failed')),
    step INTEGER NOT NULL,
    begun INTEGER NOT NULL,
    ended INTEGER,
    by TEXT,
    reason TEXT NOT NULL,
    expires INTEGER NOT NULL,
    snapshot INTEGER,
    commitment TEXT,
    peer_commitment TEXT,
    sums TEXT,
    peer_sums TEXT,
    ancestor TEXT,
    tiers TEXT NOT NULL,
    units INTEGER NOT NULL,
    discrepancies INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    kinds TEXT NOT NULL,
    segments INTEGER NOT NULL,
    why TEXT,
    text TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciliation_findings (
    run TEXT NOT NULL REFERENCES reconciliations (id),
    n INTEGER NOT NULL,
    code TEXT NOT NULL,
    approach TEXT,
    registry TEXT,
    party TEXT,
    vintage INTEGER,
    first INTEGER,
    last INTEGER,
    finding TEXT NOT NULL,
    PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciliation_segments (
    run TEXT NOT NULL REFERENCES reconciliations (id),
    n INTEGER NOT NULL,
    segment TEXT NOT NULL,
    PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciliation_signatures (
    run TEXT NOT NULL REFERENCES reconciliations (id),
    registry TEXT NOT NULL,
    key TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (run, registry)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciliation_lines (
    run TEXT NOT NULL REFERENCES reconciliations (id),
    side TEXT NOT NULL,
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    first INTEGER NOT NULL,
    n INTEGER NOT NULL,
    last INTEGER NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (run, side, approach, registry, party, vintage, first, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciliation_trails (
    run TEXT NOT NULL REFERENCES reconciliations (id),
    side TEXT NOT NULL,
    transfer TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (run, side, transfer)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciliation_parts (
    run TEXT NOT NULL REFERENCES reconciliations (id),
    n INTEGER NOT NULL,
    part TEXT NOT NULL,
    peer_digest TEXT NOT NULL,
    compared INTEGER NOT NULL,
    PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciliation_messages (
    run TEXT NOT NULL REFERENCES reconciliations (id),
    step INTEGER NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    octets BLOB NOT NULL,
    fields TEXT NOT NULL,
    status INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (run, step, direction)
) STRICT, WITHOUT ROWID;

CREATE TABLE year_ends (
    year INTEGER NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE misdated_snapshots (
    seconds INTEGER NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE planted (
    fault TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reconciliation_findings_stay BEFORE UPDATE ON reconciliation_findings
BEGIN SELECT RAISE(ABORT, 'findings are append-only'); END;
CREATE TRIGGER reconciliation_findings_last BEFORE DELETE ON reconciliation_findings
BEGIN SELECT RAISE(ABORT, 'findings are append-only'); END;
CREATE TRIGGER reconciliation_messages_stay BEFORE UPDATE ON reconciliation_messages
BEGIN SELECT RAISE(ABORT, 'messages are append-only'); END;
CREATE TRIGGER reconciliation_messages_last BEFORE DELETE ON reconciliation_messages
BEGIN SELECT RAISE(ABORT, 'messages are append-only'); END;
";

/// The indices.
pub(in crate::sandbox) const INDICES: &str = "
CREATE INDEX reconciliations_begun ON reconciliations (begun);
CREATE INDEX reconciliations_peer ON reconciliations (peer, at);
CREATE INDEX reconciliations_open ON reconciliations (expires) WHERE ended IS NULL;
CREATE INDEX reconciliation_findings_first ON reconciliation_findings (approach, registry, party, vintage, first);
";

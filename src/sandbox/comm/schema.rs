//! The tables of the communication between registries: directory of peers, archive of messages, outbox, incidents.
//! The archive and the incidents are append-only: the database itself refuses to change or remove a row.
//! Must not know: what fills the tables.

/// The tables, to be created with those of the book. Times are milliseconds since 1970, UTC.
pub const TABLES: &str = "
CREATE TABLE peers (
    registry TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('test', 'initialising', 'active', 'degraded', 'suspended-planned', 'suspended-security', 'closed')),
    version TEXT NOT NULL,
    nomenclature TEXT NOT NULL,
    can TEXT NOT NULL,
    assurance TEXT NOT NULL,
    maintenance_from INTEGER,
    maintenance_until INTEGER,
    seen_asking INTEGER,
    seen_answering INTEGER,
    clock_offset INTEGER,
    round_trip INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE peer_keys (
    id TEXT NOT NULL PRIMARY KEY,
    registry TEXT NOT NULL REFERENCES peers (registry),
    public TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_until INTEGER,
    verified TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
    row INTEGER PRIMARY KEY,
    id TEXT,
    transfer TEXT,
    sequence INTEGER,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    peer TEXT,
    octets BLOB NOT NULL,
    digest TEXT NOT NULL,
    method TEXT,
    path TEXT,
    status INTEGER,
    fields TEXT NOT NULL,
    signature TEXT,
    base TEXT,
    key TEXT,
    verdict TEXT NOT NULL,
    checks TEXT NOT NULL,
    answers INTEGER REFERENCES messages (row),
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE attempts (
    message INTEGER NOT NULL REFERENCES messages (row),
    at INTEGER NOT NULL,
    failure TEXT
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    peer TEXT NOT NULL REFERENCES peers (registry),
    transfer TEXT,
    kind TEXT NOT NULL,
    message INTEGER REFERENCES messages (row),
    path TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt INTEGER,
    last_failure TEXT,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    peer TEXT,
    transfer TEXT,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    message INTEGER REFERENCES messages (row),
    order_id TEXT,
    person TEXT,
    until INTEGER
) STRICT;

CREATE TABLE acknowledgements (
    incident INTEGER NOT NULL PRIMARY KEY REFERENCES incidents (id),
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TRIGGER messages_stay BEFORE UPDATE ON messages BEGIN SELECT RAISE(ABORT, 'messages are append-only'); END;
CREATE TRIGGER messages_last BEFORE DELETE ON messages BEGIN SELECT RAISE(ABORT, 'messages are append-only'); END;
CREATE TRIGGER attempts_stay BEFORE UPDATE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END;
CREATE TRIGGER attempts_last BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END;
CREATE TRIGGER incidents_stay BEFORE UPDATE ON incidents BEGIN SELECT RAISE(ABORT, 'incidents are append-only'); END;
CREATE TRIGGER incidents_last BEFORE DELETE ON incidents BEGIN SELECT RAISE(ABORT, 'incidents are append-only'); END;
CREATE TRIGGER acknowledgements_stay BEFORE UPDATE ON acknowledgements
BEGIN SELECT RAISE(ABORT, 'acknowledgements are append-only'); END;
CREATE TRIGGER acknowledgements_last BEFORE DELETE ON acknowledgements
BEGIN SELECT RAISE(ABORT, 'acknowledgements are append-only'); END;
";

/// The tables about evidence.
pub const EVIDENCE: &str = super::evidence::TABLES;

/// The indices.
pub const INDICES: &str = "
CREATE INDEX messages_transfer ON messages (transfer, sequence);
CREATE INDEX messages_digest ON messages (digest);
CREATE INDEX messages_answers ON messages (answers) WHERE answers IS NOT NULL;
CREATE INDEX messages_quarantine ON messages (row) WHERE verdict <> 'good';
CREATE INDEX attempts_message ON attempts (message);
CREATE INDEX outbox_next ON outbox (next_attempt);
CREATE INDEX outbox_transfer ON outbox (transfer);
CREATE INDEX incidents_transfer ON incidents (transfer);
CREATE INDEX incidents_at ON incidents (at);
CREATE INDEX incidents_order ON incidents (order_id) WHERE order_id IS NOT NULL;
";

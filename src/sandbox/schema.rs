//! The tables of a practice registry and the indices that make a million rows answer like a hundred.
//! Acts are append-only: the database itself refuses to change or remove one.
//! Must not know: what fills the tables.

/// Version of the tables; a file of another version is another book.
pub(super) const VERSION: u32 = 1;

/// The tables.
pub(super) const TABLES: &str = "
CREATE TABLE meta (
    made_with TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind INTEGER NOT NULL,
    type TEXT NOT NULL,
    holder TEXT NOT NULL,
    holder_kind TEXT NOT NULL,
    party TEXT NOT NULL,
    state TEXT NOT NULL,
    held INTEGER NOT NULL,
    locked INTEGER NOT NULL,
    last_act INTEGER NOT NULL,
    act_year INTEGER NOT NULL,
    opened INTEGER,
    approaches TEXT NOT NULL,
    version INTEGER NOT NULL,
    lock_cause TEXT,
    lock_since INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE authorizations (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    metric TEXT NOT NULL,
    mitigation_type TEXT NOT NULL,
    sector TEXT NOT NULL,
    activity_type TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first AND first >= 1),
    quantity INTEGER NOT NULL CHECK (quantity = last - first + 1),
    account TEXT NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL,
    lock_cause TEXT,
    lock_since INTEGER,
    authorization TEXT NOT NULL REFERENCES authorizations (id),
    non_ghg TEXT NOT NULL,
    underlying TEXT NOT NULL,
    first_transferred TEXT,
    PRIMARY KEY (approach, registry, party, vintage, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE numberings (
    approach TEXT NOT NULL,
    registry TEXT NOT NULL,
    party TEXT NOT NULL,
    PRIMARY KEY (approach, registry, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE acts (
    entry INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    reason TEXT NOT NULL,
    content TEXT NOT NULL,
    said TEXT NOT NULL
) STRICT;

CREATE TRIGGER acts_stay BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
CREATE TRIGGER acts_last BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
";

/// One index for each order that is not the key's own, named after its column. The key follows in each, so every order is total and an index alone
/// can count and place rows. Skipping over the first column of an index would lose its order, so it is switched off.
pub(super) const INDICES: &str = "
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
PRAGMA analysis_limit = 1000;
ANALYZE;
UPDATE sqlite_stat1 SET stat = stat || ' noskipscan';
";

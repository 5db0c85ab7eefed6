//! The contacts a practice registry keeps: entries, the chain of what changed, what waits for a second person, and who was called.
//! They stand beside the book: an entry of the ledger names each act and the digest of its text, and holds nothing personal, so that somebody can be erased.
//! Must not know: HTTP, and what an order does.

mod alone;
mod broadcasts;
mod bundles;
mod guard;
mod heard;
mod log;
mod shown;
mod store;
mod undo;

pub(super) use alone::{cancel, erase, record_attempt, suspend};
pub(super) use broadcasts::{announce, broadcasts, cosign, mark as mark_delivery};
pub(super) use bundles::{bundles, record as record_bundle};
pub(super) use guard::{confirm, propose};
#[cfg(test)]
pub(super) use heard::forget;
pub(super) use heard::{hear, heard};
pub(super) use shown::{attempts, contacts, due, log, needs, nobody, part, published};
#[cfg(test)]
pub(super) use store::put_change;
pub(super) use store::{cooling_until, enter, put_confirmed};

/// The tables. Records, changes, attempts and compared bundles are kept as the JSON they travel as.
pub(super) const TABLES: &str = "
CREATE TABLE contact_entries (
    key TEXT NOT NULL PRIMARY KEY,
    card TEXT,
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_changes (
    n INTEGER PRIMARY KEY,
    proposal TEXT,
    key TEXT NOT NULL,
    card TEXT,
    counts_from INTEGER NOT NULL,
    change TEXT NOT NULL
) STRICT;

CREATE TABLE contact_log (
    seq INTEGER PRIMARY KEY,
    line TEXT NOT NULL
) STRICT;

CREATE TRIGGER contact_log_stays BEFORE UPDATE ON contact_log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER contact_log_lasts BEFORE DELETE ON contact_log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TABLE contact_openings (
    seq INTEGER NOT NULL,
    side TEXT NOT NULL,
    field TEXT NOT NULL,
    card TEXT,
    salt BLOB NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (seq, side, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_proposals (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    signature TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'cancelled')),
    decided INTEGER,
    counts_from INTEGER,
    confirmation TEXT,
    confirmation_signature TEXT,
    cards TEXT NOT NULL,
    replaced TEXT NOT NULL
) STRICT;

CREATE TABLE contact_attempts (
    n INTEGER PRIMARY KEY,
    about TEXT NOT NULL,
    card TEXT NOT NULL,
    attempt TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL
) STRICT;

CREATE TABLE contact_heard (
    peer TEXT NOT NULL PRIMARY KEY,
    said TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_bundles (
    n INTEGER PRIMARY KEY,
    speaker TEXT NOT NULL,
    number INTEGER,
    sha256 TEXT NOT NULL,
    bundle TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL
) STRICT;

CREATE TABLE contact_broadcasts (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    list TEXT NOT NULL,
    text TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL
) STRICT;

CREATE TABLE contact_broadcast_signatures (
    n INTEGER PRIMARY KEY,
    broadcast TEXT NOT NULL,
    person TEXT NOT NULL,
    signature TEXT NOT NULL,
    UNIQUE (broadcast, person)
) STRICT;

CREATE TABLE contact_deliveries (
    n INTEGER PRIMARY KEY,
    broadcast TEXT NOT NULL,
    registry TEXT NOT NULL,
    role TEXT NOT NULL,
    card TEXT NOT NULL,
    mail TEXT,
    why TEXT,
    sent INTEGER,
    answered INTEGER,
    returned INTEGER
) STRICT;

CREATE TABLE contact_erased (card TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
";

#[cfg(test)]
mod tests;

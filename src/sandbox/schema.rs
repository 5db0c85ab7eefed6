//! The tables of a practice registry and the indices that make a million rows answer like a hundred.
//! The ledger is the truth and append-only: the database itself refuses to change, remove, skip or replace an entry.
//! Must not know: what fills the tables.

mod beside;
pub(super) mod book;
mod kept;
mod views;

/// More statements than the program has: each is prepared once for a connection.
pub(super) const STATEMENTS: usize = 512;

/// Version of the tables; a file of another version is another book.
pub(super) const VERSION: u32 = 13;

/// What the file is, and the ledger. Times are milliseconds since 1970, UTC, here and everywhere.
const LEDGER: &str = "
CREATE TABLE meta (
    made_with TEXT NOT NULL,
    registry TEXT NOT NULL
) STRICT;

CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    line TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TRIGGER entries_follow BEFORE INSERT ON entries
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
BEGIN SELECT RAISE(ABORT, 'entries follow each other'); END;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_last BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
";

/// Every index.
pub(super) const INDICES: [&str; 3] = [book::INDICES, super::comm::schema::INDICES, super::reconcile::schema::INDICES];

/// Every table: the ledger, its projection, and what is kept beside it; the views of them, and what guards them.
pub(super) const TABLES: [&str; 11] = {
    let [receipts, orders, comm, evidence, exercises, reconciliations, contacts] = beside::TABLES;
    [LEDGER, book::TABLES, receipts, orders, comm, evidence, exercises, reconciliations, contacts, views::VIEWS, kept::GUARDS]
};

//! What is kept beside the ledger and is not a projection of it: receipts of acts under their idempotency keys.
//! It is written in the same transaction as the entry it belongs to, and a rebuild leaves it alone.
//! Must not know: accounts and blocks.

/// The tables.
pub(super) const TABLES: &str = "
CREATE TABLE receipts (
    key TEXT NOT NULL PRIMARY KEY,
    entry INTEGER NOT NULL,
    at INTEGER NOT NULL,
    content TEXT NOT NULL,
    said TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

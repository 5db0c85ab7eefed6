//! What is kept beside the ledger and is not a projection of it: receipts of acts under their keys, judgements, messages, outbox, peers, contacts.
//! It is written in the same transaction as the entry it belongs to, and a rebuild leaves it alone.
//! Must not know: accounts and blocks.

use crate::sandbox::{comm, contacts, held, orders, receipts, reconcile};

/// The tables, each described by the room that writes it.
pub(super) const TABLES: [&str; 7] = [
    receipts::TABLE,
    orders::TABLE,
    comm::schema::TABLES,
    comm::schema::EVIDENCE,
    held::TABLE,
    reconcile::schema::TABLES,
    contacts::TABLES,
];

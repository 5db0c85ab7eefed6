//! Entries of the ledger, from the wire.
//! They count from 1, and each has the digest of its line.
//! Must not know: which entry was asked for.

use crate::{
    registry::book::EntrySummary,
    text::Untrusted,
    wire::{
        admin::ledger as wire,
        convert::{Misfit, Place},
    },
};

/// A row of the list of entries.
///
/// # Errors
/// [`Misfit`] for the number 0 or a digest that is not one.
pub fn entry_summary(row: wire::EntrySummary, at: &Place<'_>) -> Result<EntrySummary, Misfit> {
    if row.entry.0 == 0 {
        return Err(at.field("entry").misfit("entries count from 1"));
    }
    Ok(EntrySummary {
        entry: row.entry.0,
        at: row.at,
        kind: Untrusted::new(row.kind),
        by: row.by.into_iter().map(Untrusted::new).collect(),
        reason: Untrusted::new(row.reason),
        digest: at.parse("digest", &row.digest)?,
    })
}

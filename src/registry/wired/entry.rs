//! Entries of the ledger and lives, from the wire.
//! A line is believed only with its digest: one that does not match was changed on the way.
//! Must not know: which entry or whose life was asked for.

use crate::{
    domain::BlockState,
    evidence::digest::Digest,
    registry::book::{Entry, EntrySummary, LifeEvent},
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

/// An entry with its line.
///
/// # Errors
/// [`Misfit`] as for its summary, and when the digest of the line is not the one beside it.
pub fn entry(full: wire::Entry, at: &Place<'_>) -> Result<Entry, Misfit> {
    let summary = entry_summary(full.summary, &at.field("summary"))?;
    if Digest::of(&full.line) != summary.digest {
        return Err(at.field("line").misfit("its digest is not the one beside it"));
    }
    Ok(Entry { summary, previous: at.parse("previous", &full.previous)?, line: Untrusted::new(full.line), veil: None })
}

/// The events of a life.
///
/// # Errors
/// [`Misfit`] as for entries, for an id that is not one, and for entries that are not in order.
pub fn life(events: Vec<wire::LifeEvent>, at: &Place<'_>) -> Result<Vec<LifeEvent>, Misfit> {
    let events = at.each("items", events, life_event)?;
    let rising = events.windows(2).all(|pair| matches!(pair, [before, after] if before.entry.entry <= after.entry.entry));
    if rising { Ok(events) } else { Err(at.field("items").misfit("the entries are not in order")) }
}

fn life_event(event: wire::LifeEvent, at: &Place<'_>) -> Result<LifeEvent, Misfit> {
    Ok(LifeEvent {
        entry: entry_summary(event.entry, &at.field("entry"))?,
        what: event.what.into_iter().map(Untrusted::new).collect(),
        account: at.parse_if("account", event.account.as_deref())?,
        state: event.state.as_deref().map(BlockState::of_word),
        transfer: at.parse_if("transfer", event.transfer.as_deref())?,
        counterpart: at.parse_if("counterpart", event.counterpart.as_deref())?,
        veil: None,
    })
}

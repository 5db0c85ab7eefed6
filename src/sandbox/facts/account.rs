//! Accounts of this book as the checks see them.
//! Representatives count only where the book records any: an account seeded without them is unknown, not unrepresented.
//! Must not know: what the account is needed for.

use crate::{
    domain::{
        AccountId, Holder, RegistryId,
        check::{KnownAccount, Lookup},
    },
    sandbox::{book, fault::StoreProblem},
};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// An account of this book.
pub(super) fn account(book: &Connection, registry: RegistryId, id: &AccountId) -> Result<Lookup<KnownAccount>, StoreProblem> {
    let Some(found) = book::account(book, id.as_str())? else { return Ok(Lookup::Missing) };
    // A viewer only looks; a person with two entries is one.
    let people: BTreeSet<&str> =
        found.representatives.iter().filter(|person| person.role != "viewer").map(|person| person.name.as_str()).collect();
    let recorded = !found.representatives.is_empty();
    Ok(Lookup::Found(KnownAccount {
        id: found.id,
        registry,
        kind: found.kind,
        state: found.state,
        holder: Holder { name: found.holder, kind: found.holder_kind, party: found.party },
        metric: Some(found.metric),
        approaches: found.approaches,
        representatives: recorded.then(|| u32::try_from(people.len()).unwrap_or(u32::MAX)),
    }))
}

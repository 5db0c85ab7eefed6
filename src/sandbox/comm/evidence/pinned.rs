//! A counterpart's roster and policy as they are pinned here: entered when the link was set up, and followed from there, version by version.
//! A pin is never changed or removed: an old version is no evidence, because who was removed would count again (T20).
//! Must not know: how a version follows another.

use crate::{
    domain::RegistryId,
    evidence::edition::Edition,
    sandbox::{book::Guarded, fault::StoreProblem},
    wire::{admin::signed::GuardedText, convert::evidence::Pinned},
};
use rusqlite::{Connection, params};

/// Pins a version: the first of a link, or one whose signatures hold.
///
/// # Errors
/// [`StoreProblem`] when the book can't be written.
pub fn pin(book: &Connection, peer: RegistryId, what: Guarded, text: &GuardedText) -> Result<(), StoreProblem> {
    let sql = "INSERT INTO peer_guarded (registry, kind, version, sha256, text) VALUES (?, ?, ?, ?, ?)";
    let values = params![peer.to_string(), what.word(), text.version, text.sha256, text.text];
    book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The versions that are pinned of a counterpart.
///
/// # Errors
/// [`StoreProblem`] when the book can't be read.
pub fn pinned(book: &Connection, peer: RegistryId) -> Result<Pinned, StoreProblem> {
    Ok(Pinned { rosters: chain(book, peer, Guarded::Roster)?, policies: chain(book, peer, Guarded::Policy)? })
}

/// The versions of one of them, oldest first.
fn chain(book: &Connection, peer: RegistryId, what: Guarded) -> Result<Vec<Edition>, StoreProblem> {
    let sql = "SELECT version, sha256 FROM peer_guarded WHERE registry = ? AND kind = ? ORDER BY version";
    let mut statement = book.prepare_cached(sql)?;
    let rows = statement
        .query_map([peer.to_string().as_str(), what.word()], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?)))?;
    let edition = |row: rusqlite::Result<(u32, String)>| -> Result<Edition, StoreProblem> {
        let (version, sha256) = row?;
        let broken = || StoreProblem::Row("a pinned version");
        let version = std::num::NonZeroU32::new(version).ok_or_else(broken)?;
        Ok(Edition { version, sha256: sha256.parse().map_err(|_| broken())? })
    };
    rows.map(edition).collect()
}

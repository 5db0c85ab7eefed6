//! The link to a peer as the directory of peers has it: state, version, keys, clock.
//! A peer that is not in the directory is no peer: its link has no state and its key is missing.
//! Must not know: what is to be sent over the link.

use crate::{
    domain::{
        RegistryId,
        check::{KeyFacts, LinkFacts, LinkState, Lookup},
        nomenclature::Nomenclature,
    },
    sandbox::{desk::Desk, fault::StoreProblem},
    text::Untrusted,
    wire::comm::VERSION,
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

/// What is known of the link to a peer.
pub(super) fn link(desk: &Desk<'_>, peer: RegistryId) -> Result<LinkFacts, StoreProblem> {
    let sql = "SELECT * FROM peers WHERE registry = ?";
    let found = desk.book.prepare_cached(sql)?.query_row([peer.to_string()], |row| Ok(read(row))).optional()?;
    let found = found.transpose()?.unwrap_or_default();
    Ok(LinkFacts {
        version: version(VERSION).unwrap_or_default(),
        own_key: Some(own_key(desk)),
        peer_key: Some(peer_key(desk.book, peer, desk.now)?),
        nomenclature: Some(Nomenclature::shipped().dated()),
        ..found
    })
}

/// The registries this one knows: itself and those in the directory.
pub(super) fn known(desk: &Desk<'_>) -> Result<Vec<RegistryId>, StoreProblem> {
    let mut statement = desk.book.prepare_cached("SELECT registry FROM peers ORDER BY registry")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut known = vec![desk.me.registry];
    for row in rows {
        known.push(row?.parse().map_err(|_| StoreProblem::Row("a registry"))?);
    }
    Ok(known)
}

fn read(row: &Row<'_>) -> Result<LinkFacts, StoreProblem> {
    let text = |column: &str| row.get::<_, String>(column);
    let (from, until): (Option<i64>, Option<i64>) = (row.get("maintenance_from")?, row.get("maintenance_until")?);
    let window = from.map(moment).transpose()?.zip(until.map(moment).transpose()?);
    Ok(LinkFacts {
        state: LinkState::of_word(&text("state")?),
        maintenance: Some(window.into_iter().collect()),
        peer_version: version(&text("version")?),
        peer_offset_ms: row.get("clock_offset")?,
        peer_nomenclature: text("nomenclature")?.parse().ok(),
        ..LinkFacts::default()
    })
}

/// Major and minor of a version such as `1.0`.
fn version(text: &str) -> Option<(u16, u16)> {
    let (major, minor) = text.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// A practice registry's own key has no end.
fn own_key(desk: &Desk<'_>) -> KeyFacts {
    let id = Untrusted::new(desk.me.key.as_str());
    KeyFacts { id, from: Timestamp::MIN, until: Timestamp::MAX, revoked: false, verified: true }
}

/// The peer's key that holds now, or its latest when none does.
fn peer_key(book: &Connection, peer: RegistryId, now: Timestamp) -> Result<Lookup<KeyFacts>, StoreProblem> {
    let sql = "SELECT id, valid_from, valid_until, verified FROM peer_keys WHERE registry = ?1
               ORDER BY valid_from <= ?2 AND (valid_until IS NULL OR valid_until > ?2) DESC, valid_from DESC LIMIT 1";
    let key = |row: &Row<'_>| -> Result<KeyFacts, StoreProblem> {
        let until: Option<i64> = row.get(2)?;
        Ok(KeyFacts {
            id: Untrusted::new(row.get::<_, String>(0)?),
            from: moment(row.get(1)?)?,
            until: until.map(moment).transpose()?.unwrap_or(Timestamp::MAX),
            revoked: false,
            verified: !row.get::<_, String>(3)?.is_empty(),
        })
    };
    let values = rusqlite::params![peer.to_string(), now.as_millisecond()];
    let found = book.prepare_cached(sql)?.query_row(values, |row| Ok(key(row))).optional()?;
    Ok(found.transpose()?.map_or(Lookup::Missing, Lookup::Found))
}

fn moment(ms: i64) -> Result<Timestamp, StoreProblem> {
    Timestamp::from_millisecond(ms).map_err(|_| StoreProblem::Row("a time"))
}

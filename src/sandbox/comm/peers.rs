//! The directory of counterpart registries: who they are, their keys, the state of the link, when they were last heard, their clocks.
//! A key is somebody's only if the directory says so; a message never introduces its own key.
//! Must not know: where a peer is on the network.

use super::{
    CommProblem,
    archive::time,
    incidents::{self, About},
};
use crate::{
    domain::RegistryId,
    evidence::key::{KeyId, PublicKey},
    registry::traffic::IncidentKind,
    sandbox::{desk::Desk, fault::StoreProblem},
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A counterpart as the directory has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its id.
    pub registry: RegistryId,
    /// Its name.
    pub name: String,
    /// The state of the link: `test`, `initialising`, `active`, `degraded`, `suspended-planned`, `suspended-security` or `closed`.
    pub state: String,
    /// The version of the communication API it speaks.
    pub version: String,
    /// The day of its nomenclature, as it writes it.
    pub nomenclature: String,
    /// What it can do, separated by blanks.
    pub can: String,
    /// `A0` to `A3`.
    pub assurance: String,
    /// The announced maintenance.
    pub maintenance: Option<(Timestamp, Timestamp)>,
    /// When it last asked or told us something that was good.
    pub seen_asking: Option<Timestamp>,
    /// When it last answered us.
    pub seen_answering: Option<Timestamp>,
    /// Its clock minus ours, in milliseconds, as last measured.
    pub clock_offset: Option<i64>,
    /// How long its last answer took, in milliseconds.
    pub round_trip: Option<i64>,
}

/// Which way a peer was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// It came to us.
    Asking,
    /// It answered us.
    Answering,
}

impl Peer {
    /// A peer as it stands in the directory before it was ever heard.
    pub fn new(registry: RegistryId, name: &str, state: &str) -> Self {
        Self {
            registry,
            name: name.to_owned(),
            state: state.to_owned(),
            version: crate::wire::comm::VERSION.to_owned(),
            nomenclature: super::nomenclature().to_string(),
            can: super::CAN.join(" "),
            assurance: "A1".to_owned(),
            maintenance: None,
            seen_asking: None,
            seen_answering: None,
            clock_offset: None,
            round_trip: None,
        }
    }

    /// Whether new messages go to it.
    pub fn carries(&self) -> bool {
        matches!(self.state.as_str(), "active" | "degraded")
    }
}

/// Enters a peer, or changes what the directory says of it.
pub fn put(book: &Connection, peer: &Peer) -> Result<(), CommProblem> {
    let sql = "INSERT INTO peers (registry, name, state, version, nomenclature, can, assurance, maintenance_from, maintenance_until) \
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (registry) DO UPDATE SET name = excluded.name, \
               state = excluded.state, version = excluded.version, nomenclature = excluded.nomenclature, can = excluded.can, \
               assurance = excluded.assurance, maintenance_from = excluded.maintenance_from, \
               maintenance_until = excluded.maintenance_until";
    let (from, until) = peer.maintenance.unzip();
    book.prepare_cached(sql)?.execute(params![
        peer.registry.to_string(),
        peer.name,
        peer.state,
        peer.version,
        peer.nomenclature,
        peer.can,
        peer.assurance,
        from.map(Timestamp::as_millisecond),
        until.map(Timestamp::as_millisecond),
    ])?;
    Ok(())
}

/// Enters a peer's key. `verified` says how it was compared; until when is none for a key without an end.
pub fn put_key(
    book: &Connection,
    registry: RegistryId,
    (id, public): (&KeyId, &PublicKey),
    (from, until): (Timestamp, Option<Timestamp>),
    verified: &str,
) -> Result<(), CommProblem> {
    let sql = "INSERT INTO peer_keys (id, registry, public, valid_from, valid_until, verified) VALUES (?, ?, ?, ?, ?, ?) \
               ON CONFLICT (id) DO UPDATE SET registry = excluded.registry, public = excluded.public, \
               valid_from = excluded.valid_from, valid_until = excluded.valid_until, verified = excluded.verified";
    let (from, until) = (from.as_millisecond(), until.map(Timestamp::as_millisecond));
    let values = params![id.as_str(), registry.to_string(), public.to_string(), from, until, verified];
    book.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The peer with this id.
pub fn peer(book: &Connection, registry: RegistryId) -> Result<Option<Peer>, CommProblem> {
    let sql = format!("SELECT {COLUMNS} FROM peers WHERE registry = ?");
    let found = book.prepare_cached(&sql)?.query_row([registry.to_string()], |row| Ok(read(row))).optional()?;
    Ok(found.transpose()?)
}

/// Every peer, by id.
pub fn all(book: &Connection) -> Result<Vec<Peer>, CommProblem> {
    let mut statement = book.prepare_cached(&format!("SELECT {COLUMNS} FROM peers ORDER BY registry"))?;
    let mut rows = statement.query([])?;
    let mut peers = Vec::new();
    while let Some(row) = rows.next()? {
        peers.push(read(row)?);
    }
    Ok(peers)
}

/// Whose key this is, if the directory has it and it is valid at that time.
pub fn key(book: &Connection, id: &KeyId, at: Timestamp) -> Result<Option<(RegistryId, PublicKey)>, CommProblem> {
    let sql =
        "SELECT registry, public FROM peer_keys WHERE id = ?1 AND valid_from <= ?2 AND (valid_until IS NULL OR valid_until > ?2)";
    let found: Option<(String, String)> = book
        .prepare_cached(sql)?
        .query_row(params![id.as_str(), at.as_millisecond()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((registry, public)) = found else { return Ok(None) };
    let registry = registry.parse().map_err(|_| StoreProblem::Row("a registry"))?;
    Ok(Some((registry, public.parse().map_err(|_| StoreProblem::Row("a key"))?)))
}

/// Notes that a peer was heard.
pub fn heard(desk: &Desk<'_>, peer: RegistryId, channel: Channel) -> Result<(), CommProblem> {
    let sql = match channel {
        Channel::Asking => "UPDATE peers SET seen_asking = ? WHERE registry = ?",
        Channel::Answering => "UPDATE peers SET seen_answering = ? WHERE registry = ?",
    };
    desk.book.prepare_cached(sql)?.execute(params![desk.now.as_millisecond(), peer.to_string()])?;
    Ok(())
}

/// Notes what a peer's clock says at a time of ours, and raises an incident when the difference begins to be an alarm.
pub fn measured(desk: &Desk<'_>, registry: RegistryId, theirs: Timestamp, ours: Timestamp) -> Result<(), CommProblem> {
    let Some(before) = peer(desk.book, registry)? else { return Ok(()) };
    let offset = theirs.as_millisecond().saturating_sub(ours.as_millisecond());
    desk.book
        .prepare_cached("UPDATE peers SET clock_offset = ? WHERE registry = ?")?
        .execute(params![offset, registry.to_string()])?;
    let allowed = desk.me.policy.deadlines.clock_alarm.as_millis().unsigned_abs();
    let alarming = |ms: i64| u128::from(ms.unsigned_abs()) > allowed;
    if alarming(offset) && !before.clock_offset.is_some_and(alarming) {
        let detail = format!("the clock of {registry} differs from ours by {offset} ms");
        incidents::record(desk, IncidentKind::Clock, &detail, About { peer: Some(registry), ..About::default() })?;
    }
    Ok(())
}

/// Notes how long an answer took, in milliseconds.
pub fn took(desk: &Desk<'_>, registry: RegistryId, ms: i64) -> Result<(), CommProblem> {
    desk.book.prepare_cached("UPDATE peers SET round_trip = ? WHERE registry = ?")?.execute(params![ms, registry.to_string()])?;
    Ok(())
}

const COLUMNS: &str = "registry, name, state, version, nomenclature, can, assurance, maintenance_from, maintenance_until, \
                       seen_asking, seen_answering, clock_offset, round_trip";

fn read(row: &Row<'_>) -> Result<Peer, StoreProblem> {
    let registry: String = row.get(0)?;
    let (from, until): (Option<i64>, Option<i64>) = (row.get(7)?, row.get(8)?);
    let (asking, answering): (Option<i64>, Option<i64>) = (row.get(9)?, row.get(10)?);
    Ok(Peer {
        registry: registry.parse().map_err(|_| StoreProblem::Row("a registry"))?,
        name: row.get(1)?,
        state: row.get(2)?,
        version: row.get(3)?,
        nomenclature: row.get(4)?,
        can: row.get(5)?,
        assurance: row.get(6)?,
        maintenance: from.map(time).transpose()?.zip(until.map(time).transpose()?),
        seen_asking: asking.map(time).transpose()?,
        seen_answering: answering.map(time).transpose()?,
        clock_offset: row.get(11)?,
        round_trip: row.get(12)?,
    })
}

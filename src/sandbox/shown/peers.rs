//! Counterpart registries as the admin API shows them: the directory, the channels, and what they speak beside what we speak.
//! A key is shown by its fingerprint, which is what two people compare by voice.
//! Must not know: how peers are reached.

use super::{all, incidents, moment, moment_if, number, one};
use crate::{
    domain::RegistryId,
    evidence::key::PublicKey,
    sandbox::{
        Level,
        comm::{CAN, evidence},
        fault::StoreProblem,
        problem::Refusal,
    },
    wire::{
        admin::{
            peer::{Channel, Maintenance, Peer, PeerKey, PeerSummary, Spoken},
            transfer::Sending,
        },
        comm,
    },
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, Row};

/// What this registry says of itself beside its peers.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) struct Ours {
    /// How far it verifies approvals.
    pub level: Level,
    /// The day of its common nomenclature.
    pub nomenclature: Date,
}

/// A row of the list of peers.
pub(in crate::sandbox) fn peer_summary(row: &Row<'_>) -> Result<PeerSummary, StoreProblem> {
    Ok(PeerSummary {
        registry: row.get("id")?,
        name: row.get("name")?,
        state: row.get("state")?,
        seen: moment_if(row, "seen")?,
        open_transfers: number(row, "open")?,
        incidents: number(row, "incidents")?,
    })
}

/// A peer in full.
pub(in crate::sandbox) fn peer(book: &Connection, id: RegistryId, ours: Ours, now: Timestamp) -> Result<Peer, Refusal> {
    let pinned = evidence::pinned(book, id)?;
    let id = id.to_string();
    let sql = "SELECT s.*, p.version, p.nomenclature, p.can, p.assurance, p.maintenance_from, p.maintenance_until, p.seen_asking,
                   p.seen_answering, p.clock_offset, p.round_trip
               FROM peers_shown s JOIN peers p ON p.registry = s.id WHERE s.id = ?";
    let mut peer = one(book, sql, [&id], |row| in_full(row, ours))?.ok_or_else(|| Refusal::missing("counterpart registry"))?;
    peer.rosters = pinned.rosters.iter().map(ToString::to_string).collect();
    peer.policies = pinned.policies.iter().map(ToString::to_string).collect();
    let sql = "SELECT id, public, valid_from, valid_until, verified FROM peer_keys WHERE registry = ? ORDER BY valid_from, id";
    peer.keys = all(book, sql, [&id], |row| key(row, now))?;
    let sql = "SELECT id FROM transfers WHERE counterpart = ?
                   AND state NOT IN ('completed', 'withdrawn', 'rejected', 'terminated', 'cancelled') ORDER BY begun, id LIMIT 100";
    peer.transfers = all(book, sql, [&id], |row| Ok(row.get(0)?))?;
    let sql = "SELECT kind, attempts, next_attempt, last_failure FROM outbox WHERE peer = ? ORDER BY id LIMIT 100";
    peer.outbox = all(book, sql, [&id], sending)?;
    let sql = "SELECT * FROM incidents_shown WHERE peer = ? ORDER BY row DESC LIMIT 100";
    peer.incidents = all(book, sql, [&id], incidents::incident)?;
    Ok(peer)
}

fn in_full(row: &Row<'_>, ours: Ours) -> Result<Peer, StoreProblem> {
    let (nomenclature, can): (String, String) = (row.get("nomenclature")?, row.get("can")?);
    let maintenance = moment_if(row, "maintenance_from")?.zip(moment_if(row, "maintenance_until")?);
    let round_trip: Option<i64> = row.get("round_trip")?;
    Ok(Peer {
        summary: peer_summary(row)?,
        keys: Vec::new(),
        theirs: Spoken {
            versions: vec![row.get("version")?],
            nomenclature: nomenclature.parse().ok(),
            assurance: row.get("assurance")?,
            can: can.split_whitespace().map(str::to_owned).collect(),
        },
        ours: Spoken {
            versions: vec![comm::VERSION.to_owned()],
            nomenclature: Some(ours.nomenclature),
            assurance: Some(ours.level.word().to_owned()),
            can: CAN.map(str::to_owned).to_vec(),
        },
        rosters: Vec::new(),
        policies: Vec::new(),
        maintenance: maintenance.map(|(from, until)| Maintenance { from, until }),
        channels: vec![
            Channel { name: "asking".to_owned(), seen: moment_if(row, "seen_asking")? },
            Channel { name: "answering".to_owned(), seen: moment_if(row, "seen_answering")? },
        ],
        outbox: Vec::new(),
        round_trip: round_trip.and_then(|milliseconds| u32::try_from(milliseconds).ok()),
        clock_offset: row.get("clock_offset")?,
        transfers: Vec::new(),
        incidents: Vec::new(),
    })
}

fn key(row: &Row<'_>, now: Timestamp) -> Result<PeerKey, StoreProblem> {
    let public: String = row.get("public")?;
    let key: PublicKey = public.parse().map_err(|_| StoreProblem::Row("a key"))?;
    let (from, until) = (moment(row, "valid_from")?, moment_if(row, "valid_until")?);
    Ok(PeerKey {
        id: row.get("id")?,
        fingerprint: key.fingerprint(),
        public,
        from,
        until,
        verified: row.get("verified")?,
        valid: from <= now && until.is_none_or(|until| now < until),
    })
}

/// Something the outbox still has to send.
pub(super) fn sending(row: &Row<'_>) -> Result<Sending, StoreProblem> {
    Ok(Sending {
        kind: row.get("kind")?,
        attempts: row.get("attempts")?,
        next: moment_if(row, "next_attempt")?,
        failure: row.get("last_failure")?,
    })
}

//! Counterpart registries, from the wire and to it.
//! A fingerprint that is not the key's own, or more open transfers than are counted, is no answer.
//! Must not know: which counterpart was asked for.

use super::{incident, ladder};
use crate::{
    domain::{RegistryId, check::LinkState},
    evidence::key::PublicKey,
    registry::{
        Assurance, Word,
        traffic::{Channel, ChannelKind, Incident, Maintenance, Peer, PeerKey, PeerSummary, Spoken},
    },
    text::Untrusted,
    wire::{
        BigNumber,
        admin::peer as wire,
        convert::{Misfit, Place, evidence::Pinned},
    },
};
use jiff::SignedDuration;

/// A row of the directory.
///
/// # Errors
/// [`Misfit`] for an id that is not one.
pub fn peer_summary(row: wire::PeerSummary, at: &Place<'_>) -> Result<PeerSummary, Misfit> {
    Ok(PeerSummary {
        registry: at.parse("registry", &row.registry)?,
        name: Untrusted::new(row.name),
        state: Word::read(row.state, LinkState::of_word),
        seen: row.seen,
        open_transfers: row.open_transfers.0,
        incidents: row.incidents.0,
    })
}

/// A counterpart in full.
///
/// # Errors
/// [`Misfit`] for an id or a key that is not one, a fingerprint of another key, a time that ends before it begins, an incident of somebody
/// else, and for more open transfers or incidents than are counted.
pub fn peer(peer: wire::Peer, at: &Place<'_>) -> Result<Peer, Misfit> {
    let summary = peer_summary(peer.summary, &at.field("summary"))?;
    counted(peer.transfers.len(), summary.open_transfers, &at.field("transfers"))?;
    counted(peer.incidents.len(), summary.incidents, &at.field("incidents"))?;
    let maintenance = peer.maintenance.map(|announced| maintenance(&announced, &at.field("maintenance"))).transpose()?;
    let registry = summary.registry;
    Ok(Peer {
        keys: at.each("keys", peer.keys, key)?,
        theirs: spoken(peer.theirs),
        ours: spoken(peer.ours),
        pinned: Pinned {
            rosters: at.parse_each("rosters", &peer.rosters)?,
            policies: at.parse_each("policies", &peer.policies)?,
        },
        maintenance,
        channels: peer.channels.into_iter().map(channel).collect(),
        outbox: peer.outbox.into_iter().map(ladder::sending).collect(),
        round_trip: peer.round_trip.map(|milliseconds| SignedDuration::from_millis(milliseconds.into())),
        clock_offset: peer.clock_offset.map(SignedDuration::from_millis),
        transfers: at.parse_each("transfers", &peer.transfers)?,
        incidents: at.each("incidents", peer.incidents, |row, at| of_this(registry, incident::incident(row, at)?, at))?,
        summary,
    })
}

/// What is shown of many can be less than they are, and never more.
fn counted(shown: usize, counted: u64, at: &Place<'_>) -> Result<(), Misfit> {
    let fits = u64::try_from(shown).is_ok_and(|shown| shown <= counted);
    if fits { Ok(()) } else { Err(at.misfit("there are more of them than the summary counts")) }
}

fn of_this(registry: RegistryId, incident: Incident, at: &Place<'_>) -> Result<Incident, Misfit> {
    if incident.peer == Some(registry) { Ok(incident) } else { Err(at.field("peer").misfit("it is another counterpart")) }
}

fn channel(channel: wire::Channel) -> Channel {
    Channel { kind: Word::read(channel.name, ChannelKind::of_word), seen: channel.seen }
}

fn key(key: wire::PeerKey, at: &Place<'_>) -> Result<PeerKey, Misfit> {
    let public: PublicKey = at.parse("public", &key.public)?;
    if public.fingerprint() != key.fingerprint {
        return Err(at.field("fingerprint").misfit("this is not the fingerprint of the key"));
    }
    if key.until.is_some_and(|until| until < key.from) {
        return Err(at.field("until").misfit("it ends before it begins"));
    }
    Ok(PeerKey {
        id: at.parse("id", &key.id)?,
        public,
        from: key.from,
        until: key.until,
        verified: Some(Untrusted::new(key.verified)).filter(|how| !how.is_empty()),
        valid: key.valid,
    })
}

fn spoken(spoken: wire::Spoken) -> Spoken {
    Spoken {
        versions: spoken.versions.into_iter().map(Untrusted::new).collect(),
        nomenclature: spoken.nomenclature,
        assurance: spoken.assurance.map(|level| Word::read(level, Assurance::of_word)),
        can: spoken.can.into_iter().map(Untrusted::new).collect(),
    }
}

fn maintenance(announced: &wire::Maintenance, at: &Place<'_>) -> Result<Maintenance, Misfit> {
    if announced.until < announced.from {
        return Err(at.field("until").misfit("it ends before it begins"));
    }
    Ok(Maintenance { from: announced.from, until: announced.until })
}

/// A row of the directory, for the wire.
pub fn peer_summary_to_wire(row: &PeerSummary) -> wire::PeerSummary {
    wire::PeerSummary {
        registry: row.registry.to_string(),
        name: row.name.octets().to_owned(),
        state: row.state.octets(LinkState::word).to_owned(),
        seen: row.seen,
        open_transfers: BigNumber(row.open_transfers),
        incidents: BigNumber(row.incidents),
    }
}

/// A counterpart in full, for the wire. A round trip of more than 49 days is left out; the wire can't write it.
pub fn peer_to_wire(peer: &Peer) -> wire::Peer {
    let maintenance = peer.maintenance.map(|announced| wire::Maintenance { from: announced.from, until: announced.until });
    let milliseconds = |length: SignedDuration| i64::try_from(length.as_millis()).ok();
    wire::Peer {
        summary: peer_summary_to_wire(&peer.summary),
        keys: peer.keys.iter().map(key_to_wire).collect(),
        theirs: spoken_to_wire(&peer.theirs),
        ours: spoken_to_wire(&peer.ours),
        rosters: peer.pinned.rosters.iter().map(ToString::to_string).collect(),
        policies: peer.pinned.policies.iter().map(ToString::to_string).collect(),
        maintenance,
        channels: peer.channels.iter().map(channel_to_wire).collect(),
        outbox: peer.outbox.iter().map(ladder::sending_to_wire).collect(),
        round_trip: peer.round_trip.and_then(|length| u32::try_from(length.as_millis()).ok()),
        clock_offset: peer.clock_offset.and_then(milliseconds),
        transfers: peer.transfers.iter().map(ToString::to_string).collect(),
        incidents: peer.incidents.iter().map(incident::incident_to_wire).collect(),
    }
}

fn key_to_wire(key: &PeerKey) -> wire::PeerKey {
    wire::PeerKey {
        id: key.id.to_string(),
        fingerprint: key.public.fingerprint(),
        public: key.public.to_string(),
        from: key.from,
        until: key.until,
        verified: key.verified.as_ref().map(|how| how.octets().to_owned()).unwrap_or_default(),
        valid: key.valid,
    }
}

fn spoken_to_wire(spoken: &Spoken) -> wire::Spoken {
    let texts = |texts: &[Untrusted]| texts.iter().map(|text| text.octets().to_owned()).collect();
    wire::Spoken {
        versions: texts(&spoken.versions),
        nomenclature: spoken.nomenclature,
        assurance: spoken.assurance.as_ref().map(|level| level.octets(Assurance::word).to_owned()),
        can: texts(&spoken.can),
    }
}

fn channel_to_wire(channel: &Channel) -> wire::Channel {
    wire::Channel { name: channel.kind.octets(ChannelKind::word).to_owned(), seen: channel.seen }
}

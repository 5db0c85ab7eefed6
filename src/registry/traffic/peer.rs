//! Counterpart registries as a registry's directory has them: link, keys, what they speak, clocks, and what is open with them.
//! A fingerprint is never taken from a server: it is worked out from the key, because two people compare it by voice.
//! Must not know: how the link is kept.

use super::{Incident, Sending};
use crate::{
    domain::{RegistryId, check::LinkState, transfer::TransferId, words::words},
    evidence::key::{KeyId, PublicKey},
    registry::{Assurance, Word},
    text::Untrusted,
    wire::convert::evidence::Pinned,
};
use jiff::{SignedDuration, Timestamp, civil::Date};

/// A counterpart as a row of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerSummary {
    /// The registry.
    pub registry: RegistryId,
    /// Its name.
    pub name: Untrusted,
    /// State of the link.
    pub state: Word<LinkState>,
    /// When it was last heard, on any channel; none when it never was.
    pub seen: Option<Timestamp>,
    /// Transfers with it that are not over.
    pub open_transfers: u64,
    /// Incidents that name it.
    pub incidents: u64,
}

/// A public key of a registry. Its fingerprint is [`PublicKey::fingerprint`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerKey {
    /// Its name.
    pub id: KeyId,
    /// The key.
    pub public: PublicKey,
    /// From when it is valid.
    pub from: Timestamp,
    /// Until when, this moment not included; none when it does not end.
    pub until: Option<Timestamp>,
    /// How it was compared with the counterpart's own word; none when nobody did.
    pub verified: Option<Untrusted>,
    /// Whether it was valid when this was read, by the registry's clock.
    pub valid: bool,
}

/// What a registry says it speaks and can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Versions of the communication API.
    pub versions: Vec<Untrusted>,
    /// The day of its common nomenclature.
    pub nomenclature: Option<Date>,
    /// How far it verifies approvals by itself.
    pub assurance: Option<Word<Assurance>>,
    /// What it can do.
    pub can: Vec<Untrusted>,
}

/// Announced maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Maintenance {
    /// From when.
    pub from: Timestamp,
    /// Until when; not before it begins.
    pub until: Timestamp,
}

/// A way a counterpart is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChannelKind {
    /// It came to us.
    Asking,
    /// It answered us.
    Answering,
}

words!(ChannelKind, "channel", Asking "asking", Answering "answering");

/// One way a counterpart is heard, and when it last was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Which way.
    pub kind: Word<ChannelKind>,
    /// When it was last heard that way, and was good; none when it never was.
    pub seen: Option<Timestamp>,
}

/// A counterpart in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// What the list shows.
    pub summary: PeerSummary,
    /// Its keys, as this registry knows them.
    pub keys: Vec<PeerKey>,
    /// What it says it speaks.
    pub theirs: Spoken,
    /// What this registry speaks.
    pub ours: Spoken,
    /// The versions of its roster and policy that are pinned here: by the newest its evidence is judged.
    pub pinned: Pinned,
    /// Maintenance it announced.
    pub maintenance: Option<Maintenance>,
    /// Each way it is heard.
    pub channels: Vec<Channel>,
    /// What is still to be sent to it; the registry may show only the first hundred.
    pub outbox: Vec<Sending>,
    /// How long its last answer took.
    pub round_trip: Option<SignedDuration>,
    /// How far its clock is before this registry's; negative when it is behind.
    pub clock_offset: Option<SignedDuration>,
    /// Transfers with it that are not over, oldest first; never more than the summary counts.
    pub transfers: Vec<TransferId>,
    /// Incidents that name it, newest first; never more than the summary counts.
    pub incidents: Vec<Incident>,
}

//! Counterpart registries: how the link stands, whose keys they are, what they speak, and when they were last seen.
//! What a counterpart says of itself stands beside what this registry says, so that a difference is seen.
//! Must not know: how the link is kept.

use super::{incident::Incident, transfer::Sending};
use crate::wire::BigNumber;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A row of `GET /admin/v1/peers`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PeerSummary {
    /// The registry.
    pub registry: String,
    /// Its name.
    pub name: String,
    /// State of the link: `test`, `initialising`, `active`, `degraded`, `suspended-planned`, `suspended-security` or `closed`.
    pub state: String,
    /// When it was last heard, on any channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub seen: Option<Timestamp>,
    /// Transfers with it that are not over.
    pub open_transfers: BigNumber,
    /// Incidents that name it.
    pub incidents: BigNumber,
}

/// A public key of a registry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PeerKey {
    /// Its id.
    pub id: String,
    /// The first 16 hexadecimal digits of the SHA-256 of the public key, in groups of four: what two people read to each other.
    pub fingerprint: String,
    /// The Ed25519 public key, base64url without padding.
    pub public: String,
    /// From when it is valid.
    pub from: Timestamp,
    /// Until when, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub until: Option<Timestamp>,
    /// How it was compared with the counterpart's own word.
    pub verified: String,
    /// Whether it is valid now.
    pub valid: bool,
}

/// What one registry says it speaks and can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Spoken {
    /// Versions of the communication API.
    pub versions: Vec<String>,
    /// The day of its common nomenclature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub nomenclature: Option<Date>,
    /// `A0` to `A3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub assurance: Option<String>,
    /// What it can do.
    pub can: Vec<String>,
}

/// Announced maintenance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// One way a counterpart is heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// `asking`: it came to us. `answering`: it answered us.
    pub name: String,
    /// When it was last heard that way, and was good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub seen: Option<Timestamp>,
}

/// `GET /admin/v1/peers/{registry}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Peer {
    /// What the list shows.
    pub summary: PeerSummary,
    /// Its keys, as this registry knows them.
    pub keys: Vec<PeerKey>,
    /// What it says it speaks.
    pub theirs: Spoken,
    /// What this registry speaks.
    pub ours: Spoken,
    /// The versions of its roster that are pinned here, oldest first, such as `v1 sha256:…`: by the newest its evidence is judged.
    pub rosters: Vec<String>,
    /// The versions of its policy that are pinned here, oldest first.
    pub policies: Vec<String>,
    /// Maintenance it announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub maintenance: Option<Maintenance>,
    /// Each way it is heard.
    pub channels: Vec<Channel>,
    /// What is still to be sent to it, at most a hundred.
    pub outbox: Vec<Sending>,
    /// How long its last answer took, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub round_trip: Option<u32>,
    /// How far its clock is before this one, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub clock_offset: Option<i64>,
    /// Transfers with it that are not over, oldest first, at most a hundred.
    pub transfers: Vec<String>,
    /// Incidents that name it, newest first, at most a hundred.
    pub incidents: Vec<Incident>,
}

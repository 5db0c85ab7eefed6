//! Bundles and answers of counterparts that were compared with the directory, as a registry keeps them: evidence beside the proposals.
//! What came of one is said by the proposals that name its digest.
//! Must not know: the entries of a bundle.

use crate::wire::BigNumber;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST /admin/v1/contacts/bundles`, request: a bundle, or what a counterpart answered, was compared with the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordBundle {
    /// Who speaks in it: the id of a registry, or `hub`.
    pub from: String,
    /// The number of a bundle; none for an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub number: Option<BigNumber>,
    /// SHA-256 of its octets.
    pub sha256: String,
    /// When it was said, by their clock.
    pub said: Timestamp,
    /// How far it may travel.
    pub label: String,
    /// The key that signed it: a fingerprint, or the id of the key of a link.
    pub key: String,
    /// How many entries it has.
    pub entries: BigNumber,
    /// How many of them were verified later than ours, or are new here.
    pub newer: BigNumber,
    /// How many contradict ours with the same right.
    pub conflicts: BigNumber,
    /// What a hub says of each registry, each once. Left out of the word of a registry, which speaks of itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<BundleShare>,
    /// Why it was compared.
    pub reason: String,
}

/// What a hub says of one registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BundleShare {
    /// The registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// How many entries are about it.
    pub entries: BigNumber,
    /// How many of them were verified later than ours, or are new here.
    pub newer: BigNumber,
    /// How many contradict ours with the same right.
    pub conflicts: BigNumber,
}

/// `GET /admin/v1/contacts/bundles`: what was compared, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactBundles {
    /// The newest two hundred.
    pub items: Vec<RecordedBundle>,
}

/// A bundle that was compared, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordedBundle {
    /// What was compared.
    pub bundle: RecordBundle,
    /// The login that recorded it.
    pub by: String,
    /// When it was recorded.
    pub at: Timestamp,
    /// The entry of the ledger that names it.
    pub entry: BigNumber,
    /// The proposals that name its digest, oldest first.
    pub proposals: Vec<BundleProposal>,
}

/// A proposal that was made of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BundleProposal {
    /// Its id.
    pub id: Uuid,
    /// `waiting`, `confirmed`, `cancelled` or `expired`.
    pub state: String,
}

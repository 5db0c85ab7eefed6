//! Incidents: what the registry met that a person should look at.
//! An incident is a fact with a moment; it is never changed, and nothing is done because of it by itself.
//! Must not know: what is done about them.

use crate::wire::BigNumber;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A row of `GET /admin/v1/incidents`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Its number.
    pub id: BigNumber,
    /// When.
    pub at: Timestamp,
    /// What kind: `conflict`, `forged`, `other-registry`, `other-environment`, `out-of-order`, `disagreement`, `clock` or `answer`.
    pub kind: String,
    /// The counterpart it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub peer: Option<String>,
    /// The transfer it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub transfer: Option<String>,
    /// The message that shows it, for `GET /admin/v1/messages/{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub message: Option<String>,
    /// What happened, in a sentence.
    pub detail: String,
}

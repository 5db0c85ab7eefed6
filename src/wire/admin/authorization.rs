//! Authorizations and cooperative approaches, with their versions and what is left of them.
//! A quantity is consumed by first transfer; what is left is what may still be first transferred.
//! Must not know: how an authorization is judged.

use super::ledger::EntrySummary;
use crate::wire::{BigNumber, ledger::Authorization};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A row of `GET /admin/v1/authorizations`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuthorizationSummary {
    /// Its id.
    pub id: String,
    /// Its newest version.
    pub version: u32,
    /// The state of that version.
    pub state: String,
    /// The cooperative approach.
    pub approach: String,
    /// The first transferring participating Party.
    pub party: String,
    /// Purposes (table 16(b)).
    pub purpose: String,
    /// The greatest quantity that may be first transferred; none means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub quantity: Option<BigNumber>,
    /// How many ITMOs under it were first transferred, as far as this book knows.
    pub consumed: BigNumber,
    /// How many may still be; none without a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub left: Option<BigNumber>,
}

/// `GET /admin/v1/authorizations/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuthorizationInFull {
    /// What the list shows.
    pub summary: AuthorizationSummary,
    /// Every version, the newest first.
    pub versions: Vec<Authorization>,
}

/// A row of `GET /admin/v1/approaches`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApproachSummary {
    /// Its id, such as `CA0001`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The participating Parties.
    pub parties: Vec<String>,
    /// Its state.
    pub state: String,
    /// The state of the initial report.
    pub initial_report: String,
}

/// `GET /admin/v1/approaches/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApproachInFull {
    /// What the list shows.
    pub summary: ApproachSummary,
    /// When it was last changed in this book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub recorded: Option<Timestamp>,
    /// The ledger's entries that changed it, oldest first.
    pub history: Vec<EntrySummary>,
    /// Ids of its authorizations.
    pub authorizations: Vec<String>,
}

//! Who and under what: cooperative approaches, authorizations, authorized entities.
//! A new version of an authorization is a new record; nothing that was recorded is changed.
//! Must not know: how it is applied to the book.

use crate::wire::BigNumber;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A cooperative approach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Approach))]
#[serde(deny_unknown_fields)]
pub struct Approach {
    /// Its id, such as `CA0001`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The participating Parties.
    pub parties: Vec<String>,
    /// `draft`, `submitted`, `active`, `suspended`, `completed` or `revoked`.
    pub state: String,
    /// `draft`, `submitted` or `published`: ITMOs are authorized only once it is submitted (2/CMA.3, annex, paragraph 18).
    pub initial_report: String,
}

/// A version of an authorization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Authorization))]
#[serde(deny_unknown_fields)]
pub struct Authorization {
    /// Its id.
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// `draft`, `issued`, `suspended`, `revoked`, `expired` or `exhausted`.
    pub state: String,
    /// The cooperative approach.
    pub approach: String,
    /// The first transferring participating Party.
    pub party: String,
    /// The day it was given.
    pub date: Date,
    /// Purposes (table 16(b)), as spelled there.
    pub purpose: String,
    /// First transfer definition for OIMP (table 49(b)), as spelled there, when the purpose covers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub first_transfer: Option<String>,
    /// The Parties that may acquire or use; empty means any.
    pub parties: Vec<String>,
    /// The authorized entities; empty means any.
    pub entities: Vec<String>,
    /// The greatest quantity that may be first transferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub quantity: Option<BigNumber>,
    /// First and last vintage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub timeframe: Option<(u16, u16)>,
    /// `GHG` or `non-GHG` (table 12(b)).
    pub metric: String,
    /// Table 36(b).
    pub mitigation_type: String,
    /// Table 15(b).
    pub sector: String,
    /// Table 51(b).
    pub activity_type: String,
    /// Terms and conditions, in the Party's words.
    pub terms: String,
}

/// An authorized entity (table 5 of the agreed electronic format).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Its identification number in the country of incorporation.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The country of incorporation.
    pub country: String,
    /// The Party that authorized it.
    pub party: String,
}

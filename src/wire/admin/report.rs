//! The report of a year: what the tables of the agreed electronic format are made of (4/CMA.6 annex II).
//! Everything is told as of one entry of the ledger, the last of the year, so that whoever asks later is told the same.
//! Must not know: the tables, and how they are written.

use super::Block;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use crate::wire::{BigNumber, ledger::Authorization};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET /admin/v1/reports/{year}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The year, from 1 January to 31 December in UTC.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::Year))]
    pub year: String,
    /// The registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// The Party that reports.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::PartyCode))]
    pub party: String,
    /// Whether the year is over; then the report never changes.
    pub ended: bool,
    /// The moment of what is held: the last of the year, or now.
    pub at: Timestamp,
    /// The last entry of the ledger that counts.
    pub entry: BigNumber,
    /// The digest of that entry.
    pub digest: String,
    /// When the book was opened with what was held by then. What was done before is not in its ledger.
    pub opened: Timestamp,
    /// The authorizations of the Party, every version, by id.
    pub authorizations: Vec<Authorization>,
    /// The authorized entities of the Party, by id.
    pub entities: Vec<AuthorizedEntity>,
    /// How many actions there are.
    pub actions: BigNumber,
    /// How many blocks are held.
    pub holdings: BigNumber,
}

/// An authorized entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuthorizedEntity {
    /// Its identification number in the country of incorporation.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The country of incorporation.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::PartyCode))]
    pub country: String,
}

/// `GET /admin/v1/reports/{year}/actions` and `…/holdings`: rows of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportRows<T> {
    /// The last entry of the ledger that counts.
    pub entry: BigNumber,
    /// The place of the first row, from 0.
    pub offset: BigNumber,
    /// How many rows the report has.
    pub total: BigNumber,
    /// The rows.
    pub items: Vec<T>,
}

/// An action on a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportedAction {
    /// When it was done in this registry.
    pub at: Timestamp,
    /// Action type (table 25(b)).
    pub action: String,
    /// Action subtype (table 26(b)), if the type has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub subtype: Option<String>,
    /// The ITMOs as they were before it; of an acquisition and an issuance as they came into the book.
    pub block: Block,
    /// The transferring Party of an acquisition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::PartyCode>))]
    pub transferring: Option<String>,
    /// The acquiring Party of a transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::PartyCode>))]
    pub acquiring: Option<String>,
    /// The purpose of a use or cancellation for other international mitigation purposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub purpose: Option<String>,
    /// The Party that uses or cancels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::PartyCode>))]
    pub using: Option<String>,
    /// The authorized entity that uses or cancels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub entity: Option<String>,
    /// The calendar year of a use towards an NDC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub ndc_year: Option<u16>,
}

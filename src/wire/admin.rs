//! Bodies of `/admin/v1`. Names and shapes are the API's; meaning lives in `domain`.
//! Every struct refuses unknown fields: what we do not understand we do not half-use.
//! Must not know: domain types; `convert` goes between.

pub mod authorization;
pub mod broadcast;
pub mod case;
pub mod contact_bundle;
mod contact_entry;
pub mod contacts;
pub mod incident;
pub mod ledger;
pub mod message;
pub mod order;
pub mod overview;
pub mod peer;
pub mod reconcile;
pub mod report;
pub mod rules;
pub mod segment;
pub mod signed;
pub mod transfer;

use super::BigNumber;
#[cfg(feature = "sandbox")]
use super::schema;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// `POST /admin/v1/session`, request. Practice registries only accept the practice passphrase.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The operator's login, such as `amina.k`.
    pub operator: String,
    /// The operator's secret.
    pub secret: String,
}

/// Without the secret (T10).
impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("operator", &self.operator).finish_non_exhaustive()
    }
}

/// `POST /admin/v1/session`, answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The bearer token.
    pub token: String,
    /// When it ends.
    pub expires: Timestamp,
}

/// `GET /admin/v1/capabilities`: who the registry is, what it can do, who we are to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Capabilities {
    /// Registry id, such as `CHE01`.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// Registry name.
    pub name: String,
    /// `production`, `test` or `practice`.
    pub environment: String,
    /// `A0` to `A3`.
    pub assurance: String,
    /// The operator's name.
    pub operator: String,
    /// The operator's roles.
    pub roles: Vec<String>,
    /// Version of the admin API, such as `1.0`.
    pub api_version: String,
    /// What the operator may do here besides reading: a word for each deed.
    #[serde(default)]
    pub can: Vec<String>,
    /// The registry's clock.
    pub clock: Timestamp,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// The place of the first row in the whole list, from 0.
    pub offset: BigNumber,
    /// How many rows the filter selects.
    pub total: BigNumber,
    /// How many rows there are without the filter.
    pub unfiltered: BigNumber,
    /// Cursor of the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub next: Option<String>,
    /// State of the book the page was read from.
    pub revision: BigNumber,
    /// When it was read.
    pub as_of: Timestamp,
}

/// What keeps something from moving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The cause.
    pub cause: String,
    /// Since when.
    pub since: Timestamp,
    /// The order it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub order: Option<String>,
    /// The transfer it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub transfer: Option<String>,
}

/// Who holds an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The name.
    pub name: String,
    /// `party` or `entity`.
    pub kind: String,
    /// The Party.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::PartyCode))]
    pub party: String,
}

/// A row of `GET /admin/v1/accounts`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountSummary {
    /// Account id.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AccountId))]
    pub id: String,
    /// Account name.
    pub name: String,
    /// Account type code of the common nomenclature (table 52(b)).
    pub kind: u16,
    /// The holder.
    pub holder: Holder,
    /// State word.
    pub state: String,
    /// ITMOs held.
    pub held: BigNumber,
    /// ITMOs locked.
    pub locked: BigNumber,
    /// Last act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub last_act: Option<Timestamp>,
}

/// `GET /admin/v1/accounts/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// What the list shows.
    pub summary: AccountSummary,
    /// When it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub opened: Option<Timestamp>,
    /// Cooperative approaches it is restricted to; empty means any.
    #[cfg_attr(feature = "sandbox", schema(value_type = Vec<schema::ApproachId>))]
    pub approaches: Vec<String>,
    /// Version, also sent as `ETag`.
    pub version: BigNumber,
    /// What keeps the account from moving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub lock: Option<Lock>,
}

/// A row of `GET /admin/v1/accounts/{id}/holdings` and of `GET /admin/v1/holdings`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// Cooperative approach.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ApproachId))]
    pub approach: String,
    /// Vintage.
    pub vintage: u16,
    /// Number of blocks.
    pub blocks: BigNumber,
    /// ITMOs held.
    pub held: BigNumber,
    /// ITMOs locked.
    pub locked: BigNumber,
}

/// `GET /admin/v1/accounts/{id}/holdings`, and `GET /admin/v1/holdings` of the whole registry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Holdings {
    /// One row for each cooperative approach and vintage, in that order.
    pub items: Vec<Holding>,
}

/// A row of `GET /admin/v1/blocks` and the answer of `GET /admin/v1/blocks/{itmo-id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// ITMO id of the first unit, variant A.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ItmoId))]
    pub first: String,
    /// ITMO id of the last unit.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ItmoId))]
    pub last: String,
    /// Account.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AccountId))]
    pub account: String,
    /// Registry that holds it.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub holding_registry: String,
    /// State word.
    pub state: String,
    /// What keeps it from moving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub lock: Option<Lock>,
    /// The open case of reconciliation that keeps its ITMOs, or some of them, out of new orders (B09).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub case: Option<String>,
    /// Authorization id.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AuthorizationId))]
    pub authorization: String,
    /// Authorization version.
    pub authorization_version: u32,
    /// `GHG` or `non-GHG`.
    pub metric: String,
    /// Amount and unit of the non-GHG metric; empty for GHG.
    pub non_ghg: String,
    /// Mitigation type (table 36(b)).
    pub mitigation_type: String,
    /// Sector (table 15(b)).
    pub sector: String,
    /// Activity type (table 51(b)).
    pub activity_type: String,
    /// Underlying registry and units, or `NA`.
    pub underlying: String,
    /// Day of the first transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub first_transferred: Option<Date>,
}

/// `POST /admin/v1/accounts/{id}/freeze`, request. Headers: `Idempotency-Key`, `If-Match`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::Why))]
    pub reason: String,
}

/// The registry's word that it did something; also `GET /admin/v1/acts/{key}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The idempotency key.
    pub key: uuid::Uuid,
    /// Entry number in the book.
    pub entry: BigNumber,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub said: String,
    /// What it is about: an account, an order or a transfer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// SHA-256 of the signed text that was taken, in hexadecimal digits; of every act that is one. A client that signed another text, or
    /// finds none named, must not take the act for done (F06).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, pattern = "^[0-9a-f]{64}$"))]
    pub text_sha256: Option<String>,
    /// SHA-256 of the text it is about: of a statement the order's, of a confirmation what it confirms, of an approval the order's digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, pattern = "^[0-9a-f]{64}$"))]
    pub about_sha256: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_sent_and_never_printed() {
        let sign_in = SignIn { operator: "amina.k".into(), secret: "open-sesame".into() };
        let (terse, pretty) = (format!("{sign_in:?}"), format!("{sign_in:#?}"));
        assert!(terse.contains("amina.k") && !terse.contains("sesame") && !pretty.contains("sesame"), "{terse} {pretty}");
        assert_eq!(serde_json::to_string(&sign_in).unwrap(), r#"{"operator":"amina.k","secret":"open-sesame"}"#);
    }
}

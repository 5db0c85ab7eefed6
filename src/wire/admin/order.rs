//! Orders as an administrator sees them: who asked, what for, what the checks say, who decided.
//! A decision names the digest of the order that was read, so that nobody approves what they have not seen.
//! Must not know: who may decide.

use crate::wire::{BigNumber, comm::Finding, order::OrderAct};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A row of `GET /admin/v1/orders`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderSummary {
    /// Its id; an order for a transfer and the transfer have the same.
    pub id: String,
    /// What it asks for: a word such as `transfer` or `release-blocks`.
    pub act: String,
    /// What it is about: an account, a transfer, an authorization.
    pub subject: String,
    /// How many ITMOs, when it moves, issues or releases some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub quantity: Option<BigNumber>,
    /// The login of the person who submitted it.
    pub by: String,
    /// `submitted`, `executed`, `rejected`, `withdrawn` or `expired`.
    pub state: String,
    /// When it was submitted.
    pub at: Timestamp,
    /// Until when it can be approved.
    pub expires: Timestamp,
}

/// `GET /admin/v1/orders/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// What the list shows.
    pub summary: OrderSummary,
    /// What is to be done, whole.
    pub act: OrderAct,
    /// SHA-256 of what is to be done, in hexadecimal digits. A decision names it.
    pub digest: String,
    /// Why, in the words of the person who submitted it.
    pub reason: String,
    /// Who decided; none while it waits and when it expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub decided_by: Option<String>,
    /// When it was decided or expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub decided: Option<Timestamp>,
    /// What they say now, while it waits; empty afterwards.
    pub now: Vec<Finding>,
    /// Version, also sent as `ETag`.
    pub version: BigNumber,
}

/// `POST /admin/v1/orders` and `POST /admin/v1/checks`, request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// What is to be done.
    pub act: OrderAct,
}

/// `POST /admin/v1/orders/{id}/approve`, request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The digest of the order as it was read.
    pub digest: String,
}

/// `POST /admin/v1/checks`, answer: what submitting would say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Checks {
    /// Whether the order could be submitted.
    pub passes: bool,
    /// Each check with what was looked at.
    pub findings: Vec<Finding>,
}

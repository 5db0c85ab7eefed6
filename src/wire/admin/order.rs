//! Orders as an administrator lists, submits and decides them; one in full is `wire::order::Served`.
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
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
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

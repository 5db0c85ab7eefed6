//! Orders as an administrator lists, submits and decides them; one in full is `wire::order::Served`.
//! A decision names the digest of the order that was read, so that nobody approves what they have not seen.
//! Must not know: who may decide.

use super::signed::SignedText;
use crate::wire::{BigNumber, comm::Finding, order::OrderAct};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// `submitted`, `approved`, `executed`, `rejected`, `withdrawn`, `expired`, `superseded` or `stopped`.
    pub state: String,
    /// When it was submitted.
    pub at: Timestamp,
    /// Until when it can be approved.
    pub expires: Timestamp,
    /// The id in its signed text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub order_id: Option<Uuid>,
    /// The person who initiated it, by the id in the roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub person: Option<String>,
    /// How many approvals count now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub approvals: Option<u8>,
    /// The persons whose approval counts now, by the id in the roster.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approved_by: Vec<String>,
    /// How many approvals the policy asks for, besides the initiator (F18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub needed: Option<u8>,
    /// Until when anyone may still stop it after it was approved (F14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub cooling_until: Option<Timestamp>,
}

/// `POST /admin/v1/orders`, request: an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Submit {
    /// What is to be done; only at assurance level A1.
    Act(OrderAct),
    /// The signed text of an order. At level A1 it is kept with the order and not verified.
    Signed(SignedText),
}

/// `POST /admin/v1/checks`, request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskChecks {
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

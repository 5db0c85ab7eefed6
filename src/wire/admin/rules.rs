//! What an account is bound by: trusted accounts, limits, execution window, and everything that is locked.
//! A rule that is left out is one the registry does not have.
//! Must not know: how a rule is judged.

use super::Lock;
use crate::wire::BigNumber;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET /admin/v1/accounts/{id}/rules`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountRules {
    /// The account.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AccountId))]
    pub account: String,
    /// The accounts its ITMOs may move to, those that count and those that don't yet (A08); left out when it keeps no list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub trusted: Option<Vec<TrustedAccount>>,
    /// How many ITMOs one order may move (C03).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub per_order: Option<BigNumber>,
    /// How many ITMOs may leave the account on one day (C03): of the registry's zone under a signed policy, else UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub per_day: Option<BigNumber>,
    /// How many ITMOs orders that were carried out today have moved out of it.
    pub used_today: BigNumber,
    /// When orders are carried out: this window or the next (C04); left out when at any time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub window: Option<ExecutionWindow>,
    /// When this was so.
    pub as_of: Timestamp,
}

/// An account that another one trusts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TrustedAccount {
    /// The registry it is in.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// The account.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AccountId))]
    pub account: String,
    /// When it was entered in the list.
    pub entered: Timestamp,
    /// From when it counts.
    pub counts_from: Timestamp,
}

/// The time in which orders are carried out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExecutionWindow {
    /// From.
    pub from: Timestamp,
    /// Until, this moment not included.
    pub until: Timestamp,
}

/// `GET /admin/v1/accounts/{id}/locks`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountLocks {
    /// The account.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AccountId))]
    pub account: String,
    /// What keeps the whole account from moving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub whole: Option<Lock>,
    /// What keeps blocks in it from moving: a row for each cause and state, oldest first, at most a thousand.
    pub blocks: Vec<LockedBlocks>,
}

/// Blocks in one state that one cause keeps from moving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LockedBlocks {
    /// Their state. What is `in-flight-in` is expected and not yet held.
    pub state: String,
    /// Number of blocks.
    pub blocks: BigNumber,
    /// How many ITMOs.
    pub quantity: BigNumber,
    /// Why.
    pub lock: Lock,
}

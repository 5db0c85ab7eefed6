//! Accounts as they are opened, their states and the people who represent them.
//! An account is never closed by omission: its state is said.
//! Must not know: how it is applied to the book.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An account as it is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Account))]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Type code (table 52(b)).
    pub kind: u16,
    /// Its holder's name.
    pub holder: String,
    /// `party` or `entity`.
    pub holder_kind: String,
    /// The Party the holder is, or is authorized by.
    pub party: String,
    /// Its state.
    pub state: String,
    /// When it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub opened: Option<Timestamp>,
    /// When it last took part in an act, as far as this book was not there to see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub last_act: Option<Timestamp>,
    /// The cooperative approaches it is restricted to; empty means any.
    pub approaches: Vec<String>,
    /// The metric it is restricted to (2/CMA.3, annex, paragraph 9); none means GHG only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub metric: Option<String>,
    /// What keeps it from moving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub lock: Option<Cause>,
}

/// Why something may not move, and since when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Cause))]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The cause: a transfer id, a discrepancy, an administrator's freeze.
    pub cause: String,
    /// Since when.
    pub since: Timestamp,
}

/// An account's new state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountState {
    /// The account.
    pub account: String,
    /// Its new state.
    pub state: String,
    /// What keeps it from moving now; none frees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<Cause>,
}

/// Everybody who may act for an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Representatives {
    /// The account.
    pub account: String,
    /// Each person with a role: `primary`, `secondary` or `viewer`.
    pub people: Vec<Representative>,
}

/// The accounts that an account trusts, all of them: from now on its ITMOs move to these only. A list without accounts trusts none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedAccounts {
    /// The account that keeps the list.
    pub account: String,
    /// Whom it trusts.
    pub trusted: Vec<TrustedAccount>,
}

/// An account that another one trusts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedAccount {
    /// The registry it is in.
    pub registry: String,
    /// The account.
    pub account: String,
    /// When it was entered in the list.
    pub entered: Timestamp,
    /// From when it counts.
    pub counts_from: Timestamp,
}

/// Somebody who may act for an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Representative))]
#[serde(deny_unknown_fields)]
pub struct Representative {
    /// The person's name.
    pub name: String,
    /// `primary`, `secondary` or `viewer`.
    pub role: String,
}

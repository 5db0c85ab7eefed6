//! The ledger's entries, its verification, the life of an ITMO, and the stream of changes.
//! A line is shown as it is kept: its octets are what the chain was made of.
//! Must not know: how lines are chained.

use crate::wire::BigNumber;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A row of `GET /admin/v1/ledger`, without its line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EntrySummary {
    /// Its number, from 1.
    pub entry: BigNumber,
    /// When.
    pub at: Timestamp,
    /// What kind of act.
    pub kind: String,
    /// The persons who did it; empty when the registry acted by rule.
    pub by: Vec<String>,
    /// Why.
    pub reason: String,
    /// SHA-256 of its line, in hexadecimal digits.
    pub digest: String,
}

/// `GET /admin/v1/ledger/{entry}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What the list shows.
    pub summary: EntrySummary,
    /// The digest of the entry before.
    pub previous: String,
    /// Its line, octet for octet.
    pub line: String,
}

/// `POST /admin/v1/ledger/verify`, answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Whether every entry is in its place and the book is what the entries add up to.
    pub whole: bool,
    /// How many entries were read.
    pub entries: BigNumber,
    /// The digest of the last of them.
    pub head: String,
    /// What is wrong, in a sentence, if anything is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub problem: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// `GET /admin/v1/blocks/{itmo-id}/history` and `GET /admin/v1/accounts/{id}/history`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Life {
    /// The ITMO or the account.
    pub of: String,
    /// Oldest first; of an account the newest thousand.
    pub items: Vec<LifeEvent>,
}

/// Something that happened to an ITMO or an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LifeEvent {
    /// The ledger's entry.
    pub entry: EntrySummary,
    /// The transfer it was part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub transfer: Option<String>,
    /// The account in the counterpart registry that the transfer came from or went to; left out when it stayed in this registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub counterpart: Option<String>,
    /// What happened, a word for each posting, such as `move`.
    pub what: Vec<String>,
    /// The account an ITMO was in afterwards; left out in the life of an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub account: Option<String>,
    /// The state an ITMO was in afterwards; left out when it was no longer in the book, and in the life of an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub state: Option<String>,
}

/// `GET /admin/v1/accounts/{id}/representatives`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Representatives {
    /// The account.
    pub account: String,
    /// Each person with a role.
    pub people: Vec<crate::wire::ledger::Representative>,
}

/// `GET /admin/v1/changes`, the data of one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// State of the book: the number of the ledger's entry.
    pub revision: BigNumber,
    /// What kind of act.
    pub kind: String,
    /// Ids of accounts, transfers, orders, authorizations and approaches it touched.
    pub touched: Vec<String>,
}

/// One event of `GET /admin/v1/changes`, as its fields stand in the stream. Only the document needs it.
#[cfg(feature = "sandbox")]
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeEvent {
    /// The number of the ledger's entry.
    pub id: String,
    /// `change`.
    pub event: String,
    /// A `Change` as JSON.
    pub data: String,
}

/// `POST /admin/v1/blocks/freeze`, request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FreezeBlocks {
    /// Which.
    pub spans: Vec<crate::wire::ledger::Span>,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

//! ITMO blocks and what moves, locks and frees them.
//! A posting names its units by first and last id; nothing is ever renumbered.
//! Must not know: how it is applied to the book.

use super::account::Cause;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Consecutive ITMOs of one series, by their first and last id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Span))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// ITMO id of the first.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ItmoId))]
    pub first: String,
    /// ITMO id of the last.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ItmoId))]
    pub last: String,
}

/// Blocks with everything that is true of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocks {
    /// The blocks.
    pub blocks: Vec<Held>,
}

/// A block and where it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The account.
    pub account: String,
    /// Its state; none is `available`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What keeps it from moving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<Cause>,
    /// The block itself.
    pub block: Block,
}

/// A block wherever it is: what never changes, and when it was first transferred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = ledger::Block))]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// ITMO id of the first unit.
    pub first: String,
    /// ITMO id of the last unit.
    pub last: String,
    /// The authorization.
    pub authorization: String,
    /// Its version.
    pub version: u32,
    /// Amount and unit of a metric other than GHG; empty for GHG.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub non_ghg: String,
    /// Underlying registry and units, or `NA`.
    pub underlying: String,
    /// Day of the first transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub first_transferred: Option<Date>,
}

/// Blocks that may not move for a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Which.
    pub spans: Vec<Span>,
    /// `reserved`, `in-flight-out`, `frozen-reconciliation` or `frozen-administration`.
    pub state: String,
    /// Why.
    pub cause: String,
}

/// Which ITMOs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spans {
    /// The spans, in order, none overlapping another.
    pub spans: Vec<Span>,
}

/// From one account to another of the same registry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Which.
    pub spans: Vec<Span>,
    /// To this account.
    pub to: String,
    /// Their state there: `available`, `used` or `cancelled`.
    pub state: String,
}

/// Out of the book under a transfer, or out of transit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transit {
    /// Which.
    pub spans: Vec<Span>,
    /// Under this transfer.
    pub transfer: String,
}

/// Back from transit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// Which.
    pub spans: Vec<Span>,
    /// The transfer they were in transit under.
    pub transfer: String,
    /// To this account.
    pub to: String,
}

/// Expected from a counterpart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The transfer that brings them.
    pub transfer: String,
    /// To this account.
    pub to: String,
    /// The blocks as the counterpart describes them.
    pub blocks: Vec<Block>,
}

/// The first transfer of blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstTransfer {
    /// Which.
    pub spans: Vec<Span>,
    /// On this day, UTC.
    pub on: Date,
}

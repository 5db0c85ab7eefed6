//! The board of cases: what reconciliation found, who looks after it, and how it is to be resolved.
//! A case travels as its steps, so that whoever reads it adds them up alike and verifies what was signed.
//! Must not know: how cases are opened, and what a step does.

use crate::wire::{BigNumber, ledger::Step};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET /admin/v1/cases`: every open case, the most severe first, then those that were closed last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// The cases.
    pub cases: Vec<CaseSummary>,
    /// How many more are open that are not in it.
    pub hidden: BigNumber,
    /// How the board has gone.
    pub trend: Trend,
    /// State of the book.
    pub revision: BigNumber,
    /// When it was read.
    pub as_of: Timestamp,
}

/// A case on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseSummary {
    /// Its id, such as `CHE01-CASE-000012`.
    pub id: String,
    /// The counterpart; none where the book was compared with itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub peer: Option<String>,
    /// Its kind: `D01` to `D22`, `W1` to `W14`.
    pub code: String,
    /// The first thing it is about: `units CA0007-CHE01-CHE-1-10-2023`, `transfer CHE01-2026-000044`.
    pub about: String,
    /// How many more things it is about.
    pub more: BigNumber,
    /// How many ITMOs.
    pub quantity: BigNumber,
    /// `new`, `triaged`, `under-analysis`, `proposed`, `agreed` or `closed`.
    pub state: String,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub owner: Option<String>,
    /// How many more persons must confirm the resolution that is proposed.
    pub missing: u8,
    /// Whether its ITMOs are frozen.
    pub frozen: bool,
    /// How many notes were written about it.
    pub notes: u32,
    /// The snapshot it was first found in.
    pub since: Timestamp,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it should be solved, by the registry's working days.
    pub due: Timestamp,
    /// When its ITMOs are suspended without a solution.
    pub suspend: Timestamp,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub closed: Option<Timestamp>,
    /// How many runs found it.
    pub runs: u32,
    /// How often it came back.
    pub reopened: u32,
}

/// How the board has gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Trend {
    /// How many were open at the end of each of the last eight weeks, the oldest first; the last is now.
    #[cfg_attr(feature = "sandbox", schema(min_items = 8, max_items = 8))]
    pub open: Vec<u32>,
    /// How many were opened within thirty days.
    pub opened_lately: u32,
    /// How many seconds those took that were closed, on average.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub mean_seconds: Option<BigNumber>,
    /// How often one came back.
    pub reopened: u32,
    /// Since when the oldest open one is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub oldest: Option<Timestamp>,
}

/// `GET /admin/v1/cases/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Its id.
    pub id: String,
    /// Everything that happened to it, oldest first.
    pub steps: Vec<CaseEntry>,
    /// When it should be solved, by the registry's working days.
    pub due: Timestamp,
    /// When its ITMOs are suspended without a solution.
    pub suspend: Timestamp,
    /// State of the book.
    pub revision: BigNumber,
    /// When it was read.
    pub as_of: Timestamp,
}

/// A step of a case, with the entry it stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseEntry {
    /// The entry of the ledger.
    pub entry: BigNumber,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub step: Step,
}

/// `POST /admin/v1/cases/{id}/own`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnCase {
    /// The person who is to look after it, by the id in the roster; whoever asks, if none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub owner: Option<String>,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// `POST /admin/v1/cases/{id}/notes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoteCase {
    /// What it marks besides what it says: `counterpart-told`, `escalated` or `security-incident`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub mark: Option<String>,
    /// What is written down.
    #[cfg_attr(feature = "sandbox", schema(min_length = 1, max_length = 500))]
    pub text: String,
}

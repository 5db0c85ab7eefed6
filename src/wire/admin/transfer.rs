//! Transfers as an administrator sees them: both sides' states, what was said, what waits, and what may be done now.
//! What the counterpart is said to be in is only ever what it signed, with the moment it signed it.
//! Must not know: the state tables; `domain::transfer` has them.

use super::ledger::EntrySummary;
use crate::wire::{BigNumber, comm::Finding, comm::Told, ledger::Span};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One end of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The registry.
    pub registry: String,
    /// The account there.
    pub account: String,
}

/// A row of `GET /admin/v1/transfers`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferSummary {
    /// Its id, such as `GHA01-2026-000123`: the registry that began it, year and number.
    pub id: String,
    /// `outgoing`, `incoming` or `internal`.
    pub direction: String,
    /// Action type (table 25(b)).
    pub action: String,
    /// Action subtype (table 26(b)); empty for action types without subtypes.
    pub subtype: String,
    /// How many ITMOs.
    pub quantity: BigNumber,
    /// Where they come from.
    pub from: End,
    /// Where they go.
    pub to: End,
    /// Its state in this registry's book.
    pub state: String,
    /// Its state at the counterpart, as it last said, signed; none when it has not said or there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub peer_state: Option<String>,
    /// Whose turn it is: `us`, `peer` or `nobody`.
    pub waits_for: String,
    /// Since when it is in this state here.
    pub since: Timestamp,
    /// Until when the next step is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub due: Option<Timestamp>,
    /// When it began in this book.
    pub begun: Timestamp,
    /// What the ITMOs are of: each cooperative approach with each vintage, ascending, each once.
    pub kinds: Vec<UnitKind>,
}

/// A cooperative approach and a vintage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitKind {
    /// The cooperative approach.
    pub approach: String,
    /// The vintage: the calendar year.
    pub vintage: u16,
}

/// `GET /admin/v1/transfers/{id}`: everything an investigation begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// What the list shows.
    pub summary: TransferSummary,
    /// Which ITMOs.
    pub spans: Vec<Span>,
    /// The calendar year of the NDC they are used towards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub year: Option<u16>,
    /// The purpose of a use for other international mitigation purposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub purpose: Option<String>,
    /// The transfer this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub corrects: Option<String>,
    /// The order that began it here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub order: Option<String>,
    /// What the counterpart last said of it, signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub peer: Option<PeerWord>,
    /// What was said, in order of number and time.
    pub messages: Vec<Rung>,
    /// Numbers of the conversation that are missing here though a later one is here.
    pub missing: Vec<u8>,
    /// What is still to be sent.
    pub outbox: Vec<Sending>,
    /// The ledger's entries that touched it.
    pub entries: Vec<EntrySummary>,
    /// What was checked, and when.
    pub checks: Vec<CheckRun>,
    /// ITMOs that left this book under it and are not known to have arrived.
    pub in_transit: Vec<Span>,
    /// Every act there is for a transfer, with whether it may be done now.
    pub allowed: Vec<AllowedAct>,
}

/// What the counterpart last said of a transfer, in a signed answer to a status question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PeerWord {
    /// Its state there; none when the counterpart does not know the transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub state: Option<String>,
    /// Since when, by its clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub since: Option<Timestamp>,
    /// When it said so, by its clock.
    pub as_of: Timestamp,
    /// The messages it says it has.
    pub messages: Vec<Told>,
}

/// A message of the ladder between the two registries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Its id in the archive, for `GET /admin/v1/messages/{id}`.
    pub message: String,
    /// Its place in the conversation, from 1; none for questions and what could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub sequence: Option<u8>,
    /// What it says: `proposal`, `receipt`, `reject`, `accept`, `ack`, `final`, `completion` or `terminate`.
    pub kind: String,
    /// `sent` or `received`.
    pub direction: String,
    /// When it was sent or received.
    pub at: Timestamp,
    /// SHA-256 of its octets, in hexadecimal digits.
    pub digest: String,
    /// `good`, or why it is in quarantine.
    pub verdict: String,
    /// HTTP status it travelled with or was answered by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub status: Option<u16>,
    /// Whether the counterpart says it has the same octets; none when it has not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub peer_has: Option<bool>,
}

/// Something the outbox still has to send.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Sending {
    /// What it is.
    pub kind: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried again; none when it has stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub next: Option<Timestamp>,
    /// What went wrong the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub failure: Option<String>,
}

/// Checks that were made together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckRun {
    /// `submitted`, `approved` or `received`.
    pub when: String,
    /// When.
    pub at: Timestamp,
    /// Each check with what was looked at.
    pub findings: Vec<Finding>,
}

/// An act, and whether it may be done now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AllowedAct {
    /// The act, such as `terminate`.
    pub act: String,
    /// Whether the state of the transfer allows it now.
    pub allowed: bool,
    /// How many different persons it takes.
    pub persons: u8,
    /// Why not, in a sentence, when it is not allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub why_not: Option<String>,
}

/// Which message is asked for, and why. The body of `POST transfers/{id}/pull`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Pull {
    /// Its place in the conversation.
    #[cfg_attr(feature = "sandbox", schema(minimum = 1, maximum = 5))]
    pub sequence: u8,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// Which proposal is rejected, and why. The body of `POST transfers/{id}/reject`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RejectProposal {
    /// SHA-256 of the octets of the proposal that was read, in hexadecimal digits; must be the proposal that the registry holds. So nobody
    /// rejects another proposal than the one that was read (promise 1).
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub proposal: String,
    /// Why.
    #[cfg_attr(
        feature = "sandbox",
        schema(
            min_length = 1,
            max_length = 500,
            pattern = r"^[^\x00-\x1F\x7F-\x9F]*[^\s\x00-\x1F\x7F-\x9F][^\x00-\x1F\x7F-\x9F]*$"
        )
    )]
    pub reason: String,
}

/// Why an act is done. The body of `POST transfers/{id}/terminate`, `.../ask` and the like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

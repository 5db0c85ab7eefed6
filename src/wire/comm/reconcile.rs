//! What two registries say to each other in a reconciliation run: a moment, commitments, sums, parts of books, histories, the result.
//! The opener says it and the counterpart answers with the same of its own; each step has a number, and its octets are kept.
//! Must not know: how books are compared.

#[cfg(feature = "sandbox")]
use crate::wire::schema;
use crate::wire::{BigNumber, ledger::Span};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST /comm/v1/reconciliations/{run}/{step}`: one step, and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunMessage))]
#[serde(deny_unknown_fields)]
pub struct RunMessage {
    /// The run.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RunId))]
    pub run: String,
    /// The step, from 1.
    pub step: u32,
    /// The registry that says it.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub from: String,
    /// The registry it is for.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub to: String,
    /// `production`, `test` or `practice`.
    pub environment: String,
    /// When it was written.
    pub created: Timestamp,
    /// What it says.
    pub says: RunSays,
}

/// What a step says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunSays))]
#[serde(rename_all = "kebab-case")]
pub enum RunSays {
    /// The moment of both snapshots: proposed, and in the answer agreed.
    Open(Moment),
    /// What was frozen, as one digest, before anything of it is shown.
    Commit(Commitment),
    /// Tier 1: all sums, the digest of each series, the digest of the history.
    Sums(Sums),
    /// Tier 2: parts of the books whose digests differ.
    Parts(Parts),
    /// Tier 3: the transfers between the two.
    Trail(Trail),
    /// The result, signed.
    Result(Concluded),
}

/// The moment of the snapshots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunMoment))]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// UTC, whole milliseconds; in the future of both.
    pub at: Timestamp,
}

/// A digest of everything that was frozen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunCommitment))]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// SHA-256 of the octets of the sums that follow, in hexadecimal digits.
    pub sha256: String,
}

/// Tier 1, and the head of the snapshot. Snapshots that are not of one moment are not compared (D20).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunSums))]
#[serde(deny_unknown_fields)]
pub struct Sums {
    /// The moment of the snapshot, as its own head says it.
    pub at: Timestamp,
    /// Every sum, ascending by key.
    pub totals: Vec<RunTotal>,
    /// Every series that has a line, ascending.
    pub series: Vec<SeriesDigest>,
    /// How many transfers the history has.
    pub transfers: BigNumber,
    /// SHA-256 of the history.
    pub trail: String,
    /// SHA-256 of what the history says in the words of neither side: which transfers moved how much, and which are on their way.
    pub outcomes: String,
}

/// A sum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunTotal))]
#[serde(deny_unknown_fields)]
pub struct RunTotal {
    /// The cooperative approach.
    pub approach: String,
    /// The first transferring Party.
    pub party: String,
    /// The vintage.
    pub vintage: u16,
    /// `GHG` or `non-GHG`, where the book says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub metric: Option<String>,
    /// The registry that holds the ITMOs.
    pub holder: String,
    /// `holding`, `used` or `cancelled`, where the book says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub class: Option<String>,
    /// How many ITMOs.
    pub units: BigNumber,
}

/// The lines of one series as a digest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::SeriesDigest))]
#[serde(deny_unknown_fields)]
pub struct SeriesDigest {
    /// The part of the book that is the whole series.
    pub part: Part,
    /// How many lines.
    pub lines: BigNumber,
    /// The digest of that part.
    pub sha256: String,
}

/// A part of a book: the lines of a series that begin at these serials, `first` to `first + 16^level - 1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::BookPart))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The cooperative approach.
    pub approach: String,
    /// The registry in the ids.
    pub registry: String,
    /// The first transferring Party.
    pub party: String,
    /// The vintage.
    pub vintage: u16,
    /// The first serial.
    pub first: BigNumber,
    /// How wide, as a power of sixteen.
    #[cfg_attr(feature = "sandbox", schema(maximum = 16))]
    pub level: u8,
}

/// Tier 2: what the sender's book has in each of these parts. The answer is about the same parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunParts))]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// The parts.
    pub parts: Vec<Opened>,
}

/// One part, opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::OpenedPart))]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Which part.
    pub part: Part,
    /// What is in it.
    pub holds: Holds,
}

/// What is in a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::PartHolds))]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// Few enough lines to show them, in order.
    Lines(Vec<Line>),
    /// The digests of its sixteen parts, in order.
    Digests(Vec<String>),
}

/// What a book says of a run of ITMOs. What is left out is not said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::BookLine))]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The first ITMO.
    pub first: String,
    /// The last ITMO.
    pub last: String,
    /// The registry that holds them.
    pub holder: String,
    /// The account they were delivered to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub account: Option<String>,
    /// `holding`, `used` or `cancelled`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub class: Option<String>,
    /// The authorization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub authorization: Option<String>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub authorization_version: Option<u32>,
    /// Its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub authorization_state: Option<String>,
    /// `GHG` or `non-GHG`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub metric: Option<String>,
    /// The tonnes of CO2 equivalent that ITMOs of another metric stand for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub tonnes: Option<BigNumber>,
    /// Amount and unit of another metric.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub non_ghg: Option<String>,
    /// The values of the global warming potential.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub gwp: Option<String>,
    /// The mitigation type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub mitigation_type: Option<String>,
    /// The sector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub sector: Option<String>,
    /// The activity type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub activity_type: Option<String>,
    /// The underlying units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub underlying: Option<String>,
    /// Whether the underlying registry shows them as retired or marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub underlying_marked: Option<bool>,
    /// The day of the first transfer, or `not-yet`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub first_transferred: Option<String>,
}

/// Tier 3: a page of the transfers between the two, ascending by id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunTrail))]
#[serde(deny_unknown_fields)]
pub struct Trail {
    /// Which page, from 0.
    pub page: u32,
    /// The transfers; none on a page after the last.
    pub records: Vec<Record>,
}

/// A transfer in one registry's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::TransferRecord))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The transfer.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::TransferId))]
    pub transfer: String,
    /// The side of the registry that says it: `transferring` or `acquiring`.
    pub side: String,
    /// Its state there.
    pub state: String,
    /// How many ITMOs.
    pub quantity: BigNumber,
    /// When it came into the state; for a transfer that is over, when the units left.
    pub at: Timestamp,
    /// When Final was signed; left out while it is not known to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub finalised: Option<Timestamp>,
    /// Whether signed message and receipt are at hand.
    pub evidence: bool,
    /// Whether this registry's report of actions leaves the transfer out; not said when it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreported: bool,
    /// The ITMOs, of a transfer that is not over at this side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
}

/// The result as its sender signed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::RunConcluded))]
#[serde(deny_unknown_fields)]
pub struct Concluded {
    /// SHA-256 of the text `itmo-reconciliation/v1`, which both make by themselves.
    pub sha256: String,
    /// The sender's key, by the id in the directory.
    pub key: String,
    /// An armoured SSH signature of the text in the namespace `itmo-snapshot@v1`.
    pub signature: String,
}

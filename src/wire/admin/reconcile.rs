//! Reconciliation runs: between two registries, or within one; how far each has come, what it found, and what both registries signed.
//! A discrepancy is said as it was found in its run; what became of it is the case's. Nothing here changes a book.
//! Must not know: how books are compared, and who owns a case.

use crate::wire::BigNumber;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

/// `POST /admin/v1/reconciliations`: begins a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BeginRun {
    /// The counterpart; left out for a run within this registry.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::RegistryId>))]
    pub peer: Option<String>,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::Why))]
    pub reason: String,
}

/// A counterpart that is named is one: null is not the same as saying nothing.
fn given<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    String::deserialize(value).map(Some)
}

/// A row of `GET /admin/v1/reconciliations`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RunSummary {
    /// Its id: the registry that opened it, `R`, the year, its number.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RunId))]
    pub id: String,
    /// The counterpart; none for a run within this registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::RegistryId>))]
    pub peer: Option<String>,
    /// The registry that opened it.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub opener: String,
    /// The moment of the snapshots, as it was agreed or is proposed.
    pub at: Timestamp,
    /// `agreeing`, `frozen`, `totals`, `blocks`, `history`, `signing`; and at its end `passed`, `differs` or `failed`.
    pub state: String,
    /// When it was begun.
    pub begun: Timestamp,
    /// Who began it; none when the counterpart did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub by: Option<String>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub ended: Option<Timestamp>,
    /// ITMOs that both books have, or that were looked at within one book.
    pub units: BigNumber,
    /// How many discrepancies it found.
    pub discrepancies: BigNumber,
    /// How many notes: differences that nobody has to act on.
    pub notes: BigNumber,
    /// What it found by kind, notes among it, in the order of kinds.
    pub kinds: Vec<FoundKind>,
    /// Why it failed, as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub why: Option<String>,
}

/// How much of one kind a run found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FoundKind {
    /// The kind: `D01` to `D22`, `W1` to `W14`.
    pub code: String,
    /// How many of it.
    pub count: BigNumber,
    /// How many ITMOs they are about.
    pub units: BigNumber,
}

/// `GET /admin/v1/reconciliations/{id}`: a run with all it found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// What the list shows.
    pub summary: RunSummary,
    /// Why it was begun.
    pub reason: String,
    /// How far each tier has come, in their order.
    pub tiers: Vec<Tier>,
    /// SHA-256 of what this registry froze, given before the counterpart showed anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub commitment: Option<String>,
    /// The counterpart's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub peer_commitment: Option<String>,
    /// The run whose agreed state this one was held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::RunId>))]
    pub ancestor: Option<String>,
    /// The run before it with the same counterpart, or within this registry, that came to a result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false, value_type = Option<schema::RunId>))]
    pub previous: Option<String>,
    /// The sums of both books, those that differ first, at most 500; none before both were exchanged, and none within one registry.
    pub totals: Vec<BothTotals>,
    /// How many more sums there are.
    pub more_totals: BigNumber,
    /// Octets of what this registry said to the counterpart.
    pub sent: BigNumber,
    /// Octets of what the counterpart said.
    pub received: BigNumber,
    /// What it found, notes among it, in the order of ids.
    pub found: Vec<Discrepancy>,
    /// What both registries signed; none before that, and within one registry only its own signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub result: Option<SignedResult>,
}

/// How far one tier has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = RunTier))]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// `totals`, `blocks` or `history`; within one registry the check: `W1` to `W14`.
    pub name: String,
    /// `waiting`, `under-way`, `done`, or `not-needed` where everything was equal one tier above.
    pub state: String,
    /// How much was compared: keys, parts of the book, transfers; within one registry 1 once the check is done.
    pub done: BigNumber,
    /// How much there is to compare, as far as it is known.
    pub of: BigNumber,
    /// When it was done, or found not to be needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub ended: Option<Timestamp>,
}

/// What both books sum up to under one key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BothTotals {
    /// What is summed together.
    pub key: TotalKey,
    /// ITMOs by this registry's book.
    pub ours: BigNumber,
    /// By the counterpart's.
    pub theirs: BigNumber,
}

/// A discrepancy as a run found it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Discrepancy {
    /// Its kind: `D01` to `D22`, `W1` to `W14`.
    pub code: String,
    /// What it is about.
    pub subject: Subject,
    /// The account the ITMOs are in: ours, else theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub account: Option<String>,
    /// How many ITMOs; 0 when it is not about ITMOs.
    pub quantity: BigNumber,
    /// What each side says.
    pub said: Vec<Said>,
    /// Who moved since the last agreement: `ours`, `theirs`, `both` or `nobody`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub mover: Option<String>,
    /// What probably led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub cause: Option<Cause>,
    /// What it would be without its cause; only for what is in flight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub otherwise: Option<String>,
    /// When it should have cleared by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub clears_at: Option<Timestamp>,
    /// The snapshot in which it was first found.
    pub since: Timestamp,
    /// In how many runs it was found, this one included.
    pub runs: u32,
}

/// What a discrepancy is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = DiscrepancySubject))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Subject {
    /// A run of ITMOs.
    Units(Units),
    /// A transfer.
    Transfer(String),
    /// An order.
    Order(String),
    /// An authorization.
    Authorization(String),
    /// A sum.
    Total(TotalKey),
    /// The two extracts as such; the word is `both`.
    Snapshot(String),
    /// An entry of the ledger.
    Entry(BigNumber),
    /// The report of a calendar year.
    Report(u16),
}

/// A run of ITMOs by its first and last id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = DiscrepancyUnits))]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// The first.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ItmoId))]
    pub first: String,
    /// The last.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ItmoId))]
    pub last: String,
}

/// What is summed together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = DiscrepancyTotal))]
#[serde(deny_unknown_fields)]
pub struct TotalKey {
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
}

/// What each side says of one thing; what is left out is not said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Of what, in words: `holder`, `account`, `authorization version`.
    pub field: String,
    /// By this registry's book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub ours: Option<String>,
    /// By the counterpart's, or what it should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub theirs: Option<String>,
}

/// What probably led to a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Cause {
    /// These transfers add up to it.
    Transfers(Sum),
    /// One side counts the last serial in, or begins to count at another number; the word is `serial`.
    OffByOne(String),
    /// The ids differ in this part alone.
    IdPart(String),
    /// The blocks are cut so many times in one book only.
    Borders(BigNumber),
}

/// Transfers that add up to a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = CauseSum))]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// Whether this registry's book has more, and not the counterpart's.
    pub more: bool,
    /// By how many ITMOs.
    pub difference: BigNumber,
    /// The transfers, at most three.
    pub items: Vec<Moved>,
}

/// A transfer that may have led to a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = CauseTransfer))]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The transfer.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::TransferId))]
    pub transfer: String,
    /// The registry the ITMOs left.
    pub from: String,
    /// The registry they went to.
    pub to: String,
    /// How many.
    pub quantity: BigNumber,
    /// Its state here.
    pub state: String,
    /// When it came into this state.
    pub at: Timestamp,
}

/// The result of a run as text, with the signatures of the registries that hold it true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedResult {
    /// The text, `itmo-reconciliation/v1`, octet for octet.
    pub text: String,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// Who signed it, the opener first.
    pub signatures: Vec<ResultSignature>,
}

/// One registry's signature of a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResultSignature {
    /// The registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// Its key, by the id in the directory.
    pub key: String,
    /// An armoured SSH signature in the namespace `itmo-snapshot@v1`.
    pub signature: String,
}

//! Orders: acts that raise risk, asked for by one person and approved by another (F01, F15).
//! What is to be done is the whole content; the registry adds who and when.
//! Must not know: who may submit or approve.

use super::{
    BigNumber,
    admin::signed::SignedOrder,
    comm::Finding,
    ledger::{Account, Approach, Authorization, Block, Order, Representative, Span},
};
use serde::{Deserialize, Serialize};

/// What an order asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OrderAct {
    /// Move ITMOs: to another account here or in a counterpart registry, into use, or into cancellation.
    Transfer(TransferOrder),
    /// Issue mitigation outcomes as new blocks.
    Issue(IssueOrder),
    /// Record an authorization or a new version of one.
    Authorize(Box<AuthorizeOrder>),
    /// Record a cooperative approach or give it another state.
    Approach(ApproachOrder),
    /// Open an account.
    OpenAccount(Box<OpenAccountOrder>),
    /// Give an account another state: release, block for transfers out, close.
    AccountState(AccountStateOrder),
    /// Freeze is one person's act; releasing blocks takes two.
    ReleaseBlocks(ReleaseBlocksOrder),
    /// Accept an incoming transfer that waits for people.
    AcceptTransfer(TransferDecision),
    /// Give up a provisional credit without the counterpart's word.
    DropIncoming(TransferDecision),
    /// Complete a transfer by hand, on the counterpart's signed message as evidence.
    CompleteByHand(TransferDecision),
    /// Take units in transit back, on the counterpart's signed word that it does not have them.
    Rebook(TransferDecision),
    /// Renounce the units of a cancelled incoming transfer for good, so that the counterpart may book them back.
    GiveUp(TransferDecision),
    /// Take the suspended link to a counterpart up again. Two security officers decide, who hold no operating role.
    ResumeLink(LinkOrder),
    /// Let an account trust another one, from the working day the policy names (F16). One person removes it again, at once.
    TrustAccount(TrustOrder),
}

/// An order that moves ITMOs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferOrder {
    /// The account they are in.
    pub from: String,
    /// Where they go.
    pub to: Destination,
    /// Which ITMOs.
    pub spans: Vec<Span>,
    /// How many; must be what the spans add up to.
    pub quantity: BigNumber,
    /// The transfer this one corrects, by agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub corrects: Option<String>,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// Where ITMOs go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Destination {
    /// To another account of this registry.
    Internal(ToAccount),
    /// To an account of a counterpart registry.
    External(ToRegistry),
    /// To an Adaptation Fund account, here or in a counterpart registry.
    AdaptationFund(ToFund),
    /// Use towards an NDC.
    NdcUse(ToNdcUse),
    /// Use for other international mitigation purposes.
    OimpUse(ToOimpUse),
    /// Cancellation.
    Cancellation(ToCancellation),
}

/// An account of this registry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ToAccount {
    /// The account.
    pub account: String,
}

/// An account of a counterpart registry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ToRegistry {
    /// The registry.
    pub registry: String,
    /// The account.
    pub account: String,
}

/// An Adaptation Fund account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ToFund {
    /// The registry; this one or a counterpart.
    pub registry: String,
    /// The account.
    pub account: String,
    /// Whether the transfer is mandatory (A6.4 ERs).
    pub mandatory: bool,
}

/// Use towards an NDC.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ToNdcUse {
    /// The account of type 200.
    pub account: String,
    /// The calendar year they are used for.
    pub year: u16,
}

/// Use for other international mitigation purposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ToOimpUse {
    /// The account of type 210.
    pub account: String,
    /// The purpose, such as `CORSIA`.
    pub purpose: String,
}

/// Cancellation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ToCancellation {
    /// The account of type 300 to 330.
    pub account: String,
    /// `voluntary`, `omge-mandatory`, `omge-voluntary` or `other`.
    pub kind: String,
}

/// An order that issues.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueOrder {
    /// Into this account.
    pub account: String,
    /// The new blocks; their serials must never have been in this book.
    pub blocks: Vec<Block>,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// An order that records an authorization or a new version of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuthorizeOrder {
    /// The authorization as it is to stand in the book.
    pub authorization: Authorization,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// An order that records a cooperative approach or gives it another state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApproachOrder {
    /// The cooperative approach as it is to stand in the book.
    pub approach: Approach,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// An order that opens an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenAccountOrder {
    /// The account; the registry says when it is opened.
    pub account: Account,
    /// Who represents it: at least two different persons (A10).
    pub representatives: Vec<Representative>,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// An order that gives an account another state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountStateOrder {
    /// The account.
    pub account: String,
    /// `open`, `blocked-out`, `suspended` or `closed`.
    pub state: String,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// An order that releases frozen blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReleaseBlocksOrder {
    /// Which.
    pub spans: Vec<Span>,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// A decision about a transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferDecision {
    /// The transfer.
    pub transfer: String,
    /// How many ITMOs it is about; must be what the book says. The policy asks by it (F18).
    pub quantity: BigNumber,
    /// SHA-256 of the octets of the proposal it rests on, in hexadecimal digits; must be the proposal that the registry holds. So nobody
    /// decides about another proposal than the one that was read (promise 1).
    pub proposal: String,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// An order about the link to a counterpart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkOrder {
    /// The counterpart registry.
    pub registry: String,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// An order that lets an account trust another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TrustOrder {
    /// The account that keeps the list.
    pub account: String,
    /// The registry of the account it is to trust; this one or a counterpart.
    pub registry: String,
    /// The account it is to trust.
    pub trusted: String,
    /// Why.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// An order as it is served: what its digest covers, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Served {
    /// What was submitted. It never changes.
    pub order: Order,
    /// What an approver approves, in hexadecimal digits (C06): SHA-256 of the signed text, or, where orders are not signed, of the
    /// canonical JSON of `order`.
    pub digest: String,
    /// `submitted`, `approved`, `executed`, `rejected`, `withdrawn`, `expired`, `superseded` or `stopped`.
    pub state: String,
    /// When it was submitted.
    pub submitted: jiff::Timestamp,
    /// The login that decided it: of an order that a third person released, the releaser's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<jiff::Timestamp>,
    /// What the checks found when it was last judged.
    pub checks: Vec<Finding>,
    /// Its text with everything that was said about it, where orders are signed (A2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub signed: Option<SignedOrder>,
    /// The entry of the ledger by which it was carried out, once it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub recorded: Option<Recorded>,
}

/// The entry of the ledger that an order led to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Its number, from 1.
    pub entry: BigNumber,
    /// SHA-256 of its line, in hexadecimal digits.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub digest: String,
}

//! The messages of a transfer: what each of the two registries says, in its order.
//! A message names the digest of the one before it, so that neither side can tell another story later.
//! Must not know: signatures, which travel in headers around the body.

#[cfg(feature = "sandbox")]
use crate::wire::schema;
use crate::wire::{
    BigNumber,
    comm::evidence::Evidence,
    finding::Finding,
    ledger::{Authorization, Block, Span},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One message about one transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Message))]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Its own id.
    pub id: Uuid,
    /// The transfer.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::TransferId))]
    pub transfer: String,
    /// Its place in the conversation, from 1: proposal, receipt or reject, accept or reject, final or terminate, completion.
    #[cfg_attr(feature = "sandbox", schema(minimum = 1, maximum = 5))]
    pub sequence: u8,
    /// The registry that says it.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub from: String,
    /// The registry it is for.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub to: String,
    /// `production`, `test` or `practice`: a message of one environment means nothing in another.
    pub environment: String,
    /// When it was written.
    pub created: Timestamp,
    /// SHA-256 of the previous message of the conversation, in hexadecimal digits; zeros for the first.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub previous: String,
    /// What it says.
    pub says: Says,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Says))]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// 1, transferring → acquiring: may we transfer this to you?
    Proposal(Box<Proposal>),
    /// 2, the answer: we have it, our checks passed, we will decide.
    Receipt(Receipt),
    /// 2 or 3: we do not take it.
    Reject(Reject),
    /// 3, acquiring → transferring: we take it.
    Accept(Accept),
    /// 4, transferring → acquiring: it is done, it can't be undone, it is yours.
    Final(Final),
    /// 5, the answer: it is in our book.
    Completion(Completion),
    /// 4 in place of final, transferring → acquiring: it will not happen.
    Terminate(Terminate),
    /// The answer to accept, late reject and terminate: we have it. It takes no place in the conversation.
    Ack(Ack),
}

/// The proposal of a transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Proposal))]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Action type (table 25(b)).
    pub action: String,
    /// Action subtype (table 26(b)).
    pub subtype: String,
    /// The transferring account.
    pub from: Party,
    /// The acquiring account, as the transferring side knows it.
    pub to: Party,
    /// The blocks with everything that is true of them.
    pub blocks: Vec<Block>,
    /// How many ITMOs.
    pub quantity: BigNumber,
    /// The authorizations of the blocks, as the transferring side has them.
    pub authorizations: Vec<Authorization>,
    /// The persons who submitted and approved, by login and role.
    pub approvals: Vec<Approval>,
    /// The transfer it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub corrects: Option<String>,
    /// Why.
    pub reason: String,
    /// Until when it can be accepted.
    pub accept_by: Timestamp,
    /// The day of the common nomenclature the words are from.
    pub nomenclature: Date,
    /// The signed order and statements it rests on, from a registry that verifies them (A2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub evidence: Option<Box<Evidence>>,
}

/// One end of a transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Party))]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// The account.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AccountId))]
    pub account: String,
    /// Its holder's name, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub holder: Option<String>,
}

/// One person's part in an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Approval))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The login.
    pub person: String,
    /// `initiator`, `approver` or `releaser`.
    pub role: String,
    /// When.
    pub at: Timestamp,
}

/// The receipt of a proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Receipt))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// SHA-256 of the proposal's octets.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub proposal: String,
    /// Ids of the checks that passed.
    pub passed: Vec<String>,
    /// Until when the acquiring side wants to decide.
    pub decide_by: Timestamp,
}

/// A rejection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Reject))]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// SHA-256 of the proposal's octets.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub proposal: String,
    /// The checks that failed; empty when a person decided.
    pub checks: Vec<Finding>,
    /// Who decided; none when a check did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub by: Option<String>,
    /// Why.
    pub reason: String,
}

/// An acceptance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Accept))]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// SHA-256 of the proposal's octets.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub proposal: String,
    /// The account that will be credited.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AccountId))]
    pub account: String,
    /// Until when it can be made final.
    pub final_by: Timestamp,
    /// The persons who accepted; empty when it was accepted by rule.
    pub by: Vec<String>,
}

/// The point of no return: the transferring side has taken the units out of its book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Final))]
#[serde(deny_unknown_fields)]
pub struct Final {
    /// Which ITMOs left.
    pub spans: Vec<Span>,
    /// How many.
    pub quantity: BigNumber,
    /// The day of their first transfer; the transferring side says it, since its book is where it happened.
    pub first_transferred: Date,
    /// SHA-256 of the proposal's octets: what is in the proposal is what is transferred.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub proposal: String,
    /// The persons who approved, as in the proposal.
    pub approvals: Vec<Approval>,
}

/// The acquiring side has them in its book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Completion))]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// SHA-256 of the final message's octets.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub finally: String,
    /// The account that was credited.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::AccountId))]
    pub account: String,
    /// How many.
    pub quantity: BigNumber,
    /// When.
    pub at: Timestamp,
}

/// It will not happen. Only before the final message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Terminate))]
#[serde(deny_unknown_fields)]
pub struct Terminate {
    /// SHA-256 of the proposal's octets.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub proposal: String,
    /// Who decided; none when time did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub by: Option<String>,
    /// Why.
    pub reason: String,
}

/// A message is received and archived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Ack))]
#[serde(deny_unknown_fields)]
pub struct Ack {
    /// SHA-256 of its octets.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub of: String,
    /// The state of the transfer at the side that acknowledges.
    pub state: String,
}

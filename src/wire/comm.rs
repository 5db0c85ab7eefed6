//! Bodies of `/comm/v1`: what two registries say to each other about one transfer, and what either may ask the other.
//! A message is kept and compared as octets; what is parsed from it is never sent on. Unknown fields are refused.
//! Must not know: signatures, which travel in headers around the body.

mod shown;

pub use shown::Shown;

use super::{
    BigNumber,
    ledger::{Authorization, Block, Span},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use super::finding::{Finding, Value};

/// Version of the communication API.
pub const VERSION: &str = "1.0";

/// One message about one transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Message))]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Its own id.
    pub id: Uuid,
    /// The transfer.
    pub transfer: String,
    /// Its place in the conversation, from 1: proposal, receipt or reject, accept or reject, final or terminate, completion.
    pub sequence: u8,
    /// The registry that says it.
    pub from: String,
    /// The registry it is for.
    pub to: String,
    /// `production`, `test` or `practice`: a message of one environment means nothing in another.
    pub environment: String,
    /// When it was written.
    pub created: Timestamp,
    /// SHA-256 of the previous message of the conversation, in hexadecimal digits; zeros for the first.
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
}

/// One end of a transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Party))]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The registry.
    pub registry: String,
    /// The account.
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
    /// `initiator` or `approver`.
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
    pub proposal: String,
    /// The account that will be credited.
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
    pub finally: String,
    /// The account that was credited.
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
    pub of: String,
    /// The state of the transfer at the side that acknowledges.
    pub state: String,
}

/// `GET /comm/v1/transfers/{id}`: how a transfer stands at the side that answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Status))]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// The transfer.
    pub transfer: String,
    /// The side that answers: `transferring` or `acquiring`; none when it does not know the transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub side: Option<String>,
    /// Its state there; none when it does not know the transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub state: Option<String>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub since: Option<Timestamp>,
    /// Every message of the conversation it has, in order.
    pub messages: Vec<Told>,
    /// When it was asked.
    pub at: Timestamp,
}

/// A message the answering side has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Told))]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Its place in the conversation.
    pub sequence: u8,
    /// What kind it is.
    pub kind: String,
    /// Who said it.
    pub from: String,
    /// SHA-256 of its octets.
    pub digest: String,
    /// When the answering side sent or received it.
    pub at: Timestamp,
}

/// `GET /comm/v1/ping`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Pong))]
#[serde(deny_unknown_fields)]
pub struct Pong {
    /// The registry that answers.
    pub registry: String,
    /// Its clock.
    pub clock: Timestamp,
}

/// `GET /comm/v1/capabilities`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Capabilities))]
#[serde(deny_unknown_fields)]
pub struct Capabilities {
    /// The registry.
    pub registry: String,
    /// Its name.
    pub name: String,
    /// `production`, `test` or `practice`.
    pub environment: String,
    /// Versions of the communication API it speaks.
    pub versions: Vec<String>,
    /// The day of the common nomenclature it uses.
    pub nomenclature: Date,
    /// What it can do: `transfer`, `status`, `holdings`, `history`.
    pub can: Vec<String>,
    /// Its keys.
    pub keys: Vec<Key>,
    /// `A0` to `A3`.
    pub assurance: String,
}

/// A registry's public key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Key))]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Its id.
    pub id: String,
    /// The Ed25519 public key, base64url without padding.
    pub public: String,
    /// From when it is valid.
    pub from: Timestamp,
    /// Until when, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub until: Option<Timestamp>,
}

/// `GET /comm/v1/holdings`: what the answering registry holds that came from, or belongs to the Party of, the asking one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Holdings))]
#[serde(deny_unknown_fields)]
pub struct Holdings {
    /// One row for each cooperative approach, Party and vintage.
    pub items: Vec<Total>,
    /// State of the book.
    pub revision: BigNumber,
    /// When.
    pub at: Timestamp,
}

/// How much there is of one cooperative approach, first transferring Party and vintage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Total))]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Cooperative approach.
    pub approach: String,
    /// Registry of the ids.
    pub registry: String,
    /// First transferring participating Party.
    pub party: String,
    /// Vintage.
    pub vintage: u16,
    /// Number of blocks.
    pub blocks: BigNumber,
    /// ITMOs held.
    pub held: BigNumber,
}

/// `GET /comm/v1/history/{itmo-id}`: the acts of the answering book that touched an ITMO.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::History))]
#[serde(deny_unknown_fields)]
pub struct History {
    /// The ITMO.
    pub itmo: String,
    /// Oldest first.
    pub items: Vec<Event>,
}

/// Something that happened to an ITMO.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Event))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Number of the ledger's entry.
    pub entry: BigNumber,
    /// When.
    pub at: Timestamp,
    /// What: the entry's kind.
    pub kind: String,
    /// The transfer it was part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub transfer: Option<String>,
    /// The account it was in afterwards; none when it was in no account of this book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub account: Option<String>,
    /// The state it had afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub state: Option<String>,
}

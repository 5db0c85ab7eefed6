//! What a registry answers when it is asked: how a transfer stands, whether it is there, what it can do, what it holds.
//! An answer is a word and no act: nothing is moved because of it without the evidence that the protocol asks for.
//! Must not know: who asks, and how the answer is signed.

use crate::wire::BigNumber;
#[cfg(feature = "sandbox")]
use crate::wire::schema;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// `GET /comm/v1/transfers/{id}`: how a transfer stands at the side that answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Status))]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// The transfer.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::TransferId))]
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
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
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
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
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
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// Its name.
    pub name: String,
    /// `production`, `test` or `practice`.
    pub environment: String,
    /// Versions of the communication API it speaks.
    pub versions: Vec<String>,
    /// The day of the common nomenclature it uses.
    pub nomenclature: Date,
    /// What it can do: `transfer`, `status`, `holdings`, `history`, `contacts`.
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
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ApproachId))]
    pub approach: String,
    /// Registry of the ids.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::RegistryId))]
    pub registry: String,
    /// First transferring participating Party.
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::PartyCode))]
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
    #[cfg_attr(feature = "sandbox", schema(value_type = schema::ItmoId))]
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

//! Signed orders and statements, and the roster and policy they are judged by, as they stand in the ledger.
//! The text is kept octet for octet with its signatures, so that whoever has the ledger can verify two persons without the registry.
//! Must not know: how a text is judged, and how it is applied to the book.

use crate::wire::admin::signed::{self, SignedText};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text of an order that was submitted in the same act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderText {
    /// The order.
    pub order: String,
    /// The login it came through.
    pub login: String,
    /// The session it came through, by the name the registry gave it (F04).
    pub session: String,
    /// The id in the text: no other order ever has it.
    pub order_id: Uuid,
    /// The person who signed it, by the id in the roster.
    pub person: String,
    /// The station it was signed at.
    pub station: String,
    /// The text and its signatures.
    pub signed: SignedText,
}

/// A statement about an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderStatement {
    /// The order.
    pub order: String,
    /// The login it came through.
    pub login: String,
    /// The session it came through, by the name the registry gave it (F04).
    pub session: String,
    /// `approve`, `reject`, `withdraw`, `withdraw-approval`, `release` or `stop`.
    pub kind: String,
    /// The person who signed it, by the id in the roster.
    pub person: String,
    /// The station it was signed at.
    pub station: String,
    /// The person's own count of statements; it only rises.
    pub seq: u64,
    /// The text and its signatures.
    pub signed: SignedText,
}

/// How far an order is that is neither executed nor at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderProgress {
    /// The order.
    pub order: String,
    /// `submitted` as long as approvals are missing, then `approved`.
    pub state: String,
    /// The persons whose approval counts.
    pub approvals: Vec<String>,
    /// How many it takes besides the initiator (F18).
    pub needed: u8,
    /// When it is executed, unless somebody stops it before (F14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// A key that one person ended (F15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// The login it came through.
    pub login: String,
    /// The text and the signature of who revoked.
    pub signed: signed::Revocation,
}

/// A version of the roster or of the policy, with the officers' signatures it has now (F27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guarded {
    /// `roster` or `policy`.
    pub kind: String,
    /// The version.
    pub version: u32,
    /// The text.
    pub text: String,
    /// The officers' signatures.
    pub signatures: Vec<String>,
    /// Whether it is in force from now on.
    pub in_force: bool,
}

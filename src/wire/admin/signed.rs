//! Signed texts on the wire: orders, statements about them, and the roster and policy they are judged by.
//! A text travels whole, as the octets that were signed; nothing about it is said a second time in another form.
//! Must not know: what a text says, or whether its signatures are good.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text with the signature of a person and of the station it was signed at: an order, or a statement about one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedText {
    /// The text, octet for octet as it was signed.
    pub text: String,
    /// The person's SSHSIG in its armor, in the namespace of what they do.
    pub signature: String,
    /// The station's SSHSIG in its armor, over the same octets (F03).
    pub station_signature: String,
}

/// How far an order is, as its registry counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The id in the order's text.
    pub order_id: Uuid,
    /// SHA-256 of the order's text, in hexadecimal digits: what statements name.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub text_sha256: String,
    /// The person who initiated it, by the id in the roster.
    pub initiator: String,
    /// The persons whose approval counts now, by the id in the roster.
    pub approvals: Vec<String>,
    /// How many approvals the policy asks for, besides the initiator (F18).
    pub needed: u8,
    /// Until when anyone may still stop it after it was approved (F14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub cooling_until: Option<Timestamp>,
    /// Who may not approve it now, and until when: what they typed again did not match three times (F08).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Held>,
}

/// A person who may not approve an order for a while (F08).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The person, by the id in the roster.
    pub person: String,
    /// Until when.
    pub until: Timestamp,
}

/// A signed order and everything that was said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedOrder {
    /// The order.
    pub order: SignedText,
    /// The statements, in the order in which they were taken.
    pub statements: Vec<SignedText>,
    /// How far it is.
    pub review: Review,
}

/// A version of a registry's roster or policy, with the signatures of its security officers (F27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GuardedText {
    /// The version.
    pub version: u32,
    /// SHA-256 of the text, in hexadecimal digits.
    #[cfg_attr(feature = "sandbox", schema(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// The text, octet for octet as it was signed.
    pub text: String,
    /// The officers' SSHSIGs in their armor.
    pub signatures: Vec<String>,
    /// Since when it is in force; not while it still waits for a second officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub since: Option<Timestamp>,
    /// Of a roster: the keys of it that one person has ended since (F15), in the order in which they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revocations: Vec<Revoked>,
}

/// `POST /admin/v1/revocations`, request: a key that counts no more from now on (F15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// The text, octet for octet as it was signed.
    pub text: String,
    /// The SSHSIG of who revokes, in its armor.
    pub signature: String,
}

/// A revocation as a registry took it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Revoked {
    /// The text, octet for octet as it was signed.
    pub text: String,
    /// The SSHSIG of who revoked, in its armor.
    pub signature: String,
    /// When it was taken in.
    pub taken: Timestamp,
}

/// `POST /admin/v1/roster` and `POST /admin/v1/policy`, request: a version proposed, or a second signature for one that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignGuarded {
    /// The text, octet for octet as it was signed.
    pub text: String,
    /// The officer's SSHSIG in its armor.
    pub signature: String,
}

//! Messages to a list of the directory, as a registry keeps them: the text with its signatures, and who got it, when, and whether they answered.
//! A registry sends nothing of it: the office's own mail does, and people say here that it did.
//! Must not know: who is on a list.

use super::contacts::SignedContact;
use crate::wire::BigNumber;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST /admin/v1/contacts/broadcasts`, request: a message to a list, signed by who writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordBroadcast {
    /// Its id: no other message ever has it.
    pub id: Uuid,
    /// The list it goes to.
    pub list: String,
    /// The text – subject, label, text, label – and its signature.
    pub signed: SignedContact,
}

/// `POST /admin/v1/contacts/broadcasts/{id}/deliveries`, request: what became of it with its recipients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkDelivery {
    /// With whom; without it, with everybody of whom it was not said yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub card: Option<String>,
    /// `sent` by the office's mail, `answered`, or `returned` because it could not be delivered.
    pub mark: String,
    /// What was said, or in which mail it went.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::Why))]
    pub reason: String,
}

/// `GET /admin/v1/contacts/broadcasts`: the messages, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Broadcasts {
    /// The newest hundred.
    pub items: Vec<Broadcast>,
    /// The state of the book they are from.
    pub revision: BigNumber,
    /// When they were read.
    pub as_of: Timestamp,
}

/// A message to a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Broadcast {
    /// Its id.
    pub id: Uuid,
    /// The list it goes to.
    pub list: String,
    /// The text, octet for octet as it was signed.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Who signed it. Above `TLP:AMBER` it takes two persons before it may go out.
    pub signatures: Vec<BroadcastSignature>,
    /// Who gets it.
    pub deliveries: Vec<Delivery>,
    /// Who holds a role of the list and gets nothing.
    pub left_out: Vec<LeftOut>,
    /// The login that recorded it.
    pub by: String,
    /// When it was recorded.
    pub at: Timestamp,
    /// The entry of the ledger that names it.
    pub entry: BigNumber,
}

/// A person's signature of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BroadcastSignature {
    /// Who, by the id in the roster.
    pub person: String,
    /// The SSHSIG in its armor, in the namespace `itmo-contact@v1`.
    pub signature: String,
}

/// What became of a message with one recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// For which registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::RegistryId))]
    pub registry: String,
    /// In which role.
    pub role: String,
    /// Who.
    pub card: String,
    /// Where.
    pub mail: String,
    /// When the office's mail sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub sent: Option<Timestamp>,
    /// When they answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub answered: Option<Timestamp>,
    /// When it came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub returned: Option<Timestamp>,
}

/// Somebody who gets nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// For which registry.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::RegistryId))]
    pub registry: String,
    /// In which role.
    pub role: String,
    /// Who.
    pub card: String,
    /// `no-mail`, `late`, `one-person` or `desk`.
    pub why: String,
}

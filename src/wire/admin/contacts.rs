//! The directory of contacts as a registry serves it: entries, what changed and when it counts, what waits for a second person, who was called.
//! A change travels as the text that was signed; nothing of it is said a second time in another form.
//! Must not know: what a text says, or who may be called.

pub use super::contact_entry::*;

use crate::wire::BigNumber;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /admin/v1/contacts`, and the part of it that is asked for under `contacts/cards/{id}` and the like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// The entries.
    pub records: Vec<ContactRecord>,
    /// What was changed, oldest first.
    pub changes: Vec<ContactChange>,
    /// The cards that were erased: an old bundle does not bring them back.
    pub erased: Vec<String>,
    /// What was proposed, the newest last: all that waits, and what was decided in the last thirty days.
    pub proposals: Vec<ContactProposal>,
    /// The number of lines in the log of changes.
    pub revision: BigNumber,
    /// When it was read.
    pub as_of: Timestamp,
}

/// A change of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactChange {
    /// When it was confirmed, or done by one person who may.
    pub at: Timestamp,
    /// Which entry.
    pub entry: ContactEntryKey,
    /// `add`, `change`, `verify`, `suspend` or `end`.
    pub act: String,
    /// Who asked for it.
    pub requested_by: String,
    /// Who confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub confirmed_by: Option<String>,
    /// The paper it rests on.
    pub basis: String,
    /// From when it counts.
    pub counts_from: Timestamp,
    /// When somebody ended it within the delay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub cancelled: Option<Timestamp>,
}

/// A proposed change, as it was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactProposal {
    /// Its id, which stands in the text too.
    pub id: Uuid,
    /// The text and its signature.
    pub signed: SignedContact,
    /// SHA-256 of the text: what a confirmation names.
    pub sha256: String,
    /// `waiting`, `confirmed`, `cancelled` or `expired`.
    pub state: String,
    /// When it was proposed.
    pub at: Timestamp,
    /// The second person's text and signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub confirmation: Option<SignedContact>,
    /// From when all of it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub counts_from: Option<Timestamp>,
}

/// `POST /admin/v1/contacts/proposals` and `POST /admin/v1/contacts/proposals/{id}/confirm`, request: a text and a person's signature over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedContact {
    /// The text, octet for octet as it was signed.
    pub text: String,
    /// The person's SSHSIG in its armor, in the namespace `itmo-contact@v1`.
    pub signature: String,
}

/// `GET /admin/v1/contacts/due`: what is to be verified again, the most urgent first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactsDue {
    /// The cards.
    pub items: Vec<ContactDue>,
    /// When it was reckoned.
    pub as_of: Timestamp,
}

/// A card that is to be verified again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactDue {
    /// The card.
    pub card: String,
    /// `due` or `overdue`.
    pub due: String,
    /// `active`, `temporarily-invalid` or `invalid`.
    pub state: String,
    /// Since when a new word is due; none when nobody ever verified it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub since: Option<Timestamp>,
    /// Whether two persons must verify it.
    pub takes_two: bool,
}

/// `GET /admin/v1/contacts/log`: the chain of changes, in which values stand as salted digests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactLog {
    /// The lines of the chain, octet for octet, oldest first.
    pub lines: Vec<String>,
    /// SHA-256 of the newest line; zeros when there is none.
    pub head: String,
}

/// An attempt to reach somebody, as it is recorded; `POST /admin/v1/contacts/attempts`, request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordAttempt {
    /// Who was called.
    pub card: String,
    /// The kind of channel.
    pub kind: String,
    /// The number or the address.
    pub address: String,
    /// What it was about.
    pub topic: String,
    /// How bad it was.
    pub severity: String,
    /// `transfer:ID`, `case:ID`, `registry:ID`, or `test` for a response test.
    pub about: String,
    /// `answered`, `no-answer`, `message-left` or `wrong-person`.
    pub result: String,
    /// When it began.
    pub began: Timestamp,
    /// When it ended: when they answered, or when it was given up.
    pub ended: Timestamp,
    /// What was said, or why it was tried.
    pub reason: String,
}

/// `GET /admin/v1/contacts/attempts`: attempts, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Attempts {
    /// The newest two hundred.
    pub items: Vec<RecordedAttempt>,
}

/// An attempt that was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordedAttempt {
    /// What was tried and what came of it.
    pub attempt: RecordAttempt,
    /// The login that recorded it.
    pub by: String,
    /// When it was recorded.
    pub at: Timestamp,
    /// The entry of the ledger that names it.
    pub entry: BigNumber,
}

/// `GET /admin/v1/peers/{registry}/contacts`: what a counterpart said of its own people, as it was signed by its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HeardContacts {
    /// The counterpart.
    #[cfg_attr(feature = "sandbox", schema(value_type = crate::wire::schema::RegistryId))]
    pub registry: String,
    /// How far it may travel, by the counterpart's word.
    pub label: String,
    /// The entries.
    pub records: Vec<ContactRecord>,
    /// When the counterpart said it, by its clock.
    pub said: Timestamp,
    /// When it came.
    pub heard: Timestamp,
    /// The id of the key that signed it.
    pub key: String,
    /// SHA-256 of the answer's octets.
    pub sha256: String,
}

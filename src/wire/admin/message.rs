//! Messages between registries as they are archived: octets, headers, and what was thought of the signature.
//! The octets are the evidence; everything beside them only helps to read them.
//! Must not know: what a message does to a transfer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A row of `GET /admin/v1/messages`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MessageSummary {
    /// Its id in this registry's archive.
    pub id: String,
    /// The transfer it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub transfer: Option<String>,
    /// Its place in the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub sequence: Option<u8>,
    /// What it is.
    pub kind: String,
    /// `sent` or `received`.
    pub direction: String,
    /// The registry at the other end.
    pub peer: String,
    /// `good`, or why it is in quarantine.
    pub verdict: String,
    /// SHA-256 of its octets, in hexadecimal digits.
    pub digest: String,
    /// The HTTP status, of an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub status: Option<u16>,
    /// When it was sent or received.
    pub at: Timestamp,
}

/// A header line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its name, in small letters.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// One attempt to send.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// What went wrong; none when it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub failure: Option<String>,
}

/// `GET /admin/v1/messages/{id}`: a message with its original octets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// What the list shows.
    pub summary: MessageSummary,
    /// Its own id, as its sender gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub own_id: Option<String>,
    /// The body as it travelled, in base64.
    pub octets: String,
    /// The header lines that travelled with it.
    pub headers: Vec<Header>,
    /// The HTTP method, of a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub method: Option<String>,
    /// The path with its query, of a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub path: Option<String>,
    /// What was signed (RFC 9421, section 2.5), of a good signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub signature_base: Option<String>,
    /// The id of the key that signed, of a good signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub key: Option<String>,
    /// Ids of the checks that failed.
    pub failed: Vec<String>,
    /// The message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub answers: Option<String>,
    /// Each attempt to send it, of a message that was sent.
    pub attempts: Vec<Attempt>,
}

/// `GET /admin/v1/transfers/{id}/messages`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// Every message about it, in order of number and time.
    pub items: Vec<MessageSummary>,
}

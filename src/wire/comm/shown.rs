//! A message of the archive, shown to the other side of its transfer.
//! It is shown with the header it travelled with, so that its signature can be checked again by whoever it is shown to.
//! Must not know: why it is asked for.

use serde::{Deserialize, Serialize};

/// `GET /comm/v1/transfers/{id}/messages/{sequence}`: a message as the answering side keeps it, with the header that proves who signed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::Shown))]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Its place in the conversation.
    #[cfg_attr(feature = "sandbox", schema(minimum = 1, maximum = 5))]
    pub sequence: u8,
    /// What kind it is: `proposal`, `receipt`, `reject`, `accept`, `final`, `terminate` or `completion`.
    pub kind: String,
    /// Its octets, in base64.
    pub octets: String,
    /// The path it was posted to; none when it was an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "sandbox", schema(nullable = false))]
    pub path: Option<String>,
    /// The fields of its header, in their order.
    pub fields: Vec<HeaderField>,
}

/// A field of a message's header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sandbox", schema(as = comm::HeaderField))]
#[serde(deny_unknown_fields)]
pub struct HeaderField {
    /// Its name, in lower case.
    pub name: String,
    /// Its value.
    pub value: String,
}

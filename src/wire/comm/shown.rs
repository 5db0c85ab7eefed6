//! A message of the archive, shown to the other side of its transfer.
//! It is shown with the header it travelled with, so that its signature can be checked again by whoever it is shown to.
//! Must not know: why it is asked for.

use super::Value;
use serde::{Deserialize, Serialize};

/// `GET /comm/v1/transfers/{id}/messages/{sequence}`: a message as the answering side keeps it, with the header that proves who signed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Its place in the conversation.
    pub sequence: u8,
    /// What kind it is.
    pub kind: String,
    /// Its octets, in base64.
    pub octets: String,
    /// The path it was posted to; none when it was an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The fields of its header, in their order.
    pub fields: Vec<Value>,
}

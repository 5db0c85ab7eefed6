//! RFC 9457 problem documents with stable `type` URNs.
//! Must not know: which status a problem travels with.

use serde::{Deserialize, Serialize};

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem document. Unknown members are allowed here: RFC 9457 tells clients to ignore extensions they do not know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProblemDocument {
    /// A URN such as `urn:countersign:problem:filter`.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// A short summary.
    #[serde(default)]
    pub title: String,
    /// The HTTP status.
    #[serde(default)]
    pub status: u16,
    /// What is wrong this time.
    #[serde(default)]
    pub detail: String,
    /// The request's id, echoed.
    #[serde(default)]
    pub request: String,
    /// The fields that are wrong.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// One field that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The field.
    pub field: String,
    /// Why.
    pub why: String,
}

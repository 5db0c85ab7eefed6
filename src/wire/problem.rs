//! RFC 9457 problem documents with stable `type` URNs.
//! A client decides by the type and never by the text; unknown members are ignored, as the RFC asks.
//! Must not know: which status a problem travels with.

use serde::{Deserialize, Serialize};

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A problem document. Unknown members are allowed here: RFC 9457 tells clients to ignore extensions they do not know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
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
    /// The checks that failed, when checks refused it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<super::comm::Finding>,
}

/// One field that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]
pub struct Field {
    /// The field.
    pub field: String,
    /// Why.
    pub why: String,
}

/// The `type` of each problem. They are promises: a client may decide by them.
pub mod kind {
    /// Each `type`, the statuses it travels with, and what it means: the table of `docs/api/admin.md` and of the OpenAPI document.
    pub const ALL: &[(&str, &[u16], &str)] = &[
        (INVALID, &[400], "a parameter, header or member does not fit; `fields` names it"),
        (BODY, &[400, 413, 415], "the body is not JSON of the right shape and size"),
        (SESSION, &[401], "the session is missing, unknown or over"),
        (SIGN_IN, &[401], "the operator or the secret is wrong"),
        (ROLE, &[403], "the operator's role does not allow it"),
        (MISSING, &[404], "nothing is there"),
        (METHOD, &[405], "the address does not know the method"),
        (IDEMPOTENCY, &[409], "the idempotency key was used for another act"),
        (STATE, &[409], "the thing's state does not allow the act"),
        (CHECKS, &[409, 422], "checks failed; `checks` says which, with the values they looked at"),
        (VERSION, &[412], "the thing has another version than `If-Match` names"),
        (HOST, &[421], "the request was meant for another host"),
        (PRECONDITION, &[428], "an act came without `If-Match` or `Idempotency-Key`"),
        (INTERNAL, &[500], "the registry failed; nothing was changed"),
    ];

    /// 400: a parameter, header or member does not fit; `fields` names it.
    pub const INVALID: &str = "urn:countersign:problem:invalid";
    /// 400, 413 or 415: the body is not JSON of the right shape and size.
    pub const BODY: &str = "urn:countersign:problem:body";
    /// 401: the session is missing, unknown or over.
    pub const SESSION: &str = "urn:countersign:problem:session";
    /// 401: the operator or the secret is wrong.
    pub const SIGN_IN: &str = "urn:countersign:problem:sign-in";
    /// 403: the operator's role does not allow it.
    pub const ROLE: &str = "urn:countersign:problem:role";
    /// 404: nothing is there.
    pub const MISSING: &str = "urn:countersign:problem:missing";
    /// 405: the address does not know the method.
    pub const METHOD: &str = "urn:countersign:problem:method";
    /// 409: the idempotency key was used for another act.
    pub const IDEMPOTENCY: &str = "urn:countersign:problem:idempotency";
    /// 409: the thing's state does not allow the act.
    pub const STATE: &str = "urn:countersign:problem:state";
    /// 409 or 422: checks failed; `checks` says which, with the values they looked at.
    pub const CHECKS: &str = "urn:countersign:problem:checks";
    /// 412: the thing has another version than `If-Match` names.
    pub const VERSION: &str = "urn:countersign:problem:version";
    /// 421: the request was meant for another host.
    pub const HOST: &str = "urn:countersign:problem:host";
    /// 428: an act came without `If-Match` or `Idempotency-Key`.
    pub const PRECONDITION: &str = "urn:countersign:problem:precondition";
    /// 500: the registry failed; nothing was changed.
    pub const INTERNAL: &str = "urn:countersign:problem:internal";
}

#[cfg(test)]
mod tests {
    use super::kind;

    /// A constant that is not in the table would be a refusal nobody was told of.
    #[test]
    fn every_type_is_in_the_table() {
        let named = include_str!("problem.rs")
            .lines()
            .filter(|line| line.trim_start().starts_with("pub const") && line.contains("\"urn:"));
        let named: Vec<&str> = named.filter_map(|line| line.split('"').nth(1)).collect();
        let listed: Vec<&str> = kind::ALL.iter().map(|(urn, _, _)| *urn).collect();
        assert_eq!(listed, named);
    }
}

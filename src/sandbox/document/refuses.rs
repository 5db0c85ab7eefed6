//! Refusals in the document: one response for each status, with the problem types that travel with it.
//! The table of types is the wire's; a type that is missing there is missing here.
//! Must not know: which operation refuses.

use crate::wire::problem::{MEDIA_TYPE, kind};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::{
    IntoResponses,
    openapi::{Ref, RefOr, Response},
};

/// In `responses(…)`: this operation refuses with the status. What all operations refuse with is added to them all.
pub(in crate::sandbox) struct Refuses<const STATUS: u16>;

impl<const STATUS: u16> IntoResponses for Refuses<STATUS> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        BTreeMap::from([(STATUS.to_string(), RefOr::Ref(Ref::from_response_name(name(STATUS))))])
    }
}

/// The name of the response of a status.
fn name(status: u16) -> String {
    format!("Problem{status}")
}

/// A reference to the response of a status.
pub(super) fn reference(status: u16) -> Value {
    json!({ "$ref": format!("#/components/responses/{}", name(status)) })
}

/// The responses of all statuses there are.
pub(super) fn all() -> Map<String, Value> {
    let statuses: BTreeSet<u16> = kind::ALL.iter().flat_map(|(_, statuses, _)| *statuses).copied().collect();
    statuses.into_iter().map(|status| (name(status), response(status))).collect()
}

fn response(status: u16) -> Value {
    let kinds: Vec<_> = kind::ALL.iter().filter(|(_, statuses, _)| statuses.contains(&status)).collect();
    let meanings: Vec<String> = kinds.iter().map(|(urn, _, meaning)| format!("- `{urn}`: {meaning}")).collect();
    let urns: Vec<&str> = kinds.iter().map(|(urn, _, _)| *urn).collect();
    let mut headers = Map::from_iter([("X-Request-Id".to_owned(), json!({ "$ref": "#/components/headers/RequestId" }))]);
    if status == 401 {
        headers.insert("WWW-Authenticate".to_owned(), text_header("How to sign in: `Bearer`."));
    }
    if status == 405 {
        headers.insert("Allow".to_owned(), text_header("The methods the address knows."));
    }
    json!({
        "description": meanings.join("\n"),
        "headers": headers,
        "content": { MEDIA_TYPE: { "schema": {
            "allOf": [{ "$ref": "#/components/schemas/ProblemDocument" }],
            "properties": { "type": { "enum": urns }, "status": { "const": status } },
            "required": ["type", "title", "status", "detail", "request", "fields"],
        } } },
    })
}

fn text_header(description: &str) -> Value {
    json!({ "description": description, "required": true, "schema": { "type": "string" } })
}

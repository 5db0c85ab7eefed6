//! What holds for operations that are signed and need no session: the header fields of requests and answers, and their refusals.
//! A refusal is signed like an answer, as far as the request has a signature to bind it to; it names the check that failed.
//! Must not know: any route by name, or how a signature is made.

use crate::wire::{
    problem::{MEDIA_TYPE, kind},
    schema,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use utoipa::{
    IntoParams, IntoResponses,
    openapi::{Ref, RefOr, Response},
};

/// In `params(…)`: the header of a signed question, which has no body.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "describes; the protocol reads the fields as they came")]
pub(in crate::sandbox) struct SignedQuestion {
    /// The registry that asks.
    #[param(rename = "Registry-From", value_type = schema::RegistryId, example = "GHA01")]
    from: String,
    /// The registry that is asked.
    #[param(rename = "Registry-To", value_type = schema::RegistryId, example = "CHE01")]
    to: String,
    /// `production`, `test` or `practice`: what is said in one environment means nothing in another.
    #[param(rename = "Registry-Environment", example = "practice")]
    environment: String,
    /// What is signed, when, with which key, under a nonce (RFC 9421, section 4.1): exactly the parts of the profile, in its order.
    #[param(
        rename = "Signature-Input",
        example = r#"sig=("@method" "@path" "@query" "registry-from" "registry-to" "registry-environment");created=1795338845;nonce="CQkJCQkJCQkJCQkJCQkJCQ";keyid="GHA01-practice-1";alg="ed25519";tag="countersign-comm""#
    )]
    input: String,
    /// The signature (RFC 9421, section 4.2), made by a key that the directory of the asked registry has for the asking one.
    #[param(
        rename = "Signature",
        example = "sig=:K2qGT5srn2OGbOIDzQ6kYT+ruaycnDAAUpKv+ePFfD0RAxn/1BUeZx/Kdrq32DrfakQ6bPsvB9aqZqognNT6be==:"
    )]
    signature: String,
}

/// In `params(…)`: the header of a signed message.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "describes; the protocol reads the fields as they came")]
pub(in crate::sandbox) struct SignedMessage {
    /// The registry that says it.
    #[param(rename = "Registry-From", value_type = schema::RegistryId, example = "GHA01")]
    from: String,
    /// The registry it is for.
    #[param(rename = "Registry-To", value_type = schema::RegistryId, example = "CHE01")]
    to: String,
    /// `production`, `test` or `practice`: what is said in one environment means nothing in another.
    #[param(rename = "Registry-Environment", example = "practice")]
    environment: String,
    /// SHA-256 of the body (RFC 9530).
    #[param(rename = "Content-Digest", example = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:")]
    digest: String,
    /// What is signed, when, with which key, under a nonce (RFC 9421, section 4.1): exactly the parts of the profile, in its order.
    #[param(
        rename = "Signature-Input",
        example = r#"sig=("@method" "@path" "content-digest" "content-type" "registry-from" "registry-to" "registry-environment");created=1795338845;nonce="CQkJCQkJCQkJCQkJCQkJCQ";keyid="GHA01-practice-1";alg="ed25519";tag="countersign-comm""#
    )]
    input: String,
    /// The signature (RFC 9421, section 4.2), made by a key that the directory of the receiving registry has for the sending one.
    #[param(
        rename = "Signature",
        example = "sig=:K2qGT5srn2OGbOIDzQ6kYT+ruaycnDAAUpKv+ePFfD0RAxn/1BUeZx/Kdrq32DrfakQ6bPsvB9aqZqognNT6be==:"
    )]
    signature: String,
}

/// In `responses(…)`: this operation declines with the status. What all signed operations decline with is added to them all.
pub(in crate::sandbox) struct Declines<const STATUS: u16>;

impl<const STATUS: u16> IntoResponses for Declines<STATUS> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        BTreeMap::from([(STATUS.to_string(), RefOr::Ref(Ref::from_response_name(name(STATUS))))])
    }
}

/// Each status a signed operation declines with, the types it travels with, and what it means.
const DECLINED: [(u16, &[&str], &str); 10] = [
    (400, &[kind::CHECKS], "the body does not read by the schema (M01), or names what is no id"),
    (
        401,
        &[kind::CHECKS],
        "the signature is missing or not good (R01), of a key that is not known (L05), or too old for a question (L06)",
    ),
    (403, &[kind::CHECKS], "the key is not the sender's (L05), or the sender has no part in the transfer (M02)"),
    (404, &[kind::CHECKS], "the transfer or message is not known here (M02, M03), or the path is none (M01)"),
    (409, &[kind::CHECKS], "it does not fit what was said or what stands in the book (M02, M03, B04, B14, R03)"),
    (413, &[kind::BODY, kind::CHECKS], "the body is larger than 1 MiB (M01)"),
    (421, &[kind::HOST, kind::CHECKS], "it is for another registry (M08), another environment (L01) or another host"),
    (422, &[kind::CHECKS], "it reads, and is not acceptable as it is (M09, M11, A07, B01 to B06)"),
    (500, &[kind::INTERNAL], "the registry failed; nothing was changed, and the answer is not signed"),
    (503, &[kind::CHECKS], "the link is closed here (L01); it may be sent again"),
];

/// What every signed answer carries, with what it is.
const FIELDS: [(&str, &str, &str); 6] = [
    ("RegistryFrom", "Registry-From", "The registry that answers."),
    ("RegistryTo", "Registry-To", "The registry that asked, in its own words."),
    ("RegistryEnvironment", "Registry-Environment", "`production`, `test` or `practice`."),
    ("ContentDigest", "Content-Digest", "SHA-256 of the body (RFC 9530)."),
    ("SignatureInput", "Signature-Input", "What is signed: the answer, and the signature of the request it answers."),
    ("Signature", "Signature", "The signature (RFC 9421, section 4.2)."),
];

/// The name of the response of a status.
fn name(status: u16) -> String {
    format!("Declined{status}")
}

/// Whether an operation is authenticated by a signature.
pub(super) fn is_signed(operation: &Map<String, Value>) -> bool {
    let schemes = operation.get("security").and_then(Value::as_array);
    schemes.is_some_and(|schemes| schemes.iter().any(|scheme| scheme.get("signature").is_some()))
}

/// Adds what all signed operations decline with, and the header of the answer.
pub(super) fn complete(operation: &mut Map<String, Value>) {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let path = parameters.is_some_and(|all| all.iter().any(|parameter| parameter.get("in").is_some_and(|found| found == "path")));
    let Some(responses) = operation.entry("responses").or_insert_with(|| json!({})).as_object_mut() else { return };
    for status in [Some(401), Some(403), path.then_some(404), Some(421), Some(500)].into_iter().flatten() {
        let reference = json!({ "$ref": format!("#/components/responses/{}", name(status)) });
        responses.entry(status.to_string()).or_insert(reference);
    }
    if let Some(answer) = responses.get_mut("200").and_then(Value::as_object_mut) {
        answer.insert("headers".to_owned(), Value::Object(carried()));
    }
}

/// The fields of a signed answer, by name.
fn carried() -> Map<String, Value> {
    let reference = |component: &str| json!({ "$ref": format!("#/components/headers/{component}") });
    FIELDS.iter().map(|(component, field, _)| ((*field).to_owned(), reference(component))).collect()
}

/// The header fields as components.
pub(super) fn headers() -> impl Iterator<Item = (String, Value)> {
    let header = |description: &str| json!({ "description": description, "required": true, "schema": { "type": "string" } });
    FIELDS.iter().map(move |(component, _, description)| ((*component).to_owned(), header(description)))
}

/// The responses of all statuses there are.
pub(super) fn all() -> impl Iterator<Item = (String, Value)> {
    DECLINED.iter().map(|(status, kinds, meaning)| (name(*status), response(*status, kinds, meaning)))
}

fn response(status: u16, kinds: &[&str], meaning: &str) -> Value {
    let mut headers = Map::from_iter([("X-Request-Id".to_owned(), json!({ "$ref": "#/components/headers/RequestId" }))]);
    let mut required = vec!["type", "title", "status", "detail", "request", "fields"];
    // What only the server around the protocol refuses with is neither signed nor a check.
    if kinds == [kind::CHECKS] {
        required.push("checks");
        headers.extend(carried().into_iter().filter(|(name, _)| name.starts_with("Registry")));
    }
    json!({
        "description": meaning,
        "headers": headers,
        "content": { MEDIA_TYPE: { "schema": {
            "allOf": [{ "$ref": "#/components/schemas/ProblemDocument" }],
            "properties": { "type": { "enum": kinds }, "status": { "const": status } },
            "required": required,
        } } },
    })
}

/// How a signed operation is authenticated.
pub(super) fn scheme() -> Value {
    json!({
        "type": "apiKey",
        "in": "header",
        "name": "Signature",
        "description": "An HTTP message signature (RFC 9421) of the registry in `Registry-From`, over the parts that `Signature-Input` lists. \
                        OpenAPI has no scheme for it; the profile is in `docs/api/signatures.md`.",
    })
}

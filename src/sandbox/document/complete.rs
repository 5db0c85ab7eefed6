//! What holds for every operation, added to every operation: nobody has to remember it for a new route.
//! The rules are about what an operation has (a body, a path parameter, a session), never about which one it is.
//! Must not know: any route by name.

use super::{refuses, signed};
use serde_json::{Map, Value, json};

/// Adds the shared components, and to each operation what it shares with the others.
pub(super) fn complete(document: &mut Value) {
    if let Some(components) = document.pointer_mut("/components").and_then(Value::as_object_mut) {
        components.insert("responses".to_owned(), Value::Object(refuses::all().into_iter().chain(signed::all()).collect()));
        let headers = [("RequestId".to_owned(), request_id_out())].into_iter().chain(signed::headers());
        components.insert("headers".to_owned(), Value::Object(headers.collect()));
        components.insert("parameters".to_owned(), json!({ "RequestId": request_id_in() }));
        components.insert("securitySchemes".to_owned(), json!({ "bearer": bearer(), "signature": signed::scheme() }));
    }
    let paths = document.pointer_mut("/paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    for operation in items.flat_map(|item| item.values_mut()).filter_map(Value::as_object_mut) {
        add_list_tag(operation);
        if signed::is_signed(operation) {
            signed::complete(operation);
        } else {
            add_refusals(operation);
        }
        add_request_id(operation);
    }
}

/// Lists share what is said of them under one tag.
fn add_list_tag(operation: &mut Map<String, Value>) {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let is_list =
        parameters.is_some_and(|all| all.iter().any(|parameter| parameter.get("name").is_some_and(|name| name == "cursor")));
    if let Some(tags) = operation.get_mut("tags").and_then(Value::as_array_mut).filter(|_| is_list) {
        tags.push(json!("lists"));
    }
}

fn add_refusals(operation: &mut Map<String, Value>) {
    let statuses = refusals(operation);
    let Some(responses) = operation.entry("responses").or_insert_with(|| json!({})).as_object_mut() else { return };
    for status in statuses {
        responses.entry(status.to_string()).or_insert_with(|| refuses::reference(status));
    }
}

/// The request id goes in with every request and out with every answer; referred refusals have it already.
fn add_request_id(operation: &mut Map<String, Value>) {
    if let Some(parameters) = operation.entry("parameters").or_insert_with(|| json!([])).as_array_mut() {
        parameters.push(json!({ "$ref": "#/components/parameters/RequestId" }));
    }
    let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
    let own = responses.into_iter().flat_map(|responses| responses.values_mut()).filter_map(Value::as_object_mut);
    for response in own.filter(|response| !response.contains_key("$ref")) {
        if let Some(headers) = response.entry("headers").or_insert_with(|| json!({})).as_object_mut() {
            headers.insert("X-Request-Id".to_owned(), json!({ "$ref": "#/components/headers/RequestId" }));
        }
    }
}

/// What an operation can be refused with, told from what it takes.
fn refusals(operation: &Map<String, Value>) -> Vec<u16> {
    let parameters = operation.get("parameters").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let has = |place: &str| parameters.iter().any(|parameter| parameter.get("in").is_some_and(|found| found == place));
    let requires_header = parameters.iter().any(|parameter| {
        parameter.get("in").is_some_and(|place| place == "header") && parameter.get("required").is_some_and(|it| it == true)
    });
    let body = operation.contains_key("requestBody");
    // `security` on the operation is how it says that it needs no session, or another proof than a session.
    let session = !operation.contains_key("security");
    [
        (has("query") || has("header") || body, 400),
        (session, 401),
        (has("path"), 404),
        (body, 413),
        (body, 415),
        (true, 421),
        (requires_header, 428),
        (true, 500),
    ]
    .into_iter()
    .filter_map(|(can, status)| can.then_some(status))
    .collect()
}

fn bearer() -> Value {
    json!({ "type": "http", "scheme": "bearer", "description": "The `token` of `POST /admin/v1/session`." })
}

fn request_id_in() -> Value {
    json!({
        "name": "X-Request-Id",
        "in": "header",
        "required": false,
        "description": "Names the request: up to 128 visible ASCII characters. The registry makes one when it is missing or does not fit.",
        "schema": { "type": "string" },
        "example": "desk-1-000042",
    })
}

fn request_id_out() -> Value {
    json!({
        "description": "The request's id: as it was given, or made by the registry.",
        "required": true,
        "schema": { "type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$" },
    })
}

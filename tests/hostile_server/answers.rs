//! Answers, honest ones first: what makes them hostile is done by each test.

use crate::{ACCOUNT, server::Do};
use countersign::registry::IdempotencyKey;
use serde_json::{Value, json};

/// An HTTP answer with a status, header fields and a body of the length it says.
pub fn http(status: &str, fields: &[(&str, &str)], body: &str) -> Vec<u8> {
    let fields: String = fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{fields}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// A result.
pub fn result(body: &str) -> Do {
    Do::Send(http("200 OK", &[("content-type", "application/json")], body))
}

/// A refusal with a problem document.
pub fn refusal(status: &str, fields: &[(&str, &str)], detail: &str) -> Do {
    let mut fields = fields.to_vec();
    fields.push(("content-type", "application/problem+json"));
    let body = json!({"type": "urn:countersign:problem:test", "title": "No", "detail": detail});
    Do::Send(http(status, &fields, &body.to_string()))
}

/// The head of a result whose body has no announced end.
pub fn open_head() -> Vec<u8> {
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n".to_vec()
}

/// A session with this token.
pub fn session(token: &str) -> Do {
    result(&json!({"token": token, "expires": "2030-01-01T00:00:00Z"}).to_string())
}

pub fn summary(id: &str) -> Value {
    json!({"id": id, "name": "Cookstoves", "kind": 100, "holder": {"name": "EPA", "kind": "party", "party": "GHA"},
           "state": "open", "held": "1204500", "locked": "12500"})
}

pub fn account(id: &str) -> Value {
    json!({"summary": summary(id), "approaches": ["CA0007"], "version": "7"})
}

/// The account every test asks for.
pub fn the_account() -> Do {
    result(&account(ACCOUNT).to_string())
}

pub fn block(first: u64, last: u64) -> Value {
    json!({"first": format!("CA0007-GHA01-GHA-{first}-2023"), "last": format!("CA0007-GHA01-GHA-{last}-2023"),
           "account": ACCOUNT, "holding_registry": "GHA01", "state": "available", "authorization": "A-1",
           "authorization_version": 1, "metric": "GHG", "non_ghg": "", "mitigation_type": "", "sector": "", "activity_type": "",
           "underlying": "NA"})
}

pub fn page(items: Vec<Value>) -> Value {
    json!({"items": items, "offset": "0", "total": "100", "unfiltered": "100", "revision": "1", "as_of": "2026-11-22T09:14:00Z"})
}

pub fn receipt(key: IdempotencyKey) -> Value {
    json!({"key": key.0, "entry": "4711", "at": "2026-11-22T09:14:00Z", "said": "account frozen"})
}

//! The examples of the document: asked of a running registry, so that they can't go stale.
//! What differs from run to run (times of now, tokens, request ids) is replaced by a fixed value of the same kind.

use super::{client, operations, small};
use countersign::sandbox::PRACTICE_PASSPHRASE;
use serde_json::{Map, Value, json};

const KEY: &str = "01931c6e-7f2b-7a53-9a6e-0123456789ab";
const ACCOUNT: &str = "CHE01-100-0001";

/// One request: the operation, its parameters by name, its body. In this order; an act comes before the question after it.
type Example = (&'static str, &'static [(&'static str, &'static str)], Option<&'static str>);

/// A line for each operation; a new operation needs one.
const EXAMPLES: &[Example] = &[
    ("sign_in", &[], Some(r#"{"operator":"amina.k","secret":"practice"}"#)),
    ("capabilities", &[], None),
    ("accounts", &[("filter", "type:holding -state:closed"), ("sort", "-held"), ("limit", "2")], None),
    ("account", &[("id", ACCOUNT)], None),
    ("holdings", &[("id", ACCOUNT)], None),
    (
        "freeze_account",
        &[("id", ACCOUNT), ("Idempotency-Key", KEY), ("If-Match", "\"1\"")],
        Some(r#"{"reason":"police request 12"}"#),
    ),
    ("act", &[("key", KEY)], None),
    ("blocks", &[("filter", "vintage:2022..2024 -state:cancelled"), ("sort", "-quantity"), ("limit", "2")], None),
    ("block", &[("id", "@block")], None),
    ("sign_out", &[], None),
];

/// Operations whose answer would say nothing as an example: the document in itself.
const WITHOUT: &[&str] = &["openapi_document"];

/// Members that differ from run to run, and what stands for them.
const FIXED: &[(&str, &str)] = &[
    ("at", "2026-05-02T09:14:03.250Z"),
    ("as_of", "2026-05-02T09:14:03.250Z"),
    ("clock", "2026-05-02T09:14:03.250Z"),
    ("expires", "2026-05-02T21:14:03.250Z"),
    ("request", "desk-1-000042"),
    ("token", "6d9f0c1e5a7b48d2936c0fe1a4b58d7790e3c2615f84ab1d7c39e05f2b6a8d41"),
];

/// Adds the examples to a document.
pub async fn add(document: &mut Value) {
    let registry = small();
    let mut asker = Asker { url: registry.url(), http: client(), token: String::new(), block: String::new() };
    let places: Vec<(String, String, String)> = operations(document)
        .into_iter()
        .map(|it| (it.path.to_owned(), it.method.to_owned(), it.value["operationId"].as_str().unwrap().to_owned()))
        .collect();
    for (_, _, id) in &places {
        let known = EXAMPLES.iter().any(|(name, ..)| name == id) || WITHOUT.contains(&id.as_str());
        assert!(known, "{id} has no example: add a line to tests/api_document/examples.rs");
    }
    for example in EXAMPLES {
        let (path, method, _) =
            places.iter().find(|(_, _, id)| id == example.0).unwrap_or_else(|| panic!("no operation {}", example.0));
        asker.ask(example, path, method, &mut document["paths"][path][method]).await;
    }
    refusals(&asker, document).await;
}

struct Asker {
    url: String,
    http: reqwest::Client,
    token: String,
    block: String,
}

impl Asker {
    async fn ask(&mut self, (id, parameters, body): &Example, path: &str, method: &str, operation: &mut Value) {
        let mut url = format!("{}{path}", self.url);
        let mut request_headers = Vec::new();
        let mut query = Vec::new();
        for (name, value) in *parameters {
            let value = if *value == "@block" { self.block.clone() } else { (*value).to_owned() };
            let known = operation["parameters"].as_array_mut().unwrap();
            let parameter =
                known.iter_mut().find(|it| it["name"] == *name).unwrap_or_else(|| panic!("{id} has no parameter {name}"));
            parameter["example"] = if parameter["schema"]["type"] == "integer" {
                value.parse::<u64>().unwrap().into()
            } else {
                value.clone().into()
            };
            match parameter["in"].as_str().unwrap() {
                "path" => url = url.replace(&format!("{{{name}}}"), &value),
                "header" => request_headers.push(((*name).to_owned(), value)),
                _ => query.push(format!("{name}={}", value.replace(' ', "%20"))),
            }
        }
        if !query.is_empty() {
            url = format!("{url}?{}", query.join("&"));
        }
        let mut request = self.http.request(method.to_uppercase().parse().unwrap(), url).bearer_auth(&self.token);
        for (name, value) in request_headers {
            request = request.header(name, value);
        }
        if let Some(body) = body {
            operation["requestBody"]["content"]["application/json"]["example"] = serde_json::from_str(body).unwrap();
            request = request.header("content-type", "application/json").body(*body);
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16().to_string(), answer.headers().clone());
        let text = answer.text().await.unwrap();
        assert!(status.starts_with('2'), "{id}: {status} {text}");
        let response = &mut operation["responses"][&status];
        assert!(response.is_object(), "{id}: {status} is not documented");
        if let (Some(tag), Some(documented)) = (headers.get("etag"), response["headers"].get_mut("ETag")) {
            documented["example"] = tag.to_str().unwrap().into();
        }
        if text.is_empty() {
            return;
        }
        let value: Value = serde_json::from_str(&text).unwrap();
        self.remember(id, &value);
        response["content"]["application/json"]["example"] = fixed(value);
    }

    fn remember(&mut self, id: &str, answer: &Value) {
        match id {
            "sign_in" => self.token = answer["token"].as_str().unwrap().to_owned(),
            "blocks" => self.block = answer["items"][0]["first"].as_str().unwrap().to_owned(),
            _ => (),
        }
    }
}

/// An example for each refusal that can be had by asking.
async fn refusals(asker: &Asker, document: &mut Value) {
    let sign_in = json!({ "operator": "amina.k", "secret": PRACTICE_PASSPHRASE });
    let session = format!("{}/admin/v1/session", asker.url);
    let answer =
        asker.http.post(&session).header("content-type", "application/json").body(sign_in.to_string()).send().await.unwrap();
    let session_of: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    let token = session_of["token"].as_str().unwrap();
    let of = |path: &str| format!("{}/admin/v1/{path}", asker.url);
    let freeze = |version: &'static str, key: &'static str| {
        let request = asker.http.post(of(&format!("accounts/{ACCOUNT}/freeze"))).bearer_auth(token);
        request.header("if-match", version).header("idempotency-key", key).header("content-type", "application/json")
    };
    let other = "01931c6e-7f2b-7a53-9a6e-0123456789ac";
    let asked = [
        asker.http.get(of("accounts?limit=0")).bearer_auth(token),
        asker.http.get(of("capabilities")),
        asker.http.get(of("accounts/CHE01-100-9999")).bearer_auth(token),
        asker.http.put(of("accounts")).bearer_auth(token),
        freeze("\"2\"", other).body(r#"{"reason":"police request 13"}"#),
        freeze("\"1\"", other).body(r#"{"reason":"police request 13"}"#),
        asker.http.post(&session).body("operator=amina.k"),
        asker.http.get(of("capabilities")).header("host", "evil.example"),
        asker
            .http
            .post(of(&format!("accounts/{ACCOUNT}/freeze")))
            .bearer_auth(token)
            .header("content-type", "application/json")
            .body("{}"),
    ];
    for request in asked {
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let response =
            &mut document["components"]["responses"][format!("Problem{status}")]["content"]["application/problem+json"];
        assert!(response.is_object(), "{status} is not documented");
        assert!(response.get("example").is_none(), "two examples for {status}");
        response["example"] = fixed(serde_json::from_str(&answer.text().await.unwrap()).unwrap());
    }
}

/// The same, with what differs from run to run replaced.
fn fixed(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(name, value): (String, Value)| {
                let value = match FIXED.iter().find(|(fixed, _)| *fixed == name) {
                    Some((_, stands)) => json!(stands),
                    None => fixed(value),
                };
                (name, value)
            };
            Value::Object(members.into_iter().map(member).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(fixed).collect()),
        other => other,
    }
}

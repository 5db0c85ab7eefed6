//! The examples of the document: asked of a running registry, so that they can't go stale.
//! What differs from run to run (times of now, tokens, request ids) is replaced by a fixed value of the same kind.

use super::{client, operations, small};
use countersign::sandbox::PRACTICE_PASSPHRASE;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const KEY: &str = "01931c6e-7f2b-7a53-9a6e-0123456789ab";
const ACCOUNT: &str = "CHE01-100-0001";
/// An order that two persons decide about.
const SUBMIT: &str =
    r#"{"act":{"account-state":{"account":"CHE01-100-0003","state":"blocked-out","reason":"asked for by the holder"}}}"#;

/// One request: the operation, its parameters by name, its body. In this order; an act comes before the question after it.
type Example = (&'static str, &'static [(&'static str, &'static str)], Option<&'static str>);

/// A line for each operation; a new operation needs one.
const EXAMPLES: &[Example] = &[
    ("sign_in", &[], Some(r#"{"operator":"amina.k","secret":"practice"}"#)),
    ("capabilities", &[], None),
    ("overview", &[], None),
    ("total_holdings", &[], None),
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
    ("block_history", &[("id", "@block")], None),
    ("account_history", &[("id", ACCOUNT)], None),
    ("account_representatives", &[("id", ACCOUNT)], None),
    ("account_rules", &[("id", "CHE01-100-0024")], None),
    ("account_locks", &[("id", "@account")], None),
    (
        "freeze_blocks",
        &[("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c1")],
        Some(r#"{"spans":["@free"],"reason":"police request 14"}"#),
    ),
    ("check_order", &[], Some(SUBMIT)),
    ("submit_order", &[("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c2")], Some(SUBMIT)),
    ("orders", &[("filter", "state:submitted age:<1h")], None),
    ("order", &[("id", "@order")], None),
    (
        "withdraw_order",
        &[("id", "@order"), ("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c3")],
        Some(r#"{"reason":"asked for twice"}"#),
    ),
    ("authorizations", &[("sort", "-consumed"), ("limit", "2")], None),
    ("authorization", &[("id", "@authorization")], None),
    ("approaches", &[("filter", "state:active"), ("limit", "2")], None),
    ("approach", &[("id", "@approach")], None),
    ("contacts", &[("party", "VUT"), ("role", "technical")], None),
    ("contact_card", &[("id", "vut-desk")], None),
    ("contacts_due", &[], None),
    ("contact_log", &[], None),
    (
        "suspend_contact",
        &[("id", "tha-3"), ("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c6")],
        Some(r#"{"reason":"their mailbox was broken into"}"#),
    ),
    (
        "record_attempt",
        &[("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c7")],
        Some(
            r#"{"card":"gha-desk","kind":"duty","address":"+2335550901","topic":"operations","severity":"high","about":"registry:GHA01","result":"answered","began":"2026-05-02T09:10:00Z","ended":"2026-05-02T09:14:00Z","reason":"asked for the state of their link"}"#,
        ),
    ),
    ("contact_attempts", &[("about", "registry:GHA01")], None),
    (
        "record_bundle",
        &[("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789d1")],
        Some(
            r#"{"from":"GHA01","number":"3","sha256":"9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a","said":"2026-05-02T09:00:00Z","label":"TLP:AMBER","key":"SHA256:AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG","entries":"27","newer":"2","conflicts":"1","reason":"the half-yearly look at the directory"}"#,
        ),
    ),
    ("contact_bundles", &[], None),
    ("broadcasts", &[], None),
    ("cases", &[], None),
    ("roster", &[], None),
    ("roster_version", &[("version", "1")], None),
    ("policy", &[], None),
    ("policy_version", &[("version", "1")], None),
    ("ledger", &[("filter", "by:amina.k"), ("sort", "-entry"), ("limit", "2")], None),
    ("ledger_entry", &[("entry", "@entry")], None),
    ("verify_ledger", &[], None),
    ("report", &[("year", "2026")], None),
    ("reported_actions", &[("year", "2026"), ("entry", "@report")], None),
    ("reported_holdings", &[("year", "2026"), ("entry", "@report"), ("limit", "2")], None),
    ("transfers", &[("filter", "waits:us age:>1h"), ("limit", "2")], None),
    ("messages", &[("filter", "verdict:good"), ("sort", "-row"), ("limit", "2")], None),
    (
        "tell_alarm",
        &[("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789d2")],
        Some(
            r#"{"kind":"wrong-words","at":"2026-05-02T09:00:00Z","order":"CHE01-2026-000124","detail":"the words that were heard on the telephone are not those of this order (F29)"}"#,
        ),
    ),
    ("incidents", &[("sort", "-row"), ("limit", "2")], None),
    ("incident", &[("id", "@incident")], None),
    ("peers", &[("limit", "2")], None),
    ("peer", &[("registry", "@peer")], None),
    (
        "suspend_peer",
        &[("registry", "@peer"), ("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c4")],
        Some(r#"{"reason":"strange messages"}"#),
    ),
    (
        "ping_peer",
        &[("registry", "@peer"), ("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c5")],
        Some(r#"{"reason":"is it there?"}"#),
    ),
    (
        "ask_peer_contacts",
        &[("registry", "@peer"), ("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c9")],
        Some(r#"{"reason":"the half-yearly look at the directory"}"#),
    ),
    (
        "begin_reconciliation",
        &[("Idempotency-Key", "01931c6e-7f2b-7a53-9a6e-0123456789c8")],
        Some(r#"{"reason":"the daily look at our own book"}"#),
    ),
    ("runs", &[("limit", "2")], None),
    ("arm_fault", &[], Some(r#"{"fault":"lose-answer=final"}"#)),
    ("armed_faults", &[], None),
    ("exercises", &[], None),
    ("stage_exercise", &[], Some(r#"{"exercise":"lost-final","as_of":"2026-09-01T00:00:00Z"}"#)),
    ("set_clock", &[], Some(r#"{"offset_s":0}"#)),
    ("clock", &[], None),
    ("disarm_faults", &[("name", "lose-answer")], None),
    ("sign_out", &[], None),
];

/// Operations whose answer would say nothing as an example (the document in itself), that are no JSON, or that take another person or
/// another registry than the one the examples are asked of.
const WITHOUT: &[&str] = &[
    "openapi_document",
    "export_ledger",
    "changes",
    "state_on_order",
    "case",
    "own_case",
    "note_case",
    "freeze_case",
    "ask_case_archive",
    "propose_resolution",
    "say_of_resolution",
    "roster_waiting",
    "sign_roster",
    "policy_waiting",
    "sign_policy",
    "withdraw_roster",
    "withdraw_policy",
    "revoke_key",
    "remove_trusted",
    "contact_organisation",
    "contact_registry",
    "propose_contact",
    "confirm_contact",
    "cancel_contact",
    "erase_contact",
    "record_broadcast",
    "sign_broadcast",
    "mark_delivery",
    "approve_order",
    "reject_order",
    "reconciliation",
    "reconciliation_segments",
    "message",
    "transfer",
    "transfer_messages",
    "terminate_transfer",
    "ask_transfer",
    "resend_transfer",
    "reject_transfer",
    "pull_message",
    "peer_contacts",
    "acknowledge_incident",
];

/// Stands for every digest.
pub const DIGEST: &str = "9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a";

/// Members that differ from run to run, and what stands for them.
const FIXED: &[(&str, &str)] = &[
    ("at", "2026-05-02T09:14:03.250Z"),
    ("as_of", "2026-05-02T09:14:03.250Z"),
    ("clock", "2026-05-02T09:14:03.250Z"),
    ("expires", "2026-05-02T21:14:03.250Z"),
    ("submitted", "2026-05-02T09:14:03.250Z"),
    ("decided", "2026-05-02T09:14:03.250Z"),
    ("begun", "2026-05-02T09:14:03.250Z"),
    ("since", "2026-05-02T09:14:03.250Z"),
    ("recorded", "2026-05-02T09:14:03.250Z"),
    ("seen", "2026-05-02T09:14:03.250Z"),
    ("digest", DIGEST),
    ("head", DIGEST),
    ("previous", DIGEST),
    ("line", "{\"v\":1,\"seq\":66,…}"),
    ("request", "desk-1-000042"),
    ("token", "6d9f0c1e5a7b48d2936c0fe1a4b58d7790e3c2615f84ab1d7c39e05f2b6a8d41"),
];

/// Adds the examples to a document.
pub async fn add(document: &mut Value) {
    let registry = small();
    let mut asker = Asker { url: registry.url(), http: client(), token: String::new(), found: BTreeMap::new() };
    let places: Vec<(String, String, String)> = operations(document)
        .into_iter()
        .filter(|operation| !operation.is_signed())
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
    /// What was found on the way, by the name it is asked for with.
    found: BTreeMap<&'static str, String>,
}

impl Asker {
    async fn ask(&mut self, (id, parameters, body): &Example, path: &str, method: &str, operation: &mut Value) {
        let mut url = format!("{}{path}", self.url);
        let mut request_headers = Vec::new();
        let mut query = Vec::new();
        for (name, value) in *parameters {
            let value = if value.starts_with('@') { self.found[value].clone() } else { (*value).to_owned() };
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
            let body = body.replace("\"@free\"", self.found.get("@free").map_or("", String::as_str));
            operation["requestBody"]["content"]["application/json"]["example"] = serde_json::from_str(&body).unwrap();
            request = request.header("content-type", "application/json").body(body);
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
            "accounts" => self.found.extend([("@account", text(&answer["items"][0]["id"]))]),
            "blocks" => {
                let free = answer["items"].as_array().unwrap().iter().find(|block| block["state"] == "available").unwrap();
                let span = json!({ "first": free["first"], "last": free["last"] });
                self.found.extend([("@block", text(&free["first"])), ("@free", span.to_string())]);
            }
            "submit_order" => self.found.extend([("@order", text(&answer["subject"]))]),
            "authorizations" => self.found.extend([("@authorization", text(&answer["items"][0]["id"]))]),
            "approaches" => self.found.extend([("@approach", text(&answer["items"][0]["id"]))]),
            "ledger" => self.found.extend([("@entry", text(&answer["items"][0]["entry"]))]),
            "report" => self.found.extend([("@report", text(&answer["entry"]))]),
            "tell_alarm" => self.found.extend([("@incident", text(&answer["subject"]))]),
            "peers" => self.found.extend([("@peer", text(&answer["items"][0]["registry"]))]),
            _ => (),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
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

/// A sentence without the time it was said at, and ids without the year they were given in.
fn steady(text: &str) -> String {
    let is_time = |word: &str| text.contains(' ') && word.parse::<jiff::Timestamp>().is_ok();
    let words: Vec<&str> = text.split(' ').map(|word| if is_time(word) { "2026-05-05T09:14:03.250Z" } else { word }).collect();
    let year = jiff::Zoned::now().year();
    words.join(" ").replace(&format!("CHE01-{year}-"), "CHE01-2026-")
}

/// Times of contacts: they are reckoned from the day the book was made.
const OF_CONTACTS: [&str; 5] = ["edited", "from", "to", "ended", "counts_from"];

fn is_time_of_contacts(name: &str, value: &Value) -> bool {
    OF_CONTACTS.contains(&name) && value.as_str().is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok())
}

/// The same, with what differs from run to run replaced.
pub fn fixed(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(name, value): (String, Value)| {
                let value = match FIXED.iter().find(|(fixed, _)| *fixed == name) {
                    Some((_, stands)) => json!(stands),
                    None if is_time_of_contacts(&name, &value) => json!("2026-05-02T09:14:03Z"),
                    None => fixed(value),
                };
                (name, value)
            };
            Value::Object(members.into_iter().map(member).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(fixed).collect()),
        Value::String(text) => Value::String(steady(&text)),
        other => other,
    }
}

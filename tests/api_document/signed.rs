//! Examples of the communication API: what one registry of a running pair answers when the other asks, signed as registries sign.
//! What differs from run to run (times of now, digests, signatures) is replaced by a fixed value of the same kind.

use super::{
    book::{Book, Holding},
    client,
    examples::{DIGEST, fixed},
    operations,
    people::People,
};
use countersign::{
    evidence::http_signature::{self as http, Fields, Nonce, Params},
    sandbox::{
        Level, Options,
        desk::practice_key,
        pair::{self, Pair},
    },
    wire::admin::message::{Message, Messages},
};
use jiff::Timestamp;
use reqwest::Client;
use serde_json::{Map, Value, json};

/// Who asks, and who is asked.
const ASKER: &str = "CHE01";
const ASKED: &str = "GHA01";

/// Members of messages that differ from run to run, beside those of all answers, and what stands for them.
const OURS: &[(&str, &str)] = &[
    ("id", "3f0c9f6e-58a1-8a37-9c1e-6a2d4b7c8e90"),
    ("created", "2026-05-02T09:14:03.250Z"),
    ("accept_by", "2026-05-03T09:14:03.250Z"),
    ("decide_by", "2026-05-03T09:14:03.250Z"),
    ("proposal", DIGEST),
    ("octets", "eyJpZCI6IuKApiJ9"),
    ("run", RUN),
];
/// The run that examples are of, whatever the year.
const RUN: &str = "CHE01-R-2026-000001";
/// Header fields whose values differ from run to run.
const VARYING: [&str; 5] = ["content-digest", "content-length", "host", "signature-input", "signature"];

/// Two registries with one completed transfer between them.
struct Running {
    pair: Pair,
    people: People,
    book: Book,
    transfer: String,
    holding: Holding,
    http: Client,
    data: tempfile::TempDir,
}

impl Running {
    async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let options = |id: &str| Options {
            accounts: 75,
            blocks: 400,
            history: false,
            automatic_acceptance: true,
            level: Level::A1,
            data: Some(data.path().to_owned()),
            ..Options::of(id.parse().unwrap())
        };
        let pair = pair::start(options(ASKER), options(ASKED)).unwrap();
        let [from, to] = [ASKER, ASKED].map(|id| Book::of(&data.path().join(format!("{id}.sqlite"))));
        let people = People::at(&pair.a.url()).await;
        let (transfer, holding) = people.transfer(&from, ASKED, &to.accounts()[0]).await;
        from.wait_for(&transfer, &["completed"]);
        Self { pair, people, book: from, transfer, holding, http: client(), data }
    }

    /// What the asked registry answers to a question that is signed like this.
    async fn answer(&self, path: &str, header: &[(&str, &str)]) -> (u16, Value) {
        let mut request = self.http.get(format!("{}{path}", self.pair.b.url()));
        for (name, value) in signed(path, header).iter() {
            request = request.header(name, value);
        }
        read(request.send().await.unwrap()).await
    }

    /// The question, signed as it should be.
    async fn asked(&self, path: &str) -> (u16, Value) {
        self.answer(path, &[("registry-from", ASKER), ("registry-to", ASKED), ("registry-environment", "practice")]).await
    }

    /// The first step of a run: what it says, and the answer.
    async fn stepped(&self) -> (Value, Value) {
        let begun = self.people.post("reconciliations", json!({ "peer": ASKED, "reason": "daily" })).await;
        let run = begun["subject"].as_str().unwrap();
        let over = || self.book.run(run);
        let (state, why) = super::book::wait(over, || format!("{run} never ends"));
        assert_eq!((state.as_str(), why), ("passed", None));
        let kept = rusqlite::Connection::open(self.data.path().join(format!("{ASKER}.sqlite"))).unwrap();
        let octets = |way: &str| -> Vec<u8> {
            let sql = "SELECT octets FROM reconciliation_messages WHERE run = ? AND step = 1 AND direction = ?";
            kept.query_row(sql, [run, way], |row| row.get(0)).unwrap()
        };
        ["out", "in"].map(|way| serde_json::from_slice(&octets(way)).unwrap()).into()
    }

    /// The proposal as the asker keeps it, sent once more in the same octets: what it says, and the answer of the first time.
    async fn sent_again(&self) -> (Value, Value) {
        let all: Messages = self.people.get(&format!("transfers/{}/messages", self.transfer)).await;
        let proposal = all.items.iter().find(|message| message.kind == "proposal").unwrap();
        let kept: Message = self.people.get(&format!("messages/{}", proposal.id)).await;
        let octets = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, &kept.octets).unwrap();
        let mut request = self.http.post(format!("{}{}", self.pair.b.url(), kept.path.unwrap()));
        for header in &kept.headers {
            request = request.header(&header.name, &header.value);
        }
        let says = serde_json::from_slice(&octets).unwrap();
        let (status, answer) = read(request.body(octets).send().await.unwrap()).await;
        assert_eq!(status, 200, "{answer}");
        (says, answer)
    }
}

/// The header of a question, with its signature.
fn signed(path: &str, header: &[(&str, &str)]) -> Fields {
    let mut fields: Fields = header.iter().copied().collect();
    let (key_id, secret) = practice_key(ASKER.parse().unwrap(), 1);
    let params = Params { created: Timestamp::now(), nonce: Nonce::from_octets(&[7; 16]), key_id };
    let plain = http::Request { method: "GET", path, query: None, fields: &fields, body: b"" };
    let made = http::sign_request(&plain, &params, &secret).unwrap();
    for (name, value) in made.fields() {
        fields.push(name, value);
    }
    fields
}

async fn read(answer: reqwest::Response) -> (u16, Value) {
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("{status} {text}")))
}

/// Adds the examples to a document: one for each signed operation, and for each refusal that can be had by asking.
pub async fn add(document: &mut Value) {
    let running = Running::new().await;
    let places: Vec<(String, String, String)> = operations(document)
        .into_iter()
        .filter(super::Operation::is_signed)
        .map(|it| (it.path.to_owned(), it.method.to_owned(), it.value["operationId"].as_str().unwrap().to_owned()))
        .collect();
    for (path, method, id) in places {
        let operation = &mut document["paths"][&path][&method];
        let address = fill(operation, &path, &running);
        let said = match id.as_str() {
            "send_message" => Some(running.sent_again().await),
            "run_step" => Some(running.stepped().await),
            _ => None,
        };
        let answer = if let Some((says, answer)) = said {
            operation["requestBody"]["content"]["application/json"]["example"] = replaced(says);
            answer
        } else {
            let (status, answer) = running.asked(&address).await;
            assert_eq!(status, 200, "{id}: {answer}");
            answer
        };
        operation["responses"]["200"]["content"]["application/json"]["example"] = replaced(answer);
    }
    declined(&running, document).await;
}

/// The address with what stands in its braces, which is noted as the example of each.
fn fill(operation: &mut Value, path: &str, running: &Running) -> String {
    let mut address = path.to_owned();
    for parameter in operation["parameters"].as_array_mut().unwrap().iter_mut().filter(|it| it["in"] == "path") {
        let name = parameter["name"].as_str().unwrap().to_owned();
        let (value, example) = match name.as_str() {
            "id" => (running.transfer.clone(), replaced(json!(format!("transfer {}", running.transfer)))),
            "itmo" => (running.holding.span.first.clone(), json!(running.holding.span.first)),
            "sequence" => ("4".to_owned(), json!(4)),
            "run" => (RUN.to_owned(), json!(RUN)),
            "step" => ("1".to_owned(), json!(1)),
            other => panic!("nothing is known of the parameter {other}"),
        };
        parameter["example"] = example.as_str().map_or(example.clone(), |text| text.trim_start_matches("transfer ").into());
        address = address.replace(&format!("{{{name}}}"), &value);
    }
    address
}

/// An example for each refusal of a question.
async fn declined(running: &Running, document: &mut Value) {
    let header = |to: &'static str, from: &'static str| {
        [("registry-from", from), ("registry-to", to), ("registry-environment", "practice")]
    };
    let ping = "/comm/v1/ping";
    let unsigned = running.http.get(format!("{}{ping}", running.pair.b.url())).send().await.unwrap();
    let asked = [
        running.asked("/comm/v1/history/CA0001-CHE01-GHA-0-2022").await,
        read(unsigned).await,
        running.answer(ping, &header(ASKED, "THA01")).await,
        running.asked(&format!("/comm/v1/transfers/{}/messages/9", running.transfer)).await,
        running.answer(ping, &header("THA01", ASKER)).await,
    ];
    for ((status, answer), expected) in asked.into_iter().zip([400, 401, 403, 404, 421]) {
        assert_eq!(status, expected, "{answer}");
        let response = &mut document["components"]["responses"][format!("Declined{status}")];
        response["content"]["application/problem+json"]["example"] = replaced(answer);
    }
}

/// The same, with what differs from run to run replaced.
fn replaced(value: Value) -> Value {
    fixed(ours(value))
}

fn ours(value: Value) -> Value {
    match value {
        Value::Object(members)
            if members.get("name").is_some_and(|name| VARYING.contains(&name.as_str().unwrap_or_default())) =>
        {
            json!({ "name": members["name"], "value": "…" })
        }
        Value::Object(members) => {
            let member =
                |(name, value): (String, Value)| match OURS.iter().find(|(varies, _)| *varies == name && value.is_string()) {
                    // The id of an authorization or a check is no id of a message.
                    Some(("id", stands)) if value.as_str().is_some_and(|text| text.parse::<uuid::Uuid>().is_ok()) => {
                        (name, json!(stands))
                    }
                    Some((varies, stands)) if *varies != "id" => (name, json!(stands)),
                    _ => (name, ours(value)),
                };
            Value::Object(members.into_iter().map(member).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(ours).collect()),
        other => other,
    }
}

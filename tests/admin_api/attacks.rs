//! Direct attacks: each is refused by the right type, and the head of the ledger is where it was.

use crate::{client::Client, people::block_account};
use countersign::sandbox::{self, Options};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

const INVALID: &str = "urn:countersign:problem:invalid";
const BODY: &str = "urn:countersign:problem:body";
const SESSION: &str = "urn:countersign:problem:session";
const MISSING: &str = "urn:countersign:problem:missing";
const CHECKS: &str = "urn:countersign:problem:checks";
const STATE: &str = "urn:countersign:problem:state";
const PRECONDITION: &str = "urn:countersign:problem:precondition";

/// An order for a transfer of this span.
fn transfer(from: &str, first: &str, last: &str, quantity: &Value) -> Value {
    json!({ "act": { "transfer": {
        "from": from, "to": { "internal": { "account": "CHE01-100-0002" } },
        "spans": [{ "first": first, "last": last }], "quantity": quantity, "reason": "an attack" } } })
}

#[tokio::test]
async fn orders_that_lie_about_numbers_and_ranges_are_refused() {
    let client = Client::small().await;
    let block = client.blocks(&[("filter", "state:available locked:no"), ("limit", "1")]).await.items.remove(0);
    let (from, first, last) = (block.account.as_str(), block.first.as_str(), block.last.as_str());
    let before = client.head().await;
    let end = |serial: &str| {
        let mut parts: Vec<&str> = first.split('-').collect();
        parts[3] = serial;
        parts.join("-")
    };
    let (edge53, edge64, beyond) = (end("9007199254740993"), end("18446744073709551615"), end("18446744073709551616"));
    let overlapping = json!({ "act": { "transfer": {
        "from": from, "to": { "internal": { "account": "CHE01-100-0002" } },
        "spans": [{ "first": first, "last": last }, { "first": first, "last": first }], "quantity": "2", "reason": "twice" } } });
    for (what, body, kinds) in [
        ("negative", transfer(from, first, last, &json!("-1")), vec![BODY]),
        ("a number", transfer(from, first, last, &json!(12)), vec![BODY]),
        ("leading zero", transfer(from, first, last, &json!("012")), vec![BODY]),
        ("2^64", transfer(from, first, last, &json!("18446744073709551616")), vec![BODY]),
        ("2^64-1", transfer(from, first, last, &json!("18446744073709551615")), vec![CHECKS]),
        ("2^53+1", transfer(from, &edge53, &edge53, &json!("1")), vec![CHECKS]),
        ("the last serial", transfer(from, &edge64, &edge64, &json!("1")), vec![CHECKS]),
        ("beyond the last serial", transfer(from, &beyond, &beyond, &json!("1")), vec![INVALID]),
        ("from the first to the last there is", transfer(from, first, &edge64, &json!("1")), vec![CHECKS]),
        ("backwards", transfer(from, last, first, &json!("1")), vec![CHECKS, INVALID]),
        ("overlapping", overlapping, vec![CHECKS, INVALID]),
        ("another's account", transfer("GHA01-100-0001", first, last, &json!("1")), vec![CHECKS]),
        ("no account", transfer("'; DROP TABLE accounts; --", first, last, &json!("1")), vec![INVALID]),
        ("unknown member", json!({ "act": block_account(from), "force": true }), vec![BODY]),
        ("unknown act", json!({ "act": { "mint": {} } }), vec![BODY]),
        (
            "overlong reason",
            json!({ "act": { "account-state": { "account": from, "state": "closed", "reason": "x".repeat(4_000) } } }),
            vec![INVALID],
        ),
        (
            "overlong everything",
            json!({ "act": { "account-state": { "account": from, "state": "x".repeat(70_000), "reason": "y" } } }),
            vec![BODY],
        ),
    ] {
        let answer = client.post_as("amina.k", "orders", &body).await;
        assert!(!answer.status.is_success(), "{what}: {}", answer.body);
        let problem = answer.problem();
        assert!(kinds.contains(&problem.kind.as_str()), "{what}: {}", answer.body);
        assert_eq!(problem.kind == CHECKS, !problem.checks.is_empty(), "{what}");
    }
    assert_eq!(client.head().await, before);
}

#[tokio::test]
async fn acts_without_their_headers_and_on_nothing_are_refused() {
    let client = Client::small().await;
    let before = client.head().await;
    let reason = json!({ "reason": "because" });
    let rejection = json!({ "reason": "because", "proposal": "0".repeat(64) });
    for (path, kind) in [
        ("transfers/CHE01-2026-999999/terminate", MISSING),
        ("transfers/CHE01-2026-999999/ask", MISSING),
        ("transfers/che01-2026-1/resend", MISSING),
        ("transfers/%27%20OR%201=1--/reject", MISSING),
        ("orders/CHE01-2026-999999/reject", MISSING),
        ("peers/ZZZ99/suspend", MISSING),
        ("peers/%00/ping", MISSING),
    ] {
        let body = if path.starts_with("transfers/") && path.ends_with("/reject") { &rejection } else { &reason };
        let answer = client.post_as("luc.b", path, body).await;
        assert_eq!(answer.problem().kind, kind, "{path}");
        let bearer = client.bearer();
        let keyless = client.send(Method::POST, path, &[("authorization", &bearer)], Some(&body.to_string())).await;
        assert!([PRECONDITION, MISSING].contains(&keyless.problem().kind.as_str()), "{path}");
        let bad = [("authorization", bearer.as_str()), ("idempotency-key", "1")];
        assert!(!client.send(Method::POST, path, &bad, Some(&body.to_string())).await.status.is_success());
    }
    let spans = json!({ "spans": [{ "first": "CA0001-CHE01-GHA-9223372036854775808-2021", "last": "CA0001-CHE01-GHA-9223372036854775808-2021" }], "reason": "x" });
    let answer = client.post_as("luc.b", "blocks/freeze", &spans).await;
    assert!([STATE, CHECKS, INVALID].contains(&answer.problem().kind.as_str()), "{}", answer.body);
    assert_eq!(client.head().await, before);
}

#[tokio::test]
async fn a_session_of_one_registry_is_nothing_in_the_other() {
    let client = Client::small().await;
    let ghana = sandbox::start(Options { accounts: 20, blocks: 50, ..Options::of("GHA01".parse().unwrap()) }).unwrap();
    let other = Client { registry: ghana, http: client.http.clone(), token: client.token.clone() };
    // The last digit is another one, whatever it was.
    let (start, last) = client.token.split_at(client.token.len() - 1);
    let forged = format!("{start}{}", if last == "0" { "1" } else { "0" });
    let signed_out = client.sign_in("luc.b").await;
    let bearer = format!("Bearer {signed_out}");
    assert_eq!(client.send(Method::DELETE, "session", &[("authorization", &bearer)], None).await.status, 204);
    for path in ["capabilities", "orders", "transfers", "ledger", "ledger/export", "changes", "messages", "peers"] {
        assert_eq!(other.get(path).await.problem().kind, SESSION, "{path}");
        for token in [&forged, &signed_out] {
            let bearer = format!("Bearer {token}");
            let answer = client.send(Method::GET, path, &[("authorization", &bearer)], None).await;
            assert_eq!(answer.problem().kind, SESSION, "{path}");
        }
    }
    let key = Uuid::now_v7().to_string();
    let bearer = client.bearer();
    let headers = [("authorization", bearer.as_str()), ("idempotency-key", key.as_str())];
    let body = json!({ "act": block_account("GHA01-100-0001") }).to_string();
    assert_eq!(other.send(Method::POST, "orders", &headers, Some(&body)).await.problem().kind, SESSION);
}

#[tokio::test]
async fn filters_are_words_and_never_commands() {
    let client = Client::small().await;
    let before = client.head().await;
    let tricks = [
        "' OR 1=1 --",
        "\"'; DROP TABLE transfers; --\"",
        "%",
        "_",
        "\\",
        "*",
        "\u{202e}",
        "\u{0}",
        "{}",
        "%s%n",
        "-",
        ":",
        "::",
        "\"",
        "state:",
        "state:'",
        "age:>9999999999999999999d",
        "age:-1d",
        "quantity:9007199254740993",
        "quantity:18446744073709551615..",
        "quantity:18446744073709551616",
        "id:\"' UNION SELECT line FROM entries --\"",
    ];
    let lists =
        ["accounts", "blocks", "transfers", "messages", "peers", "incidents", "orders", "authorizations", "approaches", "ledger"];
    for list in lists {
        for trick in tricks {
            let answer = client.list(list, &[("filter", trick)]).await;
            let status = answer.status.as_u16();
            assert!(status == 200 || (status == 400 && answer.problem().kind == INVALID), "{list} {trick:?}: {}", answer.body);
        }
        for (name, value) in [
            ("sort", "id;DROP"),
            ("sort", "rowid"),
            ("cursor", "00"),
            ("around", "\u{0}"),
            ("limit", "-1"),
            ("limit", "1001"),
            ("offset", "1e3"),
            ("x", "y"),
        ] {
            let answer = client.list(list, &[(name, value)]).await;
            let tolerated = name == "around" && answer.status == 200;
            assert!(tolerated || answer.problem().kind == INVALID, "{list} {name}={value:?}: {}", answer.body);
        }
        assert_eq!(client.list(list, &[("filter", &"x".repeat(1_001))]).await.problem().kind, INVALID);
        assert_eq!(client.list(list, &[("offset", "18446744073709551615")]).await.status, 200);
    }
    assert_eq!(client.head().await, before);
}

//! Orders: two persons, the digest of what was read, and what one person alone can't do.

use crate::{client::Client, people::block_account};
use countersign::wire::admin::{Account, Page, Receipt, order::OrderSummary, transfer::TransferSummary};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

/// An open account, with nothing in its way.
async fn open_account(client: &Client) -> String {
    let page = client.accounts(&[("filter", "state:open type:holding"), ("sort", "-held"), ("limit", "1")]).await;
    page.items[0].id.clone()
}

#[tokio::test]
async fn an_order_waits_for_another_person_and_is_then_carried_out() {
    let client = Client::small().await;
    let account = open_account(&client).await;
    let (order, digest) = client.submitted(&block_account(&account)).await;
    let waiting: Page<OrderSummary> =
        client.list("orders", &[("filter", "state:submitted act:account-state by:amina.k")]).await.ok();
    assert_eq!((waiting.items[0].id.as_str(), waiting.items[0].subject.as_str()), (order.as_str(), account.as_str()));
    let key = Uuid::now_v7();
    let path = format!("orders/{order}/approve");
    let done: Receipt = client.post_under("luc.b", &path, &json!({ "digest": digest }), key).await.ok();
    let again: Receipt = client.post_under("luc.b", &path, &json!({ "digest": digest }), key).await.ok();
    assert_eq!(done, again);
    let account: Account = client.get(&format!("accounts/{account}")).await.ok();
    assert_eq!(account.summary.state, "blocked-out");
    let read: Value = client.get(&format!("orders/{order}")).await.ok();
    assert_eq!((read["state"].as_str(), read["decided_by"].as_str()), (Some("executed"), Some("luc.b")));
}

#[tokio::test]
async fn what_one_person_alone_asks_for_is_refused_and_changes_nothing() {
    let client = Client::small().await;
    let (order, digest) = client.submitted(&block_account(&open_account(&client).await)).await;
    let (approve, reject, withdraw) =
        (format!("orders/{order}/approve"), format!("orders/{order}/reject"), format!("orders/{order}/withdraw"));
    let (named, reason) = (json!({ "digest": digest }), json!({ "reason": "not agreed" }));
    let other = json!({ "digest": "0".repeat(64) });
    let before = client.head().await;
    for (login, path, body, status) in [
        ("amina.k", &approve, &named, 403),
        ("amina.k2", &approve, &named, 422),
        ("sofia.m", &approve, &named, 403),
        ("nadia.t", &approve, &named, 403),
        ("luc.b", &approve, &other, 422),
        ("jonas.h", &withdraw, &reason, 403),
        ("luc.b", &withdraw, &reason, 403),
        ("sofia.m", &reject, &reason, 403),
        ("luc.b", &reject, &json!({ "reason": " " }), 400),
        ("luc.b", &reject, &json!({ "reason": "x".repeat(501) }), 400),
        ("luc.b", &reject, &json!({ "reason": "a\u{1b}[2J" }), 400),
    ] {
        let answer = client.post_as(login, path, body).await;
        assert_eq!(answer.status.as_u16(), status, "{login} {path} {body}: {}", answer.body);
        let problem = answer.problem();
        assert_eq!(!problem.checks.is_empty(), status == 422, "{login} {path}: {}", answer.body);
    }
    assert_eq!(client.head().await, before);
    let done: Receipt = client.post_as("luc.b", &reject, &reason).await.ok();
    assert_eq!(done.subject, order);
    assert_eq!(client.post_as("luc.b", &approve, &named).await.status, 409, "it is decided");
}

#[tokio::test]
async fn a_key_is_for_one_content() {
    let client = Client::small().await;
    let account = open_account(&client).await;
    let key = Uuid::now_v7();
    let first: Receipt = client.post_under("amina.k", "orders", &json!({ "act": block_account(&account) }), key).await.ok();
    let before = client.head().await;
    let changed =
        json!({ "act": { "account-state": { "account": account, "state": "closed", "reason": "asked for by the holder" } } });
    for (login, path, body) in [
        ("amina.k", "orders".to_owned(), changed),
        ("jonas.h", "orders".to_owned(), json!({ "act": block_account(&account) })),
        ("amina.k", format!("orders/{}/withdraw", first.subject), json!({ "reason": "no" })),
    ] {
        let answer = client.post_under(login, &path, &body, key).await;
        assert_eq!(answer.problem().kind, "urn:countersign:problem:idempotency", "{login} {path}");
    }
    assert_eq!(client.head().await, before);
    let kept: Receipt = client.get(&format!("acts/{key}")).await.ok();
    assert_eq!(kept, first);
}

#[tokio::test]
async fn the_checks_can_be_asked_for_without_submitting() {
    let client = Client::small().await;
    let block = client.blocks(&[("filter", "state:available locked:no"), ("limit", "1")]).await.items.remove(0);
    let act = |quantity: &str| {
        json!({ "act": { "transfer": {
            "from": block.account, "to": { "internal": { "account": block.account } },
            "spans": [{ "first": block.first, "last": block.last }], "quantity": quantity, "reason": "a question" } } })
    };
    let before = client.head().await;
    let said: Value = client.post_as("amina.k", "checks", &act("18446744073709551615")).await.ok();
    assert_eq!(said["passes"], false, "{said}");
    assert!(said["findings"].as_array().unwrap().iter().any(|finding| finding["result"] == "fail"));
    let asked = client.post_as("luc.b", "checks", &act("1")).await;
    assert_eq!(asked.status, 200, "who approves asks again before: {}", asked.body);
    assert_eq!(client.post_as("nadia.t", "checks", &act("1")).await.status, 403);
    assert_eq!(client.head().await, before);
}

#[tokio::test]
async fn an_auditor_reads_everything_and_does_nothing() {
    let client = Client::small().await;
    let bearer = format!("Bearer {}", client.sign_in("nadia.t").await);
    for path in ["accounts", "orders", "transfers", "messages", "peers", "incidents", "authorizations", "approaches", "ledger"] {
        assert_eq!(client.send(Method::GET, path, &[("authorization", &bearer)], None).await.status, 200, "{path}");
    }
    let capabilities: Value = client.send(Method::GET, "capabilities", &[("authorization", &bearer)], None).await.ok();
    // All that is left to an auditor is to end their own key (F15), and to tell of an alarm.
    assert_eq!((capabilities["assurance"].as_str(), &capabilities["can"]), (Some("A1"), &json!(["revoke", "tell-alarm"])));
    let before = client.head().await;
    let reason = json!({ "reason": "because" });
    for path in ["peers/GHA01/suspend", "peers/GHA01/ping", "transfers/CHE01-2026-000001/terminate"] {
        assert_eq!(client.post_as("nadia.t", path, &reason).await.status, 403, "{path}");
    }
    assert_eq!(client.head().await, before);
    let _: Page<TransferSummary> = client.list("transfers", &[("filter", "age:>1d waits:us")]).await.ok();
}

//! What is shown: the ledger and its export, lives, authorizations and approaches, peers, and lists that page.

use crate::{client::Client, people::block_account};
use countersign::{
    evidence::ledger,
    wire::admin::{
        Page, Receipt,
        authorization::{ApproachInFull, ApproachSummary, AuthorizationInFull, AuthorizationSummary},
        ledger::{Entry, EntrySummary, Life, Representatives},
        peer::{Peer, PeerSummary},
    },
};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn the_export_is_the_chain_and_its_last_line_is_the_head() {
    let client = Client::small().await;
    client.submitted(&block_account("CHE01-100-0003")).await;
    let (entries, head) = client.head().await;
    let answer = client.get("ledger/export").await;
    assert_eq!(answer.headers["content-type"], "application/jsonl");
    assert!(answer.body.ends_with('\n'));
    let lines: Vec<&str> = answer.body.lines().collect();
    let verified = ledger::verify(&lines).unwrap();
    assert_eq!((verified.seq, verified.digest.to_string(), lines.len() as u64), (entries, head.clone(), entries));
    let entry: Entry = client.get(&format!("ledger/{entries}")).await.ok();
    assert_eq!((entry.line.as_str(), entry.summary.digest), (*lines.last().unwrap(), head));
    for missing in ["0", "01", "-1", "18446744073709551615", "x"] {
        assert_eq!(client.get(&format!("ledger/{missing}")).await.status, 404, "{missing}");
    }
}

#[tokio::test]
async fn entries_are_found_by_who_did_them_and_by_what_they_touched() {
    let client = Client::small().await;
    let (order, _) = client.submitted(&block_account("CHE01-100-0003")).await;
    let found: Page<EntrySummary> =
        client.list("ledger", &[("filter", &format!("touched:{order} by:amina.k at:<1h")), ("sort", "-entry")]).await.ok();
    assert_eq!((found.total.0, found.items[0].kind.as_str()), (1, "order-submitted"));
    let none: Page<EntrySummary> = client.list("ledger", &[("filter", &format!("touched:{order} by:luc.b"))]).await.ok();
    assert_eq!(none.total.0, 0);
    let (mut seen, mut next) = (0, None::<String>);
    loop {
        let mut parameters = vec![("limit", "7"), ("sort", "-entry")];
        parameters.extend(next.as_deref().map(|cursor| ("cursor", cursor)));
        let page: Page<EntrySummary> = client.list("ledger", &parameters).await.ok();
        assert_eq!(page.offset.0, seen);
        seen += page.items.len() as u64;
        next = page.next;
        if next.is_none() {
            assert_eq!(seen, page.total.0);
            break;
        }
    }
}

#[tokio::test]
async fn lives_and_representatives_are_told_from_the_ledger() {
    let client = Client::small().await;
    let block = client.blocks(&[("limit", "1")]).await.items.remove(0);
    let life: Life = client.get(&format!("blocks/{}/history", block.first)).await.ok();
    assert!(!life.items.is_empty());
    assert_eq!(client.get("blocks/CA0001-CHE01-GHA-18446744073709551615-2021/history").await.status, 404);
    let people: Representatives = client.get(&format!("accounts/{}/representatives", block.account)).await.ok();
    assert_eq!(people.account, block.account);
    if let Some(person) = people.people.first() {
        let found = client.accounts(&[("filter", &format!("representative:\"{}\"", person.name))]).await;
        assert!(found.items.iter().any(|account| account.id == block.account));
    }
    let (order, _) = client.submitted(&block_account("CHE01-100-0003")).await;
    let life: Life = client.get("accounts/CHE01-100-0003/history").await.ok();
    assert_eq!(life.items.last().unwrap().entry.kind, "order-submitted", "{order}");
    assert_eq!(client.get("accounts/CHE01-100-9999/history").await.status, 404);
}

#[tokio::test]
async fn authorizations_approaches_and_peers_are_listed_and_shown() {
    let client = Client::small().await;
    let page: Page<AuthorizationSummary> = client.list("authorizations", &[("sort", "-consumed")]).await.ok();
    let first = &page.items[0];
    let shown: AuthorizationInFull = client.get(&format!("authorizations/{}", crate::client::encode(&first.id))).await.ok();
    assert_eq!((&shown.summary, shown.versions[0].version), (first, first.version));
    let page: Page<ApproachSummary> = client.list("approaches", &[("filter", "state:active")]).await.ok();
    let shown: ApproachInFull = client.get(&format!("approaches/{}", page.items[0].id)).await.ok();
    assert!(!shown.history.is_empty() && shown.summary == page.items[0]);
    let page: Page<PeerSummary> = client.list("peers", &[("sort", "id")]).await.ok();
    for peer in &page.items {
        let shown: Peer = client.get(&format!("peers/{}", peer.registry)).await.ok();
        assert_eq!(&shown.summary, peer);
        assert!(shown.keys.iter().all(|key| key.fingerprint.len() == 19));
    }
    for missing in [
        "authorizations/none",
        "approaches/CA9999",
        "approaches/x",
        "peers/ZZZ99",
        "messages/1000000",
        "messages/0",
        "transfers/CHE01-2026-999999",
        "orders/x",
    ] {
        assert_eq!(client.get(missing).await.status, 404, "{missing}");
    }
}

#[tokio::test]
async fn a_link_is_suspended_by_one_and_resumed_by_two_security_officers() {
    let client = Client::small().await;
    let page: Page<PeerSummary> = client.list("peers", &[("filter", "state:active"), ("limit", "1")]).await.ok();
    let registry = &page.items[0].registry;
    let reason = json!({ "reason": "strange messages" });
    let at = |act: &str| format!("peers/{registry}/{act}");
    assert_eq!(client.post_as("amina.k", &at("suspend"), &reason).await.status, 200);
    assert_eq!(client.post_as("luc.b", &at("suspend"), &reason).await.problem().kind, "urn:countersign:problem:state");
    let shown: Peer = client.get(&format!("peers/{registry}")).await.ok();
    assert_eq!(shown.summary.state, "suspended-security");
    // There is no call of one person for it (F15).
    assert_eq!(client.post_as("ines.r", &at("resume"), &reason).await.status, 404);
    let order = json!({ "act": { "resume-link": { "registry": registry, "reason": "they changed their key" } } });
    for login in ["amina.k", "luc.b", "sofia.m", "nadia.t"] {
        assert_eq!(client.post_as(login, "orders", &order).await.problem().kind, "urn:countersign:problem:role", "{login}");
    }
    let receipt: Receipt = client.post_as("ines.r", "orders", &order).await.ok();
    let served: Value = client.get(&format!("orders/{}", receipt.subject)).await.ok();
    let (approve, digest) = (format!("orders/{}/approve", receipt.subject), json!({ "digest": served["digest"] }));
    for login in ["amina.k", "luc.b", "sofia.m", "nadia.t"] {
        assert_eq!(client.post_as(login, &approve, &digest).await.status, 403, "{login}");
    }
    let own = client.post_as("ines.r", &approve, &digest).await.problem();
    assert!(own.checks.iter().any(|check| check.id == "C01"), "{own:?}");
    let state = async || -> String { client.get(&format!("peers/{registry}")).await.ok::<Peer>().summary.state };
    assert_eq!(state().await, "suspended-security");
    assert_eq!(client.post_as("tomas.w", &approve, &digest).await.status, 200);
    assert_eq!(state().await, "active");
    let again = client.post_as("ines.r", "orders", &order).await.problem();
    assert_eq!(again.kind, "urn:countersign:problem:state", "a link that is active is not resumed");
    let head = client.send(Method::HEAD, "ledger/export", &[("authorization", &client.bearer())], None).await;
    assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
}

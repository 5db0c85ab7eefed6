//! The overview: what waits, and what of it waits for whom.

use crate::{client::Client, people::block_account};
use countersign::wire::admin::{
    Holdings,
    overview::{Need, Overview},
    rules::{AccountLocks, AccountRules},
};
use reqwest::Method;
use serde_json::json;

/// What the overview says of a kind to a login.
async fn need(client: &Client, login: &str, kind: &str) -> Need {
    let bearer = format!("Bearer {}", client.sign_in(login).await);
    let overview: Overview = client.send(Method::GET, "overview", &[("authorization", &bearer)], None).await.ok();
    overview.needs.into_iter().find(|need| need.kind == kind).unwrap()
}

#[tokio::test]
async fn an_order_waits_for_approvers_and_never_for_the_person_who_submitted_it() {
    let client = Client::small().await;
    assert_eq!(need(&client, "luc.b", "approvals").await.count.0, 0);
    let (first, digest) = client.submitted(&block_account("CHE01-100-0003")).await;
    let (second, _) = client.submitted(&block_account("CHE01-100-0007")).await;
    // The second login of the person who submitted is an approver's, and still that person's.
    for (login, mine) in [("luc.b", 2), ("esi.o", 2), ("amina.k2", 0), ("amina.k", 0), ("sofia.m", 0), ("nadia.t", 0)] {
        let need = need(&client, login, "approvals").await;
        assert_eq!((need.count.0, need.mine.0), (2, mine), "{login}");
        assert_eq!(need.oldest.map(|oldest| oldest.id), Some(first.clone()), "{login}");
        assert_eq!(need.oldest_mine.map(|oldest| oldest.id), (mine > 0).then(|| first.clone()), "{login}");
    }
    let approve = client.post_as("luc.b", &format!("orders/{first}/approve"), &json!({ "digest": digest })).await;
    assert_eq!(approve.status, 200, "{}", approve.body);
    let left = need(&client, "esi.o", "approvals").await;
    assert_eq!((left.count.0, left.oldest.map(|oldest| oldest.id)), (1, Some(second)));
}

#[tokio::test]
async fn a_stuck_transfer_is_found_by_its_id_and_waits_for_whoever_may_ask() {
    let client = Client::small().await;
    assert_eq!(need(&client, "sofia.m", "stuck").await.count.0, 0);
    let staged = client.post_as("amina.k", "practice/exercises", &json!({ "exercise": "lost-final" })).await;
    assert_eq!(staged.status.as_u16() / 100, 2, "{}", staged.body);
    let stuck = need(&client, "sofia.m", "stuck").await;
    assert_eq!((stuck.count.0, stuck.mine.0), (1, 1));
    let id = stuck.oldest.unwrap().id;
    assert_eq!(client.get(&format!("transfers/{id}")).await.status, 200);
    let auditor = need(&client, "nadia.t", "stuck").await;
    assert_eq!((auditor.count.0, auditor.mine.0), (1, 0), "an auditor does nothing");
}

#[tokio::test]
async fn what_is_reserved_or_frozen_names_its_order() {
    let client = Client::small().await;
    let block = client.blocks(&[("filter", "state:available locked:no metric:ghg"), ("limit", "1")]).await.items.remove(0);
    let at = format!("accounts/{}/locks", block.account);
    let before: AccountLocks = client.get(&at).await.ok();
    let spans = json!([{ "first": block.first, "last": block.first }]);
    let frozen = client.post_as("amina.k", "blocks/freeze", &json!({ "spans": spans, "reason": "police request 12" })).await;
    assert_eq!(frozen.status, 200, "{}", frozen.body);
    let after: AccountLocks = client.get(&at).await.ok();
    let new: Vec<_> = after.blocks.iter().filter(|row| !before.blocks.contains(row)).collect();
    assert_eq!((new.len(), new[0].quantity.0, new[0].state.as_str()), (1, 1, "frozen-administration"));
    assert!(new[0].lock.cause.contains("police request 12") && new[0].lock.order.is_none());

    let (order, digest) = client
        .submitted(&json!({ "account-state": {
        "account": block.account, "state": "suspended", "reason": "asked for by the holder" } }))
        .await;
    let done = client.post_as("luc.b", &format!("orders/{order}/approve"), &json!({ "digest": digest })).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let locked: AccountLocks = client.get(&at).await.ok();
    assert_eq!(locked.whole.unwrap().order, Some(order));
    for missing in ["accounts/CHE01-100-9999/locks", "accounts/CHE01-100-9999/rules", "accounts/%20/rules"] {
        assert_eq!(client.get(missing).await.status, 404, "{missing}");
    }
}

#[tokio::test]
async fn an_account_moves_only_to_whom_its_rules_say_and_holdings_follow() {
    let client = Client::small().await;
    let mut bound = None;
    for account in client.all_accounts().await {
        let rules: AccountRules = client.get(&format!("accounts/{}/rules", account.id)).await.ok();
        let page = client.blocks(&[("filter", &format!("account:{} state:available", account.id)), ("limit", "1")]).await;
        if let (Some(trusted), Some(block)) = (rules.trusted, page.items.into_iter().next()) {
            bound = Some((trusted, block));
            break;
        }
    }
    let (trusted, block) = bound.expect("some account that holds something keeps a list");
    let order = |to: &str| {
        json!({ "act": { "transfer": { "from": block.account, "to": { "internal": { "account": to } },
            "spans": [{ "first": block.first, "last": block.first }], "quantity": "1", "reason": "a question" } } })
    };
    let here = trusted.iter().find(|entry| entry.registry == "CHE01").unwrap();
    for (to, expected) in [(here.account.as_str(), "pass"), ("CHE01-100-0005", "fail")] {
        let said: serde_json::Value = client.post_as("amina.k", "checks", &order(to)).await.ok();
        let findings = said["findings"].as_array().unwrap();
        let check = findings.iter().find(|finding| finding["id"] == "A08").unwrap();
        assert_eq!(check["result"], expected, "{to}: {check}");
    }
    let total: Holdings = client.get("holdings").await.ok();
    assert!(total.items.windows(2).all(|pair| (&pair[0].approach, pair[0].vintage) < (&pair[1].approach, pair[1].vintage)));
    let held: u64 = total.items.iter().map(|row| row.held.0).sum();
    assert_eq!(held, client.all_accounts().await.iter().map(|account| account.held.0).sum::<u64>());
}

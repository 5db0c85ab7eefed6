//! A transfer between two registries as each shows it: both states, the ladder, the archive, and what one person may do.

use crate::client::Client;
use countersign::{
    sandbox::{self, Level, Options},
    wire::admin::{
        Page, Receipt,
        message::{Message, Messages},
        transfer::{Transfer, TransferSummary},
    },
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Two registries that know each other, each with somebody signed in.
async fn pair() -> (Client, Client) {
    let small =
        |registry: &str| Options { accounts: 75, blocks: 400, level: Level::A1, ..Options::of(registry.parse().unwrap()) };
    let pair = sandbox::pair::start(small("CHE01"), small("GHA01")).unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut two = [pair.a, pair.b].map(|registry| Client { registry, http: http.clone(), token: String::new() });
    for client in &mut two {
        client.token = client.sign_in("amina.k").await;
    }
    two.into()
}

/// Orders a transfer of something that may go to Ghana, and gives its id.
async fn sent(here: &Client, there: &Client) -> String {
    let to = there.accounts(&[("filter", "state:open type:holding"), ("limit", "1000")]).await.items;
    let mut refusals = Vec::new();
    for block in here.blocks(&[("filter", "state:available locked:no metric:ghg"), ("limit", "200")]).await.items {
        for account in to.iter().take(3) {
            let act = json!({ "transfer": {
                "from": block.account, "to": { "external": { "registry": "GHA01", "account": account.id } },
                "spans": [{ "first": block.first, "last": block.first }], "quantity": "1", "reason": "agreed delivery" } });
            let answer = here.post_as("amina.k", "orders", &json!({ "act": act })).await;
            if answer.status != 200 {
                refusals.push(answer.body);
                continue;
            }
            let order = answer.json::<Receipt>().subject;
            let read: Value = here.get(&format!("orders/{order}")).await.ok();
            let digest = json!({ "digest": read["digest"] });
            assert_eq!(here.post_as("luc.b", &format!("orders/{order}/approve"), &digest).await.status, 200);
            return order;
        }
    }
    panic!("nothing may be transferred: {}", refusals.join("\n"));
}

/// The transfer once it is as wanted.
async fn until(client: &Client, id: &str, wanted: impl Fn(&Transfer) -> bool) -> Transfer {
    let begun = Instant::now();
    loop {
        let answer = client.get(&format!("transfers/{id}")).await;
        if answer.status == 200 {
            let transfer: Transfer = answer.json();
            if wanted(&transfer) {
                return transfer;
            }
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", answer.body);
        tokio::task::yield_now().await;
    }
}

fn allowed(transfer: &Transfer, act: &str) -> bool {
    let found = transfer.allowed.iter().find(|allowed| allowed.act == act).unwrap();
    assert_eq!(found.allowed, found.why_not.is_none());
    found.allowed
}

#[tokio::test]
async fn both_sides_show_one_transfer_and_one_person_rejects_it() {
    let (here, there) = pair().await;
    let id = sent(&here, &there).await;
    let ours = until(&here, &id, |transfer| transfer.summary.peer_state.as_deref() == Some("received")).await;
    assert_eq!(
        (ours.summary.state.as_str(), ours.summary.waits_for.as_str(), ours.summary.direction.as_str()),
        ("proposed", "peer", "outgoing")
    );
    assert_eq!((ours.order.as_deref(), ours.missing.len(), ours.messages.len()), (Some(id.as_str()), 0, 2));
    assert!(allowed(&ours, "terminate") && allowed(&ours, "ask") && !allowed(&ours, "rebook") && !allowed(&ours, "approve"));
    assert_eq!(ours.checks.iter().map(|run| run.when.as_str()).collect::<Vec<_>>(), ["submitted", "approved"]);
    let theirs = until(&there, &id, |_| true).await;
    assert_eq!((theirs.summary.state.as_str(), theirs.summary.waits_for.as_str()), ("received", "us"));
    assert!(allowed(&theirs, "reject") && !allowed(&theirs, "complete-by-hand"));
    let listed: Page<TransferSummary> =
        there.list("transfers", &[("filter", "direction:incoming waits:us counterpart:CHE01 age:<1h")]).await.ok();
    assert!(listed.items.iter().any(|transfer| transfer.id == id));
    let kept: Messages = there.get(&format!("transfers/{id}/messages")).await.ok();
    let proposal = kept.items.iter().find(|message| message.kind == "proposal").unwrap();
    let message: Message = there.get(&format!("messages/{}", proposal.id)).await.ok();
    assert_eq!((message.method.as_deref(), message.summary.verdict.as_str()), (Some("POST"), "good"));
    assert!(message.signature_base.unwrap().contains("content-digest") && message.key.is_some());
    let reason = json!({ "reason": "not agreed" });
    let reject = |proposal: &str| json!({ "proposal": proposal, "reason": "not agreed" });
    let (path, read) = (format!("transfers/{id}/reject"), reject(&proposal.digest));
    assert_eq!(there.post_as("sofia.m", &path, &read).await.status, 403);
    assert_eq!(there.post_as("luc.b", &path, &reason).await.status, 400, "a refusal names what it refuses");
    let other = there.post_as("luc.b", &path, &reject(&"0".repeat(64))).await;
    assert_eq!((other.status.as_u16(), other.problem().checks[0].id.as_str()), (422, "T03"), "{}", other.body);
    assert!(other.problem().detail.contains(&proposal.digest), "{}", other.body);
    assert_eq!(until(&there, &id, |_| true).await.summary.state, "received", "nothing was changed");
    assert_eq!(there.post_as("luc.b", &path, &read).await.status, 200);
    until(&here, &id, |transfer| transfer.summary.state == "rejected" && transfer.summary.waits_for == "nobody").await;
    // Its acknowledgement carries the state there, so that nobody has to ask for it.
    until(&there, &id, |transfer| transfer.summary.peer_state.as_deref() == Some("rejected")).await;
    let late = here.post_as("luc.b", &format!("transfers/{id}/terminate"), &reason).await;
    assert_eq!(late.problem().kind, "urn:countersign:problem:state");
}

#[tokio::test]
async fn what_the_counterpart_says_when_asked_stands_beside_each_message() {
    let (here, there) = pair().await;
    let id = sent(&here, &there).await;
    until(&here, &id, |transfer| transfer.summary.peer_state.is_some()).await;
    let reason = json!({ "reason": "it takes long" });
    assert_eq!(here.post_as("sofia.m", &format!("transfers/{id}/ask"), &reason).await.status, 200);
    let asked = until(&here, &id, |transfer| transfer.peer.is_some()).await;
    assert_eq!(asked.peer.unwrap().state.as_deref(), Some("received"));
    let said: Vec<_> = asked.messages.iter().filter_map(|rung| rung.peer_has).collect();
    assert_eq!(said, [true, true]);
    assert_eq!(here.post_as("amina.k", &format!("transfers/{id}/terminate"), &reason).await.status, 200);
    until(&there, &id, |transfer| transfer.summary.state == "terminated").await;
    until(&here, &id, |transfer| transfer.summary.peer_state.as_deref() == Some("terminated")).await;
}

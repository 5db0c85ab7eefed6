//! Freezing an account: once under one key, only on the version that was read, and it stays in the book.

use crate::client::{Answer, Client, options};
use countersign::sandbox::Options;
use countersign::wire::admin::{Account, AccountSummary, Receipt};
use reqwest::Method;

const KEY: &str = "01931c6e-7f2b-7a53-9a6e-0123456789ab";
const OTHER: &str = "01931c6e-7f2b-7a53-9a6e-0123456789ac";

async fn freeze(client: &Client, account: &str, key: &str, version: &str, reason: &str) -> Answer {
    let body = serde_json::json!({ "reason": reason }).to_string();
    let headers = [("authorization", client.bearer()), ("idempotency-key", key.into()), ("if-match", version.into())];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.send(Method::POST, &format!("accounts/{account}/freeze"), &headers, Some(&body)).await
}

/// How many entries the book has.
async fn revision(client: &Client) -> u64 {
    client.accounts(&[("limit", "1")]).await.revision.0
}

async fn open_account(client: &Client) -> AccountSummary {
    client.all_accounts().await.into_iter().find(|account| account.state == "open").unwrap()
}

#[tokio::test]
async fn a_freeze_suspends_the_account_and_is_told_the_same_however_often_it_is_sent() {
    let client = Client::small().await;
    let before = open_account(&client).await;
    let opened = revision(&client).await;
    let missing = client.get(&format!("acts/{KEY}")).await;
    assert_eq!((missing.status.as_u16(), missing.problem().kind.as_str()), (404, "urn:countersign:problem:missing"));
    let receipt: Receipt = freeze(&client, &before.id, KEY, "\"1\"", "police request 12").await.ok();
    assert_eq!((receipt.key.to_string().as_str(), receipt.entry.0), (KEY, opened + 1));
    for _ in 0..2 {
        let again: Receipt = freeze(&client, &before.id, KEY, "\"1\"", "police request 12").await.ok();
        assert_eq!(again, receipt);
        assert_eq!(client.get(&format!("acts/{KEY}")).await.ok::<Receipt>(), receipt);
    }
    let after: Account = client.get(&format!("accounts/{}", before.id)).await.ok();
    assert_eq!((after.summary.state.as_str(), after.version.0), ("suspended", 2));
    assert!(after.lock.unwrap().cause.contains("police request 12"));
    assert_eq!((after.summary.held, after.summary.locked), (before.held, before.locked));
    let page = client.accounts(&[("filter", "state:suspended"), ("limit", "1000")]).await;
    assert_eq!(page.revision.0, opened + 1);
    assert!(page.items.iter().any(|account| account.id == before.id), "counts and lists are those of the new state");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_changes_nothing() {
    let client = Client::small().await;
    let accounts = client.all_accounts().await;
    let opened = revision(&client).await;
    let of = |state: &str| accounts.iter().find(|account| account.state == state).unwrap().id.as_str();
    let open = of("open");
    for (account, key, version, reason, status, kind) in [
        (open, KEY, "\"2\"", "r", 412, "version"),
        (open, KEY, "1", "", 400, "invalid"),
        (open, KEY, "1", "a\u{1b}[2Jb", 400, "invalid"),
        (open, KEY, "one", "r", 400, "invalid"),
        (open, "key", "1", "r", 400, "invalid"),
        (of("suspended"), KEY, "1", "r", 409, "state"),
        (of("closed"), KEY, "1", "r", 409, "state"),
        (of("requested"), KEY, "1", "r", 409, "state"),
        ("CHE01-100-9999", KEY, "1", "r", 404, "missing"),
    ] {
        let answer = freeze(&client, account, key, version, reason).await;
        assert_eq!(answer.status, status, "{account} {version} {reason:?}: {}", answer.body);
        assert_eq!(answer.problem().kind, format!("urn:countersign:problem:{kind}"));
    }
    for missing in ["idempotency-key", "if-match"] {
        let headers = [("authorization", client.bearer()), ("idempotency-key", KEY.into()), ("if-match", "1".into())];
        let given: Vec<_> =
            headers.iter().filter(|(name, _)| *name != missing).map(|(name, value)| (*name, value.as_str())).collect();
        let path = format!("accounts/{open}/freeze");
        let answer = client.send(Method::POST, &path, &given, Some("{\"reason\":\"r\"}")).await;
        assert_eq!(answer.status, 428);
        assert_eq!(answer.problem().fields[0].field, missing);
    }
    assert_eq!(client.all_accounts().await, accounts);
    assert_eq!(revision(&client).await, opened);
}

/// T04.
#[tokio::test]
async fn one_key_is_one_act() {
    let client = Client::small().await;
    let account = open_account(&client).await.id;
    let _: Receipt = freeze(&client, &account, KEY, "\"1\"", "first").await.ok();
    for (account, version, reason) in
        [(account.as_str(), "1", "second"), (&account, "2", "first"), ("CHE01-100-0004", "1", "first")]
    {
        let answer = freeze(&client, account, KEY, version, reason).await;
        assert_eq!((answer.status.as_u16(), answer.problem().kind.as_str()), (409, "urn:countersign:problem:idempotency"));
    }
    let stale = freeze(&client, &account, OTHER, "\"1\"", "first").await;
    assert_eq!((stale.status.as_u16(), stale.problem().kind.as_str()), (412, "urn:countersign:problem:version"));
}

/// T04, T31.
#[tokio::test]
async fn sent_ten_times_at_once_it_happens_once() {
    let client = Client::small().await;
    let account = open_account(&client).await.id;
    let opened = revision(&client).await;
    let mut receipts = Vec::new();
    let all = (0..10).map(|_| freeze(&client, &account, KEY, "\"1\"", "at once"));
    for answer in futures(all).await {
        receipts.push(answer.ok::<Receipt>());
    }
    assert!(receipts.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(revision(&client).await, opened + 1);
}

/// Runs them side by side on this thread.
async fn futures<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = all.map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        for (future, output) in &mut waiting {
            if output.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                *output = Some(value);
            }
        }
        if waiting.iter().all(|(_, output)| output.is_some()) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    waiting.into_iter().map(|(_, output)| output.unwrap()).collect()
}

#[tokio::test]
async fn support_staff_read_and_do_not_act() {
    let mut client = Client::small().await;
    let account = open_account(&client).await.id;
    let opened = revision(&client).await;
    client.token = client.sign_in("sofia.m").await;
    let answer = freeze(&client, &account, KEY, "1", "r").await;
    assert_eq!((answer.status.as_u16(), answer.problem().kind.as_str()), (403, "urn:countersign:problem:role"));
    assert_eq!(revision(&client).await, opened);
}

#[tokio::test]
async fn acts_outlive_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let with = || Options { data: Some(folder.path().to_owned()), ..options() };
    let client = Client::of(with()).await;
    let account = open_account(&client).await.id;
    let receipt: Receipt = freeze(&client, &account, KEY, "\"1\"", "kept").await.ok();
    client.registry.stop();
    let client = Client::of(with()).await;
    assert_eq!(client.get(&format!("acts/{KEY}")).await.ok::<Receipt>(), receipt);
    assert_eq!(freeze(&client, &account, KEY, "\"1\"", "kept").await.ok::<Receipt>(), receipt);
}

#[tokio::test]
async fn a_cursor_survives_an_act_and_knows_its_new_place() {
    let client = Client::small().await;
    let first = client.accounts(&[("filter", "state:open"), ("limit", "10")]).await;
    let _: Receipt = freeze(&client, &first.items[2].id, KEY, "\"1\"", "moves the rest up").await.ok();
    let next = first.next.unwrap();
    let page = client.accounts(&[("filter", "state:open"), ("limit", "10"), ("cursor", &next)]).await;
    assert_eq!((page.offset.0, page.total.0, page.revision.0), (9, first.total.0 - 1, first.revision.0 + 1));
    assert!(page.items[0].id > first.items[9].id);
}

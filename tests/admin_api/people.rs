//! What tests do in the name of people: sign in, submit, decide, look at the head of the ledger.

use crate::client::{Answer, Client};
use countersign::wire::admin::{Receipt, ledger::Verification};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

impl Client {
    /// Posts in the name of a login, under a new key.
    pub async fn post_as(&self, login: &str, path: &str, body: &Value) -> Answer {
        self.post_under(login, path, body, Uuid::now_v7()).await
    }

    /// Posts in the name of a login, under this key.
    pub async fn post_under(&self, login: &str, path: &str, body: &Value, key: Uuid) -> Answer {
        let bearer = format!("Bearer {}", self.sign_in(login).await);
        let headers = [("authorization", bearer.as_str()), ("idempotency-key", &key.to_string())];
        self.send(Method::POST, path, &headers, Some(&body.to_string())).await
    }

    /// The newest entry of the ledger, as its verification says.
    pub async fn head(&self) -> (u64, String) {
        let answer = self.post_as("nadia.t", "ledger/verify", &json!({})).await;
        let Verification { whole, entries, head, .. } = answer.ok();
        assert!(whole);
        (entries.0, head)
    }

    /// Submits an order and gives its id and the digest of what was read.
    pub async fn submitted(&self, act: &Value) -> (String, String) {
        let receipt: Receipt = self.post_as("amina.k", "orders", &json!({ "act": act })).await.ok();
        let read: Value = self.get(&format!("orders/{}", receipt.subject)).await.ok();
        (receipt.subject, read["digest"].as_str().unwrap().to_owned())
    }
}

/// An order that blocks an account for transfers out.
pub fn block_account(account: &str) -> Value {
    json!({ "account-state": { "account": account, "state": "blocked-out", "reason": "asked for by the holder" } })
}

//! The people of a registry, over its admin API: one submits an order, another approves it, and whoever is signed in arms faults.

use countersign::{
    sandbox::PRACTICE_PASSPHRASE,
    wire::{
        admin::{Receipt, Session, SignIn},
        order::{Destination, OrderAct, ToRegistry, TransferOrder},
        practice::Arm,
    },
};
use reqwest::{Client, Method, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::book::{Book, Holding};

/// Two persons at one registry.
pub struct People {
    http: Client,
    url: String,
    initiator: String,
    approver: String,
}

impl People {
    pub async fn at(url: &str) -> Self {
        let http = Client::builder().no_proxy().build().unwrap();
        let mut people = Self { http, url: url.to_owned(), initiator: String::new(), approver: String::new() };
        people.initiator = people.token("amina.k").await;
        people.approver = people.token("luc.b").await;
        people
    }

    async fn token(&self, person: &str) -> String {
        let body = SignIn { operator: person.into(), secret: PRACTICE_PASSPHRASE.into() };
        let answer = self.send(Method::POST, "session", "", Some(serde_json::to_value(body).unwrap())).await;
        assert_eq!(answer.status(), 201);
        json::<Session>(answer).await.token
    }

    async fn send(&self, method: Method, path: &str, token: &str, body: Option<Value>) -> Response {
        let mut request = self.http.request(method, format!("{}/admin/v1/{path}", self.url)).bearer_auth(token);
        request = request.header("idempotency-key", Uuid::now_v7().to_string());
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        request.send().await.unwrap()
    }

    /// One submits, the other approves; the order's id, or what was said against it.
    pub async fn order(&self, act: &OrderAct) -> Result<String, String> {
        let id = self.submit(act).await?;
        self.approve(&id).await.map(|()| id)
    }

    async fn submit(&self, act: &OrderAct) -> Result<String, String> {
        let answer = self.send(Method::POST, "orders", &self.initiator, Some(serde_json::json!({ "act": act }))).await;
        if !answer.status().is_success() {
            return Err(answer.text().await.unwrap());
        }
        Ok(json::<Receipt>(answer).await.subject)
    }

    /// Approves what was read. Sent again, it is said again: a registry may have died of it.
    async fn approve(&self, id: &str) -> Result<(), String> {
        let read = self.send(Method::GET, &format!("orders/{id}"), &self.approver, None).await;
        let digest = find(&json(read).await, "digest").unwrap();
        let answer = self
            .send(Method::POST, &format!("orders/{id}/approve"), &self.approver, Some(serde_json::json!({ "digest": digest })))
            .await;
        if answer.status().is_success() { Ok(()) } else { Err(answer.text().await.unwrap()) }
    }

    /// Orders the transfer of something that may go to this account. What a check refuses is not tried further.
    pub async fn transfer(&self, book: &Book, registry: &str, account: &str) -> (String, Holding) {
        let mut refusals = Vec::new();
        for holding in book.holdings() {
            match self.order(&act(&holding, registry, account)).await {
                Ok(id) => return (id, holding),
                Err(refusal) => refusals.push(refusal),
            }
        }
        panic!("nothing may be transferred to {account}: {}", refusals.join("\n"));
    }

    pub async fn arm(&self, fault: &str) {
        let body = serde_json::to_value(Arm { fault: fault.to_owned() }).unwrap();
        let answer = self.send(Method::POST, "practice/faults", &self.initiator, Some(body)).await;
        assert_eq!(answer.status(), 201, "{fault}");
    }

    pub async fn calm(&self) {
        let answer = self.send(Method::DELETE, "practice/faults", &self.initiator, None).await;
        assert_eq!(answer.status(), 204);
    }

    pub async fn armed(&self) -> Value {
        json(self.send(Method::GET, "practice/faults", &self.initiator, None).await).await
    }

    /// The status and body of a request about faults.
    pub async fn fault(&self, method: Method, query: &str, body: Option<Value>) -> (u16, String) {
        let answer = self.send(method, &format!("practice/faults{query}"), &self.initiator, body).await;
        (answer.status().as_u16(), answer.text().await.unwrap())
    }
}

async fn json<T: DeserializeOwned>(answer: Response) -> T {
    let text = answer.text().await.unwrap();
    serde_json::from_str(&text).unwrap_or_else(|problem| panic!("{problem}: {text}"))
}

/// The order that transfers part of a block to a registry.
fn act(holding: &Holding, registry: &str, account: &str) -> OrderAct {
    OrderAct::Transfer(TransferOrder {
        from: holding.account.clone(),
        to: Destination::External(ToRegistry { registry: registry.to_owned(), account: account.to_owned() }),
        spans: vec![holding.span.clone()],
        quantity: countersign::wire::BigNumber(holding.quantity),
        corrects: None,
        reason: "agreed delivery".to_owned(),
    })
}

/// The member of this name, wherever it stands.
fn find(value: &Value, name: &str) -> Option<String> {
    match value {
        Value::Object(members) => match members.get(name) {
            Some(Value::String(text)) => Some(text.clone()),
            _ => members.values().find_map(|value| find(value, name)),
        },
        _ => None,
    }
}

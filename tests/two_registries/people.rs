//! The people of a registry, over its admin API: one submits an order, another approves it, and whoever is signed in arms faults.

use countersign::{
    sandbox::PRACTICE_PASSPHRASE,
    wire::{
        admin::{Receipt, Session, SignIn, ledger::Verification},
        order::{Destination, OrderAct, Served, ToRegistry, TransferOrder},
    },
};
use reqwest::{Client, Method, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::book::{Book, Holding};

/// Two persons at one registry.
pub struct People {
    http: Client,
    url: String,
    initiator: String,
    approver: String,
}

/// The keys of one order and its approval: under the same keys it happens once, however often it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    submit: Uuid,
    approve: Uuid,
}

impl Keys {
    pub fn new() -> Self {
        Self { submit: Uuid::now_v7(), approve: Uuid::now_v7() }
    }
}

/// What a registry said: done, or a refusal; or nothing, because it died of it.
pub type Said<T> = reqwest::Result<Result<T, String>>;

impl People {
    pub async fn at(url: &str) -> Self {
        Self::try_at(url).await.unwrap()
    }

    /// Signs both in; fails when the registry does not answer.
    pub async fn try_at(url: &str) -> reqwest::Result<Self> {
        // No TLS here; reading the certificates of this computer would take longer than all else.
        let http = Client::builder().no_proxy().tls_certs_only([]).build()?;
        let mut people = Self { http, url: url.to_owned(), initiator: String::new(), approver: String::new() };
        people.initiator = people.token("amina.k").await?;
        people.approver = people.token("luc.b").await?;
        Ok(people)
    }

    async fn token(&self, person: &str) -> reqwest::Result<String> {
        let body = SignIn { operator: person.into(), secret: PRACTICE_PASSPHRASE.into() };
        let body = serde_json::to_value(body).unwrap();
        let answer = self.send(Method::POST, "session", "", Uuid::now_v7(), Some(body)).await?;
        assert_eq!(answer.status(), 201);
        Ok(read::<Session>(answer).await?.token)
    }

    async fn send(&self, method: Method, path: &str, token: &str, key: Uuid, body: Option<Value>) -> reqwest::Result<Response> {
        let mut request = self.http.request(method, format!("{}/admin/v1/{path}", self.url)).bearer_auth(token);
        request = request.header("idempotency-key", key.to_string());
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        request.send().await
    }

    /// An act of the initiator, which is done.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        let answer = self.send(Method::POST, path, &self.initiator, Uuid::now_v7(), Some(body)).await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// What the initiator reads.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let answer = self.send(Method::GET, path, &self.initiator, Uuid::now_v7(), None).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        read(answer).await.unwrap()
    }

    /// An act of the initiator under a key, as it is answered.
    pub async fn try_post(&self, path: &str, body: Value, key: Uuid) -> Said<Receipt> {
        let answer = self.send(Method::POST, path, &self.initiator, key, Some(body)).await?;
        Ok(if answer.status().is_success() { Ok(read(answer).await?) } else { Err(answer.text().await?) })
    }

    /// An act of the initiator, which is refused; the answer's text.
    pub async fn refused(&self, path: &str, body: Value) -> String {
        let answer = self.send(Method::POST, path, &self.initiator, Uuid::now_v7(), Some(body)).await.unwrap();
        assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
        answer.text().await.unwrap()
    }

    /// One submits, the other approves what was read; the order's id.
    pub async fn order(&self, act: &OrderAct, keys: Keys) -> Said<String> {
        let body = Some(json!({ "act": act }));
        let answer = self.send(Method::POST, "orders", &self.initiator, keys.submit, body).await?;
        if !answer.status().is_success() {
            return Ok(Err(answer.text().await?));
        }
        let id = read::<Receipt>(answer).await?.subject;
        let served = self.send(Method::GET, &format!("orders/{id}"), &self.approver, keys.approve, None).await?;
        let body = Some(json!({ "digest": read::<Served>(served).await?.digest }));
        let answer = self.send(Method::POST, &format!("orders/{id}/approve"), &self.approver, keys.approve, body).await?;
        Ok(if answer.status().is_success() { Ok(id) } else { Err(answer.text().await?) })
    }

    /// Orders the transfer of something that may go to this account.
    pub async fn transfer(&self, book: &Book, registry: &str, account: &str) -> (String, Holding) {
        let mut refusals = Vec::new();
        for holding in book.holdings() {
            match self.order(&delivery(&holding, registry, account), Keys::new()).await.unwrap() {
                Ok(id) => return (id, holding),
                Err(refusal) => refusals.push(refusal),
            }
        }
        panic!("nothing may be transferred to {account}: {}", refusals.join("\n"));
    }

    /// Whether the ledger's chain is whole and the book is what the entries make.
    pub async fn verified(&self) -> reqwest::Result<Verification> {
        read(self.send(Method::POST, "ledger/verify", &self.initiator, Uuid::now_v7(), None).await?).await
    }

    pub async fn assert_ledger_is_whole(&self) {
        let found = self.verified().await.unwrap();
        assert!(found.whole, "{:?}", found.problem);
    }

    pub async fn arm(&self, fault: &str) {
        let (status, said) = self.faults(Method::POST, "", Some(json!({ "fault": fault }))).await;
        assert_eq!(status, 201, "{fault}: {said}");
    }

    /// Puts the registry's clock wrong by so much.
    pub async fn set_clock(&self, offset: jiff::SignedDuration) {
        let body = Some(json!({ "offset_s": offset.as_secs() }));
        let answer = self.send(Method::PUT, "practice/clock", &self.initiator, Uuid::now_v7(), body).await.unwrap();
        assert_eq!(answer.status(), 200);
    }

    pub async fn calm(&self) {
        assert_eq!(self.faults(Method::DELETE, "", None).await.0, 204);
    }

    /// A request about faults, as it is answered.
    pub async fn faults(&self, method: Method, query: &str, body: Option<Value>) -> (u16, String) {
        self.try_faults(method, query, body).await.unwrap()
    }

    /// The same, of a registry that may die meanwhile.
    pub async fn try_faults(&self, method: Method, query: &str, body: Option<Value>) -> reqwest::Result<(u16, String)> {
        let path = format!("practice/faults{query}");
        let answer = self.send(method, &path, &self.initiator, Uuid::now_v7(), body).await?;
        Ok((answer.status().as_u16(), answer.text().await?))
    }
}

async fn read<T: DeserializeOwned>(answer: Response) -> reqwest::Result<T> {
    let text = answer.text().await?;
    Ok(serde_json::from_str(&text).unwrap_or_else(|problem| panic!("{problem}: {text}")))
}

/// The order that transfers part of a block to a registry.
pub fn delivery(holding: &Holding, registry: &str, account: &str) -> OrderAct {
    OrderAct::Transfer(TransferOrder {
        from: holding.account.clone(),
        to: Destination::External(ToRegistry { registry: registry.to_owned(), account: account.to_owned() }),
        spans: vec![holding.span.clone()],
        quantity: countersign::wire::BigNumber(holding.quantity),
        corrects: None,
        reason: "agreed delivery".to_owned(),
    })
}

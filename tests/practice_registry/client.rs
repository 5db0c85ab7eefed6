//! A small client: signs in, asks, and hands back what came.

use countersign::sandbox::{self, Level, Options, PRACTICE_PASSPHRASE, Running};
use countersign::wire::{
    admin::{AccountSummary, Block, Page, Session, SignIn},
    problem::ProblemDocument,
};
use reqwest::{Method, StatusCode, header::HeaderMap};
use serde::de::DeserializeOwned;

pub const ACCOUNTS: u64 = 75;
pub const BLOCKS: u64 = 400;

pub struct Client {
    pub registry: Running,
    pub http: reqwest::Client,
    pub token: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

pub fn options() -> Options {
    Options { accounts: ACCOUNTS, blocks: BLOCKS, history: false, level: Level::A1, ..Options::of("CHE01".parse().unwrap()) }
}

impl Client {
    pub async fn small() -> Self {
        Self::of(options()).await
    }

    pub async fn of(options: Options) -> Self {
        Self::to(sandbox::start(options).unwrap()).await
    }

    /// A client of a registry that runs already.
    pub async fn to(registry: Running) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut client = Self { registry, http, token: String::new() };
        client.token = client.sign_in("amina.k").await;
        client
    }

    pub async fn sign_in(&self, operator: &str) -> String {
        let body = SignIn { operator: operator.into(), secret: PRACTICE_PASSPHRASE.into() };
        let answer = self.send(Method::POST, "session", &[], Some(&serde_json::to_string(&body).unwrap())).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.json::<Session>().token
    }

    /// Sends with exactly these headers; the bearer token is not added.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&str>) -> Answer {
        let mut request = self.http.request(method, format!("{}/admin/v1/{path}", self.registry.url()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_owned());
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Answer { status, headers, body: response.text().await.unwrap() }
    }

    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[("authorization", &self.bearer())], None).await
    }

    /// A list with parameters, percent-encoded here so that tests can use any text.
    pub async fn list(&self, list: &str, parameters: &[(&str, &str)]) -> Answer {
        let query: Vec<String> = parameters.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.get(&format!("{list}?{}", query.join("&"))).await
    }

    pub async fn accounts(&self, parameters: &[(&str, &str)]) -> Page<AccountSummary> {
        self.list("accounts", parameters).await.ok()
    }

    pub async fn blocks(&self, parameters: &[(&str, &str)]) -> Page<Block> {
        self.list("blocks", parameters).await.ok()
    }

    pub async fn all_accounts(&self) -> Vec<AccountSummary> {
        self.accounts(&[("limit", "1000")]).await.items
    }

    pub async fn all_blocks(&self) -> Vec<Block> {
        self.blocks(&[("limit", "1000")]).await.items
    }
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|problem| panic!("{problem}: {}", self.body))
    }

    pub fn ok<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, 200, "{}", self.body);
        self.json()
    }

    /// The problem document, after checking what every one of them has.
    pub fn problem(&self) -> ProblemDocument {
        let media_type = self.headers.get("content-type").map(|value| value.to_str().unwrap());
        assert_eq!(media_type, Some("application/problem+json"), "{}", self.body);
        let problem: ProblemDocument = self.json();
        assert_eq!(problem.status, self.status.as_u16());
        assert!(problem.kind.starts_with("urn:countersign:problem:"), "{}", problem.kind);
        assert!(!problem.title.is_empty() && !problem.detail.is_empty());
        assert_eq!(problem.request, self.headers["x-request-id"].to_str().unwrap());
        problem
    }
}

pub fn encode(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// The serial of an ITMO id.
pub fn serial(id: &str) -> u64 {
    id.split('-').nth(3).unwrap().parse().unwrap()
}

/// The parts of an ITMO id that a series shares.
pub fn series(id: &str) -> (String, String, String, String) {
    let parts: Vec<&str> = id.split('-').collect();
    (parts[0].into(), parts[1].into(), parts[2].into(), parts[4].into())
}

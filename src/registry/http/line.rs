//! The line to one registry: an HTTP client that is built when it is first needed, and the headers every request carries.
//! rustls only, no redirects, no referer, no proxy, no cookies, no decompression (T11, T12, T13).
//! Must not know: what is asked, or how an operator signs in.

use super::{
    credentials::Bearer,
    endpoint::Endpoint,
    exchange::{self, Failure},
    limits::Limits,
    trust::Trust,
};
use crate::registry::{Distrust, ProblemKind};
use reqwest::{
    Client, Method, Request, Response, Url,
    header::{self, HeaderName, HeaderValue},
    redirect, retry,
};
use secrecy::SecretString;
use std::{
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};
use tokio::sync::OnceCell;

/// The console's name to registries.
const USER_AGENT: &str = concat!("countersign/", env!("CARGO_PKG_VERSION"));
/// Header fields that are taken.
const MOST_HEADERS: usize = 64;
/// Connections that are kept, and for how long: as many as the console has requests in flight.
const IDLE_CONNECTIONS: usize = 4;
const IDLE_TIME: Duration = Duration::from_secs(30);

/// A line to one registry.
pub(super) struct Line {
    pub(super) endpoint: Endpoint,
    pub(super) limits: Limits,
    /// Whom it believes; only read when the client is built.
    pub(super) trust: Trust,
    client: OnceCell<Client>,
}

/// A request to be sent.
pub(super) struct Order<'a> {
    pub(super) method: Method,
    pub(super) url: Url,
    /// The id this console gave it.
    pub(super) request: &'a str,
    /// Header fields of this request only.
    pub(super) extra: Vec<(HeaderName, String)>,
    /// JSON.
    pub(super) body: Option<Vec<u8>>,
}

impl<'a> Order<'a> {
    /// A question.
    pub(super) fn get(url: Url, request: &'a str) -> Self {
        Self { method: Method::GET, url, request, extra: Vec::new(), body: None }
    }

    /// An act, with its JSON.
    pub(super) fn post(url: Url, request: &'a str, body: Vec<u8>) -> Self {
        Self { method: Method::POST, url, request, extra: Vec::new(), body: Some(body) }
    }
}

impl Line {
    /// A line that is not used yet; nothing is built or opened.
    pub(super) fn new(endpoint: Endpoint, limits: Limits) -> Self {
        Self { endpoint, limits, trust: Trust::default(), client: OnceCell::new() }
    }

    /// Sends as the bearer of a token.
    pub(super) async fn send(&self, order: Order<'_>, bearer: &Bearer) -> Result<Vec<u8>, Failure> {
        self.pass(order, Some(&bearer.header), &bearer.token).await
    }

    /// Sends without a token: to sign in, with `secret` in the body, or to see whether anybody answers.
    pub(super) async fn send_unsigned(&self, order: Order<'_>, secret: &SecretString) -> Result<Vec<u8>, Failure> {
        self.pass(order, None, secret).await
    }

    /// Sends as the bearer of a token; gives the response to read from, once it begins to come in this media type.
    pub(super) async fn open(&self, order: Order<'_>, media: &str, bearer: &Bearer) -> Result<Response, Failure> {
        exchange::open(self.client().await?, request(order, Some(&bearer.header)), media, &bearer.token).await
    }

    async fn pass(&self, order: Order<'_>, bearer: Option<&HeaderValue>, secret: &SecretString) -> Result<Vec<u8>, Failure> {
        exchange::exchange(self.client().await?, request(order, bearer), self.limits.octets, secret).await
    }

    async fn client(&self) -> Result<&Client, Failure> {
        self.client.get_or_try_init(|| build(self.endpoint.clone(), self.limits, self.trust.clone())).await
    }
}

fn request(order: Order<'_>, bearer: Option<&HeaderValue>) -> Request {
    let mut request = Request::new(order.method, order.url);
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json, application/problem+json"));
    headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    let own = [(HeaderName::from_static("x-request-id"), order.request.to_owned())];
    for (name, text) in own.into_iter().chain(order.extra) {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
    if let Some(bearer) = bearer {
        headers.insert(header::AUTHORIZATION, bearer.clone());
    }
    if let Some(body) = order.body {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        *request.body_mut() = Some(body.into());
    }
    request
}

/// Builds the client on a thread of its own: reading the system's certificates takes longer than a frame.
async fn build(endpoint: Endpoint, limits: Limits, trust: Trust) -> Result<Client, Failure> {
    let built = tokio::task::spawn_blocking(move || client(&endpoint, &limits, &trust)).await;
    built.ok().and_then(Result::ok).ok_or(Failure::Unsent(ProblemKind::Distrusted(Distrust::OwnCertificates)))
}

fn client(endpoint: &Endpoint, limits: &Limits, trust: &Trust) -> reqwest::Result<Client> {
    let builder = Client::builder()
        .tls_backend_rustls()
        .https_only(!endpoint.is_plain())
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .no_proxy()
        .user_agent(USER_AGENT)
        .connect_timeout(limits.connect)
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        .pool_idle_timeout(IDLE_TIME)
        .http1_max_headers(MOST_HEADERS);
    if endpoint.is_plain() {
        // No TLS, so no certificates to read; and nobody's name server decides which computer this one is.
        let this = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        return builder.tls_certs_only([]).resolve_to_addrs("localhost", &this).build();
    }
    let builder = match trust.authorities() {
        Some(own) => builder.tls_certs_only(own),
        None => builder,
    };
    match trust.identity() {
        Some(identity) => builder.identity(identity).build(),
        None => builder.build(),
    }
}

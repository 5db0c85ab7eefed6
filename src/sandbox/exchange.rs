//! What every exchange has: a request id in and out, a loopback host, answers nobody stores, and refusals written as documents.
//! Requests under another host name are refused: a page in a browser must not reach a practice registry by rebinding a name.
//! Must not know: sessions and routes.

use super::{cursor::hex, problem::Refusal};
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The header that names a request on both sides.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest request id that is echoed.
const LONGEST_ID: usize = 128;

/// Runs one exchange.
pub(super) async fn around(request: Request, next: Next) -> Response {
    let id = request_id(request.headers());
    let answer = if is_for_this_machine(request.headers()) { next.run(request).await } else { Refusal::host().into_response() };
    let kept = answer.headers().get(header::ALLOW).cloned();
    let mut answer = match answer.extensions().get::<Refusal>() {
        Some(refusal) => refusal.render(&id),
        None => answer,
    };
    let headers = answer.headers_mut();
    if let Some(allow) = kept {
        headers.insert(header::ALLOW, allow);
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

/// The client's id when it is a plain one, otherwise one of our own.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    let plain = |id: &&str| (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic());
    given.filter(plain).map_or_else(|| hex(uuid::Uuid::now_v7().as_bytes()), str::to_owned)
}

/// A page in a browser can be made to reach a loopback port under a name of its own; we answer only to loopback names.
fn is_for_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let name = host.and_then(|host| host.parse::<Authority>().ok());
    name.is_some_and(|name| {
        let name = name.host().trim_matches(['[', ']']);
        name.eq_ignore_ascii_case("localhost") || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    })
}

//! What a handler takes from a request: the address, the list parameters, the body, and what an act must carry.
//! Each refuses in our own words and as a problem document; the framework's own texts never leave.
//! Must not know: what is done with it.

use super::{list::List, people::Person, problem::Refusal, question::Question, receipts::Asked};
use axum::{
    Extension, Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::JsonRejection},
    http::{StatusCode, request::Parts},
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// The parts of the address in braces. Octets that are no text are the address of nothing.
pub(super) struct Address<T = String>(pub T);

impl Address {
    /// The id in the address. One that can't be an id of such a thing is simply not there.
    pub(super) fn id<T: FromStr>(&self, what: &str) -> Result<T, Refusal> {
        self.0.parse().map_err(|_| Refusal::missing(what))
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Address<T> {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(parts)| Self(parts)).map_err(|_| Refusal::missing("address"))
    }
}

/// The parameters of a list as they came.
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// What is asked of this list, at this time of the registry's clock.
    pub(super) fn of(self, list: &'static List, now: Timestamp) -> Result<Question, Refusal> {
        Question::read(list, self.0, now)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let query = Query::from_request_parts(parts, state).await;
        query.map(|Query(pairs)| Self(pairs)).map_err(|_| Refusal::field("query", "is not a list of parameters"))
    }
}

/// A JSON body.
pub(super) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let body = Json::from_request(request, state).await;
        body.map(|Json(body)| Self(body)).map_err(|problem| unreadable(&problem))
    }
}

/// Why a body can't be used.
fn unreadable(problem: &JsonRejection) -> Refusal {
    let detail = match problem {
        JsonRejection::MissingJsonContentType(_) => "the body is not declared as application/json",
        JsonRejection::JsonSyntaxError(_) => "the body is not JSON",
        JsonRejection::JsonDataError(_) => "the body does not have the members that are expected, and only these",
        _ => "the body is too large or broke off",
    };
    let status = match problem.status() {
        StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
        status => status,
    };
    Refusal::body(status, detail)
}

/// Who asks for an act, and the key it must carry so that it happens once (T04). The door has put in who signed in.
impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let signed_in = Extension::<&'static Person>::from_request_parts(parts, state).await;
        let Extension(person) = signed_in.map_err(|_| Refusal::signed_out())?;
        let key = required(parts, "idempotency-key")?;
        let key = key.parse().map_err(|_| Refusal::field("idempotency-key", "expects a UUID"))?;
        Ok(Self { key, person })
    }
}

/// What an act must carry so that it meets what was decided on: the version in `If-Match`.
pub(super) struct Version(pub u64);

impl<S: Send + Sync> FromRequestParts<S> for Version {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let tag = required(parts, "if-match")?;
        tag.trim_matches('"').parse().map(Self).map_err(|_| Refusal::field("if-match", "expects an ETag that was read before"))
    }
}

/// A header an act can't do without.
fn required<'a>(parts: &'a Parts, name: &'static str) -> Result<&'a str, Refusal> {
    parts.headers.get(name).and_then(|value| value.to_str().ok()).ok_or_else(|| Refusal::precondition(name))
}

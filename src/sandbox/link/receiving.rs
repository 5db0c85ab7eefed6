//! Takes what counterpart registries send: octets and header fields as they came, one transaction, the answer exactly as given.
//! There is no session: signatures are the authentication. What is armed to go wrong goes wrong here, around the transaction.
//! Must not know: what a message says, or whether it is believed.

use super::Scissors;
use crate::{
    evidence::http_signature::Fields,
    sandbox::{
        comm::{self, CommProblem, Reply, Request},
        disturb::{Arrival, Kind},
        fault::StoreProblem,
        office::Office,
        problem::Refusal,
        serving::App,
    },
};
use axum::{
    body::Bytes,
    extract::{self, ConnectInfo, FromRequest, FromRequestParts},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// One request of a counterpart, and what its connection can be cut with.
pub(super) struct Incoming {
    app: App,
    scissors: Scissors,
    request: Request,
}

impl FromRequest<App> for Incoming {
    type Rejection = Refusal;

    async fn from_request(request: extract::Request, app: &App) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let ConnectInfo(scissors) =
            ConnectInfo::from_request_parts(&mut parts, app).await.map_err(|_| StoreProblem::Row("a connection"))?;
        let (method, path) = (parts.method.as_str().to_owned(), parts.uri.path().to_owned());
        let (query, fields) = (parts.uri.query().map(str::to_owned), fields(&parts.headers));
        let body = Bytes::from_request(extract::Request::from_parts(parts, body), app).await;
        let body = body.map_err(|problem| Refusal::body(problem.status(), "the body is too large or broke off"))?;
        let request = Request { method, path, query, fields, body: body.to_vec() };
        Ok(Self { app: app.clone(), scissors, request })
    }
}

impl Incoming {
    /// Judges it in one transaction, and answers.
    pub(super) async fn taken(self) -> Response {
        let Self { app, scissors, request } = self;
        let kind = Kind::of(&request.method, &request.path, &request.body);
        if let Some(answer) = disturbed(&app.office, kind, &scissors).await {
            return answer;
        }
        let reply = app.office.act(move |desk| comm::receive(desk, &request)).await;
        let departure = app.office.armed.departure(kind);
        if !departure.wait.is_zero() {
            tokio::time::sleep(departure.wait).await;
        }
        if let Some(octets) = departure.cut {
            scissors.cut_after(octets);
        }
        match reply {
            Ok(reply) => answer(reply),
            Err(problem) => refused(&problem),
        }
    }
}

/// What is answered instead of looking at the request; none when nothing is in its way.
async fn disturbed(office: &Office, kind: Option<Kind>, scissors: &Scissors) -> Option<Response> {
    match office.armed.arrival(kind) {
        Arrival::Taken => None,
        Arrival::Lost => {
            scissors.cut_after(0);
            Some(StatusCode::SERVICE_UNAVAILABLE.into_response())
        }
        Arrival::Unanswered => {
            office.armed.speaks_again().await;
            scissors.cut_after(0);
            Some(StatusCode::SERVICE_UNAVAILABLE.into_response())
        }
        Arrival::Failed => Some(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
        Arrival::Maintenance => {
            let later = [(header::RETRY_AFTER, HeaderValue::from_static("60"))];
            Some((StatusCode::SERVICE_UNAVAILABLE, later).into_response())
        }
        Arrival::OtherVersion(version) => {
            let said = format!("this registry speaks version {version} of the communication API");
            Some((StatusCode::NOT_FOUND, said).into_response())
        }
    }
}

/// The header as it came. Octets that are no text become what no signature holds for.
pub(super) fn fields(headers: &HeaderMap) -> Fields {
    headers.iter().map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()))).collect()
}

/// The answer exactly as the protocol gives it.
fn answer(reply: Reply) -> Response {
    let Reply { status, fields, body } = reply;
    let Ok(status) = StatusCode::from_u16(status) else { return Refusal::from(StoreProblem::Row("a status")).into_response() };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    for (name, value) in fields.iter() {
        let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
            return Refusal::from(StoreProblem::Row("a header field")).into_response();
        };
        headers.append(name, value);
    }
    response
}

/// The transaction was rolled back: nothing was done, and the counterpart may ask again.
fn refused(_: &CommProblem) -> Response {
    Refusal::from(StoreProblem::Lost).into_response()
}

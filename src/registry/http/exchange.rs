//! One request and its answer, with every cap: redirects are not followed, nothing is inflated, no octet too many is kept (T11, T13).
//! Whether the request may have reached the registry is kept apart, because an act depends on it.
//! Must not know: what was asked, or how often it may be asked.

use super::{
    handshake::kind_of,
    refusal::{self, Refusal},
};
use crate::{
    registry::{Problem, ProblemKind, Unreadable},
    wire::problem::{MEDIA_TYPE, ProblemDocument},
};
use jiff::Timestamp;
use reqwest::{Client, Request, Response, header};
use secrecy::SecretString;

/// Octets of a refusal that are read.
const LARGEST_REFUSAL: usize = 64 << 10;
/// The media type of a result.
const JSON: &str = "application/json";
/// The media type of a change stream.
pub(super) const EVENT_STREAM: &str = "text/event-stream";

/// Why there is no result.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The request never left this computer.
    Unsent(ProblemKind),
    /// It may have been received; no usable answer came back.
    Lost(ProblemKind),
    /// The registry answered no.
    Refused(Refusal),
}

impl Failure {
    /// What kind of problem it is.
    pub(super) fn kind(&self) -> &ProblemKind {
        match self {
            Self::Unsent(kind) | Self::Lost(kind) => kind,
            Self::Refused(refusal) => &refusal.kind,
        }
    }

    /// The status of a refusal.
    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            Self::Unsent(_) | Self::Lost(_) => None,
        }
    }

    /// The problem of the request with this id.
    pub(super) fn of_request(self, request: &str) -> Problem {
        match self {
            Self::Unsent(kind) | Self::Lost(kind) => Problem::of_request(kind, request),
            Self::Refused(Refusal { kind, said, .. }) => Problem { said, ..Problem::of_request(kind, request) },
        }
    }
}

/// Sends a request and reads the octets of its result, at most `most` of them. `secret` is what the registry must not be quoted with.
pub(super) async fn exchange(client: &Client, request: Request, most: usize, secret: &SecretString) -> Result<Vec<u8>, Failure> {
    let response = open(client, request, JSON, secret).await?;
    body(response, most).await.map_err(Failure::Lost)
}

/// Sends a request; gives the response once the registry agrees and begins to answer in this media type.
pub(super) async fn open(client: &Client, request: Request, media: &str, secret: &SecretString) -> Result<Response, Failure> {
    let response = client.execute(request).await.map_err(|error| broken(&error))?;
    match response.status().as_u16() {
        200 | 201 => agreed(response, media).map_err(Failure::Lost),
        300..=399 => Err(Failure::Lost(ProblemKind::Unreadable(Unreadable::Redirect))),
        status @ 400..=599 => Err(Failure::Refused(refused(status, response, secret).await)),
        status => Err(Failure::Lost(malformed(format!("HTTP status {status}")))),
    }
}

fn agreed(response: Response, media: &str) -> Result<Response, ProblemKind> {
    if response.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(malformed("it is encoded, which was not asked for".into()));
    }
    if media_type(&response) != Some(media) {
        return Err(ProblemKind::Unreadable(Unreadable::MediaType));
    }
    Ok(response)
}

async fn refused(status: u16, response: Response, secret: &SecretString) -> Refusal {
    let wait = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    let wait = wait.and_then(|value| refusal::retry_after(value, Timestamp::now()));
    let encoded = response.headers().contains_key(header::CONTENT_ENCODING);
    let document = match media_type(&response) {
        Some(JSON | MEDIA_TYPE) if !encoded => body(response, LARGEST_REFUSAL).await.ok(),
        _ => None,
    };
    let document = document.and_then(|octets| serde_json::from_slice::<ProblemDocument>(&octets).ok());
    refusal::refusal(status, document, wait, secret)
}

/// The media type that was sent, if it is one of ours and was sent once. Parameters such as `charset` are ignored: all of them are UTF-8.
fn media_type(response: &Response) -> Option<&'static str> {
    let mut values = response.headers().get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return None };
    let essence = value.to_str().ok()?.split(';').next()?.trim();
    [JSON, MEDIA_TYPE, EVENT_STREAM].into_iter().find(|known| known.eq_ignore_ascii_case(essence))
}

/// Reads a body piece by piece; what `Content-Length` says is not believed.
async fn body(mut response: Response, most: usize) -> Result<Vec<u8>, ProblemKind> {
    let mut octets = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| kind_of(&error))? {
        if octets.len().saturating_add(piece.len()) > most {
            return Err(ProblemKind::Unreadable(Unreadable::TooLarge { octets: most }));
        }
        octets.extend_from_slice(&piece);
    }
    Ok(octets)
}

fn malformed(at: String) -> ProblemKind {
    ProblemKind::Unreadable(Unreadable::Malformed { at })
}

fn broken(error: &reqwest::Error) -> Failure {
    if error.is_connect() || error.is_builder() { Failure::Unsent(kind_of(error)) } else { Failure::Lost(kind_of(error)) }
}

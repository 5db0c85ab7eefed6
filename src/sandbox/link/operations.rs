//! The addresses of the communication API, for the router and for the document: both come from these lines.
//! Each hands its request over as it came; who signed it, for whom and what about is judged by the protocol, in its own words.
//! Must not know: what a message says, or whether it is believed.

use super::receiving::Incoming;
use crate::{
    sandbox::{
        document::{Declines, SignedMessage, SignedQuestion},
        serving::App,
    },
    wire::{
        comm::{Capabilities, Contacts, History, Holdings, Message, Pong, Shown, Status, reconcile::RunMessage},
        schema,
    },
};
use axum::{Router, extract::DefaultBodyLimit, response::Response, routing::any};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The largest body of a message, in octets.
const LARGEST_MESSAGE: usize = 1 << 20;

/// The communication API. What is sent to an address or with a method that is none is refused by the protocol like anything else.
pub(in crate::sandbox) fn routes() -> Router<App> {
    Router::from(described())
        .route("/comm/v1/{*what}", any(Incoming::taken))
        .method_not_allowed_fallback(Incoming::taken)
        .layer(DefaultBodyLimit::max(LARGEST_MESSAGE))
}

/// Every address, each with its line of the document.
pub(in crate::sandbox) fn described() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(send_message))
        .routes(routes!(transfer_status))
        .routes(routes!(kept_message))
        .routes(routes!(ping))
        .routes(routes!(speaks))
        .routes(routes!(totals))
        .routes(routes!(itmo_history))
        .routes(routes!(published_contacts))
        .routes(routes!(run_step))
}

/// Say something about a transfer.
///
/// The message is written and signed once and sent again in the same octets until it is answered; the same octets get the same answer.
/// A proposal that fails a check is no refusal: it is answered with a signed `reject`.
#[utoipa::path(
    post,
    path = "/comm/v1/transfers/{id}/messages",
    tag = "communication",
    security(("signature" = [])),
    params(("id" = schema::TransferId, Path, description = "The transfer the message is about."), SignedMessage),
    request_body(content = Message, description = "One message. Its octets are what is signed, kept and compared."),
    responses(
        (status = 200, description = "The answer: `receipt` or `reject`, `completion`, or `ack`.", body = Message),
        Declines<400>,
        Declines<409>,
        Declines<413>,
        Declines<422>,
        Declines<503>
    )
)]
async fn send_message(incoming: Incoming) -> Response {
    incoming.taken().await
}

/// How a transfer stands at the side that is asked.
///
/// A registry that has no part in the transfer is told that it is unknown, as `state` without a value.
#[utoipa::path(
    get,
    path = "/comm/v1/transfers/{id}",
    tag = "communication",
    security(("signature" = [])),
    params(("id" = schema::TransferId, Path, description = "The transfer."), SignedQuestion),
    responses((status = 200, description = "Its state there, and every message that is kept there, by digest.", body = Status))
)]
async fn transfer_status(incoming: Incoming) -> Response {
    incoming.taken().await
}

/// One message of a transfer as it is kept at the side that is asked.
///
/// Only the other side of the transfer is shown it, its own messages included: they may be what it lost.
#[utoipa::path(
    get,
    path = "/comm/v1/transfers/{id}/messages/{sequence}",
    tag = "communication",
    security(("signature" = [])),
    params(
        ("id" = schema::TransferId, Path, description = "The transfer."),
        ("sequence" = u8, Path, description = "The message's place in the conversation, from 1 to 5.", minimum = 1, maximum = 5),
        SignedQuestion
    ),
    responses((status = 200, description = "Its octets and its header, which prove who wrote it.", body = Shown))
)]
async fn kept_message(incoming: Incoming) -> Response {
    incoming.taken().await
}

/// Whether the registry is there, and what its clock says.
#[utoipa::path(
    get,
    path = "/comm/v1/ping",
    tag = "communication",
    security(("signature" = [])),
    params(SignedQuestion),
    responses((status = 200, description = "It is there.", body = Pong))
)]
async fn ping(incoming: Incoming) -> Response {
    incoming.taken().await
}

/// What the registry speaks and can do.
///
/// What it says of its keys is for people to compare: a key is believed because the directory has it, and never because of this answer.
#[utoipa::path(
    get,
    path = "/comm/v1/capabilities",
    tag = "communication",
    security(("signature" = [])),
    params(SignedQuestion),
    responses((status = 200, description = "Versions, environment, nomenclature, keys, assurance level.", body = Capabilities))
)]
async fn speaks(incoming: Incoming) -> Response {
    incoming.taken().await
}

/// What the registry holds that concerns the registry that asks.
///
/// Units with ids of the asking registry, and units that the asker's Party first transferred; what is only expected is not held.
#[utoipa::path(
    get,
    path = "/comm/v1/holdings",
    tag = "communication",
    security(("signature" = [])),
    params(SignedQuestion),
    responses((status = 200, description = "Totals by cooperative approach, registry, Party and vintage.", body = Holdings))
)]
async fn totals(incoming: Incoming) -> Response {
    incoming.taken().await
}

/// What an ITMO went through in the book of the registry that is asked.
#[utoipa::path(
    get,
    path = "/comm/v1/history/{itmo}",
    tag = "communication",
    security(("signature" = [])),
    params(("itmo" = schema::ItmoId, Path, description = "The ITMO."), SignedQuestion),
    responses(
        (status = 200, description = "The entries that touched it, oldest first; none when it was never in this book.", body = History),
        Declines<400>
    )
)]
async fn itmo_history(incoming: Incoming) -> Response {
    incoming.taken().await
}

/// Whom to call at the registry that is asked.
///
/// Only what it has verified and what counts: a new number is told when its delay is over.
#[utoipa::path(
    get,
    path = "/comm/v1/contacts",
    tag = "communication",
    security(("signature" = [])),
    params(SignedQuestion),
    responses((status = 200, description = "The entries about the registry itself.", body = Contacts))
)]
async fn published_contacts(incoming: Incoming) -> Response {
    incoming.taken().await
}

/// Say a step of a reconciliation run.
///
/// The opener says a step and is answered with the same of the other book: the moment, a commitment, sums, parts, a page of the history, the
/// signed result. A step is written and signed once and sent again in the same octets until it is answered; the same octets get the same
/// answer. What can't be ends the run on both sides.
#[utoipa::path(
    post,
    path = "/comm/v1/reconciliations/{run}/{step}",
    tag = "communication",
    security(("signature" = [])),
    params(
        ("run" = schema::RunId, Path, description = "The run, numbered by the registry that opens it."),
        ("step" = u32, Path, description = "The step, from 1; each follows the one before.", minimum = 1),
        SignedMessage
    ),
    request_body(content = RunMessage, description = "What the opener says. Its octets are what is signed, kept and compared."),
    responses(
        (status = 200, description = "The same step of the registry that is asked.", body = RunMessage),
        Declines<400>,
        Declines<409>,
        Declines<413>,
        Declines<422>,
        Declines<503>
    )
)]
async fn run_step(incoming: Incoming) -> Response {
    incoming.taken().await
}

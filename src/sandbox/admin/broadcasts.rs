//! Messages to a list of the directory: recorded as their writers signed them, signed by a second person, and what became of each.
//! A registry sends none of them; the office's own mail does.
//! Must not know: SQL, and what a message says.

use crate::{
    sandbox::{
        contacts,
        document::{KeyHeader, Refuses},
        extract::{Address, Body, Key},
        people::Person,
        problem::Refusal,
        receipts::Asked,
        server::App,
    },
    wire::admin::{
        self,
        broadcast::{Broadcasts, MarkDelivery, RecordBroadcast},
        contacts::SignedContact,
    },
};
use axum::{Extension, Json, extract::State};
use uuid::Uuid;

/// The messages to lists of the directory, and what became of each.
///
/// The newest hundred.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/broadcasts",
    tag = "contacts",
    responses((status = 200, description = "The messages, the newest first.", body = Broadcasts))
)]
pub(super) async fn broadcasts(State(app): State<App>) -> Result<Json<Broadcasts>, Refusal> {
    app.store.read(move |book, _| contacts::broadcasts(book).map_err(Refusal::from)).await.map(Json)
}

/// Record a message to a list, signed by who writes it.
///
/// Who gets it follows from the directory now. Nobody gets it above the list's ceiling, and above `TLP:AMBER` a second person signs it too.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/broadcasts",
    tag = "contacts",
    params(KeyHeader),
    request_body = RecordBroadcast,
    responses((status = 200, description = "It is recorded.", body = admin::Receipt), Refuses<403>, Refuses<409>, Refuses<422>)
)]
pub(super) async fn record_broadcast(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Key(key): Key,
    Body(message): Body<RecordBroadcast>,
) -> Result<Json<admin::Receipt>, Refusal> {
    app.office.act(move |desk| contacts::announce(desk, Asked { key, person }, &message)).await.map(Json)
}

/// Sign a message that another person wrote.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/broadcasts/{id}/signatures",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The message."), KeyHeader),
    request_body = SignedContact,
    responses((status = 200, description = "It is signed.", body = admin::Receipt), Refuses<403>, Refuses<409>, Refuses<422>)
)]
pub(super) async fn sign_broadcast(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Address(id): Address<String>,
    Key(key): Key,
    Body(signed): Body<SignedContact>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id: Uuid = id.parse().map_err(|_| Refusal::missing("message"))?;
    app.office.act(move |desk| contacts::cosign(desk, Asked { key, person }, id, &signed)).await.map(Json)
}

/// Say what became of a message with its recipients.
///
/// It was sent by the office's mail, they answered, or it came back.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/broadcasts/{id}/deliveries",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The message."), KeyHeader),
    request_body = MarkDelivery,
    responses((status = 200, description = "It is written down.", body = admin::Receipt), Refuses<403>, Refuses<409>, Refuses<422>)
)]
pub(super) async fn mark_delivery(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Address(id): Address<String>,
    Key(key): Key,
    Body(mark): Body<MarkDelivery>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id: Uuid = id.parse().map_err(|_| Refusal::missing("message"))?;
    app.office.act(move |desk| contacts::mark_delivery(desk, Asked { key, person }, id, &mark)).await.map(Json)
}

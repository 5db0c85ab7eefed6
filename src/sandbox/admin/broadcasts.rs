//! Messages to a list of the directory: recorded as their writers signed them, signed by a second person, and what became of each.
//! A registry sends none of them; the office's own mail does.
//! Must not know: SQL, and what a message says.

use super::answer::{self, Act, Answer};
use crate::{
    sandbox::{
        contacts,
        document::{KeyHeader, Refuses},
        extract::{Address, Body},
        serving::App,
    },
    wire::admin::{
        Receipt,
        broadcast::{Broadcasts, MarkDelivery, RecordBroadcast},
        contacts::SignedContact,
    },
};
use axum::extract::State;

/// The messages to lists of the directory, and what became of each.
///
/// The newest hundred.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/broadcasts",
    tag = "contacts",
    responses((status = 200, description = "The messages, the newest first.", body = Broadcasts))
)]
pub(super) async fn broadcasts(State(app): State<App>) -> Answer<Broadcasts> {
    let now = app.office.clock.now();
    answer::read(app, move |book| contacts::broadcasts(book, now)).await
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
    responses((status = 200, description = "It is recorded.", body = Receipt), Refuses<403>, Refuses<409>, Refuses<422>)
)]
pub(super) async fn record_broadcast(act: Act, Body(message): Body<RecordBroadcast>) -> Answer<Receipt> {
    act.done(move |desk, asked| contacts::announce(desk, asked, &message)).await
}

/// Sign a message that another person wrote.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/broadcasts/{id}/signatures",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The message."), KeyHeader),
    request_body = SignedContact,
    responses((status = 200, description = "It is signed.", body = Receipt), Refuses<403>, Refuses<409>, Refuses<422>)
)]
pub(super) async fn sign_broadcast(act: Act, address: Address, Body(signed): Body<SignedContact>) -> Answer<Receipt> {
    let id = address.id("message")?;
    act.done(move |desk, asked| contacts::cosign(desk, asked, id, &signed)).await
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
    responses((status = 200, description = "It is written down.", body = Receipt), Refuses<403>, Refuses<409>, Refuses<422>)
)]
pub(super) async fn mark_delivery(act: Act, address: Address, Body(mark): Body<MarkDelivery>) -> Answer<Receipt> {
    let id = address.id("message")?;
    act.done(move |desk, asked| contacts::mark_delivery(desk, asked, id, &mark)).await
}

//! Transfers: the list, one in full, its messages, and what one person may do about it.
//! Acts here only take risk away or ask; what raises it is an order of two persons.
//! Must not know: SQL, or how messages are written.

use crate::{
    domain::transfer::TransferId,
    sandbox::{
        alone,
        document::{KeyHeader, Refuses, TransferList},
        extract::{Address, Body, Parameters},
        list::TRANSFERS,
        page,
        problem::Refusal,
        receipts::Asked,
        server::App,
        shown,
    },
    wire::{
        admin::{
            self,
            message::Messages,
            transfer::{Pull, Reason, RejectProposal, Transfer, TransferSummary},
        },
        schema,
    },
};
use axum::{Json, extract::State};

/// The transfers, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/transfers",
    tag = "transfers",
    params(TransferList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<TransferSummary>))
)]
pub(super) async fn transfers(
    State(app): State<App>,
    parameters: Parameters,
) -> Result<Json<admin::Page<TransferSummary>>, Refusal> {
    let question = parameters.of(&TRANSFERS)?.at(app.office.clock.now());
    app.store.read(move |book, places| page::read(book, places, &question, shown::transfer_summary)).await.map(Json)
}

/// One transfer with both sides, its messages and entries, and what may be done.
#[utoipa::path(
    get,
    path = "/admin/v1/transfers/{id}",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer.")),
    responses((status = 200, description = "The transfer.", body = Transfer))
)]
pub(super) async fn transfer(State(app): State<App>, Address(id): Address<String>) -> Result<Json<Transfer>, Refusal> {
    let id = transfer_id(&id)?;
    app.store.read(move |book, _| shown::transfer(book, id)).await.map(Json)
}

/// Every message about a transfer, in order of number and time.
#[utoipa::path(
    get,
    path = "/admin/v1/transfers/{id}/messages",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer.")),
    responses((status = 200, description = "Its messages.", body = Messages))
)]
pub(super) async fn transfer_messages(State(app): State<App>, Address(id): Address<String>) -> Result<Json<Messages>, Refusal> {
    let id = transfer_id(&id)?.to_string();
    app.store.read(move |book, _| shown::messages_of(book, &id)).await.map(Json)
}

/// Terminate a transfer of this registry before it is final.
///
/// One person may do it. Its units are free again, and the counterpart gets the signed word.
#[utoipa::path(
    post,
    path = "/admin/v1/transfers/{id}/terminate",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "It is terminated: now, or since this key was first sent.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn terminate_transfer(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id = transfer_id(&id)?;
    app.office.act(move |desk| alone::terminate(desk, asked, &id, &reason)).await.map(Json)
}

/// Ask the counterpart how a transfer stands there.
///
/// One person may do it. The signed answer comes later and is shown with the transfer.
#[utoipa::path(
    post,
    path = "/admin/v1/transfers/{id}/ask",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "The question is on its way.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn ask_transfer(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id = transfer_id(&id)?;
    app.office.act(move |desk| alone::ask_status(desk, asked, &id, &reason)).await.map(Json)
}

/// Send what waits to be sent again, octet by octet.
///
/// One person may do it. The counterpart answers a message it knows as it answered it the first time.
#[utoipa::path(
    post,
    path = "/admin/v1/transfers/{id}/resend",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "It is on its way.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn resend_transfer(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id = transfer_id(&id)?;
    app.office.act(move |desk| alone::resend(desk, asked, &id, &reason)).await.map(Json)
}

/// Ask the counterpart for a message of a transfer as it is kept there.
///
/// One person may do it. The copy comes later and is in the archive as `copy`, with the signature it was written with; a copy that is
/// another message than the one kept here is an incident. Where the counterpart has none, its refusal is in the archive.
#[utoipa::path(
    post,
    path = "/admin/v1/transfers/{id}/pull",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer."), KeyHeader),
    request_body = Pull,
    responses(
        (status = 200, description = "The question is on its way.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn pull_message(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Body(pull): Body<Pull>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id = transfer_id(&id)?;
    app.office.act(move |desk| alone::pull(desk, asked, &id, &pull)).await.map(Json)
}

/// Reject an incoming transfer that waits for people.
///
/// One person may do it. The body names the proposal that was read: another one than the registry holds is refused (T03). Accepting is
/// an order of two persons.
#[utoipa::path(
    post,
    path = "/admin/v1/transfers/{id}/reject",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer."), KeyHeader),
    request_body = RejectProposal,
    responses(
        (status = 200, description = "It is rejected: now, or since this key was first sent.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn reject_transfer(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Body(reject): Body<RejectProposal>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id = transfer_id(&id)?;
    app.office.act(move |desk| alone::reject_transfer(desk, asked, &id, &reject)).await.map(Json)
}

/// An id that can't be one is simply not there.
fn transfer_id(text: &str) -> Result<TransferId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("transfer"))
}

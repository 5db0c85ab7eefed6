//! Transfers: the list, one in full, its messages, and what one person may do about it.
//! Acts here only take risk away or ask; what raises it is an order of two persons.
//! Must not know: SQL, or how messages are written.

use super::answer::{self, Act, Answer};
use crate::{
    domain::transfer::TransferId,
    sandbox::{
        alone,
        document::{KeyHeader, Refuses, TransferList},
        extract::{Address, Body, Parameters},
        list::TRANSFERS,
        serving::App,
        shown,
    },
    wire::{
        admin::{
            self, Receipt,
            message::Messages,
            transfer::{Pull, Reason, RejectProposal, Transfer, TransferSummary},
        },
        schema,
    },
};
use axum::extract::State;

/// The transfers, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/transfers",
    tag = "transfers",
    params(TransferList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<TransferSummary>))
)]
pub(super) async fn transfers(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<TransferSummary>> {
    answer::page(app, parameters, &TRANSFERS, shown::transfer_summary).await
}

/// One transfer with both sides, its messages and entries, and what may be done.
#[utoipa::path(
    get,
    path = "/admin/v1/transfers/{id}",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer.")),
    responses((status = 200, description = "The transfer.", body = Transfer))
)]
pub(super) async fn transfer(State(app): State<App>, address: Address) -> Answer<Transfer> {
    let id = address.id("transfer")?;
    answer::read(app, move |book| shown::transfer(book, id)).await
}

/// Every message about a transfer, in order of number and time.
#[utoipa::path(
    get,
    path = "/admin/v1/transfers/{id}/messages",
    tag = "transfers",
    params(("id" = schema::TransferId, Path, description = "The transfer.")),
    responses((status = 200, description = "Its messages.", body = Messages))
)]
pub(super) async fn transfer_messages(State(app): State<App>, address: Address) -> Answer<Messages> {
    let id = address.id::<TransferId>("transfer")?.to_string();
    answer::read(app, move |book| shown::messages_of(book, &id)).await
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
        (status = 200, description = "It is terminated: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn terminate_transfer(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("transfer")?;
    act.done(move |desk, asked| alone::terminate(desk, asked, &id, &reason)).await
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
        (status = 200, description = "The question is on its way.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn ask_transfer(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("transfer")?;
    act.done(move |desk, asked| alone::ask_status(desk, asked, &id, &reason)).await
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
        (status = 200, description = "It is on its way.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn resend_transfer(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("transfer")?;
    act.done(move |desk, asked| alone::resend(desk, asked, &id, &reason)).await
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
        (status = 200, description = "The question is on its way.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn pull_message(act: Act, address: Address, Body(pull): Body<Pull>) -> Answer<Receipt> {
    let id = address.id("transfer")?;
    act.done(move |desk, asked| alone::pull(desk, asked, &id, &pull)).await
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
        (status = 200, description = "It is rejected: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn reject_transfer(act: Act, address: Address, Body(reject): Body<RejectProposal>) -> Answer<Receipt> {
    let id = address.id("transfer")?;
    act.done(move |desk, asked| alone::reject_transfer(desk, asked, &id, &reject)).await
}

//! The archive of messages between registries.
//! A message is shown as its octets travelled; who wants to judge it can do so without us.
//! Must not know: SQL, or what a message does.

use super::answer::{self, Answer};
use crate::{
    sandbox::{
        document::MessageList,
        extract::{Address, Parameters},
        list::MESSAGES,
        serving::App,
        shown,
    },
    wire::{
        BigNumber,
        admin::{
            self,
            message::{Message, MessageSummary},
        },
    },
};
use axum::extract::State;

/// The messages that came and went, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/messages",
    tag = "messages",
    params(MessageList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<MessageSummary>))
)]
pub(super) async fn messages(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<MessageSummary>> {
    answer::page(app, parameters, &MESSAGES, shown::message_summary).await
}

/// One message with its original octets, its header and what was signed.
#[utoipa::path(
    get,
    path = "/admin/v1/messages/{id}",
    tag = "messages",
    params(("id" = BigNumber, Path, description = "Its number in the archive.")),
    responses((status = 200, description = "The message.", body = Message))
)]
pub(super) async fn message(State(app): State<App>, Address(id): Address) -> Answer<Message> {
    answer::read(app, move |book| shown::message(book, &id)).await
}

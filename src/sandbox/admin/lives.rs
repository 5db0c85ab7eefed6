//! The lives of ITMOs and accounts, who represents an account, and freezing blocks.
//! A life is what the ledger says; nothing is remembered beside it.
//! Must not know: SQL.

use crate::{
    domain::AccountId,
    registry::query::itmo_id,
    sandbox::{
        alone,
        document::{KeyHeader, Refuses},
        extract::{Address, Body},
        problem::Refusal,
        receipts::Asked,
        server::App,
        shown,
    },
    wire::{
        admin::{
            self,
            ledger::{FreezeBlocks, Life, Representatives},
        },
        schema,
    },
};
use axum::{Json, extract::State};

/// What happened to an ITMO in this book, oldest first.
#[utoipa::path(
    get,
    path = "/admin/v1/blocks/{id}/history",
    tag = "blocks",
    params(("id" = schema::ItmoId, Path, description = "The ITMO.")),
    responses((status = 200, description = "Its life.", body = Life))
)]
pub(super) async fn block_history(State(app): State<App>, Address(id): Address<String>) -> Result<Json<Life>, Refusal> {
    let id = itmo_id(&id).ok_or_else(|| Refusal::missing("ITMO"))?;
    app.store.read(move |book, _| shown::life_of_itmo(book, &id)).await.map(Json)
}

/// What happened to an account since the book was opened, oldest first.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}/history",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((status = 200, description = "Its life: the newest thousand entries that name it.", body = Life))
)]
pub(super) async fn account_history(State(app): State<App>, Address(id): Address<String>) -> Result<Json<Life>, Refusal> {
    let id = account_id(&id)?;
    app.store.read(move |book, _| shown::life_of_account(book, &id)).await.map(Json)
}

/// Who may act for an account.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}/representatives",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((status = 200, description = "Each person with a role.", body = Representatives))
)]
pub(super) async fn account_representatives(
    State(app): State<App>,
    Address(id): Address<String>,
) -> Result<Json<Representatives>, Refusal> {
    let id = account_id(&id)?;
    app.store.read(move |book, _| shown::representatives(book, &id)).await.map(Json)
}

/// Freeze blocks.
///
/// One person may do it at once. Blocks that are free stay where they are and can't move until two persons release them.
#[utoipa::path(
    post,
    path = "/admin/v1/blocks/freeze",
    tag = "blocks",
    params(KeyHeader),
    request_body = FreezeBlocks,
    responses(
        (status = 200, description = "They are frozen: now, or since this key was first sent.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn freeze_blocks(
    State(app): State<App>,
    asked: Asked,
    Body(FreezeBlocks { spans, reason }): Body<FreezeBlocks>,
) -> Result<Json<admin::Receipt>, Refusal> {
    app.office.act(move |desk| alone::freeze_blocks(desk, asked, &spans, &reason)).await.map(Json)
}

/// An id that can't be one is simply not there.
fn account_id(text: &str) -> Result<AccountId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("account"))
}

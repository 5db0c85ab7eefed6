//! The lives of ITMOs and accounts, who represents an account, and freezing blocks.
//! A life is what the ledger says; nothing is remembered beside it.
//! Must not know: SQL.

use super::answer::{self, Act, Answer};
use crate::{
    registry::query::itmo_id,
    sandbox::{
        alone,
        document::{KeyHeader, Refuses},
        extract::{Address, Body},
        problem::Refusal,
        serving::App,
        shown,
    },
    wire::{
        admin::{
            Receipt,
            ledger::{FreezeBlocks, Life, Representatives},
        },
        schema,
    },
};
use axum::extract::State;

/// What happened to an ITMO in this book, oldest first.
#[utoipa::path(
    get,
    path = "/admin/v1/blocks/{id}/history",
    tag = "blocks",
    params(("id" = schema::ItmoId, Path, description = "The ITMO.")),
    responses((status = 200, description = "Its life.", body = Life))
)]
pub(super) async fn block_history(State(app): State<App>, Address(id): Address) -> Answer<Life> {
    let id = itmo_id(&id).ok_or_else(|| Refusal::missing("ITMO"))?;
    answer::read(app, move |book| shown::life_of_itmo(book, &id)).await
}

/// What happened to an account since the book was opened, oldest first.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}/history",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((status = 200, description = "Its life: the newest thousand entries that name it.", body = Life))
)]
pub(super) async fn account_history(State(app): State<App>, address: Address) -> Answer<Life> {
    let id = address.id("account")?;
    answer::read(app, move |book| shown::life_of_account(book, &id)).await
}

/// Who may act for an account.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}/representatives",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((status = 200, description = "Each person with a role.", body = Representatives))
)]
pub(super) async fn account_representatives(State(app): State<App>, address: Address) -> Answer<Representatives> {
    let id = address.id("account")?;
    answer::read(app, move |book| shown::representatives(book, &id)).await
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
        (status = 200, description = "They are frozen: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn freeze_blocks(act: Act, Body(FreezeBlocks { spans, reason }): Body<FreezeBlocks>) -> Answer<Receipt> {
    act.done(move |desk, asked| alone::freeze_blocks(desk, asked, &spans, &reason)).await
}

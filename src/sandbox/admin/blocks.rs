//! ITMO blocks: the list, and the block that holds an ITMO.
//! Any ITMO of a block leads to it, because people read ids from filings and not from our list.
//! Must not know: SQL.

use crate::{
    registry::query::itmo_id,
    sandbox::{
        document::BlockList,
        extract::{Address, Parameters},
        list::BLOCKS,
        page,
        problem::Refusal,
        rows,
        server::App,
    },
    wire::{admin, schema},
};
use axum::{Json, extract::State};

/// The ITMO blocks, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/blocks",
    tag = "blocks",
    params(BlockList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<admin::Block>))
)]
pub(super) async fn blocks(State(app): State<App>, parameters: Parameters) -> Result<Json<admin::Page<admin::Block>>, Refusal> {
    let question = parameters.of(&BLOCKS)?;
    app.store.read(move |book, places| page::read(book, places, &question, rows::block)).await.map(Json)
}

/// The block that holds an ITMO, first of it or not.
#[utoipa::path(
    get,
    path = "/admin/v1/blocks/{id}",
    tag = "blocks",
    params(("id" = schema::ItmoId, Path, description = "Any ITMO of the block.")),
    responses((status = 200, description = "The block.", body = admin::Block))
)]
pub(super) async fn block(State(app): State<App>, Address(id): Address<String>) -> Result<Json<admin::Block>, Refusal> {
    let id = itmo_id(&id).ok_or_else(|| Refusal::missing("ITMO"))?;
    app.store.read(move |book, _| rows::block_of(book, &id)).await.map(Json)
}

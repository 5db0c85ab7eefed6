//! ITMO blocks: the list, and the block that holds an ITMO.
//! Any ITMO of a block leads to it, because people read ids from filings and not from our list.
//! Must not know: SQL.

use super::answer::{self, Answer};
use crate::{
    registry::query::itmo_id,
    sandbox::{
        document::BlockList,
        extract::{Address, Parameters},
        list::BLOCKS,
        problem::Refusal,
        rows,
        serving::App,
    },
    wire::{admin, schema},
};
use axum::extract::State;

/// The ITMO blocks, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/blocks",
    tag = "blocks",
    params(BlockList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<admin::Block>))
)]
pub(super) async fn blocks(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<admin::Block>> {
    answer::page(app, parameters, &BLOCKS, rows::block).await
}

/// The block that holds an ITMO, first of it or not.
#[utoipa::path(
    get,
    path = "/admin/v1/blocks/{id}",
    tag = "blocks",
    params(("id" = schema::ItmoId, Path, description = "Any ITMO of the block.")),
    responses((status = 200, description = "The block.", body = admin::Block))
)]
pub(super) async fn block(State(app): State<App>, Address(id): Address) -> Answer<admin::Block> {
    let id = itmo_id(&id).ok_or_else(|| Refusal::missing("ITMO"))?;
    answer::read(app, move |book| rows::block_of(book, &id)).await
}

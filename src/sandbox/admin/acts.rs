//! What was done under an idempotency key: the question after a timeout.
//! `404` means that nothing was done under it, and only that.
//! Must not know: what acts there are.

use super::answer::{self, Answer};
use crate::{
    sandbox::{extract::Address, receipts, serving::App},
    wire::admin::Receipt,
};
use axum::extract::State;

/// What was done under an idempotency key.
#[utoipa::path(
    get,
    path = "/admin/v1/acts/{key}",
    tag = "acts",
    params(("key" = Uuid, Path, description = "The `Idempotency-Key` the act was sent with.")),
    responses((status = 200, description = "The act's receipt.", body = Receipt))
)]
pub(super) async fn act(State(app): State<App>, address: Address) -> Answer<Receipt> {
    let key = address.id("act")?;
    answer::read(app, move |book| receipts::receipt(book, key)).await
}

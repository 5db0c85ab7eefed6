//! What was done under an idempotency key: the question after a timeout.
//! `404` means that nothing was done under it, and only that.
//! Must not know: what acts there are.

use crate::{
    sandbox::{extract::Address, freeze, problem::Refusal, server::App},
    wire::admin,
};
use axum::{Json, extract::State};
use uuid::Uuid;

/// What was done under an idempotency key.
#[utoipa::path(
    get,
    path = "/admin/v1/acts/{key}",
    tag = "acts",
    params(("key" = Uuid, Path, description = "The `Idempotency-Key` the act was sent with.")),
    responses((status = 200, description = "The act's receipt.", body = admin::Receipt))
)]
pub(super) async fn act(State(app): State<App>, Address(key): Address<String>) -> Result<Json<admin::Receipt>, Refusal> {
    let key: Uuid = key.parse().map_err(|_| Refusal::missing("act"))?;
    app.store.read(move |book, _| freeze::receipt(book, key)).await.map(Json)
}

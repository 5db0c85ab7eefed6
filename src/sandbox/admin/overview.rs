//! What needs somebody, and what the whole registry holds: what a desk shows first.
//! What waits for whoever asks is told beside what waits for anybody.
//! Must not know: SQL.

use crate::{
    sandbox::{people::Person, problem::Refusal, rows, server::App, shown},
    wire::admin::{self, overview::Overview},
};
use axum::{Extension, Json, extract::State};

/// What needs somebody, by kind, and how the links to other registries stand.
#[utoipa::path(
    get,
    path = "/admin/v1/overview",
    tag = "overview",
    responses((status = 200, description = "Each kind with its count and its oldest, for anybody and for this login.", body = Overview))
)]
pub(super) async fn overview(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
) -> Result<Json<Overview>, Refusal> {
    let now = app.office.clock.now();
    app.store.read(move |book, _| shown::overview(book, person, now).map_err(Refusal::from)).await.map(Json)
}

/// What the whole registry holds, by cooperative approach and vintage.
///
/// What is only expected is not in it. The sums are kept with the book, so that asking costs the same however many blocks there are.
#[utoipa::path(
    get,
    path = "/admin/v1/holdings",
    tag = "overview",
    responses((status = 200, description = "A row for each cooperative approach and vintage, in that order.", body = admin::Holdings))
)]
pub(super) async fn total_holdings(State(app): State<App>) -> Result<Json<admin::Holdings>, Refusal> {
    app.store.read(move |book, _| rows::total_holdings(book).map_err(Refusal::from)).await.map(Json)
}

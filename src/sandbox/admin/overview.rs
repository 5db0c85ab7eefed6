//! What needs somebody, and what the whole registry holds: what a desk shows first.
//! What waits for whoever asks is told beside what waits for anybody.
//! Must not know: SQL.

use super::answer::{self, Answer};
use crate::{
    sandbox::{people::Person, rows, serving::App, shown},
    wire::admin::{self, overview::Overview},
};
use axum::{Extension, extract::State};

/// What needs somebody, by kind, and how the links to other registries stand.
#[utoipa::path(
    get,
    path = "/admin/v1/overview",
    tag = "overview",
    responses((status = 200, description = "Each kind with its count and its oldest, for anybody and for this login.", body = Overview))
)]
pub(super) async fn overview(State(app): State<App>, Extension(person): Extension<&'static Person>) -> Answer<Overview> {
    let now = app.office.clock.now();
    answer::read(app, move |book| shown::overview(book, person, now)).await
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
pub(super) async fn total_holdings(State(app): State<App>) -> Answer<admin::Holdings> {
    answer::read(app, rows::total_holdings).await
}

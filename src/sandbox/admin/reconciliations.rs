//! Reconciliation runs: the list, one with all it found and what was signed, and beginning one.
//! Beginning a run is an act of one person; it reads books and changes none.
//! Must not know: SQL, or how books are compared.

use crate::{
    domain::{RegistryId, reconcile::RunId},
    sandbox::{
        document::{KeyHeader, Refuses, RunList},
        extract::{Address, Body, Key, Parameters},
        list::RUNS,
        page,
        people::Person,
        problem::Refusal,
        receipts::Asked,
        reconcile,
        server::App,
        shown,
    },
    wire::{
        admin::{
            self,
            reconcile::{BeginRun, Run, RunSummary},
            segment::RunSegments,
        },
        schema,
    },
};
use axum::{Extension, Json, extract::State};

/// The reconciliation runs of this registry, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/reconciliations",
    tag = "reconciliations",
    params(RunList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<RunSummary>))
)]
pub(super) async fn runs(State(app): State<App>, parameters: Parameters) -> Result<Json<admin::Page<RunSummary>>, Refusal> {
    let question = parameters.of(&RUNS)?.at(app.office.clock.now());
    app.store.read(move |book, places| page::read(book, places, &question, shown::run_summary)).await.map(Json)
}

/// One reconciliation run: how far each tier has come, what it found, and what was signed.
#[utoipa::path(
    get,
    path = "/admin/v1/reconciliations/{id}",
    tag = "reconciliations",
    params(("id" = schema::RunId, Path, description = "The run.")),
    responses((status = 200, description = "The run.", body = Run))
)]
pub(super) async fn reconciliation(State(app): State<App>, Address(id): Address<String>) -> Result<Json<Run>, Refusal> {
    let id: RunId = id.parse().map_err(|_| Refusal::missing("reconciliation run"))?;
    app.store.read(move |book, _| shown::run(book, id)).await.map(Json)
}

/// What each book says in a reconciliation run, segment by segment.
///
/// The segments are those of the parts of both books that were looked at line by line; what is beyond them is equal by its digest.
#[utoipa::path(
    get,
    path = "/admin/v1/reconciliations/{id}/segments",
    tag = "reconciliations",
    params(("id" = schema::RunId, Path, description = "The run.")),
    responses((status = 200, description = "The segments, in the order of ids.", body = RunSegments))
)]
pub(super) async fn reconciliation_segments(
    State(app): State<App>,
    Address(id): Address<String>,
) -> Result<Json<RunSegments>, Refusal> {
    let id: RunId = id.parse().map_err(|_| Refusal::missing("reconciliation run"))?;
    app.store.read(move |book, _| shown::run_segments(book, id)).await.map(Json)
}

/// Begin a reconciliation run.
///
/// With a counterpart the run goes on by itself and is followed by reading it; within this registry it is done when this is answered.
/// The receipt's subject is the run's id.
#[utoipa::path(
    post,
    path = "/admin/v1/reconciliations",
    tag = "reconciliations",
    params(KeyHeader),
    request_body = BeginRun,
    responses((status = 200, description = "It is begun.", body = admin::Receipt), Refuses<403>, Refuses<404>, Refuses<409>)
)]
pub(super) async fn begin_reconciliation(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Key(key): Key,
    Body(BeginRun { peer, reason }): Body<BeginRun>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let read = |text: String| text.parse::<RegistryId>().map_err(|_| Refusal::field("peer", "expects the id of a registry"));
    let peer = peer.map(read).transpose()?;
    app.office.act(move |desk| reconcile::begin(desk, Asked { key, person }, peer, &reason)).await.map(Json)
}

//! Reconciliation runs: the list, one with all it found and what was signed, and beginning one.
//! Beginning a run is an act of one person; it reads books and changes none.
//! Must not know: SQL, or how books are compared.

use super::answer::{self, Act, Answer};
use crate::{
    domain::RegistryId,
    sandbox::{
        document::{KeyHeader, Refuses, RunList},
        extract::{Address, Body, Parameters},
        list::RUNS,
        problem::Refusal,
        reconcile,
        serving::App,
        shown,
    },
    wire::{
        admin::{
            self, Receipt,
            reconcile::{BeginRun, Run, RunSummary},
            segment::RunSegments,
        },
        schema,
    },
};
use axum::extract::State;

/// The reconciliation runs of this registry, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/reconciliations",
    tag = "reconciliations",
    params(RunList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<RunSummary>))
)]
pub(super) async fn runs(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<RunSummary>> {
    answer::page(app, parameters, &RUNS, shown::run_summary).await
}

/// One reconciliation run: how far each tier has come, what it found, and what was signed.
#[utoipa::path(
    get,
    path = "/admin/v1/reconciliations/{id}",
    tag = "reconciliations",
    params(("id" = schema::RunId, Path, description = "The run.")),
    responses((status = 200, description = "The run.", body = Run))
)]
pub(super) async fn reconciliation(State(app): State<App>, address: Address) -> Answer<Run> {
    let id = address.id("reconciliation run")?;
    answer::read(app, move |book| shown::run(book, id)).await
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
pub(super) async fn reconciliation_segments(State(app): State<App>, address: Address) -> Answer<RunSegments> {
    let id = address.id("reconciliation run")?;
    answer::read(app, move |book| shown::run_segments(book, id)).await
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
    responses((status = 200, description = "It is begun.", body = Receipt), Refuses<403>, Refuses<404>, Refuses<409>)
)]
pub(super) async fn begin_reconciliation(act: Act, Body(BeginRun { peer, reason }): Body<BeginRun>) -> Answer<Receipt> {
    let read = |text: String| text.parse::<RegistryId>().map_err(|_| Refusal::field("peer", "expects the id of a registry"));
    let peer = peer.map(read).transpose()?;
    act.done(move |desk, asked| reconcile::begin(desk, asked, peer, &reason)).await
}

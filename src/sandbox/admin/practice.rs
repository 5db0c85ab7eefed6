//! Faults while the registry runs: arm one, list what is armed, disarm. For exercises, and for tests that need one at a moment.
//! Refused unless the environment is practice: a registry that does its work in earnest never fails on demand.
//! Must not know: what a fault does.

use super::answer::Answer;
use crate::{
    sandbox::{
        DISTURBANCES, Disturbance, DisturbanceProblem, desk::PRACTICE, document::Refuses, extract::Body, problem::Refusal,
        serving::App,
    },
    wire::{
        BigNumber,
        practice::{Arm, ArmedFault, ArmedFaults},
    },
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which faults to disarm.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Only the faults of this name; all, without it.
    #[param(required = false, nullable = false)]
    name: Option<String>,
}

/// Make something go wrong.
///
/// A fault of the same name (and kind of message) is replaced, and counting begins anew. Practice environments only.
#[utoipa::path(
    post,
    path = "/admin/v1/practice/faults",
    tag = "practice",
    request_body = Arm,
    responses((status = 201, description = "It is armed.", body = ArmedFault), Refuses<403>)
)]
pub(super) async fn arm_fault(
    State(app): State<App>,
    Body(Arm { fault }): Body<Arm>,
) -> Result<(StatusCode, Json<ArmedFault>), Refusal> {
    in_practice(&app)?;
    let fault: Disturbance = fault.parse().map_err(|problem: DisturbanceProblem| Refusal::field("fault", problem.to_string()))?;
    app.office.armed.arm(fault.clone());
    Ok((StatusCode::CREATED, Json(told(&fault, 0))))
}

/// What is made to go wrong now.
#[utoipa::path(
    get,
    path = "/admin/v1/practice/faults",
    tag = "practice",
    responses((status = 200, description = "Everything that is armed.", body = ArmedFaults), Refuses<403>)
)]
pub(super) async fn armed_faults(State(app): State<App>) -> Answer<ArmedFaults> {
    in_practice(&app)?;
    let items = app.office.armed.list();
    Ok(Json(ArmedFaults { items: items.iter().map(|(fault, counted)| told(fault, *counted)).collect() }))
}

/// Let nothing go wrong any more.
///
/// What has gone wrong stays so, as in life.
#[utoipa::path(
    delete,
    path = "/admin/v1/practice/faults",
    tag = "practice",
    params(Which),
    responses((status = 204, description = "It is disarmed, if it was armed."), Refuses<403>)
)]
pub(super) async fn disarm_faults(
    State(app): State<App>,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<StatusCode, Refusal> {
    in_practice(&app)?;
    let Query(Which { name }) = which.map_err(|_| Refusal::field("query", "expects name, once, or nothing"))?;
    if name.as_ref().is_some_and(|name| !DISTURBANCES.iter().any(|row| row.name == name)) {
        return Err(Refusal::field("name", "is no fault; `countersign sandbox faults` lists them"));
    }
    app.office.armed.disarm(name.as_deref());
    Ok(StatusCode::NO_CONTENT)
}

/// Refuses unless the environment is practice.
pub(super) fn in_practice(app: &App) -> Result<(), Refusal> {
    let practice = app.office.me().environment == PRACTICE;
    practice.then_some(()).ok_or_else(|| Refusal::role("faults are made in practice environments only"))
}

fn told(fault: &Disturbance, counted: u64) -> ArmedFault {
    let row = DISTURBANCES.iter().find(|row| row.name == fault.name());
    let does = row.map(|row| row.does.to_owned()).unwrap_or_default();
    ArmedFault { name: fault.name().to_owned(), fault: fault.to_string(), does, counted: BigNumber(counted) }
}

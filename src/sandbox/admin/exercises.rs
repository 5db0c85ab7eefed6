//! Exercises and the clock while a registry runs: stage a stuck transfer, list the catalogue, put the clock wrong.
//! Refused unless the environment is practice. A case is staged at one registry at a time: both must be given the same.
//! Must not know: how a case comes about.

use super::{answer::Answer, practice::in_practice};
use crate::{
    sandbox::{
        CASES, Case, Exercise, NotAnExercise, clock::Clock, document::Refuses, exercise, extract::Body, problem::Refusal,
        serving::App,
    },
    wire::practice::{ClockOffset, Stage, Staged, StuckCase, StuckCases},
};
use axum::{Json, extract::State, http::StatusCode};
use jiff::SignedDuration;

/// A clock may be wrong by ten years.
const WIDEST: i64 = 315_576_000;

/// Stage a stuck transfer.
///
/// This registry plays its part against a rehearsal of the other; the other must be given the same exercise and moment. What is
/// staged does not move by itself until an operator acts on it. Practice environments only.
#[utoipa::path(
    post,
    path = "/admin/v1/practice/exercises",
    tag = "practice",
    request_body = Stage,
    responses((status = 201, description = "It is staged.", body = Staged), Refuses<403>, Refuses<409>)
)]
pub(super) async fn stage_exercise(
    State(app): State<App>,
    Body(Stage { exercise, as_of }): Body<Stage>,
) -> Result<(StatusCode, Json<Staged>), Refusal> {
    in_practice(&app)?;
    let wanted: Exercise = exercise.parse().map_err(|problem: NotAnExercise| Refusal::field("exercise", problem.to_string()))?;
    let transfer = app
        .office
        .act(move |desk| {
            let ends = as_of.unwrap_or_else(|| exercise::last_midnight(desk.now));
            exercise::stage_one(desk.book, (desk.me.registry, desk.me.policy.level), &wanted, ends)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(Staged { exercise, transfer })))
}

/// The catalogue of stuck transfers.
#[utoipa::path(
    get,
    path = "/admin/v1/practice/exercises",
    tag = "practice",
    responses((status = 200, description = "Every case, and what it leaves.", body = StuckCases), Refuses<403>)
)]
pub(super) async fn exercises(State(app): State<App>) -> Answer<StuckCases> {
    in_practice(&app)?;
    Ok(Json(StuckCases { items: CASES.iter().map(told).collect() }))
}

fn told(case: &Case) -> StuckCase {
    let leaves = case.leaves.ok();
    StuckCase {
        number: case.number,
        name: case.name.to_owned(),
        symptom: case.symptom.to_owned(),
        cause: case.cause.to_owned(),
        way_out: case.way_out.to_owned(),
        impossible: case.leaves.err().map(str::to_owned),
        transferring: leaves.and_then(|leaves| leaves.transferring).map(str::to_owned),
        acquiring: leaves.and_then(|leaves| leaves.acquiring).map(str::to_owned),
    }
}

/// How wrong the clock is.
#[utoipa::path(
    get,
    path = "/admin/v1/practice/clock",
    tag = "practice",
    responses((status = 200, description = "Its offset.", body = ClockOffset), Refuses<403>)
)]
pub(super) async fn clock(State(app): State<App>) -> Answer<ClockOffset> {
    in_practice(&app)?;
    Ok(Json(shown(&app.office.clock)))
}

/// Put the clock wrong, or right.
///
/// What was decided before stays decided. Practice environments only.
#[utoipa::path(
    put,
    path = "/admin/v1/practice/clock",
    tag = "practice",
    request_body = ClockOffset,
    responses((status = 200, description = "It is set.", body = ClockOffset), Refuses<403>)
)]
pub(super) async fn set_clock(State(app): State<App>, Body(ClockOffset { offset_s }): Body<ClockOffset>) -> Answer<ClockOffset> {
    in_practice(&app)?;
    if !(-WIDEST..=WIDEST).contains(&offset_s) {
        return Err(Refusal::field("offset_s", "is at most ten years either way"));
    }
    app.office.clock.set(SignedDuration::from_secs(offset_s));
    // What is due by the new time is done now, and not when the old time would have come.
    app.store.written().notify_one();
    Ok(Json(shown(&app.office.clock)))
}

fn shown(clock: &Clock) -> ClockOffset {
    ClockOffset { offset_s: clock.offset().as_secs() }
}

//! Signing in and out, and what the registry says of itself.
//! A session is a bearer token; which of login and passphrase was wrong is not said.
//! Must not know: how sessions are kept.

use super::{super::fault::StoreProblem, token};
use crate::{
    sandbox::{
        document::Refuses,
        extract::Body,
        people::{self, Deed, Person},
        problem::Refusal,
        serving::App,
    },
    wire::admin,
};
use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};

/// Sign in.
///
/// A session lasts twelve hours or until it is ended.
#[utoipa::path(
    post,
    path = "/admin/v1/session",
    tag = "session",
    security(()),
    request_body = admin::SignIn,
    responses((status = 201, description = "Signed in: the bearer token of every other request.", body = admin::Session), Refuses<401>)
)]
pub(super) async fn sign_in(
    State(app): State<App>,
    Body(admin::SignIn { operator, secret }): Body<admin::SignIn>,
) -> Result<(StatusCode, Json<admin::Session>), Refusal> {
    let opened = app.sessions.open(&operator, &secret, app.office.clock.now()).map_err(|_| StoreProblem::Lost)?;
    let (token, expires) = opened.ok_or_else(Refusal::not_signed_in)?;
    Ok((StatusCode::CREATED, Json(admin::Session { token, expires })))
}

/// Sign out.
///
/// The token means nothing afterwards.
#[utoipa::path(delete, path = "/admin/v1/session", tag = "session", responses((status = 204, description = "The session is over.")))]
pub(super) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<StatusCode, Refusal> {
    let token = token(&headers).filter(|token| app.sessions.person(token, app.office.clock.now()).is_some());
    app.sessions.close(token.ok_or_else(Refusal::signed_out)?);
    Ok(StatusCode::NO_CONTENT)
}

/// Who the registry is, what it can do, who you are to it.
#[utoipa::path(
    get,
    path = "/admin/v1/capabilities",
    tag = "session",
    responses((status = 200, description = "The registry's word about itself.", body = admin::Capabilities))
)]
pub(super) async fn capabilities(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
) -> Json<admin::Capabilities> {
    Json(admin::Capabilities {
        registry: app.registry.to_string(),
        name: people::registry_name(app.registry),
        environment: "practice".to_owned(),
        assurance: app.office.me().policy.level.word().to_owned(),
        operator: person.name.to_owned(),
        roles: vec![person.role.word().to_owned()],
        can: Deed::ALL.into_iter().filter(|deed| person.may(*deed)).map(|deed| deed.word().to_owned()).collect(),
        api_version: "1.0".to_owned(),
        clock: app.office.clock.now(),
    })
}

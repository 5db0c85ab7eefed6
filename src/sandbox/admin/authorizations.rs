//! Authorizations with all their versions, and cooperative approaches with their history.
//! Both are only read here: changing them is an order of two persons.
//! Must not know: SQL, or what an authorization allows.

use crate::{
    domain::{ApproachId, AuthorizationId},
    sandbox::{
        document::{ApproachList, AuthorizationList},
        extract::{Address, Parameters},
        list::{APPROACHES, AUTHORIZATIONS},
        page,
        problem::Refusal,
        server::App,
        shown,
    },
    wire::{
        admin::{
            self,
            authorization::{ApproachInFull, ApproachSummary, AuthorizationInFull, AuthorizationSummary},
        },
        schema,
    },
};
use axum::{Json, extract::State};

/// The authorizations in their newest versions, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/authorizations",
    tag = "authorizations",
    params(AuthorizationList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<AuthorizationSummary>))
)]
pub(super) async fn authorizations(
    State(app): State<App>,
    parameters: Parameters,
) -> Result<Json<admin::Page<AuthorizationSummary>>, Refusal> {
    let question = parameters.of(&AUTHORIZATIONS)?.at(app.office.clock.now());
    app.store.read(move |book, places| page::read(book, places, &question, shown::authorization_summary)).await.map(Json)
}

/// One authorization with all its versions and what is left of it.
#[utoipa::path(
    get,
    path = "/admin/v1/authorizations/{id}",
    tag = "authorizations",
    params(("id" = schema::AuthorizationId, Path, description = "The authorization.")),
    responses((status = 200, description = "The authorization.", body = AuthorizationInFull))
)]
pub(super) async fn authorization(
    State(app): State<App>,
    Address(id): Address<String>,
) -> Result<Json<AuthorizationInFull>, Refusal> {
    let id: AuthorizationId = id.parse().map_err(|_| Refusal::missing("authorization"))?;
    app.store.read(move |book, _| shown::authorization(book, id.as_str())).await.map(Json)
}

/// The cooperative approaches, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/approaches",
    tag = "authorizations",
    params(ApproachList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<ApproachSummary>))
)]
pub(super) async fn approaches(
    State(app): State<App>,
    parameters: Parameters,
) -> Result<Json<admin::Page<ApproachSummary>>, Refusal> {
    let question = parameters.of(&APPROACHES)?.at(app.office.clock.now());
    app.store.read(move |book, places| page::read(book, places, &question, shown::approach_summary)).await.map(Json)
}

/// One cooperative approach with its history.
#[utoipa::path(
    get,
    path = "/admin/v1/approaches/{id}",
    tag = "authorizations",
    params(("id" = schema::ApproachId, Path, description = "The cooperative approach.")),
    responses((status = 200, description = "The cooperative approach.", body = ApproachInFull))
)]
pub(super) async fn approach(State(app): State<App>, Address(id): Address<String>) -> Result<Json<ApproachInFull>, Refusal> {
    let id: ApproachId = id.parse().map_err(|_| Refusal::missing("cooperative approach"))?;
    app.store.read(move |book, _| shown::approach(book, &id.to_string())).await.map(Json)
}

//! Authorizations with all their versions, and cooperative approaches with their history.
//! Both are only read here: changing them is an order of two persons.
//! Must not know: SQL, or what an authorization allows.

use super::answer::{self, Answer};
use crate::{
    domain::{ApproachId, AuthorizationId},
    sandbox::{
        document::{ApproachList, AuthorizationList},
        extract::{Address, Parameters},
        list::{APPROACHES, AUTHORIZATIONS},
        serving::App,
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
use axum::extract::State;

/// The authorizations in their newest versions, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/authorizations",
    tag = "authorizations",
    params(AuthorizationList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<AuthorizationSummary>))
)]
pub(super) async fn authorizations(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<AuthorizationSummary>> {
    answer::page(app, parameters, &AUTHORIZATIONS, shown::authorization_summary).await
}

/// One authorization with all its versions and what is left of it.
#[utoipa::path(
    get,
    path = "/admin/v1/authorizations/{id}",
    tag = "authorizations",
    params(("id" = schema::AuthorizationId, Path, description = "The authorization.")),
    responses((status = 200, description = "The authorization.", body = AuthorizationInFull))
)]
pub(super) async fn authorization(State(app): State<App>, address: Address) -> Answer<AuthorizationInFull> {
    let id: AuthorizationId = address.id("authorization")?;
    answer::read(app, move |book| shown::authorization(book, id.as_str())).await
}

/// The cooperative approaches, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/approaches",
    tag = "authorizations",
    params(ApproachList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<ApproachSummary>))
)]
pub(super) async fn approaches(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<ApproachSummary>> {
    answer::page(app, parameters, &APPROACHES, shown::approach_summary).await
}

/// One cooperative approach with its history.
#[utoipa::path(
    get,
    path = "/admin/v1/approaches/{id}",
    tag = "authorizations",
    params(("id" = schema::ApproachId, Path, description = "The cooperative approach.")),
    responses((status = 200, description = "The cooperative approach.", body = ApproachInFull))
)]
pub(super) async fn approach(State(app): State<App>, address: Address) -> Answer<ApproachInFull> {
    let id: ApproachId = address.id("cooperative approach")?;
    answer::read(app, move |book| shown::approach(book, &id.to_string())).await
}

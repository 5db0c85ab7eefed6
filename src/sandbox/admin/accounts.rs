//! Accounts: the list, one of them, what it holds, what binds it, and freezing it.
//! What can be changed carries its version as `ETag`, and an act names the version it was decided on.
//! Must not know: SQL.

use crate::{
    domain::AccountId,
    sandbox::{
        alone,
        document::{AccountList, ActHeaders, Refuses},
        extract::{Address, Body, Parameters, Version},
        fault::StoreProblem,
        list::ACCOUNTS,
        page,
        problem::Refusal,
        receipts::Asked,
        rows,
        server::App,
        shown,
    },
    wire::{
        admin::{
            self,
            rules::{AccountLocks, AccountRules},
        },
        schema,
    },
};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// The accounts, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts",
    tag = "accounts",
    params(AccountList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<admin::AccountSummary>))
)]
pub(super) async fn accounts(
    State(app): State<App>,
    parameters: Parameters,
) -> Result<Json<admin::Page<admin::AccountSummary>>, Refusal> {
    let question = parameters.of(&ACCOUNTS)?;
    app.store.read(move |book, places| page::read(book, places, &question, rows::account_summary)).await.map(Json)
}

/// One account.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((
        status = 200,
        description = "The account.",
        body = admin::Account,
        headers(("ETag" = schema::EntityTag, description = "Its version, for `If-Match`."))
    ))
)]
pub(super) async fn account(State(app): State<App>, Address(id): Address<String>) -> Result<Response, Refusal> {
    let id = account_id(&id)?;
    let account = app.store.read(move |book, _| rows::account(book, &id)).await?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", account.version.0)).map_err(|_| StoreProblem::Row("a version"))?;
    Ok(([(header::ETAG, tag)], Json(account)).into_response())
}

/// What an account holds, by cooperative approach and vintage.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}/holdings",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((status = 200, description = "Its holdings.", body = admin::Holdings))
)]
pub(super) async fn holdings(State(app): State<App>, Address(id): Address<String>) -> Result<Json<admin::Holdings>, Refusal> {
    let id = account_id(&id)?;
    app.store.read(move |book, _| rows::holdings(book, &id)).await.map(Json)
}

/// What an account is bound by: the accounts it trusts, limits, execution window.
///
/// It says what this registry enforces, and nothing else: what is left out stops nothing.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}/rules",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((status = 200, description = "Its rules.", body = AccountRules))
)]
pub(super) async fn account_rules(State(app): State<App>, Address(id): Address<String>) -> Result<Json<AccountRules>, Refusal> {
    let (id, me, now) = (account_id(&id)?, app.office.me(), app.office.clock.now());
    app.store.read(move |book, _| shown::account_rules(book, &me.policy, &id, now)).await.map(Json)
}

/// Everything that keeps an account, or ITMOs in it, from moving.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}/locks",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((status = 200, description = "Its own lock, and a row for each cause and state of blocks.", body = AccountLocks))
)]
pub(super) async fn account_locks(State(app): State<App>, Address(id): Address<String>) -> Result<Json<AccountLocks>, Refusal> {
    let id = account_id(&id)?;
    app.store.read(move |book, _| shown::account_locks(book, &id)).await.map(Json)
}

/// Freeze an account.
///
/// It takes risk away, so one person may do it at once; support staff may not act. An open or blocked-out account becomes
/// `suspended` and gets a lock with the reason. The same key with the same content gives the same receipt, however often it is sent.
#[utoipa::path(
    post,
    path = "/admin/v1/accounts/{id}/freeze",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account."), ActHeaders),
    request_body = admin::Freeze,
    responses(
        (status = 200, description = "It is frozen: now, or since this key was first sent.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<412>
    )
)]
pub(super) async fn freeze_account(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Version(version): Version,
    Body(admin::Freeze { reason }): Body<admin::Freeze>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let account = account_id(&id)?;
    app.office.act(move |desk| alone::freeze_account(desk, asked, &account, version, &reason)).await.map(Json)
}

/// An id that can't be one is simply not there.
fn account_id(text: &str) -> Result<AccountId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("account"))
}

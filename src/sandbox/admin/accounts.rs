//! Accounts: the list, one of them, what it holds, what binds it, and freezing it.
//! What can be changed carries its version as `ETag`, and an act names the version it was decided on.
//! Must not know: SQL.

use super::answer::{self, Act, Answer};
use crate::{
    sandbox::{
        alone,
        document::{AccountList, ActHeaders, Refuses},
        extract::{Address, Body, Parameters, Version},
        fault::StoreProblem,
        list::ACCOUNTS,
        problem::Refusal,
        rows,
        serving::App,
        shown,
    },
    wire::{
        admin::{
            self, Receipt,
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
pub(super) async fn accounts(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<admin::AccountSummary>> {
    answer::page(app, parameters, &ACCOUNTS, rows::account_summary).await
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
pub(super) async fn account(State(app): State<App>, address: Address) -> Result<Response, Refusal> {
    let id = address.id("account")?;
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
pub(super) async fn holdings(State(app): State<App>, address: Address) -> Answer<admin::Holdings> {
    let id = address.id("account")?;
    answer::read(app, move |book| rows::holdings(book, &id)).await
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
pub(super) async fn account_rules(State(app): State<App>, address: Address) -> Answer<AccountRules> {
    let (id, me, now) = (address.id("account")?, app.office.me(), app.office.clock.now());
    answer::read(app, move |book| shown::account_rules(book, &me.policy, &id, now)).await
}

/// Everything that keeps an account, or ITMOs in it, from moving.
#[utoipa::path(
    get,
    path = "/admin/v1/accounts/{id}/locks",
    tag = "accounts",
    params(("id" = schema::AccountId, Path, description = "The account.")),
    responses((status = 200, description = "Its own lock, and a row for each cause and state of blocks.", body = AccountLocks))
)]
pub(super) async fn account_locks(State(app): State<App>, address: Address) -> Answer<AccountLocks> {
    let id = address.id("account")?;
    answer::read(app, move |book| shown::account_locks(book, &id)).await
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
        (status = 200, description = "It is frozen: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<412>
    )
)]
pub(super) async fn freeze_account(
    act: Act,
    address: Address,
    Version(version): Version,
    Body(admin::Freeze { reason }): Body<admin::Freeze>,
) -> Answer<Receipt> {
    let account = address.id("account")?;
    act.done(move |desk, asked| alone::freeze_account(desk, asked, &account, version, &reason)).await
}

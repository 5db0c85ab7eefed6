//! The admin API, version 1.0: which address answers what, and for whom.
//! Everything but signing in needs a session, and a new route gets that by standing among the others, not by remembering it.
//! Must not know: SQL.

use super::{
    Options, delay, exchange,
    fault::StoreProblem,
    freeze::{self, Freeze},
    list::{ACCOUNTS, BLOCKS, List},
    page,
    people::{self, Deed, Person},
    problem::Refusal,
    question::Question,
    rows,
    session::Sessions,
    store::Store,
};
use crate::{
    domain::{AccountId, RegistryId},
    registry::query::itmo_id,
    wire::admin,
};
use axum::{
    Extension, Json, Router,
    extract::{DefaultBodyLimit, Path, Query, Request, State, rejection::JsonRejection, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// The largest body of a request, in octets.
const LARGEST_BODY: usize = 16 * 1024;

/// What every handler can reach.
#[derive(Clone)]
struct App {
    store: Store,
    sessions: Arc<Sessions>,
    registry: RegistryId,
}

/// The list parameters as they came.
type Pairs = Result<Query<Vec<(String, String)>>, QueryRejection>;

/// Builds the server of a registry.
pub(super) fn router(store: Store, options: &Options) -> Router {
    let app = App { store, sessions: Arc::default(), registry: options.registry };
    let signed_in = Router::new()
        .route("/admin/v1/capabilities", get(capabilities))
        .route("/admin/v1/accounts", get(accounts))
        .route("/admin/v1/accounts/{id}", get(account))
        .route("/admin/v1/accounts/{id}/holdings", get(holdings))
        .route("/admin/v1/accounts/{id}/freeze", post(freeze))
        .route("/admin/v1/blocks", get(blocks))
        .route("/admin/v1/blocks/{id}", get(block))
        .route("/admin/v1/acts/{key}", get(act))
        .route_layer(middleware::from_fn_with_state(app.clone(), signed_in));
    Router::new()
        .route("/admin/v1/session", post(sign_in).delete(sign_out))
        .merge(signed_in)
        .fallback(async || Refusal::missing("address"))
        .method_not_allowed_fallback(async || Refusal::method())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(options.delay, delay::wait))
        .layer(middleware::from_fn(exchange::around))
        .with_state(app)
}

/// The bearer token of a request.
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

/// Lets only signed-in people through, and tells the handler who it is.
async fn signed_in(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let person = token(request.headers()).and_then(|token| app.sessions.person(token, Timestamp::now()));
    match person {
        Some(person) => {
            request.extensions_mut().insert(person);
            next.run(request).await
        }
        None => Refusal::signed_out().into_response(),
    }
}

async fn sign_in(
    State(app): State<App>,
    body: Result<Json<admin::SignIn>, JsonRejection>,
) -> Result<(StatusCode, Json<admin::Session>), Refusal> {
    let Json(admin::SignIn { operator, secret }) = body.map_err(|problem| unreadable(&problem))?;
    let opened = app.sessions.open(&operator, &secret, Timestamp::now()).map_err(|_| StoreProblem::Lost)?;
    let (token, expires) = opened.ok_or_else(Refusal::not_signed_in)?;
    Ok((StatusCode::CREATED, Json(admin::Session { token, expires })))
}

async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<StatusCode, Refusal> {
    let token = token(&headers).filter(|token| app.sessions.person(token, Timestamp::now()).is_some());
    app.sessions.close(token.ok_or_else(Refusal::signed_out)?);
    Ok(StatusCode::NO_CONTENT)
}

async fn capabilities(State(app): State<App>, Extension(person): Extension<&'static Person>) -> Json<admin::Capabilities> {
    Json(admin::Capabilities {
        registry: app.registry.to_string(),
        name: people::registry_name(app.registry),
        environment: "practice".to_owned(),
        // It does not verify approvals yet, and says so.
        assurance: "A0".to_owned(),
        operator: person.name.to_owned(),
        roles: vec![person.role.word().to_owned()],
        api_version: "1.0".to_owned(),
        clock: Timestamp::now(),
    })
}

async fn accounts(State(app): State<App>, pairs: Pairs) -> Result<Json<admin::Page<admin::AccountSummary>>, Refusal> {
    let question = question(&ACCOUNTS, pairs)?;
    app.store.read(move |book, places| page::read(book, places, &question, rows::account_summary)).await.map(Json)
}

async fn blocks(State(app): State<App>, pairs: Pairs) -> Result<Json<admin::Page<admin::Block>>, Refusal> {
    let question = question(&BLOCKS, pairs)?;
    app.store.read(move |book, places| page::read(book, places, &question, rows::block)).await.map(Json)
}

fn question(list: &'static List, pairs: Pairs) -> Result<Question, Refusal> {
    let Query(pairs) = pairs.map_err(|_| Refusal::field("query", "is not a list of parameters"))?;
    Question::read(list, pairs)
}

async fn account(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let id = account_id(&id)?;
    let account = app.store.read(move |book, _| rows::account(book, &id)).await?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", account.version.0)).map_err(|_| StoreProblem::Row("a version"))?;
    Ok(([(header::ETAG, tag)], Json(account)).into_response())
}

async fn holdings(State(app): State<App>, Path(id): Path<String>) -> Result<Json<admin::Holdings>, Refusal> {
    let id = account_id(&id)?;
    app.store.read(move |book, _| rows::holdings(book, &id)).await.map(Json)
}

async fn block(State(app): State<App>, Path(id): Path<String>) -> Result<Json<admin::Block>, Refusal> {
    let id = itmo_id(&id).ok_or_else(|| Refusal::missing("ITMO"))?;
    app.store.read(move |book, _| rows::block_of(book, &id)).await.map(Json)
}

async fn act(State(app): State<App>, Path(key): Path<String>) -> Result<Json<admin::Receipt>, Refusal> {
    let key: Uuid = key.parse().map_err(|_| Refusal::missing("act"))?;
    app.store.read(move |book, _| freeze::receipt(book, key)).await.map(Json)
}

async fn freeze(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Json<admin::Freeze>, JsonRejection>,
) -> Result<Json<admin::Receipt>, Refusal> {
    if !person.may(Deed::FreezeAccount) {
        return Err(Refusal::not_for(person.role, Deed::FreezeAccount));
    }
    let account = account_id(&id)?;
    let key = required(&headers, "idempotency-key")?;
    let key = key.parse().map_err(|_| Refusal::field("idempotency-key", "expects a UUID"))?;
    let version = required(&headers, "if-match")?;
    let version = version.trim_matches('"').parse().map_err(|_| Refusal::field("if-match", "expects the account's ETag"))?;
    let Json(admin::Freeze { reason }) = body.map_err(|problem| unreadable(&problem))?;
    let fits = (1..=500).contains(&reason.chars().count()) && !reason.trim().is_empty();
    if !fits || reason.contains(char::is_control) {
        return Err(Refusal::field("reason", "expects 1 to 500 characters without control characters"));
    }
    let freeze = Freeze { key, account, version, reason, operator: person.login };
    app.store.write(move |book| freeze.carry_out(book, Timestamp::now())).await.map(Json)
}

/// A header an act can't do without.
fn required<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, Refusal> {
    headers.get(name).and_then(|value| value.to_str().ok()).ok_or_else(|| Refusal::precondition(name))
}

/// An id that can't be one is simply not there.
fn account_id(text: &str) -> Result<AccountId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("account"))
}

/// Why a body can't be used, in our own words.
fn unreadable(problem: &JsonRejection) -> Refusal {
    let detail = match problem {
        JsonRejection::MissingJsonContentType(_) => "the body is not declared as application/json",
        JsonRejection::JsonSyntaxError(_) => "the body is not JSON",
        JsonRejection::JsonDataError(_) => "the body does not have the members that are expected, and only these",
        _ => "the body is too large or broke off",
    };
    let status = match problem.status() {
        StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
        status => status,
    };
    Refusal::body(status, detail)
}

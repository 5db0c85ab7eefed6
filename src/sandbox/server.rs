//! The server of a practice registry: the router, and what lies around every exchange.
//! Addresses live in `admin`; here stands only what all of them share.
//! Must not know: what any address does.

use super::{Options, admin, delay, document::served, exchange, link, office::Office, problem::Refusal, serving::App};
use axum::{Router, extract::DefaultBodyLimit, middleware};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use utoipa_axum::router::OpenApiRouter;

/// The largest body of a request, in octets: the longest order there can be, as JSON with two signatures.
const LARGEST_BODY: usize = 64 * 1024;

/// Routes that need no session.
fn open() -> OpenApiRouter<App> {
    served::routes().merge(admin::open())
}

/// What all routes say of themselves, for the document.
pub(super) fn described() -> utoipa::openapi::OpenApi {
    open().merge(admin::signed_in()).merge(link::described()).into_openapi()
}

/// Builds the server of a registry.
pub(super) fn router(office: Office, options: &Options, stop: &CancellationToken) -> Router {
    let app = App {
        store: office.store.clone(),
        office,
        sessions: Arc::default(),
        reports: Arc::default(),
        registry: options.registry,
        stop: stop.clone(),
    };
    let guarded = admin::signed_in().route_layer(middleware::from_fn_with_state(app.clone(), admin::guard));
    Router::from(open().merge(guarded))
        .merge(link::routes())
        .fallback(async || Refusal::missing("address"))
        .method_not_allowed_fallback(async || Refusal::method())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(options.delay, delay::wait))
        .layer(middleware::from_fn(exchange::around))
        .with_state(app)
}

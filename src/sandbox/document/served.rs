//! The document as it is kept, at its address.
//! It is served whole and unchanged, with its examples: what a reader gets is what is in `docs/api`.
//! Must not know: how the document is made.

use crate::sandbox::serving::App;
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The document as it is kept, with its examples.
const KEPT: &str = include_str!("../../../docs/api/openapi.json");

/// Where the document is served.
pub(in crate::sandbox) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(openapi_document))
}

/// This document.
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "document",
    security(()),
    responses((status = 200, description = "An OpenAPI 3.1 document.", body = Object, content_type = "application/json"))
)]
async fn openapi_document() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], KEPT)
}

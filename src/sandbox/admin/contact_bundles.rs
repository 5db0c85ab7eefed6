//! Bundles of contacts, and answers of counterparts, that people compared with the directory: recorded, and read with what came of them.
//! Recording one changes nothing of the directory: what is newer in it is proposed like any other change.
//! Must not know: SQL, and what a bundle says.

use crate::{
    sandbox::{
        contacts,
        document::{KeyHeader, Refuses},
        extract::{Body, Key},
        people::Person,
        problem::Refusal,
        receipts::Asked,
        server::App,
    },
    wire::admin::{
        self,
        contact_bundle::{ContactBundles, RecordBundle},
    },
};
use axum::{Extension, Json, extract::State};

/// What was compared with the directory, and what came of it.
///
/// The newest two hundred bundles, and answers of counterparts.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/bundles",
    tag = "contacts",
    responses((status = 200, description = "What was compared, the newest first.", body = ContactBundles))
)]
pub(super) async fn contact_bundles(State(app): State<App>) -> Result<Json<ContactBundles>, Refusal> {
    let now = app.office.clock.now();
    app.store.read(move |book, _| contacts::bundles(book, now).map_err(Refusal::from)).await.map(Json)
}

/// Record that a bundle, or an answer of a counterpart, was compared with the directory.
///
/// Whoever compared it verified its signature. A bundle that is older than one of its speaker that was recorded is refused.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/bundles",
    tag = "contacts",
    params(KeyHeader),
    request_body = RecordBundle,
    responses((status = 200, description = "It is recorded.", body = admin::Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn record_bundle(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Key(key): Key,
    Body(bundle): Body<RecordBundle>,
) -> Result<Json<admin::Receipt>, Refusal> {
    app.office.act(move |desk| contacts::record_bundle(desk, Asked { key, person }, &bundle)).await.map(Json)
}

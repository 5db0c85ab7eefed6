//! Bundles of contacts, and answers of counterparts, that people compared with the directory: recorded, and read with what came of them.
//! Recording one changes nothing of the directory: what is newer in it is proposed like any other change.
//! Must not know: SQL, and what a bundle says.

use super::answer::{self, Act, Answer};
use crate::{
    sandbox::{
        contacts,
        document::{KeyHeader, Refuses},
        extract::Body,
        serving::App,
    },
    wire::admin::{
        Receipt,
        contact_bundle::{ContactBundles, RecordBundle},
    },
};
use axum::extract::State;

/// What was compared with the directory, and what came of it.
///
/// The newest two hundred bundles, and answers of counterparts.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/bundles",
    tag = "contacts",
    responses((status = 200, description = "What was compared, the newest first.", body = ContactBundles))
)]
pub(super) async fn contact_bundles(State(app): State<App>) -> Answer<ContactBundles> {
    let now = app.office.clock.now();
    answer::read(app, move |book| contacts::bundles(book, now)).await
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
    responses((status = 200, description = "It is recorded.", body = Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn record_bundle(act: Act, Body(bundle): Body<RecordBundle>) -> Answer<Receipt> {
    act.done(move |desk, asked| contacts::record_bundle(desk, asked, &bundle)).await
}

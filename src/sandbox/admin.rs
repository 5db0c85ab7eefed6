//! The admin API, version 1.0: which address answers what, and for whom. Its document is made of the same lines.
//! Everything but signing in needs a session, and a new route gets that by standing among the others, not by remembering it.
//! Must not know: SQL, or how the document is completed and kept.
//!
//! # How to add a route
//!
//! 1. The shapes go to `wire/`: `#[cfg_attr(feature = "sandbox", derive(utoipa::ToSchema))]` under the serde derive,
//!    `deny_unknown_fields`, a doc comment on every member (it becomes the description), ids with
//!    `schema(value_type = schema::AccountId)`, `schema(nullable = false)` on an option that is left out when it is none.
//! 2. The handler goes to `sandbox/admin/<subject>.rs` with `#[utoipa::path]`: method, full path, `tag`, params, body, the
//!    answers that are no refusal, and [`Refuses<STATUS>`](super::document::Refuses) for what is special to it (403, 409, 412).
//!    The first line of its doc comment is the summary, the name of the function is the operation's id.
//! 3. It takes [`Act`](answer::Act), [`Address`](super::extract::Address), [`Parameters`](super::extract::Parameters),
//!    [`Version`](super::extract::Version) and [`Body`](super::extract::Body), which refuse by themselves, and answers through [`answer`].
//! 4. `.routes(routes!(subject::handler))` in [`signed_in`]; methods of one path in one `routes!`. That is route and document.
//! 5. Everything else is added to all operations alike by `document::complete`: the request id, 401, 421, 500; 404 with a
//!    path parameter; 400 with parameters or a body; 413 and 415 with a body; 428 with a required header.
//! 6. A line in `tests/api_document/examples.rs` asks a running registry for the example. Then
//!    `UPDATE_DOCS=1 cargo test --test api_document` writes `docs/api/openapi.json`.

mod accounts;
mod acts;
mod answer;
mod authorizations;
mod blocks;
mod broadcasts;
mod cases;
mod changes;
mod contact_bundles;
mod contacts;
mod exercises;
mod guarded;
mod incidents;
mod ledger;
mod lives;
mod messages;
mod orders;
mod overview;
mod peers;
mod practice;
mod reconciliations;
mod reports;
mod session;
mod transfers;
mod trust;

use super::{problem::Refusal, serving::App, session::SessionName};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// What needs no session.
pub(super) fn open() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(session::sign_in, session::sign_out))
}

/// What only people who signed in can ask.
pub(super) fn signed_in() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(session::capabilities))
        .routes(routes!(overview::overview))
        .routes(routes!(overview::total_holdings))
        .routes(routes!(accounts::accounts))
        .routes(routes!(accounts::account))
        .routes(routes!(accounts::holdings))
        .routes(routes!(accounts::freeze_account))
        .routes(routes!(blocks::blocks))
        .routes(routes!(blocks::block))
        .routes(routes!(acts::act))
        .merge(book())
        .merge(traffic())
        .merge(board())
        .merge(directory())
        .routes(routes!(practice::armed_faults, practice::arm_fault, practice::disarm_faults))
        .routes(routes!(exercises::exercises, exercises::stage_exercise))
        .routes(routes!(exercises::clock, exercises::set_clock))
}

/// The book itself: lives, orders, authorizations, the ledger.
fn book() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(lives::account_history))
        .routes(routes!(lives::account_representatives))
        .routes(routes!(accounts::account_rules))
        .routes(routes!(accounts::account_locks))
        .routes(routes!(lives::block_history))
        .routes(routes!(lives::freeze_blocks))
        .routes(routes!(authorizations::authorizations))
        .routes(routes!(authorizations::authorization))
        .routes(routes!(authorizations::approaches))
        .routes(routes!(authorizations::approach))
        .routes(routes!(orders::orders, orders::submit_order))
        .routes(routes!(orders::order))
        .routes(routes!(orders::approve_order))
        .routes(routes!(orders::reject_order))
        .routes(routes!(orders::withdraw_order))
        .routes(routes!(orders::state_on_order))
        .merge(guarded())
        .routes(routes!(trust::remove_trusted))
        .routes(routes!(orders::check_order))
        .routes(routes!(ledger::ledger))
        .routes(routes!(ledger::export_ledger))
        .routes(routes!(ledger::verify_ledger))
        .routes(routes!(ledger::ledger_entry))
        .routes(routes!(reports::report))
        .routes(routes!(reports::reported_actions))
        .routes(routes!(reports::reported_holdings))
        .routes(routes!(changes::changes))
}

/// The roster and the policy.
fn guarded() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(guarded::roster, guarded::sign_roster))
        .routes(routes!(guarded::roster_waiting))
        .routes(routes!(guarded::roster_version))
        .routes(routes!(guarded::policy, guarded::sign_policy))
        .routes(routes!(guarded::policy_waiting))
        .routes(routes!(guarded::policy_version))
        .routes(routes!(guarded::withdraw_roster))
        .routes(routes!(guarded::withdraw_policy))
        .routes(routes!(guarded::revoke_key))
}

/// The board of cases.
fn board() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(cases::cases))
        .routes(routes!(cases::case))
        .routes(routes!(cases::own_case))
        .routes(routes!(cases::note_case))
        .routes(routes!(cases::freeze_case))
        .routes(routes!(cases::ask_case_archive))
        .routes(routes!(cases::propose_resolution))
        .routes(routes!(cases::say_of_resolution))
}

/// The directory of contacts.
fn directory() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(contacts::contacts))
        .routes(routes!(contacts::contact_card))
        .routes(routes!(contacts::contact_organisation))
        .routes(routes!(contacts::contact_registry))
        .routes(routes!(contacts::contacts_due))
        .routes(routes!(contacts::contact_log))
        .routes(routes!(contacts::propose_contact))
        .routes(routes!(contacts::confirm_contact))
        .routes(routes!(contacts::cancel_contact))
        .routes(routes!(contacts::suspend_contact))
        .routes(routes!(contacts::erase_contact))
        .routes(routes!(contacts::contact_attempts, contacts::record_attempt))
        .routes(routes!(broadcasts::broadcasts, broadcasts::record_broadcast))
        .routes(routes!(broadcasts::sign_broadcast))
        .routes(routes!(broadcasts::mark_delivery))
        .routes(routes!(contact_bundles::contact_bundles, contact_bundles::record_bundle))
}

/// What goes on between registries.
fn traffic() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(transfers::transfers))
        .routes(routes!(transfers::transfer))
        .routes(routes!(transfers::transfer_messages))
        .routes(routes!(transfers::terminate_transfer))
        .routes(routes!(transfers::ask_transfer))
        .routes(routes!(transfers::resend_transfer))
        .routes(routes!(transfers::pull_message))
        .routes(routes!(transfers::reject_transfer))
        .routes(routes!(messages::messages))
        .routes(routes!(messages::message))
        .routes(routes!(incidents::incidents, incidents::tell_alarm))
        .routes(routes!(incidents::incident))
        .routes(routes!(incidents::acknowledge_incident))
        .routes(routes!(peers::peers))
        .routes(routes!(peers::peer))
        .routes(routes!(peers::peer_contacts, peers::ask_peer_contacts))
        .routes(routes!(peers::ping_peer))
        .routes(routes!(peers::suspend_peer))
        .routes(routes!(reconciliations::runs, reconciliations::begin_reconciliation))
        .routes(routes!(reconciliations::reconciliation))
        .routes(routes!(reconciliations::reconciliation_segments))
}

/// The bearer token of a request.
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

/// Lets only signed-in people through, and tells the handler who it is.
pub(super) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let token = token(request.headers());
    let person = token.and_then(|token| app.sessions.person(token, app.office.clock.now()));
    match person.zip(token.map(SessionName::of)) {
        Some((person, session)) => {
            request.extensions_mut().insert(person);
            request.extensions_mut().insert(session);
            next.run(request).await
        }
        None => Refusal::signed_out().into_response(),
    }
}

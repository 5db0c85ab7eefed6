//! The directory of contacts: read by everybody who signed in, changed by two persons, stopped by one (F14, F15).
//! A change is a text that its person signed; the registry judges it and keeps it as it came.
//! Must not know: SQL, and what a text says.

use crate::{
    domain::contact::{Role, Seek, Severity, Topic},
    sandbox::{
        contacts,
        document::{KeyHeader, Refuses},
        extract::{Address, Body, Key},
        people::Person,
        problem::Refusal,
        receipts::Asked,
        server::App,
        words,
    },
    wire::{
        admin::{
            self,
            contacts::{Attempts, ContactLog, Contacts, ContactsDue, RecordAttempt, SignedContact},
            transfer::Reason,
        },
        schema,
    },
};
use axum::{
    Extension, Json,
    extract::{Query, State, rejection::QueryRejection},
};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

type Answer = Result<Json<Contacts>, Refusal>;

/// Who is looked for; everything that is given must hold.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Sought {
    /// The Party of their organisation or registry.
    #[param(value_type = schema::PartyCode)]
    party: Option<String>,
    /// A role they hold now, such as `security`.
    role: Option<String>,
    /// A topic they are called about, such as `operations`.
    topic: Option<String>,
    /// A moment at which they can be reached for something of high severity.
    reachable_at: Option<Timestamp>,
}

impl Sought {
    fn seek(self) -> Result<Seek, Refusal> {
        let party = self.party.map(|party| words::id("party", &party)).transpose()?;
        let role = self.role.map(|role| words::word("role", &role, Role::ALL)).transpose()?;
        let topic = self.topic.map(|topic| words::word("topic", &topic, Topic::ALL)).transpose()?;
        let reachable = self.reachable_at.map(|at| (at, Severity::High));
        Ok(Seek { party, role, topic, reachable, ..Seek::default() })
    }
}

/// The directory of contacts: whole, or the part of it that is about whom you look for.
///
/// A part brings with it the organisations, registries and chains of who is in it. Nobody found is an empty part.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts",
    tag = "contacts",
    params(Sought),
    responses((status = 200, description = "The entries, what changed, and what waits for another person.", body = Contacts))
)]
pub(super) async fn contacts(State(app): State<App>, sought: Result<Query<Sought>, QueryRejection>) -> Answer {
    let Query(sought) = sought.map_err(|_| Refusal::field("query", "expects party, role, topic, reachable_at, each once"))?;
    let (seek, now) = (sought.seek()?, app.office.clock.now());
    let read = move |book: &rusqlite::Connection| {
        if seek == Seek::default() {
            return contacts::contacts(book, now).map_err(Refusal::from);
        }
        Ok(contacts::part(book, &seek, now)?.unwrap_or_else(|| contacts::nobody(now)))
    };
    app.store.read(move |book, _| read(book)).await.map(Json)
}

async fn one(app: App, what: &'static str, seek: Seek) -> Answer {
    let now = app.office.clock.now();
    let found = app.store.read(move |book, _| contacts::part(book, &seek, now).map_err(Refusal::from)).await?;
    found.map(Json).ok_or_else(|| Refusal::missing(what))
}

/// A person or a desk, with everything that belongs to it.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/cards/{id}",
    tag = "contacts",
    params(("id" = String, Path, description = "The id of the card.")),
    responses((status = 200, description = "The card, its channels, roles, keys and absences, and where they work.", body = Contacts))
)]
pub(super) async fn contact_card(State(app): State<App>, Address(id): Address<String>) -> Answer {
    let card = Some(id.parse().map_err(|_| Refusal::missing("contact"))?);
    one(app, "contact", Seek { card, ..Seek::default() }).await
}

/// An organisation, with everybody who works there.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/organisations/{id}",
    tag = "contacts",
    params(("id" = String, Path, description = "The id of the organisation.")),
    responses((status = 200, description = "The organisation and its people.", body = Contacts))
)]
pub(super) async fn contact_organisation(State(app): State<App>, Address(id): Address<String>) -> Answer {
    let organisation = Some(id.parse().map_err(|_| Refusal::missing("organisation"))?);
    one(app, "organisation", Seek { organisation, ..Seek::default() }).await
}

/// A registry, with everybody who belongs to it, its keys and its chains of escalation.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/registries/{id}",
    tag = "contacts",
    params(("id" = schema::RegistryId, Path, description = "The registry.")),
    responses((status = 200, description = "The registry and its people.", body = Contacts))
)]
pub(super) async fn contact_registry(State(app): State<App>, Address(id): Address<String>) -> Answer {
    let registry = Some(id.parse().map_err(|_| Refusal::missing("registry"))?);
    one(app, "registry", Seek { registry, ..Seek::default() }).await
}

/// What is to be verified again, the longest due first.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/due",
    tag = "contacts",
    responses((status = 200, description = "The cards, and how late each is.", body = ContactsDue))
)]
pub(super) async fn contacts_due(State(app): State<App>) -> Result<Json<ContactsDue>, Refusal> {
    let now = app.office.clock.now();
    app.store.read(move |book, _| contacts::due(book, now).map_err(Refusal::from)).await.map(Json)
}

/// The chain of changes of contacts.
///
/// Values stand in it as salted digests, so that it holds nothing about anybody and outlives whoever it is about.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/log",
    tag = "contacts",
    responses((status = 200, description = "Every line, oldest first.", body = ContactLog))
)]
pub(super) async fn contact_log(State(app): State<App>) -> Result<Json<ContactLog>, Refusal> {
    app.store.read(move |book, _| contacts::log(book).map_err(Refusal::from)).await.map(Json)
}

/// Propose a change of contacts, or record that they were verified.
///
/// The text is signed by the person who is signed in. A change waits for another person; a verification of what no thief could use counts
/// at once.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/proposals",
    tag = "contacts",
    params(KeyHeader),
    request_body = SignedContact,
    responses(
        (status = 200, description = "It waits for another person, or it is recorded.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn propose_contact(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Key(key): Key,
    Body(signed): Body<SignedContact>,
) -> Result<Json<admin::Receipt>, Refusal> {
    app.office.act(move |desk| contacts::propose(desk, Asked { key, person }, &signed)).await.map(Json)
}

/// Confirm a change of contacts that another person proposed.
///
/// It names the old channel through which they said yes. What could lead a call astray counts from noon of the fourth working day.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/proposals/{id}/confirm",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The change."), KeyHeader),
    request_body = SignedContact,
    responses(
        (status = 200, description = "It is confirmed.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn confirm_contact(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Address(id): Address<String>,
    Key(key): Key,
    Body(signed): Body<SignedContact>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id: Uuid = id.parse().map_err(|_| Refusal::missing("change of contacts"))?;
    app.office.act(move |desk| contacts::confirm(desk, Asked { key, person }, id, &signed)).await.map(Json)
}

/// End a change of contacts that does not count yet.
///
/// It waits for another person, or was confirmed and its delay lasts. One person is enough. What it did is undone at once, and what was done since stays.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/proposals/{id}/cancel",
    tag = "contacts",
    params(("id" = Uuid, Path, description = "The change."), KeyHeader),
    request_body = Reason,
    responses((status = 200, description = "It is ended.", body = admin::Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn cancel_contact(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Address(id): Address<String>,
    Key(key): Key,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id: Uuid = id.parse().map_err(|_| Refusal::missing("change of contacts"))?;
    app.office.act(move |desk| contacts::cancel(desk, Asked { key, person }, id, &reason)).await.map(Json)
}

/// Take every role of a contact out of force.
///
/// One person is enough. Giving a role back takes two and the delay.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/cards/{id}/suspend",
    tag = "contacts",
    params(("id" = String, Path, description = "The id of the card."), KeyHeader),
    request_body = Reason,
    responses((status = 200, description = "It is suspended.", body = admin::Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn suspend_contact(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Address(id): Address<String>,
    Key(key): Key,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let card = id.parse().map_err(|_| Refusal::missing("contact"))?;
    app.office.act(move |desk| contacts::suspend(desk, Asked { key, person }, &card, &reason)).await.map(Json)
}

/// Erase a person from the directory.
///
/// The chain of changes verifies as before: the salts of their values are dropped.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/cards/{id}/erase",
    tag = "contacts",
    params(("id" = String, Path, description = "The id of the card."), KeyHeader),
    request_body = Reason,
    responses((status = 200, description = "It is erased.", body = admin::Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn erase_contact(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Address(id): Address<String>,
    Key(key): Key,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let card = id.parse().map_err(|_| Refusal::missing("contact"))?;
    let receipt = app.office.act(move |desk| contacts::erase(desk, Asked { key, person }, &card, &reason)).await?;
    // It is erased; if the log beside the file can't be cleared now, the next writes do it.
    let _ = app.office.store.clear_log().await;
    Ok(Json(receipt))
}

/// What the attempts are about.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct About {
    /// `transfer:ID`, `case:ID`, `registry:ID` or `test`; all of them without it.
    about: Option<String>,
}

/// Who was called, about what, and what came of it: the newest two hundred.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/attempts",
    tag = "contacts",
    params(About),
    responses((status = 200, description = "The attempts, the newest first.", body = Attempts))
)]
pub(super) async fn contact_attempts(
    State(app): State<App>,
    about: Result<Query<About>, QueryRejection>,
) -> Result<Json<Attempts>, Refusal> {
    let Query(About { about }) = about.map_err(|_| Refusal::field("query", "expects about, once, or nothing"))?;
    let about = about.map(|about| words::id("about", &about)).transpose()?;
    app.store.read(move |book, _| contacts::attempts(book, about.as_ref()).map_err(Refusal::from)).await.map(Json)
}

/// Record an attempt to reach somebody.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/attempts",
    tag = "contacts",
    params(KeyHeader),
    request_body = RecordAttempt,
    responses((status = 200, description = "It is recorded.", body = admin::Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn record_attempt(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Key(key): Key,
    Body(attempt): Body<RecordAttempt>,
) -> Result<Json<admin::Receipt>, Refusal> {
    app.office.act(move |desk| contacts::record_attempt(desk, Asked { key, person }, &attempt)).await.map(Json)
}

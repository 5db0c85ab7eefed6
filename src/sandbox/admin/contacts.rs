//! The directory of contacts: read by everybody who signed in, changed by two persons, stopped by one (F14, F15).
//! A change is a text that its person signed; the registry judges it and keeps it as it came.
//! Must not know: SQL, and what a text says.

use super::answer::{self, Act, Answer};
use crate::{
    domain::contact::{Role, Seek, Severity, Topic},
    sandbox::{
        contacts,
        document::{KeyHeader, Refuses},
        extract::{Address, Body},
        problem::Refusal,
        serving::App,
        words,
    },
    wire::{
        admin::{
            Receipt,
            contacts::{Attempts, ContactLog, Contacts, ContactsDue, RecordAttempt, SignedContact},
            transfer::Reason,
        },
        schema,
    },
};
use axum::extract::{Query, State, rejection::QueryRejection};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;

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
pub(super) async fn contacts(State(app): State<App>, sought: Result<Query<Sought>, QueryRejection>) -> Answer<Contacts> {
    let Query(sought) = sought.map_err(|_| Refusal::field("query", "expects party, role, topic, reachable_at, each once"))?;
    let (seek, now) = (sought.seek()?, app.office.clock.now());
    answer::read(app, move |book| {
        if seek == Seek::default() {
            return contacts::contacts(book, now);
        }
        Ok(contacts::part(book, &seek, now)?.unwrap_or_else(|| contacts::nobody(now)))
    })
    .await
}

async fn one(app: App, what: &'static str, seek: Seek) -> Answer<Contacts> {
    let now = app.office.clock.now();
    answer::found(app, what, move |book| contacts::part(book, &seek, now)).await
}

/// A person or a desk, with everything that belongs to it.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/cards/{id}",
    tag = "contacts",
    params(("id" = String, Path, description = "The id of the card.")),
    responses((status = 200, description = "The card, its channels, roles, keys and absences, and where they work.", body = Contacts))
)]
pub(super) async fn contact_card(State(app): State<App>, address: Address) -> Answer<Contacts> {
    let card = Some(address.id("contact")?);
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
pub(super) async fn contact_organisation(State(app): State<App>, address: Address) -> Answer<Contacts> {
    let organisation = Some(address.id("organisation")?);
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
pub(super) async fn contact_registry(State(app): State<App>, address: Address) -> Answer<Contacts> {
    let registry = Some(address.id("registry")?);
    one(app, "registry", Seek { registry, ..Seek::default() }).await
}

/// What is to be verified again, the longest due first.
#[utoipa::path(
    get,
    path = "/admin/v1/contacts/due",
    tag = "contacts",
    responses((status = 200, description = "The cards, and how late each is.", body = ContactsDue))
)]
pub(super) async fn contacts_due(State(app): State<App>) -> Answer<ContactsDue> {
    let now = app.office.clock.now();
    answer::read(app, move |book| contacts::due(book, now)).await
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
pub(super) async fn contact_log(State(app): State<App>) -> Answer<ContactLog> {
    answer::read(app, contacts::log).await
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
        (status = 200, description = "It waits for another person, or it is recorded.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn propose_contact(act: Act, Body(signed): Body<SignedContact>) -> Answer<Receipt> {
    act.done(move |desk, asked| contacts::propose(desk, asked, &signed)).await
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
        (status = 200, description = "It is confirmed.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn confirm_contact(act: Act, address: Address, Body(signed): Body<SignedContact>) -> Answer<Receipt> {
    let id = address.id("change of contacts")?;
    act.done(move |desk, asked| contacts::confirm(desk, asked, id, &signed)).await
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
    responses((status = 200, description = "It is ended.", body = Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn cancel_contact(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("change of contacts")?;
    act.done(move |desk, asked| contacts::cancel(desk, asked, id, &reason)).await
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
    responses((status = 200, description = "It is suspended.", body = Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn suspend_contact(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let card = address.id("contact")?;
    act.done(move |desk, asked| contacts::suspend(desk, asked, &card, &reason)).await
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
    responses((status = 200, description = "It is erased.", body = Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn erase_contact(
    State(app): State<App>,
    act: Act,
    address: Address,
    Body(Reason { reason }): Body<Reason>,
) -> Answer<Receipt> {
    let card = address.id("contact")?;
    let receipt = act.done(move |desk, asked| contacts::erase(desk, asked, &card, &reason)).await?;
    // It is erased; if the log beside the file can't be cleared now, the next writes do it.
    let _ = app.office.store.clear_log().await;
    Ok(receipt)
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
pub(super) async fn contact_attempts(State(app): State<App>, about: Result<Query<About>, QueryRejection>) -> Answer<Attempts> {
    let Query(About { about }) = about.map_err(|_| Refusal::field("query", "expects about, once, or nothing"))?;
    let about = about.map(|about| words::id("about", &about)).transpose()?;
    answer::read(app, move |book| contacts::attempts(book, about.as_ref())).await
}

/// Record an attempt to reach somebody.
#[utoipa::path(
    post,
    path = "/admin/v1/contacts/attempts",
    tag = "contacts",
    params(KeyHeader),
    request_body = RecordAttempt,
    responses((status = 200, description = "It is recorded.", body = Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn record_attempt(act: Act, Body(attempt): Body<RecordAttempt>) -> Answer<Receipt> {
    act.done(move |desk, asked| contacts::record_attempt(desk, asked, &attempt)).await
}

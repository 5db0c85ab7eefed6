//! Incidents: what the registry met or a console told it. Everybody reads them and tells of them; a security officer acknowledges each.
//! A row is never changed; the acknowledgement stands beside it, with who, when and why.
//! Must not know: SQL, or what raises one.

use super::answer::{self, Act, Answer};
use crate::{
    registry::traffic::IncidentId,
    sandbox::{
        alarms,
        document::{IncidentList, KeyHeader, Refuses},
        extract::{Address, Body, Parameters},
        list::INCIDENTS,
        serving::App,
        shown,
    },
    wire::{
        BigNumber,
        admin::{
            self, Receipt,
            incident::{Incident, TellAlarm},
            transfer::Reason,
        },
    },
};
use axum::extract::State;

/// What a person should look at, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/incidents",
    tag = "incidents",
    params(IncidentList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<Incident>))
)]
pub(super) async fn incidents(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<Incident>> {
    answer::page(app, parameters, &INCIDENTS, shown::incident).await
}

/// One incident, and whether a security officer looked at it.
#[utoipa::path(
    get,
    path = "/admin/v1/incidents/{id}",
    tag = "incidents",
    params(("id" = BigNumber, Path, description = "Its number.")),
    responses((status = 200, description = "The incident.", body = Incident))
)]
pub(super) async fn incident(State(app): State<App>, address: Address) -> Answer<Incident> {
    let IncidentId(number) = address.id("incident")?;
    answer::found(app, "incident", move |book| shown::one_incident(book, number)).await
}

/// Tell of what only a console notices.
///
/// Values typed again that did not match three times, an order that is not what was signed, words on the telephone that are not those of
/// the order, a roster or policy that was refused. Whoever signed in is the person it concerns: after `retyped-wrong` they may not
/// approve that order for a quarter of an hour (F08).
#[utoipa::path(
    post,
    path = "/admin/v1/incidents",
    tag = "incidents",
    params(KeyHeader),
    request_body = TellAlarm,
    responses((status = 200, description = "It is kept: now, or since this key was first sent.", body = Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn tell_alarm(act: Act, Body(told): Body<TellAlarm>) -> Answer<Receipt> {
    act.done(move |desk, asked| alarms::tell(desk, asked, &told)).await
}

/// Acknowledge an incident: say what was found or done.
///
/// It stays in the list with who, when and why. Only a security officer may.
#[utoipa::path(
    post,
    path = "/admin/v1/incidents/{id}/acknowledge",
    tag = "incidents",
    params(("id" = BigNumber, Path, description = "Its number."), KeyHeader),
    request_body = Reason,
    responses((status = 200, description = "It is acknowledged: now, or since this key was first sent.", body = Receipt), Refuses<403>, Refuses<409>)
)]
pub(super) async fn acknowledge_incident(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let IncidentId(number) = address.id("incident")?;
    act.done(move |desk, asked| alarms::acknowledge(desk, asked, number, &reason)).await
}

//! Orders: what raises risk is submitted by one person and approved by another, who names the digest of what was read (F01, F15).
//! The same checks can be asked for without submitting anything.
//! Must not know: SQL, or what an order does.

use super::answer::{self, Act, Answer};
use crate::{
    domain::transfer::TransferId,
    sandbox::{
        desk::Desk,
        document::{KeyHeader, OrderList, Refuses},
        extract::{Address, Body, Parameters},
        list::ORDERS,
        orders as rules,
        people::Person,
        problem::Refusal,
        serving::App,
        session::SessionName,
        shown,
    },
    wire::{
        admin::{
            self, Receipt,
            order::{Approve, AskChecks, Checks, OrderSummary, Submit},
            signed::SignedText,
            transfer::Reason,
        },
        order::Served,
        schema,
    },
};
use axum::{Extension, Json, extract::State};

/// The orders, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/orders",
    tag = "orders",
    params(OrderList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<OrderSummary>))
)]
pub(super) async fn orders(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<OrderSummary>> {
    answer::page(app, parameters, &ORDERS, shown::order_summary).await
}

/// One order whole, with its digest and what the checks found.
#[utoipa::path(
    get,
    path = "/admin/v1/orders/{id}",
    tag = "orders",
    params(("id" = schema::TransferId, Path, description = "The order.")),
    responses((status = 200, description = "The order.", body = Served))
)]
pub(super) async fn order(State(app): State<App>, address: Address) -> Answer<Served> {
    let id = order_id(&address)?;
    let now = app.office.clock.now();
    let served = app.store.read(move |book, _| rules::served(book, &id, now)).await?;
    Ok(Json(if app.office.armed.alters_orders() { rules::altered(served) } else { served }))
}

/// Submit an order.
///
/// It waits for the approval of other persons. The checks are evaluated now and again when it is approved. At assurance levels A2
/// and A3 it is a signed text: its person is the one of the session, its roster and policy are those in force, it is signed by the
/// person's key and by the station's, and its id is new.
#[utoipa::path(
    post,
    path = "/admin/v1/orders",
    tag = "orders",
    params(KeyHeader),
    request_body = Submit,
    responses(
        (status = 200, description = "It waits for approval: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn submit_order(
    act: Act,
    Extension(session): Extension<SessionName>,
    Body(order): Body<Submit>,
) -> Answer<Receipt> {
    act.watched(None, move |desk, asked| match &order {
        Submit::Act(act) => rules::submit(desk, asked, act),
        Submit::Signed(signed) => rules::submit_signed(desk, asked, &session, signed),
    })
    .await
}

/// Make a statement about a signed order.
///
/// It approves or rejects the order, withdraws it or an approval, releases or stops it. The statement names the SHA-256 of the order's text, and is signed by the person's key and the station's. The order is executed
/// with the approval that completes the quorum, or, where the policy says so, after its cooling-off, until which any one person who
/// may act here can stop it.
#[utoipa::path(
    post,
    path = "/admin/v1/orders/{id}/statements",
    tag = "orders",
    params(("id" = schema::TransferId, Path, description = "The order."), KeyHeader),
    request_body = SignedText,
    responses(
        (status = 200, description = "It is taken: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn state_on_order(
    act: Act,
    Extension(session): Extension<SessionName>,
    address: Address,
    Body(statement): Body<SignedText>,
) -> Answer<Receipt> {
    let id = order_id(&address)?;
    let about = id.clone();
    act.watched(Some(about), move |desk, asked| rules::state(desk, asked, &session, &id, &statement)).await
}

/// Approve another person's order, whereupon it is carried out.
///
/// The digest is that of the order as it was read: nobody approves what they have not seen. Only at level A1; where orders are
/// signed, this is a statement.
#[utoipa::path(
    post,
    path = "/admin/v1/orders/{id}/approve",
    tag = "orders",
    params(("id" = schema::TransferId, Path, description = "The order."), KeyHeader),
    request_body = Approve,
    responses(
        (status = 200, description = "It is carried out: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn approve_order(act: Act, address: Address, Body(Approve { digest }): Body<Approve>) -> Answer<Receipt> {
    let id = order_id(&address)?;
    act.watched(Some(id.clone()), move |desk, asked| rules::approve(desk, asked, &id, &digest)).await
}

/// Reject an order.
///
/// Only at level A1; where orders are signed, this is a statement.
#[utoipa::path(
    post,
    path = "/admin/v1/orders/{id}/reject",
    tag = "orders",
    params(("id" = schema::TransferId, Path, description = "The order."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "It is rejected: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn reject_order(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = order_id(&address)?;
    act.done(move |desk, asked| rules::reject(desk, asked, &id, &reason)).await
}

/// Withdraw an order of one's own.
///
/// Only at level A1; where orders are signed, this is a statement.
#[utoipa::path(
    post,
    path = "/admin/v1/orders/{id}/withdraw",
    tag = "orders",
    params(("id" = schema::TransferId, Path, description = "The order."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "It is withdrawn: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn withdraw_order(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = order_id(&address)?;
    act.done(move |desk, asked| rules::withdraw(desk, asked, &id, &reason)).await
}

/// What the checks would say of an order; nothing is submitted.
#[utoipa::path(
    post,
    path = "/admin/v1/checks",
    tag = "orders",
    request_body = AskChecks,
    responses((status = 200, description = "Each check with what was looked at.", body = Checks), Refuses<403>, Refuses<409>)
)]
pub(super) async fn check_order(
    State(app): State<App>,
    Extension(person): Extension<&'static Person>,
    Body(AskChecks { act }): Body<AskChecks>,
) -> Answer<Checks> {
    let (me, now) = (app.office.me(), app.office.clock.now());
    let findings = app.store.read(move |book, _| rules::preview(&Desk { book, me: &me, now }, person, &act)).await?;
    Ok(Json(Checks { passes: findings.iter().all(|finding| finding.result != "fail"), findings }))
}

/// As the book spells it.
fn order_id(address: &Address) -> Result<String, Refusal> {
    address.id::<TransferId>("order").map(|id| id.to_string())
}

//! Counterpart registries: the directory, asking whether one is there or whom to call there, and suspending the link to it.
//! Suspending takes risk away and one person; taking the link up again is an order of two security officers.
//! Must not know: SQL, or how peers are reached.

use crate::{
    domain::RegistryId,
    sandbox::{
        comm, contacts,
        document::{KeyHeader, PeerList, Refuses},
        extract::{Address, Body, Parameters},
        list::PEERS,
        page,
        problem::Refusal,
        receipts::Asked,
        server::App,
        shown::{self, Ours},
        suspend,
    },
    wire::{
        admin::{
            self,
            contacts::HeardContacts,
            peer::{Peer, PeerSummary},
            transfer::Reason,
        },
        schema,
    },
};
use axum::{Json, extract::State};

/// The counterpart registries, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/peers",
    tag = "peers",
    params(PeerList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<PeerSummary>))
)]
pub(super) async fn peers(State(app): State<App>, parameters: Parameters) -> Result<Json<admin::Page<PeerSummary>>, Refusal> {
    let question = parameters.of(&PEERS)?.at(app.office.clock.now());
    app.store.read(move |book, places| page::read(book, places, &question, shown::peer_summary)).await.map(Json)
}

/// One counterpart registry with its keys, its channels and what it speaks.
#[utoipa::path(
    get,
    path = "/admin/v1/peers/{registry}",
    tag = "peers",
    params(("registry" = schema::RegistryId, Path, description = "The counterpart.")),
    responses((status = 200, description = "The counterpart.", body = Peer))
)]
pub(super) async fn peer(State(app): State<App>, Address(id): Address<String>) -> Result<Json<Peer>, Refusal> {
    let (id, now) = (registry_id(&id)?, app.office.clock.now());
    let ours = Ours { level: app.office.me().policy.level, nomenclature: comm::nomenclature() };
    app.store.read(move |book, _| shown::peer(book, id, ours, now)).await.map(Json)
}

/// Ask a counterpart whether it is there and what its clock says.
///
/// One person may do it. The answer comes later and is shown with the counterpart.
#[utoipa::path(
    post,
    path = "/admin/v1/peers/{registry}/ping",
    tag = "peers",
    params(("registry" = schema::RegistryId, Path, description = "The counterpart."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "The question is on its way.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn ping_peer(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id = registry_id(&id)?;
    app.office.act(move |desk| suspend::ping(desk, asked, id, &reason)).await.map(Json)
}

/// What a counterpart said last of its own people, whom to call there.
///
/// It was signed by the counterpart's key and is no part of the directory: somebody compares it, and proposes what is newer.
#[utoipa::path(
    get,
    path = "/admin/v1/peers/{registry}/contacts",
    tag = "peers",
    params(("registry" = schema::RegistryId, Path, description = "The counterpart.")),
    responses((status = 200, description = "Its newest answer.", body = HeardContacts))
)]
pub(super) async fn peer_contacts(State(app): State<App>, Address(id): Address<String>) -> Result<Json<HeardContacts>, Refusal> {
    let id = registry_id(&id)?;
    let heard = app.store.read(move |book, _| contacts::heard(book, id).map_err(Refusal::from)).await?;
    heard.map(Json).ok_or_else(|| Refusal::missing("answer of this counterpart; ask it whom to call there"))
}

/// Ask a counterpart whom to call there.
///
/// One person may do it. The answer comes later, and stands beside the directory.
#[utoipa::path(
    post,
    path = "/admin/v1/peers/{registry}/contacts",
    tag = "peers",
    params(("registry" = schema::RegistryId, Path, description = "The counterpart."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "The question is on its way.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn ask_peer_contacts(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id = registry_id(&id)?;
    app.office.act(move |desk| suspend::ask_contacts(desk, asked, id, &reason)).await.map(Json)
}

/// Suspend the link to a counterpart for security.
///
/// One person may do it. Nothing new is sent to it, and what it sends is refused, until the link is
/// resumed, which is an order of two security officers.
#[utoipa::path(
    post,
    path = "/admin/v1/peers/{registry}/suspend",
    tag = "peers",
    params(("registry" = schema::RegistryId, Path, description = "The counterpart."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "The link is suspended: now, or since this key was first sent.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn suspend_peer(
    State(app): State<App>,
    Address(id): Address<String>,
    asked: Asked,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let id = registry_id(&id)?;
    app.office.act(move |desk| suspend::suspend(desk, asked, id, &reason)).await.map(Json)
}

/// An id that can't be one is simply not there.
fn registry_id(text: &str) -> Result<RegistryId, Refusal> {
    text.parse().map_err(|_| Refusal::missing("counterpart registry"))
}

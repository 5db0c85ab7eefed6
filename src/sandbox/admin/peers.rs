//! Counterpart registries: the directory, asking whether one is there or whom to call there, and suspending the link to it.
//! Suspending takes risk away and one person; taking the link up again is an order of two security officers.
//! Must not know: SQL, or how peers are reached.

use super::answer::{self, Act, Answer};
use crate::{
    sandbox::{
        comm, contacts,
        document::{KeyHeader, PeerList, Refuses},
        extract::{Address, Body, Parameters},
        list::PEERS,
        serving::App,
        shown::{self, Ours},
        suspend,
    },
    wire::{
        admin::{
            self, Receipt,
            contacts::HeardContacts,
            peer::{Peer, PeerSummary},
            transfer::Reason,
        },
        schema,
    },
};
use axum::extract::State;

/// The counterpart registries, a page at a time.
#[utoipa::path(
    get,
    path = "/admin/v1/peers",
    tag = "peers",
    params(PeerList),
    responses((status = 200, description = "A page, all of it from one state of the book.", body = admin::Page<PeerSummary>))
)]
pub(super) async fn peers(State(app): State<App>, parameters: Parameters) -> Answer<admin::Page<PeerSummary>> {
    answer::page(app, parameters, &PEERS, shown::peer_summary).await
}

/// One counterpart registry with its keys, its channels and what it speaks.
#[utoipa::path(
    get,
    path = "/admin/v1/peers/{registry}",
    tag = "peers",
    params(("registry" = schema::RegistryId, Path, description = "The counterpart.")),
    responses((status = 200, description = "The counterpart.", body = Peer))
)]
pub(super) async fn peer(State(app): State<App>, address: Address) -> Answer<Peer> {
    let (id, now) = (address.id("counterpart registry")?, app.office.clock.now());
    let ours = Ours { level: app.office.me().policy.level, nomenclature: comm::nomenclature() };
    answer::read(app, move |book| shown::peer(book, id, ours, now)).await
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
        (status = 200, description = "The question is on its way.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn ping_peer(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("counterpart registry")?;
    act.done(move |desk, asked| suspend::ping(desk, asked, id, &reason)).await
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
pub(super) async fn peer_contacts(State(app): State<App>, address: Address) -> Answer<HeardContacts> {
    let id = address.id("counterpart registry")?;
    let missing = "answer of this counterpart; ask it whom to call there";
    answer::found(app, missing, move |book| contacts::heard(book, id)).await
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
        (status = 200, description = "The question is on its way.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn ask_peer_contacts(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("counterpart registry")?;
    act.done(move |desk, asked| suspend::ask_contacts(desk, asked, id, &reason)).await
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
        (status = 200, description = "The link is suspended: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn suspend_peer(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("counterpart registry")?;
    act.done(move |desk, asked| suspend::suspend(desk, asked, id, &reason)).await
}

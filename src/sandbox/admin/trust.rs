//! Whom an account trusts, as far as one person decides it: an account is taken off the list at once (F15).
//! Adding one raises risk and is an order.
//! Must not know: SQL, and how the list is kept.

use crate::{
    domain::AccountId,
    sandbox::{
        document::{KeyHeader, Refuses},
        extract::{Address, Body},
        orders::trust,
        problem::Refusal,
        receipts::Asked,
        server::App,
    },
    wire::{
        admin::{self, transfer::Reason},
        schema,
    },
};
use axum::{Json, extract::State};

/// Take an account off the list of those that another one trusts.
///
/// One person is enough, and it counts at once: from now on nothing goes there.
#[utoipa::path(
    post,
    path = "/admin/v1/accounts/{id}/trusted/{other}/remove",
    tag = "accounts",
    params(
        ("id" = schema::AccountId, Path, description = "The account that keeps the list."),
        ("other" = schema::AccountId, Path, description = "The account that is on it."),
        KeyHeader
    ),
    request_body = Reason,
    responses(
        (status = 200, description = "It is removed: now, or since this key was first sent.", body = admin::Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn remove_trusted(
    State(app): State<App>,
    Address((id, other)): Address<(String, String)>,
    asked: Asked,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Json<admin::Receipt>, Refusal> {
    let account: AccountId = id.parse().map_err(|_| Refusal::missing("account"))?;
    let other: AccountId = other.parse().map_err(|_| Refusal::missing("trusted account"))?;
    app.office.act(move |desk| trust::remove(desk, asked, &account, &other, &reason)).await.map(Json)
}

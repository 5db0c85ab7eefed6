//! Whom an account trusts, as far as one person decides it: an account is taken off the list at once (F15).
//! Adding one raises risk and is an order.
//! Must not know: SQL, and how the list is kept.

use super::answer::{Act, Answer};
use crate::{
    domain::AccountId,
    sandbox::{
        document::{KeyHeader, Refuses},
        extract::{Address, Body},
        orders::trust,
        problem::Refusal,
    },
    wire::{
        admin::{Receipt, transfer::Reason},
        schema,
    },
};

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
        (status = 200, description = "It is removed: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn remove_trusted(
    act: Act,
    Address((id, other)): Address<(String, String)>,
    Body(Reason { reason }): Body<Reason>,
) -> Answer<Receipt> {
    let account: AccountId = id.parse().map_err(|_| Refusal::missing("account"))?;
    let other: AccountId = other.parse().map_err(|_| Refusal::missing("trusted account"))?;
    act.done(move |desk, asked| trust::remove(desk, asked, &account, &other, &reason)).await
}

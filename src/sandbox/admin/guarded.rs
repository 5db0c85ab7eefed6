//! The roster and the policy: read as they were signed, proposed by one security officer and put in force by another (F27).
//! They are never edited: a change is the next version, whole.
//! Must not know: SQL, and what the texts say.

use super::answer::{self, Act, Answer};
use crate::{
    sandbox::{
        book::{self, Guarded},
        document::{KeyHeader, Refuses},
        extract::{Address, Body},
        fault::StoreProblem,
        guard, officers,
        serving::App,
    },
    wire::admin::{
        Receipt,
        signed::{GuardedText, Revocation, SignGuarded},
        transfer::Reason,
    },
};
use axum::extract::State;
use rusqlite::Connection;

/// The roster in force.
#[utoipa::path(
    get,
    path = "/admin/v1/roster",
    tag = "guarded",
    responses((status = 200, description = "The text as it was signed.", body = GuardedText))
)]
pub(super) async fn roster(State(app): State<App>) -> Answer<GuardedText> {
    in_force(app, Guarded::Roster).await
}

/// A version of the roster that is or was in force.
#[utoipa::path(
    get,
    path = "/admin/v1/roster/{version}",
    tag = "guarded",
    params(("version" = u32, Path, description = "The version.", minimum = 1)),
    responses((status = 200, description = "The text as it was signed.", body = GuardedText))
)]
pub(super) async fn roster_version(State(app): State<App>, address: Address) -> Answer<GuardedText> {
    one(app, Guarded::Roster, &address).await
}

/// The next version of the roster, as long as it waits for a second officer.
///
/// `404` when none waits.
#[utoipa::path(
    get,
    path = "/admin/v1/roster/waiting",
    tag = "guarded",
    responses((status = 200, description = "The text as it was proposed, and who signed it so far.", body = GuardedText), Refuses<404>)
)]
pub(super) async fn roster_waiting(State(app): State<App>) -> Answer<GuardedText> {
    waiting(app, Guarded::Roster).await
}

/// Propose the next version of the roster, or sign the one another officer proposed.
///
/// Its version is exactly the next, it names the digest of the one in force, and it counts once two security officers of the one in
/// force have signed it, who hold no operating role.
#[utoipa::path(
    post,
    path = "/admin/v1/roster",
    tag = "guarded",
    params(KeyHeader),
    request_body = SignGuarded,
    responses(
        (status = 200, description = "It waits for a second officer, or it is in force.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn sign_roster(act: Act, Body(signed): Body<SignGuarded>) -> Answer<Receipt> {
    act.watched(None, move |desk, asked| officers::sign(desk, asked, Guarded::Roster, &signed)).await
}

/// The policy in force.
#[utoipa::path(
    get,
    path = "/admin/v1/policy",
    tag = "guarded",
    responses((status = 200, description = "The text as it was signed.", body = GuardedText))
)]
pub(super) async fn policy(State(app): State<App>) -> Answer<GuardedText> {
    in_force(app, Guarded::Policy).await
}

/// A version of the policy that is or was in force.
#[utoipa::path(
    get,
    path = "/admin/v1/policy/{version}",
    tag = "guarded",
    params(("version" = u32, Path, description = "The version.", minimum = 1)),
    responses((status = 200, description = "The text as it was signed.", body = GuardedText))
)]
pub(super) async fn policy_version(State(app): State<App>, address: Address) -> Answer<GuardedText> {
    one(app, Guarded::Policy, &address).await
}

/// The next version of the policy, as long as it waits for a second officer.
///
/// `404` when none waits.
#[utoipa::path(
    get,
    path = "/admin/v1/policy/waiting",
    tag = "guarded",
    responses((status = 200, description = "The text as it was proposed, and who signed it so far.", body = GuardedText), Refuses<404>)
)]
pub(super) async fn policy_waiting(State(app): State<App>) -> Answer<GuardedText> {
    waiting(app, Guarded::Policy).await
}

/// Propose the next version of the policy, or sign the one another officer proposed.
///
/// As with the roster; whatever it says, no order takes fewer than two persons (F18).
#[utoipa::path(
    post,
    path = "/admin/v1/policy",
    tag = "guarded",
    params(KeyHeader),
    request_body = SignGuarded,
    responses(
        (status = 200, description = "It waits for a second officer, or it is in force.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn sign_policy(act: Act, Body(signed): Body<SignGuarded>) -> Answer<Receipt> {
    act.watched(None, move |desk, asked| officers::sign(desk, asked, Guarded::Policy, &signed)).await
}

/// Take back the version of the roster that waits, so that it is proposed no more.
///
/// One security officer is enough; the digest is that of the version as it was read. It can be proposed again, and then begins without
/// signatures. `404` when no such version waits.
#[utoipa::path(
    post,
    path = "/admin/v1/roster/waiting/{sha256}/withdraw",
    tag = "guarded",
    params(("sha256" = String, Path, description = "SHA-256 of its text."), KeyHeader),
    request_body = Reason,
    responses((status = 200, description = "It waits no more.", body = Receipt), Refuses<403>, Refuses<404>, Refuses<422>)
)]
pub(super) async fn withdraw_roster(
    act: Act,
    Address(sha256): Address,
    Body(Reason { reason }): Body<Reason>,
) -> Answer<Receipt> {
    act.done(move |desk, asked| officers::withdraw(desk, asked, (Guarded::Roster, &sha256), &reason)).await
}

/// Take back the version of the policy that waits, so that it is proposed no more.
///
/// One security officer is enough; the digest is that of the version as it was read. It can be proposed again, and then begins without
/// signatures. `404` when no such version waits.
#[utoipa::path(
    post,
    path = "/admin/v1/policy/waiting/{sha256}/withdraw",
    tag = "guarded",
    params(("sha256" = String, Path, description = "SHA-256 of its text."), KeyHeader),
    request_body = Reason,
    responses((status = 200, description = "It waits no more.", body = Receipt), Refuses<403>, Refuses<404>, Refuses<422>)
)]
pub(super) async fn withdraw_policy(
    act: Act,
    Address(sha256): Address,
    Body(Reason { reason }): Body<Reason>,
) -> Answer<Receipt> {
    act.done(move |desk, asked| officers::withdraw(desk, asked, (Guarded::Policy, &sha256), &reason)).await
}

/// End a key before its row in the roster does.
///
/// One person is enough, and it counts at once: a security officer, or whoever's key it is (F15). What was signed with the key and is not
/// carried out counts no more. The key counts again only by a version of the roster in which its row begins later.
#[utoipa::path(
    post,
    path = "/admin/v1/revocations",
    tag = "guarded",
    params(KeyHeader),
    request_body = Revocation,
    responses(
        (status = 200, description = "The key counts no more.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn revoke_key(act: Act, Body(revocation): Body<Revocation>) -> Answer<Receipt> {
    act.watched(None, move |desk, asked| officers::revoke(desk, asked, &revocation)).await
}

async fn in_force(app: App, what: Guarded) -> Answer<GuardedText> {
    answer::found(app, what.word(), move |book| complete(book, what, book::in_force(book, what)?)).await
}

async fn waiting(app: App, what: Guarded) -> Answer<GuardedText> {
    answer::found(app, &format!("{} that waits", what.word()), move |book| book::waiting(book, what)).await
}

/// A version that can't be one is simply not there.
async fn one(app: App, what: Guarded, address: &Address) -> Answer<GuardedText> {
    let version = address.id(what.word())?;
    answer::found(app, what.word(), move |book| complete(book, what, book::guarded_version(book, what, version)?)).await
}

/// A roster comes with the revocations that ended a key of it.
fn complete(book: &Connection, what: Guarded, found: Option<GuardedText>) -> Result<Option<GuardedText>, StoreProblem> {
    match what {
        Guarded::Roster => found.map(|text| guard::beside(book, text)).transpose(),
        Guarded::Policy => Ok(found),
    }
}

//! The board of cases: what reconciliation found, who looks after it, freezing at once, and resolution by two.
//! One person may take risk away; what resolves a case is a signed text that others confirm by theirs.
//! Must not know: SQL, and how a run compares books.

use super::answer::{self, Act, Answer};
use crate::{
    sandbox::{
        cases as rules,
        document::{KeyHeader, Refuses},
        extract::{Address, Body},
        serving::App,
        session::SessionName,
        shown,
    },
    wire::admin::{
        Receipt,
        case::{Board, CaseFile, NoteCase, OwnCase},
        signed::SignedText,
        transfer::Reason,
    },
};
use axum::{Extension, extract::State};

/// The board of cases, the most severe first, and how it has gone.
///
/// Every open case, at most a thousand, and those that were closed last.
#[utoipa::path(
    get,
    path = "/admin/v1/cases",
    tag = "reconciliation",
    responses((status = 200, description = "The board, all of it from one state of the book.", body = Board))
)]
pub(super) async fn cases(State(app): State<App>) -> Answer<Board> {
    let now = app.office.clock.now();
    answer::read(app, move |book| shown::board(book, now)).await
}

/// One case with everything that happened to it.
#[utoipa::path(
    get,
    path = "/admin/v1/cases/{id}",
    tag = "reconciliation",
    params(("id" = String, Path, description = "The case.")),
    responses((status = 200, description = "Its steps, oldest first.", body = CaseFile))
)]
pub(super) async fn case(State(app): State<App>, address: Address) -> Answer<CaseFile> {
    let (id, now) = (address.id("case")?, app.office.clock.now());
    answer::read(app, move |book| shown::case_file(book, id, now)).await
}

/// Take a case, or give it to somebody.
#[utoipa::path(
    post,
    path = "/admin/v1/cases/{id}/own",
    tag = "reconciliation",
    params(("id" = String, Path, description = "The case."), KeyHeader),
    request_body = OwnCase,
    responses(
        (status = 200, description = "It is looked after: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn own_case(act: Act, address: Address, Body(body): Body<OwnCase>) -> Answer<Receipt> {
    let id = address.id("case")?;
    act.done(move |desk, asked| rules::own(desk, asked, id, &body)).await
}

/// Write something down about a case.
#[utoipa::path(
    post,
    path = "/admin/v1/cases/{id}/notes",
    tag = "reconciliation",
    params(("id" = String, Path, description = "The case."), KeyHeader),
    request_body = NoteCase,
    responses(
        (status = 200, description = "It is written down: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn note_case(act: Act, address: Address, Body(body): Body<NoteCase>) -> Answer<Receipt> {
    let id = address.id("case")?;
    act.done(move |desk, asked| rules::note(desk, asked, id, &body)).await
}

/// Freeze the ITMOs of a case that are free.
///
/// One person may do it, at once; a resolution of two persons releases them.
#[utoipa::path(
    post,
    path = "/admin/v1/cases/{id}/freeze",
    tag = "reconciliation",
    params(("id" = String, Path, description = "The case."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "They are frozen: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn freeze_case(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("case")?;
    act.done(move |desk, asked| rules::freeze(desk, asked, id, &reason)).await
}

/// Ask the counterpart for every message that it keeps of a transfer that this book lost.
///
/// For a case about a transfer that the counterpart has and this registry does not know: a backup was restored that is older, ledger and all. One
/// person may ask. The copies come one after the other and are in the archive as `copy`, each with the signature it was written with; what is
/// proven by them is brought back by a resolution `replayed-from-archive` of two persons.
#[utoipa::path(
    post,
    path = "/admin/v1/cases/{id}/archive",
    tag = "reconciliation",
    params(("id" = String, Path, description = "The case."), KeyHeader),
    request_body = Reason,
    responses(
        (status = 200, description = "The question is on its way: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>
    )
)]
pub(super) async fn ask_case_archive(act: Act, address: Address, Body(Reason { reason }): Body<Reason>) -> Answer<Receipt> {
    let id = address.id("case")?;
    act.done(move |desk, asked| rules::ask_archive(desk, asked, id, &reason)).await
}

/// Propose how a case is resolved.
///
/// The text (`docs/formats/resolution.md`) names the case, what was found and what it is about, as they are now; it is signed by the person's
/// key and the station's. Another person confirms it; an accepted difference takes two others. Nothing edits a book: where the
/// resolution is a correcting order, its ITMOs may be named in orders from then on.
#[utoipa::path(
    post,
    path = "/admin/v1/cases/{id}/resolutions",
    tag = "reconciliation",
    params(("id" = String, Path, description = "The case."), KeyHeader),
    request_body = SignedText,
    responses(
        (status = 200, description = "It waits for other persons: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn propose_resolution(
    act: Act,
    Extension(session): Extension<SessionName>,
    address: Address,
    Body(signed): Body<SignedText>,
) -> Answer<Receipt> {
    let id = address.id("case")?;
    act.done(move |desk, asked| rules::propose(desk, (asked, &session), id, &signed)).await
}

/// Confirm or decline the resolution that waits.
///
/// The text (`docs/formats/confirmation.md`) names the SHA-256 of the resolution's text, and of every piece of its evidence that was compared.
#[utoipa::path(
    post,
    path = "/admin/v1/cases/{id}/confirmations",
    tag = "reconciliation",
    params(("id" = String, Path, description = "The case."), KeyHeader),
    request_body = SignedText,
    responses(
        (status = 200, description = "It is taken: now, or since this key was first sent.", body = Receipt),
        Refuses<403>,
        Refuses<409>,
        Refuses<422>
    )
)]
pub(super) async fn say_of_resolution(
    act: Act,
    Extension(session): Extension<SessionName>,
    address: Address,
    Body(signed): Body<SignedText>,
) -> Answer<Receipt> {
    let id = address.id("case")?;
    act.done(move |desk, asked| rules::say(desk, (asked, &session), id, &signed)).await
}

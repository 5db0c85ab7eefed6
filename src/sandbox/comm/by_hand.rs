//! Ends that people bring about because the two registries can't by themselves: complete, book back, drop, give up.
//! Each needs signed evidence in the archive, and none undoes what the peer has signed. Two persons decide; who, is checked before.
//! Must not know: orders and approvals.

use super::{
    CommProblem,
    archive::{self, Kept},
    decide, outbox, receive,
    turn::{self, Because},
};
use crate::{
    domain::transfer::{InEvent, InState, MessageKind, OutEvent, OutState, Side, TransferId},
    sandbox::{book::Transfer, desk::Desk, fault::StoreProblem},
    wire::comm::{Message, Says, Status},
};
use jiff::SignedDuration;

/// How old the peer's word may be when people act on it.
const FRESH: SignedDuration = SignedDuration::from_hours(1);

/// Completes a transfer by hand. At the acquiring side the peer's signed Final must be in the archive and the peer must stand by
/// it; at the transferring side the peer's signed status must say that it is completed there.
///
/// # Errors
/// [`CommProblem::Evidence`] says what is missing; the caller rolls back.
pub fn complete_by_hand(desk: &Desk<'_>, id: &TransferId, by: &[String], reason: &str) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    if transfer.side == Side::Acquiring {
        return credit_by_hand(desk, &transfer, by, reason);
    }
    let state = turn::out_state(&transfer)?;
    let (status, kept) = fresh(desk, &transfer)?;
    if status.state.as_deref() != Some(InState::Completed.word()) {
        return Err(CommProblem::Evidence("the peer's signed status does not say that it is completed there"));
    }
    // Not final here, and completed there: only our own signed Final can have done that, and the peer must be able to name it.
    let from = desk.me.registry.to_string();
    let named = |kind: &str| status.messages.iter().any(|told| told.kind == kind && told.from == from);
    if !state.is_past_return() && !named(MessageKind::Final.word()) {
        return Err(CommProblem::Evidence("the peer's signed status does not name a Final of ours"));
    }
    let because = Because { by, reason, message: Some(archive::digest(&kept)?), due: None };
    turn::outward(desk, &transfer, OutEvent::CompleteByHand, &because)?;
    forget(desk, &transfer, &["proposal", outbox::STATUS])
}

fn credit_by_hand(desk: &Desk<'_>, transfer: &Transfer, by: &[String], reason: &str) -> Result<(), CommProblem> {
    let (status, _) = fresh(desk, transfer)?;
    let theirs = status.state.as_deref().and_then(OutState::of_word);
    if !theirs.is_some_and(|state| matches!(state, OutState::FinalisedOut | OutState::InDoubt)) {
        return Err(CommProblem::Evidence("the peer's signed status does not say that it is final or in doubt there"));
    }
    let missing = CommProblem::Evidence("the archive has no signed Final of the peer; ask it to send it again");
    let kept = archive::refused(desk.book, &transfer.id.to_string(), MessageKind::Final)?.ok_or(missing)?;
    let message: Message = read(&kept)?;
    let Says::Final(finally) = message.says else { return Err(StoreProblem::Row("a final message").into()) };
    let (proposal, _) = decide::proposal(desk, transfer)?;
    let because = Because { by, reason, message: Some(archive::digest(&kept)?), due: None };
    receive::credit(desk, transfer, (&proposal, &finally), InEvent::CompleteByHand, &because)
}

/// Takes units in transit back, on the peer's signed word that it gave the transfer up for good. Final is never sent again.
///
/// # Errors
/// [`CommProblem::Evidence`] says what is missing; the caller rolls back.
pub fn rebook(desk: &Desk<'_>, id: &TransferId, by: &[String], reason: &str) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    turn::out_state(&transfer)?.step(OutEvent::Rebook)?;
    let (status, kept) = fresh(desk, &transfer)?;
    let theirs = status.state.as_deref().and_then(InState::of_word);
    // Cancelled is not enough: two persons there could still complete it with our Final in their archive.
    if !matches!(theirs, Some(InState::Terminated | InState::Rejected)) {
        return Err(CommProblem::Evidence("the peer's signed status does not say that it gave the transfer up for good"));
    }
    let because = Because { by, reason, message: Some(archive::digest(&kept)?), due: None };
    turn::outward(desk, &transfer, OutEvent::Rebook, &because)?;
    forget(desk, &transfer, &["final", outbox::STATUS])
}

/// Gives up a provisional credit without the peer's word.
///
/// # Errors
/// [`CommProblem::Evidence`] when the peer's last signed word says that it is final there; the caller rolls back.
pub fn drop_by_hand(desk: &Desk<'_>, id: &TransferId, by: &[String], reason: &str) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    let last = archive::last_status(desk.book, &id.to_string())?.map(|kept| read::<Status>(&kept)).transpose()?;
    let theirs = last.and_then(|status| status.state).and_then(|word| OutState::of_word(&word));
    if theirs.is_some_and(OutState::is_past_return) {
        return Err(CommProblem::Evidence("the peer has signed that it is final there: complete it, don't drop it"));
    }
    let (proposal, _) = decide::proposal(desk, &transfer)?;
    let offered = turn::Offered { blocks: &proposal.blocks, first_transfer: None };
    let because = Because { by, reason, ..Because::default() };
    turn::inward(desk, &transfer, InEvent::DropByHand, &because, Some(offered))?;
    forget(desk, &transfer, &["accept", outbox::STATUS])
}

/// Renounces the units of a cancelled transfer for good, so that the peer may book them back.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn give_up(desk: &Desk<'_>, id: &TransferId, by: &[String], reason: &str) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    turn::inward(desk, &transfer, InEvent::GiveUp, &Because { by, reason, ..Because::default() }, None).map(drop)
}

/// The peer's newest signed status, when it is fresh enough to act on.
fn fresh(desk: &Desk<'_>, transfer: &Transfer) -> Result<(Status, Kept), CommProblem> {
    let missing =
        CommProblem::Evidence("ask the peer how the transfer stands there first; its signed answer must be under an hour old");
    let kept = archive::last_status(desk.book, &transfer.id.to_string())?;
    let kept = kept.filter(|kept| desk.now.duration_since(kept.at) <= FRESH).ok_or(missing)?;
    Ok((read(&kept)?, kept))
}

fn read<T: serde::de::DeserializeOwned>(kept: &Kept) -> Result<T, CommProblem> {
    Ok(serde_json::from_slice(&kept.octets).map_err(|_| StoreProblem::Row("a message"))?)
}

fn forget(desk: &Desk<'_>, transfer: &Transfer, kinds: &[&str]) -> Result<(), CommProblem> {
    let id = transfer.id.to_string();
    kinds.iter().try_for_each(|kind| outbox::remove_kind(desk.book, &id, kind))
}

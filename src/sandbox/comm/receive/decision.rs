//! What the acquiring registry decided, as it comes to the transferring one: Accept and the late Reject.
//! A good Accept is made final at once, in the same transaction; one that comes too late is void and is told so.
//! Must not know: how the decision was made.

use super::Arrived;
use crate::{
    domain::transfer::{OutEvent, OutState},
    evidence::digest::Digest,
    sandbox::{
        book::Transfer,
        comm::{
            Reply,
            archive::{self, Direction},
            finalise, outbox, propose,
            refuse::{Refused, Stop},
            turn::{self, Because},
        },
        desk::Desk,
        fault::StoreProblem,
    },
    wire::comm::{Accept, Reject},
};

/// Takes an Accept.
pub fn accepted(desk: &Desk<'_>, arrived: &Arrived<'_>, accept: &Accept) -> Result<Reply, Stop> {
    let transfer = turn::load(desk, &arrived.transfer)?;
    let state = turn::out_state(&transfer)?;
    follows(desk, arrived, &accept.proposal)?;
    if accept.account != transfer.to_account.to_string() {
        let refused = arrived.out_of_order("the acceptance names another account than the proposal");
        return Err(refused.value("proposed", &transfer.to_account).value("accepted", &accept.account).into());
    }
    if state != OutState::Proposed {
        return late(desk, arrived, &transfer, (state, OutEvent::PeerAccepted));
    }
    let row = arrived.keep(desk)?;
    if transfer.due.is_some_and(|due| due < desk.now) {
        propose::end(desk, &transfer, OutEvent::TimeOut, None, "nobody accepted it in time")?;
        return arrived.acknowledge(desk, row, OutState::Cancelled.word());
    }
    let because = Because { message: Some(arrived.digest), due: Some(accept.final_by), ..Because::default() };
    turn::outward(desk, &transfer, OutEvent::PeerAccepted, &because)?;
    outbox::remove_kind(desk.book, &arrived.transfer.to_string(), outbox::STATUS)?;
    let transfer = turn::load(desk, &arrived.transfer)?;
    let kept = archive::at_row(desk.book, row)?.ok_or(StoreProblem::Row("a message"))?;
    let after = finalise::finalise(desk, &transfer, &kept, accept.final_by)?;
    arrived.acknowledge(desk, row, after.word())
}

/// Takes a Reject that comes after the Receipt.
pub fn rejected(desk: &Desk<'_>, arrived: &Arrived<'_>, reject: &Reject) -> Result<Reply, Stop> {
    let transfer = turn::load(desk, &arrived.transfer)?;
    let state = turn::out_state(&transfer)?;
    follows(desk, arrived, &reject.proposal)?;
    if state != OutState::Proposed {
        return late(desk, arrived, &transfer, (state, OutEvent::PeerRejected));
    }
    let row = arrived.keep(desk)?;
    let after = refused_there(desk, &transfer, &reject.reason, arrived.digest)?;
    arrived.acknowledge(desk, row, after.word())
}

/// The peer's signed refusal: the units are free again, and nothing is sent or asked any more.
pub fn refused_there(
    desk: &Desk<'_>,
    transfer: &Transfer,
    reason: &str,
    word: Digest,
) -> Result<OutState, crate::sandbox::comm::CommProblem> {
    let because = Because { reason, message: Some(word), ..Because::default() };
    let after = turn::outward(desk, transfer, OutEvent::PeerRejected, &because)?;
    for kind in ["proposal", outbox::STATUS] {
        outbox::remove_kind(desk.book, &transfer.id.to_string(), kind)?;
    }
    Ok(after)
}

/// A decision that comes when the transfer has already ended here is kept and void. The answer says how it stands here, and
/// our Terminate goes out again until it is acknowledged, so that the peer learns it either way.
fn late(desk: &Desk<'_>, arrived: &Arrived<'_>, transfer: &Transfer, (state, news): (OutState, OutEvent)) -> Result<Reply, Stop> {
    if !(state.is_final() && state.absorbs(news)) {
        return Err(arrived.contradicts(state.word()).into());
    }
    let row = arrived.keep(desk)?;
    let id = transfer.id.to_string();
    if news == OutEvent::PeerAccepted
        && !outbox::has(desk.book, &id, "terminate")?
        && let Some(ours) = archive::numbered(desk.book, &id, 4, Direction::Out)?.filter(|kept| kept.kind == "terminate")
    {
        let path = ours.path.clone().unwrap_or_default();
        let again =
            outbox::Item { peer: arrived.peer, transfer: Some(&id), kind: "terminate", message: Some(ours.row), path: &path };
        outbox::put(desk, again, desk.now)?;
    }
    outbox::hurry(desk, &id)?;
    arrived.acknowledge(desk, row, state.word())
}

/// Whether a decision is about the proposal we made and follows the receipt we got. A receipt may have been lost on its way:
/// then the decision stands for it, and the receipt is compared when it comes.
fn follows(desk: &Desk<'_>, arrived: &Arrived<'_>, proposal: &str) -> Result<(), Stop> {
    let id = arrived.transfer.to_string();
    let ours = archive::numbered(desk.book, &id, 1, Direction::Out)?;
    if ours.is_none_or(|kept| kept.digest != proposal) {
        return Err(foreign(arrived, "the decision is about another proposal than ours").into());
    }
    let receipt = archive::numbered(desk.book, &id, 2, Direction::In)?;
    if receipt.is_some_and(|kept| kept.digest != arrived.message.previous) {
        return Err(foreign(arrived, "the decision does not follow the receipt that we have").into());
    }
    Ok(())
}

fn foreign(arrived: &Arrived<'_>, detail: &str) -> Refused {
    arrived.out_of_order(detail).value("previous", &arrived.message.previous)
}

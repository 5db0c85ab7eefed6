//! How a transfer ends at the acquiring registry: Final credits, Terminate takes the provisional credit back.
//! A Final that this book can't take is refused with the state it has here; units are never credited twice and never lost in silence.
//! Must not know: how the transferring registry decided.

use super::{Arrived, shape};
use crate::{
    domain::transfer::{InEvent, InState, Picks},
    evidence::digest::Digest,
    sandbox::{
        book::Transfer,
        comm::{
            CommProblem, Reply,
            archive::{self, Direction},
            decide, outbox, peers,
            refuse::{Refused, Stop},
            turn::{self, Because, Offered},
            write,
        },
        desk::Desk,
    },
    wire::{
        BigNumber,
        comm::{Completion, Final, Proposal, Says, Terminate},
    },
};

/// Takes a Final: credits and answers with the completion receipt.
pub fn finalised(desk: &Desk<'_>, arrived: &Arrived<'_>, finally: &Final) -> Result<Reply, Stop> {
    let transfer = turn::load(desk, &arrived.transfer)?;
    let state = turn::in_state(&transfer)?;
    let (proposal, digest) = decide::proposal(desk, &transfer)?;
    agrees(arrived, finally, &proposal, digest)?;
    match state {
        InState::Cancelled | InState::Terminated | InState::Rejected => return Err(arrived.contradicts(state.word()).into()),
        InState::Received | InState::FinalReceived => {
            return Err(arrived.out_of_order("nothing was accepted here that could be made final").into());
        }
        InState::Accepted | InState::InDoubt | InState::Completed => {}
    }
    let accept = archive::numbered(desk.book, &arrived.transfer.to_string(), 3, Direction::Out)?;
    if accept.is_none_or(|kept| kept.digest != arrived.message.previous) {
        return Err(arrived.out_of_order("the final message does not follow our acceptance").into());
    }
    if let Some(peer) = peers::peer(desk.book, arrived.peer)?
        && !peer.carries()
    {
        let detail = format!("the link to {} is {} here; send it again later", peer.registry, peer.state);
        return Err(Refused::new(503, "link-closed", "L01", detail).into());
    }
    let row = arrived.keep(desk)?;
    // Credited by hand before the message was taken: it only gets its receipt.
    if state != InState::Completed {
        credit(
            desk,
            &transfer,
            (&proposal, finally),
            InEvent::Final,
            &Because { message: Some(arrived.digest), ..Because::default() },
        )?;
    }
    let says = Says::Completion(Completion {
        finally: arrived.digest.to_string(),
        account: transfer.to_account.to_string(),
        quantity: BigNumber(transfer.quantity.count()),
        at: desk.time(),
    });
    let drafted = arrived.draft(desk, 5, says)?;
    Ok(write::answer(desk, arrived.request, row, drafted)?)
}

/// Books the units of a Final in, and stops sending and asking.
pub fn credit(
    desk: &Desk<'_>,
    transfer: &Transfer,
    (proposal, finally): (&Proposal, &Final),
    event: InEvent,
    because: &Because<'_>,
) -> Result<(), CommProblem> {
    let first = (proposal.action == turn::FIRST_TRANSFER).then_some(finally.first_transferred);
    let offered = Offered { blocks: &proposal.blocks, first_transfer: first };
    turn::inward(desk, transfer, event, because, Some(offered))?;
    let id = transfer.id.to_string();
    for kind in ["accept", outbox::STATUS] {
        outbox::remove_kind(desk.book, &id, kind)?;
    }
    Ok(())
}

/// Whether a Final is about the proposal that was accepted, all of it and nothing else.
fn agrees(arrived: &Arrived<'_>, finally: &Final, proposal: &Proposal, digest: Digest) -> Result<(), Stop> {
    if finally.proposal != digest.to_string() {
        return Err(arrived.out_of_order("the final message is about another proposal").into());
    }
    let accepted = shape::units(proposal)?;
    let left = shape::spans(&finally.spans)?;
    let same = left.spans() == merged(&accepted) || left.spans() == accepted.spans();
    if !same || finally.quantity.0 != accepted.quantity().count() {
        let refused = arrived.out_of_order("the units that left are not those that were proposed");
        return Err(Refused { check: "B04", ..refused }.into());
    }
    Ok(())
}

/// The spans with neighbours of one series joined: a proposal lists blocks, a Final what was ordered.
fn merged(picks: &Picks) -> Vec<crate::domain::BlockRange> {
    let mut joined: Vec<crate::domain::BlockRange> = Vec::new();
    for span in picks.spans() {
        match joined.last_mut() {
            Some(last) if last.series == span.series && last.range.merge(span.range).is_some() => {
                last.range = last.range.merge(span.range).unwrap_or(last.range);
            }
            _ => joined.push(*span),
        }
    }
    joined
}

/// Takes a Terminate: the provisional credit goes, and the answer says how the transfer stands here.
pub fn terminated(desk: &Desk<'_>, arrived: &Arrived<'_>, terminate: &Terminate) -> Result<Reply, Stop> {
    let transfer = turn::load(desk, &arrived.transfer)?;
    let state = turn::in_state(&transfer)?;
    let id = arrived.transfer.to_string();
    let said = archive::conversation(desk.book, &id)?;
    let proposal = said.iter().find(|kept| kept.sequence == Some(1));
    if proposal.is_none_or(|kept| kept.digest != terminate.proposal) {
        return Err(arrived.out_of_order("the end is of another proposal").into());
    }
    // Our receipt or decision may not have reached the peer when it ended the transfer.
    if !said.iter().any(|kept| kept.digest == arrived.message.previous) {
        return Err(arrived.out_of_order("the end does not follow anything that was said").into());
    }
    if state.absorbs(InEvent::PeerTerminated) {
        let row = arrived.keep(desk)?;
        return arrived.acknowledge(desk, row, state.word());
    }
    if state.step(InEvent::PeerTerminated).is_err() {
        return Err(arrived.contradicts(state.word()).into());
    }
    let row = arrived.keep(desk)?;
    let after = decide::give_up(desk, &transfer, &terminate.reason, Some(arrived.digest))?;
    arrived.acknowledge(desk, row, after.word())
}

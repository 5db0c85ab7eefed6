//! The point of no return: the transferring registry debits and signs Final, in one go.
//! Everything that may have changed since the approval is checked once more; what fails ends the transfer instead.
//! Must not know: how the acquiring registry decided.

use super::{
    CommProblem,
    archive::{self, Kept},
    propose::{approvals, end},
    turn::{self, Because},
    write::{self, Say},
};
use crate::{
    domain::{
        AccountState, BlockState,
        approach::ApproachState,
        authorization::AuthorizationState,
        transfer::{OutEvent, OutState},
    },
    sandbox::{
        book::{self, Transfer},
        desk::Desk,
    },
    wire::{
        BigNumber,
        comm::{Final, Says},
    },
};
use jiff::Timestamp;

/// Makes an accepted transfer final, or ends it when it must not be. Returns the state after.
pub fn finalise(desk: &Desk<'_>, transfer: &Transfer, accept: &Kept, final_by: Timestamp) -> Result<OutState, CommProblem> {
    if final_by <= desk.now {
        end(desk, transfer, OutEvent::TimeOut, None, "the acceptance had expired when it came")?;
        return Ok(OutState::Cancelled);
    }
    if let Some(reason) = hindrance(desk, transfer)? {
        end(desk, transfer, OutEvent::Terminate, None, &reason)?;
        return Ok(OutState::Terminated);
    }
    let text = transfer.id.to_string();
    let spans = book::spans_of(desk.book, &text)?.into_iter().map(turn::span).collect();
    let proposal = archive::said(desk.book, &text, crate::domain::transfer::MessageKind::Proposal)?;
    let proposal = proposal.ok_or(CommProblem::Evidence("the archive does not have our proposal"))?;
    let says = Says::Final(Final {
        spans,
        quantity: BigNumber(transfer.quantity.count()),
        first_transferred: turn::day(desk.now),
        proposal: proposal.digest,
        approvals: approvals(desk, transfer)?,
    });
    let previous = archive::digest(accept)?;
    let digest = write::send(desk, Say { transfer: &text, to: transfer.counterpart, sequence: 4, previous, says })?;
    let because = Because { message: Some(digest), ..Because::default() };
    turn::outward(desk, transfer, OutEvent::Finalise, &because)
}

/// What stands in the way now although it did not when the transfer was approved.
fn hindrance(desk: &Desk<'_>, transfer: &Transfer) -> Result<Option<String>, CommProblem> {
    let peer = super::peers::peer(desk.book, transfer.counterpart)?;
    if !peer.as_ref().is_some_and(super::peers::Peer::carries) {
        let state = peer.map_or_else(|| "gone".to_owned(), |peer| peer.state);
        return Ok(Some(format!("L01: the link to {} is {state}", transfer.counterpart)));
    }
    let account = book::account(desk.book, transfer.from_account.as_str())?;
    if account.is_none_or(|account| account.lock.is_some() || account.state != AccountState::Open) {
        return Ok(Some(format!("A02: the account {} may not move units now", transfer.from_account)));
    }
    let id = transfer.id.to_string();
    for range in book::spans_of(desk.book, &id)? {
        let mut found = 0_u64;
        for held in book::blocks_in(desk.book, range)? {
            let ours = held.state == BlockState::InFlightOut && held.lock.as_ref().is_some_and(|lock| lock.cause == id);
            if !ours {
                return Ok(Some(format!("B08: units of {} are locked by something else", held.span.first_id())));
            }
            if let Some(reason) = not_in_force(desk, &held)? {
                return Ok(Some(reason));
            }
            found += held.span.range.intersect(range.range).map_or(0, |shared| shared.quantity().count());
        }
        if found != range.quantity().count() {
            return Ok(Some(format!("B07: not all units from {} are in this book", range.first_id())));
        }
    }
    Ok(None)
}

/// Whether the authorization and the cooperative approach of a block are no longer in force.
fn not_in_force(desk: &Desk<'_>, held: &book::Held) -> Result<Option<String>, CommProblem> {
    let id = &held.nature.authorization;
    let state = book::authorization(desk.book, id.as_str(), None)?.map(|authorization| authorization.state);
    let first_transferred = held.nature.first_transferred.is_some();
    // What was first transferred before stays so (decision 4/CMA.6); only new first transfers need the authorization in force.
    if !first_transferred && !matches!(state, Some(AuthorizationState::Issued | AuthorizationState::Exhausted)) {
        let word = state.map_or("missing", AuthorizationState::word);
        return Ok(Some(format!("Z01: the authorization {id} is {word}")));
    }
    let id = held.span.series.approach;
    let state = book::approach(desk.book, &id.to_string())?.map(|approach| approach.state);
    if state != Some(ApproachState::Active) {
        let word = state.map_or("missing", ApproachState::word);
        return Ok(Some(format!("Z07: the cooperative approach {id} is {word}")));
    }
    Ok(None)
}

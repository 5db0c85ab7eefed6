//! What a peer's signed word about its own state means for ours: in a status answer, or in the Ack of a message.
//! News moves our state only by the tables of both sides; news that can't be true beside our book is an incident.
//! Must not know: how the word came and how it was verified.

use super::{
    CommProblem, decide,
    incidents::{self, About},
    outbox,
    turn::{self, Because},
};
use crate::{
    domain::transfer::{InEvent, InState, OutEvent, OutState},
    evidence::digest::Digest,
    registry::traffic::IncidentKind,
    sandbox::{book::Transfer, desk::Desk},
};

/// A peer's signed word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The digest of what it stands in.
    pub digest: Digest,
    /// The row in the archive.
    pub row: i64,
}

/// The acquiring registry says how a transfer of ours stands there; none when it does not know it.
pub fn from_acquiring(desk: &Desk<'_>, transfer: &Transfer, theirs: Option<InState>, word: Word) -> Result<(), CommProblem> {
    let ours = turn::out_state(transfer)?;
    let id = transfer.id.to_string();
    let Some(theirs) = theirs else { return unknown_there(desk, transfer, ours, word) };
    let Some(news) = theirs.as_news() else { return Ok(()) };
    match (ours, news) {
        (OutState::FinalisedOut | OutState::InDoubt, OutEvent::PeerCompleted | OutEvent::PeerAccepted) => {
            // Final brings the completion receipt, which a mere word does not replace.
            outbox::hurry_unless_held(desk, &id)?;
        }
        // Its Accept is on its way.
        (OutState::Proposed, OutEvent::PeerAccepted) => {}
        _ if ours.absorbs(news) => {}
        _ => match ours.step(news) {
            Ok(after) => {
                let reason = format!("{} says that it is {} there", transfer.counterpart, theirs.word());
                let because = Because { reason: &reason, message: Some(word.digest), ..Because::default() };
                turn::outward(desk, transfer, news, &because)?;
                outbox::remove_kind(desk.book, &id, "proposal")?;
                if after == OutState::InDoubt {
                    disagreement(desk, transfer, (ours.word(), theirs.word()), word)?;
                }
            }
            Err(_) => disagreement(desk, transfer, (ours.word(), theirs.word()), word)?,
        },
    }
    Ok(())
}

fn unknown_there(desk: &Desk<'_>, transfer: &Transfer, ours: OutState, word: Word) -> Result<(), CommProblem> {
    match ours {
        // The proposal was lost, and goes again; one that was refused stays where it is.
        OutState::Proposed => outbox::hurry_waiting(desk, &transfer.id.to_string()),
        OutState::FinalisedOut | OutState::InDoubt | OutState::AcceptedByPeer => {
            disagreement(desk, transfer, (ours.word(), "unknown"), word)
        }
        _ => Ok(()),
    }
}

/// The transferring registry says how a transfer to us stands there; none when it does not know it.
pub fn from_transferring(desk: &Desk<'_>, transfer: &Transfer, theirs: Option<OutState>, word: Word) -> Result<(), CommProblem> {
    let ours = turn::in_state(transfer)?;
    let Some(theirs) = theirs else {
        let holds = ours.holds_provisional_credit();
        return if holds { disagreement(desk, transfer, (ours.word(), "unknown"), word) } else { Ok(()) };
    };
    let gone = matches!(ours, InState::Rejected | InState::Terminated | InState::Cancelled);
    match theirs.as_news() {
        Some(news) if ours.absorbs(news) => Ok(()),
        Some(InEvent::PeerTerminated) if ours.step(InEvent::PeerTerminated).is_ok() => {
            let reason = format!("{} says that it is {} there", transfer.counterpart, theirs.word());
            decide::give_up(desk, transfer, &reason, Some(word.digest)).map(drop)
        }
        Some(_) => disagreement(desk, transfer, (ours.word(), theirs.word()), word),
        None if gone && theirs.is_past_return() => disagreement(desk, transfer, (ours.word(), theirs.word()), word),
        None => Ok(()),
    }
}

/// Both books can't be right: people must know.
fn disagreement(desk: &Desk<'_>, transfer: &Transfer, (ours, theirs): (&str, &str), word: Word) -> Result<(), CommProblem> {
    let id = transfer.id.to_string();
    let detail = format!("{id} is {ours} here, and {theirs} at {}", transfer.counterpart);
    let about = About { peer: Some(transfer.counterpart), transfer: Some(&id), message: Some(word.row), ..About::default() };
    incidents::once(desk, IncidentKind::Disagreement, &detail, about)
}

/// Whether the peer still has to be asked how a transfer stands there.
pub fn is_open(transfer: &Transfer) -> bool {
    match (transfer.out_state(), transfer.in_state()) {
        (Some(out), _) => matches!(out, OutState::Proposed | OutState::AcceptedByPeer | OutState::InDoubt),
        (_, Some(incoming)) => incoming.holds_provisional_credit(),
        _ => false,
    }
}

//! The acquiring registry's decisions: Accept and the late Reject.
//! An Accept books the provisional credit and names until when it can be made final; from then on only the peer's word takes it back.
//! Must not know: who may decide.

use super::{
    CommProblem,
    archive::{self, Direction},
    outbox::STATUS,
    propose::{after, ask_later},
    turn::{self, Because, Offered},
    write::{self, Say},
};
use crate::{
    domain::transfer::{InEvent, InState, MessageKind, TransferId},
    evidence::digest::Digest,
    sandbox::{book::Transfer, desk::Desk, fault::StoreProblem},
    wire::comm::{Accept, Message, Proposal, Reject, Says},
};

/// Accepts a received transfer: the provisional credit stands, and the signed Accept is in the outbox. `by` is empty when a rule decided.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn accept(desk: &Desk<'_>, id: &TransferId, by: &[String]) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    turn::in_state(&transfer)?.step(InEvent::Accept)?;
    if transfer.due.is_some_and(|due| due <= desk.now) {
        return Err(CommProblem::Late);
    }
    let (proposal, digest) = proposal(desk, &transfer)?;
    let text = id.to_string();
    let final_by = after(desk, desk.me.policy.deadlines.finalise);
    let says = Says::Accept(Accept {
        proposal: digest.to_string(),
        account: transfer.to_account.to_string(),
        final_by,
        by: by.to_vec(),
    });
    let previous = receipt(desk, &text)?;
    let said = write::send(desk, Say { transfer: &text, to: transfer.counterpart, sequence: 3, previous, says })?;
    let because = Because { by, reason: "", message: Some(said), due: Some(final_by) };
    let offered = Offered { blocks: &proposal.blocks, first_transfer: None };
    turn::inward(desk, &transfer, InEvent::Accept, &because, Some(offered))?;
    ask_later(desk, &transfer, final_by)
}

/// Refuses a received transfer that was receipted: the signed Reject is in the outbox.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn reject_late(desk: &Desk<'_>, id: &TransferId, by: &str, reason: &str) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    let text = id.to_string();
    let (_, digest) = proposal(desk, &transfer)?;
    let says = Says::Reject(Reject {
        proposal: digest.to_string(),
        checks: Vec::new(),
        by: Some(by.to_owned()),
        reason: reason.to_owned(),
    });
    let previous = receipt(desk, &text)?;
    let sequence = MessageKind::LATE_REJECT;
    let said = write::send(desk, Say { transfer: &text, to: transfer.counterpart, sequence, previous, says })?;
    let because = Because { by: &[by.to_owned()], reason, message: Some(said), due: None };
    turn::inward(desk, &transfer, InEvent::Reject, &because, None)?;
    Ok(())
}

/// The peer's proposal of a transfer, from the archive, and its digest.
pub fn proposal(desk: &Desk<'_>, transfer: &Transfer) -> Result<(Proposal, Digest), CommProblem> {
    let missing = CommProblem::Evidence("the archive does not have the peer's proposal");
    let kept = archive::numbered(desk.book, &transfer.id.to_string(), 1, Direction::In)?.ok_or(missing)?;
    let message: Message = serde_json::from_slice(&kept.octets).map_err(|_| StoreProblem::Row("a proposal"))?;
    let Says::Proposal(proposal) = message.says else { return Err(StoreProblem::Row("a proposal").into()) };
    Ok((*proposal, archive::digest(&kept)?))
}

fn receipt(desk: &Desk<'_>, transfer: &str) -> Result<Digest, CommProblem> {
    let missing = CommProblem::Evidence("the archive does not have our receipt");
    archive::digest(&archive::numbered(desk.book, transfer, 2, Direction::Out)?.ok_or(missing)?)
}

/// The peer's signed word that the transfer will not happen: the provisional credit goes, and nothing is asked or sent any more.
pub fn give_up(desk: &Desk<'_>, transfer: &Transfer, reason: &str, word: Option<Digest>) -> Result<InState, CommProblem> {
    let offered = proposal(desk, transfer).map(|(proposal, _)| proposal).ok();
    let offered = offered.as_ref().map(|proposal| Offered { blocks: &proposal.blocks, first_transfer: None });
    let because = Because { by: &[], reason, message: word, due: None };
    let after = turn::inward(desk, transfer, InEvent::PeerTerminated, &because, offered)?;
    let id = transfer.id.to_string();
    for kind in ["accept", STATUS] {
        super::outbox::remove_kind(desk.book, &id, kind)?;
    }
    Ok(after)
}

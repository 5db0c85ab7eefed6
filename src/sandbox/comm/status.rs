//! How a transfer stands here, said to the other side of it; and the question the other way.
//! A status names every message of the conversation that is kept here, by its digest, so that either side sees what the other lacks.
//! Must not know: what the asker does with it.

use super::{CommProblem, archive, propose, turn};
use crate::{
    domain::{RegistryId, transfer::TransferId},
    sandbox::{book, desk::Desk, fault::StoreProblem},
    wire::comm::{Message, Status, Told},
};

/// Puts the question how a transfer stands at the peer in the outbox, to be sent now.
///
/// # Errors
/// [`CommProblem`]; the caller rolls back.
pub fn ask_status(desk: &Desk<'_>, id: &TransferId) -> Result<(), CommProblem> {
    let transfer = turn::load(desk, id)?;
    propose::ask_later(desk, &transfer, desk.now)
}

/// How a transfer stands here. To a registry that has no part in it, it is unknown.
pub fn standing(desk: &Desk<'_>, peer: RegistryId, id: &TransferId) -> Result<Status, CommProblem> {
    let text = id.to_string();
    let unknown = Status { transfer: text.clone(), side: None, state: None, since: None, messages: Vec::new(), at: desk.time() };
    let Some(transfer) = book::transfer(desk.book, &text)?.filter(|transfer| transfer.counterpart == peer) else {
        return Ok(unknown);
    };
    // Before the proposal a transfer is this registry's own affair.
    if transfer.out_state().is_some_and(|state| !state.is_sent()) {
        return Ok(unknown);
    }
    let mut messages = Vec::new();
    for kept in archive::conversation(desk.book, &text)? {
        let message: Message = serde_json::from_slice(&kept.octets).map_err(|_| StoreProblem::Row("a message"))?;
        let Message { sequence, from, .. } = message;
        messages.push(Told { sequence, kind: kept.kind, from, digest: kept.digest, at: kept.at });
    }
    Ok(Status {
        side: Some(transfer.side.word().to_owned()),
        state: Some(transfer.state),
        since: Some(transfer.since),
        messages,
        ..unknown
    })
}

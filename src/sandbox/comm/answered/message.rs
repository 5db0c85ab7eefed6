//! The answer to a message: Receipt, Reject, Ack or Completion.
//! It must be one that may answer, echo the digest of what we sent (R01), and have been made after it (R02).
//! Must not know: how it travelled.

use super::sent::{Sent, Trusted, entry, incident, quarantine, refused};
use crate::{
    domain::transfer::{InState, MessageKind, OutEvent, OutState, Side},
    evidence::digest::Digest,
    sandbox::{
        book::{self, Transfer},
        comm::{
            CommProblem,
            archive::{self, Direction, Entry, GOOD, Kept},
            news::{self, Word},
            outbox, receive,
            turn::{self, Because},
            write,
        },
        desk::Desk,
        fault::StoreProblem,
    },
    wire::comm::{Message, Says},
};

/// Takes the answer to a message.
pub(super) fn taken(desk: &Desk<'_>, sent: &Sent<'_>, row: i64, trusted: &Trusted<'_>) -> Result<(), CommProblem> {
    let ours = archive::at_row(desk.book, row)?.ok_or(StoreProblem::Row("an outgoing message"))?;
    let message = match read(desk, sent, &ours, trusted) {
        Ok(message) => message,
        Err((verdict, detail)) => {
            let kept = quarantine(desk, sent, trusted.reply, verdict)?;
            incident(desk, sent, kept, detail)?;
            return refused(desk, sent, &format!("the answer was not taken: {detail}"));
        }
    };
    let digest = Digest::of(&trusted.reply.body);
    if let Some(known) = archive::answer_to(desk.book, row)? {
        if known.digest != digest.to_string() {
            let kept = quarantine(desk, sent, trusted.reply, "conflict")?;
            incident(desk, sent, kept, "another answer to the same message is here already")?;
        }
        return outbox::remove(desk.book, sent.row.id);
    }
    let entry = Entry {
        id: Some(message.id.to_string()),
        sequence: Some(message.sequence),
        ..entry(sent, trusted, write::kind(&message.says).word(), GOOD)
    };
    let kept = archive::keep(desk, &entry)?;
    archive::attempt(desk, row, None)?;
    outbox::remove(desk.book, sent.row.id)?;
    let id = sent.row.transfer.as_deref().unwrap_or_default();
    let transfer = book::transfer(desk.book, id)?.ok_or_else(|| CommProblem::Unknown(id.to_owned()))?;
    act(desk, sent, &transfer, &message, Word { digest, row: kept })
}

/// The message in an answer, if it is an answer to ours.
fn read(desk: &Desk<'_>, sent: &Sent<'_>, ours: &Kept, trusted: &Trusted<'_>) -> Result<Message, (&'static str, &'static str)> {
    let message: Message = serde_json::from_slice(&trusted.reply.body)
        .map_err(|_| ("not-understood", "the answer does not read by the schema (M01)"))?;
    let kind = write::kind(&message.says);
    let asked = MessageKind::of_word(&ours.kind).ok_or(("not-understood", "what was sent is not a message"))?;
    let us = desk.me.registry.to_string();
    let addressed = message.from == sent.outgoing.peer.to_string()
        && message.to == us
        && message.environment == desk.me.environment
        && sent.row.transfer.as_deref() == Some(message.transfer.as_str());
    if !addressed {
        return Err(("forged", "the answer says it is of somebody else, or about something else"));
    }
    let theirs = match asked {
        MessageKind::Accept => Side::Transferring,
        MessageKind::Reject => Side::Transferring,
        _ => Side::Acquiring,
    };
    if !asked.answers().contains(&kind) || !kind.may_be(theirs, message.sequence) {
        return Err(("out-of-order", "this does not answer what was sent (M03)"));
    }
    let echoed = match &message.says {
        Says::Receipt(receipt) => &receipt.proposal,
        Says::Reject(reject) => &reject.proposal,
        Says::Completion(completion) => &completion.finally,
        Says::Ack(ack) => &ack.of,
        _ => return Err(("out-of-order", "this does not answer what was sent (M03)")),
    };
    if *echoed != ours.digest || message.previous != ours.digest {
        return Err(("other-echo", "the answer does not echo the digest of what was sent (R01)"));
    }
    let skew = desk.me.policy.deadlines.skew;
    let early = ours.at.duration_since(message.created) > skew;
    if early || message.created.duration_since(desk.now) > skew {
        return Err(("implausible-time", "the answer's time can't be right (R02)"));
    }
    Ok(message)
}

fn act(desk: &Desk<'_>, sent: &Sent<'_>, transfer: &Transfer, message: &Message, word: Word) -> Result<(), CommProblem> {
    let id = transfer.id.to_string();
    match &message.says {
        Says::Receipt(_) => {
            // The Accept may have overtaken the Receipt; then it named it already.
            let accept = archive::numbered(desk.book, &id, 3, Direction::In)?;
            let previous = accept.map(|kept| serde_json::from_slice::<Message>(&kept.octets)).transpose();
            let previous = previous.map_err(|_| StoreProblem::Row("a message"))?.map(|message| message.previous);
            if previous.is_some_and(|previous| previous != word.digest.to_string()) {
                incident(desk, sent, word.row, "the acceptance that came before follows another receipt than this")?;
            }
            outbox::remove_kind(desk.book, &id, outbox::STATUS)
        }
        Says::Reject(reject) => {
            if turn::out_state(transfer)?.absorbs(OutEvent::PeerRejected) {
                return Ok(());
            }
            receive::refused_there(desk, transfer, &reject.reason, word.digest).map(drop)
        }
        Says::Completion(completion) => {
            if turn::out_state(transfer)?.absorbs(OutEvent::PeerCompleted) {
                return Ok(());
            }
            if completion.quantity.0 != transfer.quantity.count() || completion.account != transfer.to_account.to_string() {
                return incident(desk, sent, word.row, "the completion names another account or quantity than the proposal");
            }
            let because = Because { message: Some(word.digest), ..Because::default() };
            turn::outward(desk, transfer, OutEvent::PeerCompleted, &because)?;
            outbox::remove_kind(desk.book, &id, outbox::STATUS)
        }
        Says::Ack(ack) => match transfer.side {
            Side::Transferring => news::from_acquiring(desk, transfer, InState::of_word(&ack.state), word),
            Side::Acquiring => news::from_transferring(desk, transfer, OutState::of_word(&ack.state), word),
        },
        Says::Proposal(_) | Says::Accept(_) | Says::Final(_) | Says::Terminate(_) => Ok(()),
    }
}

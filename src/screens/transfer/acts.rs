//! What may be done with a transfer: one person asks, sends again, fetches, ends, rejects at once (F15); what takes two begins an order.
//! Whether its state allows an act is the registry's word, shown on the same page; the registry decides again when the act comes.
//! Must not know: how an act is confirmed or sent.

use crate::{
    app::{
        Action,
        confirm::{Answer, Intent},
        why::Refusal,
    },
    evidence::digest::Digest,
    registry::{
        Deed,
        book::Decision,
        traffic::{MessageId, Permission, Transfer, TransferAct},
    },
    screens::proof::Proof,
    text::{Kind, Untrusted},
};

/// What an act would be now; `cursor` is the message the cursor is on.
///
/// # Errors
/// [`Refusal`] says why it can't be done.
pub(super) fn intent(transfer: &Transfer, proof: &Proof, cursor: Option<MessageId>, action: Action) -> Result<Intent, Refusal> {
    let id = transfer.summary.id;
    let (act, deed, what, undo) = match action {
        Action::TransferAsk => (
            TransferAct::Ask,
            Deed::AskStatus(id),
            "The counterpart gets a signed question how the transfer stands there.".to_owned(),
            "There is nothing to undo: it changes nothing.",
        ),
        Action::TransferResend => (
            TransferAct::Resend,
            Deed::Resend(id),
            "The last message goes out again, octet by octet.".to_owned(),
            "There is nothing to undo: who has it already answers as the first time.",
        ),
        Action::TransferPull => {
            let sequence = sequence(transfer, cursor)?;
            (
                TransferAct::Pull,
                Deed::Pull { transfer: id, sequence },
                format!("The counterpart gets a signed question for its copy of message {sequence}."),
                "There is nothing to undo: it changes nothing.",
            )
        }
        Action::TransferTerminate => (
            TransferAct::Terminate,
            Deed::Terminate(id),
            "The transfer ends, its units are free again, and the counterpart gets the signed word, at once.".to_owned(),
            "It can't be undone. A new transfer takes two persons.",
        ),
        Action::TransferReject => {
            permitted(transfer, TransferAct::Reject)?;
            let proposal = proposed(transfer, proof)?;
            (
                TransferAct::Reject,
                Deed::RejectTransfer { transfer: id, proposal },
                format!(
                    "The proposal with SHA-256 {proposal} is rejected, and the counterpart gets the signed refusal, at once."
                ),
                "It can't be undone. The counterpart may propose a new transfer.",
            )
        }
        _ => return Err(Refusal::NotHere(action.spec().scope)),
    };
    permitted(transfer, act)?;
    let answer = match act {
        TransferAct::Terminate | TransferAct::Reject => Answer::Words(id.to_string()),
        _ => Answer::Yes,
    };
    let with = transfer.summary.counterpart().map(|registry| format!(" with {registry}")).unwrap_or_default();
    let whom = Untrusted::new(format!("transfer {id}{with}")).gate(Kind::Prose);
    Ok(Intent { deed, what, whom, undo, answer })
}

/// The decision of two persons that an action begins.
pub(super) fn decision(action: Action) -> Option<Decision> {
    Some(match action {
        Action::TransferAccept => Decision::Accept,
        Action::TransferDrop => Decision::Drop,
        Action::TransferComplete => Decision::Complete,
        Action::TransferRebook => Decision::Rebook,
        Action::TransferGiveUp => Decision::GiveUp,
        _ => return None,
    })
}

/// Whether an order for this decision can be begun: the registry says that the state allows it, and nothing is accepted on evidence that
/// does not hold.
///
/// # Errors
/// [`Refusal`] says why not.
pub(super) fn may_decide(transfer: &Transfer, proof: &Proof, decision: Decision) -> Result<(), Refusal> {
    let act = match decision {
        Decision::Accept => TransferAct::Accept,
        Decision::Drop => TransferAct::DropIncoming,
        Decision::Complete => TransferAct::CompleteByHand,
        Decision::Rebook => TransferAct::Rebook,
        Decision::GiveUp => TransferAct::GiveUp,
    };
    permitted(transfer, act)?;
    // The form of a decision shows what the order that waits is about.
    if let Some(veil) = &transfer.summary.veil {
        return Err(Refusal::NotNow(veil.sentence()));
    }
    if decision == Decision::Accept { proof.may_accept() } else { Ok(()) }
}

/// Whether the registry says that the act can be done now.
fn permitted(transfer: &Transfer, act: TransferAct) -> Result<(), Refusal> {
    let missing = || match transfer.allowed.is_empty() {
        true => Refusal::NotOffered,
        false => Refusal::NotNow("There is no such act on this side of the transfer.".to_owned()),
    };
    let found = transfer.allowed.iter().find(|allowed| allowed.act.is(&act)).ok_or_else(missing)?;
    match &found.permission {
        Permission::Allowed => Ok(()),
        Permission::Refused(why) => {
            let why = why.gate(Kind::Prose).to_string();
            let unsaid = || "The state of the transfer does not allow it.".to_owned();
            Err(Refusal::NotNow(if why.is_empty() { unsaid() } else { why }))
        }
    }
}

/// The proposal that is rejected: as it was read here, else the one this page names. Nobody waits for evidence in order to reject (F15).
fn proposed(transfer: &Transfer, proof: &Proof) -> Result<Digest, Refusal> {
    let read = proof.proposal(transfer).or_else(|| transfer.proposal().map(|rung| rung.digest));
    read.ok_or_else(|| Refusal::NotNow("The registry shows no proposal of this transfer that a refusal could name.".to_owned()))
}

/// The place in the conversation of the message the cursor is on.
fn sequence(transfer: &Transfer, cursor: Option<MessageId>) -> Result<u8, Refusal> {
    let pointed = cursor.and_then(|at| transfer.messages.iter().find(|rung| rung.message == at));
    pointed.and_then(|rung| rung.sequence).ok_or(Refusal::PointAt("a message of the conversation"))
}

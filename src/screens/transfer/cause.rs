//! What is probably the matter with a transfer that is not over, what helps, and what must not be done.
//! A rule looks at both states and at what was said, never at a guess: the counterpart's state is what it signed.
//! Must not know: how it is shown, and which acts this registry allows.

use crate::{
    domain::transfer::{InState, MessageKind, OutState, Side},
    registry::traffic::{RungKind, SendingKind, Transfer, TransferState, Way},
};
use jiff::Timestamp;

/// The likely cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What is probably the matter.
    pub likely: &'static str,
    /// What helps.
    pub helps: &'static str,
    /// What must not be done; empty when nothing needs to be warned of.
    pub never: &'static str,
}

const fn cause(likely: &'static str, helps: &'static str) -> Cause {
    Cause { likely, helps, never: "" }
}

const fn warned(likely: &'static str, helps: &'static str, never: &'static str) -> Cause {
    Cause { likely, helps, never }
}

const KEPT_ASIDE: Cause = warned(
    "Their last message is kept aside: altered, forged, or signed in a way that is not known here.",
    "Compare keys with them by voice; keep its octets as evidence.",
    "Accept it just this once.",
);
const AWAITS_APPROVAL: Cause = cause("The order waits for its second person.", "Find another approver, or let the order expire.");
const APPROVED: Cause = cause(
    "Approved and not sent: outside the hours for sending, or the link is down.",
    "Look at the link. One person may still withdraw it.",
);
const LOST_OWN_FINAL: Cause = warned(
    "Completed there and not final here: this book has lost its own final message.",
    "Complete it by hand: their copy of our signed final message is the evidence.",
    "Order it again under another id.",
);
const REJECTION_LOST: Cause =
    cause("They rejected it, and their rejection was lost.", "Send the same octets again: the answer is their rejection.");
const ACCEPTANCE_LOST: Cause =
    cause("They accepted it, and their acceptance was lost.", "Ask for their status; they send the acceptance again.");
const NEVER_SENT: Cause =
    cause("Signed and never sent: the queue here stands still.", "Start the queue, or terminate: nothing has left.");
const HELD: Cause = warned(
    "The last attempt failed, and it is held until somebody sends it again.",
    "Cure the reason below, then send the same octets again.",
    "Order it again under another id.",
);
const NO_ANSWER: Cause = warned(
    "They can't be reached, or their answer was lost.",
    "Ask for their status, or wait for the next attempt; call their technical contact.",
    "Order it again under another id.",
);
const UNDECIDED: Cause =
    cause("They have it, and their people have not decided.", "Call their operations contact. One person may terminate it.");
const UNDECIDED_TOO_LONG: Cause = cause(
    "They have it, nobody decided in time, and nobody cleaned up.",
    "Ask for their status, then terminate, and compare the states of both.",
);
const FINAL_IS_NEXT: Cause = cause("They accepted; this registry makes it final next.", "Nothing, unless it stays so.");
const TOO_LATE_FOR_FINAL: Cause =
    cause("They accepted, and the time to make it final is over.", "Terminate: they drop their provisional credit on it.");
const FINAL_LOST: Cause = warned(
    "Our final message did not arrive, or their completion was lost.",
    "Send the same octets again, or ask for their status: it can only go forward.",
    "Book the units back: there is no way back after the final message.",
);
const NOWHERE: Cause = warned(
    "Final at one registry and given up at the other: the units are in neither book.",
    "Freeze. The acquiring registry completes by hand on the signed final message, or gives up for good.",
    "Book back before their signed word says that it is given up for good.",
);
const UNKNOWN_THERE: Cause = cause(
    "Completed here and unknown there: they may have gone back to a backup.",
    "Let them replay our messages, by digest; then reconcile in full.",
);
const ACCEPTED_TOO_LATE: Cause = cause(
    "Their acceptance crossed its end here: their provisional credit still stands.",
    "Send the same octets again: they drop the credit on our signed end.",
);
const FOR_US_TO_DECIDE: Cause = cause("It waits for our people.", "Two persons accept it, or one rejects it.");
const DECIDED_TOO_LATE: Cause =
    cause("Our people did not decide in time.", "Reject it and tell them; they may have ended it meanwhile.");
const THEIR_FINAL_IS_NEXT: Cause = cause("Accepted here; they make it final next.", "Nothing, unless it stays so.");
const THEIR_FINAL_IS_LATE: Cause = warned(
    "Accepted here, and their final message has not come in time.",
    "Ask for their status; call their operations contact.",
    "Drop the provisional credit without their signed word, unless two persons decide so.",
);
const THEIR_FINAL_LOST: Cause =
    cause("It is final there, and their final message did not arrive.", "Ask for their status, and ask them to send it again.");
const THEIR_END_LOST: Cause =
    cause("They ended it, and their signed end did not arrive.", "Ask for their status: their signed word frees the credit.");
const SILENT: Cause = warned(
    "Accepted here, and no word from them long after the acceptance ran out.",
    "Call them, and ask for their status: their final message or their end resolves it.",
    "Drop the provisional credit without their signed word, unless two persons decide so.",
);
const TO_BE_CREDITED: Cause =
    cause("Their final message is here and not credited.", "Nothing, unless it stays so; then the people who run this registry.");
const MAY_STILL_COME: Cause = cause(
    "Given up here without their word: their final message may still turn up.",
    "Ask for their status; if they ended it too, nothing is left to do.",
);

impl Cause {
    /// The likely cause; none when the transfer is over, or in a state this console does not know.
    pub fn of(transfer: &Transfer, now: Timestamp) -> Option<Self> {
        let peer = transfer.summary.peer_state.as_ref().and_then(|state| state.known()).copied();
        let state = *transfer.summary.state.known()?;
        let found = match state {
            TransferState::Transferring(state) => {
                let peer = peer.and_then(|peer| if let TransferState::Acquiring(peer) = peer { Some(peer) } else { None });
                outgoing(state, peer, transfer, now)
            }
            TransferState::Acquiring(state) => {
                let peer = peer.and_then(|peer| if let TransferState::Transferring(peer) = peer { Some(peer) } else { None });
                incoming(state, peer, is_late(transfer, now))
            }
        }?;
        let aside = !state.is_final() && last_received_is_aside(transfer);
        Some(if aside { KEPT_ASIDE } else { found })
    }
}

/// At the registry the units leave.
fn outgoing(state: OutState, peer: Option<InState>, transfer: &Transfer, now: Timestamp) -> Option<Cause> {
    use {InState as I, OutState as O};
    Some(match (state, peer) {
        (O::AwaitingApproval, _) => AWAITS_APPROVAL,
        (O::Approved, _) => APPROVED,
        (O::Proposed | O::AcceptedByPeer, Some(I::Completed)) => LOST_OWN_FINAL,
        (O::Proposed, Some(I::Rejected)) => REJECTION_LOST,
        (O::Proposed, Some(I::Accepted | I::InDoubt)) => ACCEPTANCE_LOST,
        (O::Proposed, _) => proposed(transfer, now),
        (O::AcceptedByPeer, _) if is_late(transfer, now) => TOO_LATE_FOR_FINAL,
        (O::AcceptedByPeer, _) => FINAL_IS_NEXT,
        (O::InDoubt, _) | (O::FinalisedOut, Some(I::Cancelled | I::Terminated | I::Rejected)) => NOWHERE,
        (O::FinalisedOut, _) => FINAL_LOST,
        (O::Completed, _) if is_unknown_there(transfer) => UNKNOWN_THERE,
        (O::Cancelled | O::Terminated, Some(I::Accepted | I::InDoubt)) => ACCEPTED_TOO_LATE,
        (O::Completed | O::Withdrawn | O::Rejected | O::Terminated | O::Cancelled, _) => return None,
    })
}

/// A proposal without a decision: what waits in the outbox tells a queue that stands from a counterpart that is silent.
fn proposed(transfer: &Transfer, now: Timestamp) -> Cause {
    let proposal = SendingKind::Message(MessageKind::Proposal);
    let waits = transfer.outbox.iter().find(|sending| sending.kind.is(&proposal));
    let heard =
        transfer.messages.iter().any(|rung| rung.way == Way::Received && rung.verdict.is_good() && !is_refusal(&rung.kind));
    match waits {
        Some(sending) if sending.attempts == 0 => NEVER_SENT,
        Some(sending) if sending.next.is_none() => HELD,
        Some(_) => NO_ANSWER,
        None if !heard => NO_ANSWER,
        None if is_late(transfer, now) => UNDECIDED_TOO_LONG,
        None => UNDECIDED,
    }
}

/// At the registry they go to.
fn incoming(state: InState, peer: Option<OutState>, late: bool) -> Option<Cause> {
    use {InState as I, OutState as O};
    let ended = matches!(peer, Some(O::Withdrawn | O::Rejected | O::Terminated | O::Cancelled));
    let is_final = peer.is_some_and(OutState::is_past_return);
    Some(match state {
        I::Received if late => DECIDED_TOO_LATE,
        I::Received => FOR_US_TO_DECIDE,
        I::Accepted | I::InDoubt if ended => THEIR_END_LOST,
        I::Accepted | I::InDoubt if is_final => THEIR_FINAL_LOST,
        I::Accepted if late => THEIR_FINAL_IS_LATE,
        I::Accepted => THEIR_FINAL_IS_NEXT,
        I::InDoubt => SILENT,
        I::FinalReceived => TO_BE_CREDITED,
        I::Cancelled if is_final => NOWHERE,
        I::Cancelled if ended => return None,
        I::Cancelled => MAY_STILL_COME,
        I::Completed | I::Rejected | I::Terminated => return None,
    })
}

fn is_late(transfer: &Transfer, now: Timestamp) -> bool {
    transfer.summary.due.is_some_and(|due| due < now)
}

fn is_refusal(kind: &crate::registry::Word<RungKind>) -> bool {
    kind.is(&RungKind::Refusal)
}

/// They were asked, and signed that they do not know it.
fn is_unknown_there(transfer: &Transfer) -> bool {
    transfer.summary.direction.side() == Side::Transferring && transfer.peer.as_ref().is_some_and(|peer| peer.state.is_none())
}

/// What came last from the counterpart is in quarantine; a good word after it would have settled the matter.
fn last_received_is_aside(transfer: &Transfer) -> bool {
    let received = transfer.messages.iter().filter(|rung| rung.way == Way::Received);
    received.max_by_key(|rung| (rung.at, rung.message)).is_some_and(|rung| !rung.verdict.is_good())
}

//! The transferring side of a transfer: its states, what happens to it, and the table of steps. All of it is in docs/transfers.md.
//! Finalise is the point of no return: from then on the transfer is completed or in doubt, never cancelled by a timer.
//! Must not know: how it learns what the peer did, and what is done to the blocks.
//!
//! | from | event | to |
//! |---|---|---|
//! | awaiting-approval | approve | approved |
//! | awaiting-approval, approved | withdraw, expire | withdrawn |
//! | approved | propose | proposed |
//! | proposed | peer-rejected | rejected |
//! | proposed | peer-accepted | accepted-by-peer |
//! | proposed, accepted-by-peer | terminate | terminated |
//! | proposed, accepted-by-peer | time-out, peer-lost-it | cancelled |
//! | accepted-by-peer | finalise | finalised-out |
//! | finalised-out, in-doubt | peer-completed | completed |
//! | finalised-out | peer-lost-it | in-doubt |
//! | proposed, accepted-by-peer, finalised-out, in-doubt | complete-by-hand | completed |
//! | in-doubt | rebook | cancelled |

use super::{IllegalStep, Side};
use crate::domain::words;

/// The state of a transfer in the book of the transferring registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutState {
    /// Ordered by one person, waiting for another. The units are reserved.
    AwaitingApproval,
    /// Approved, not yet sent: the window is closed or the link is down. The units are reserved.
    Approved,
    /// The proposal is signed and in the outbox. The units are locked.
    Proposed,
    /// The peer's signed Accept is here. The units are locked.
    AcceptedByPeer,
    /// Debited, and Final is signed: the point of no return. The units are in transit.
    FinalisedOut,
    /// The peer's completion receipt is here, or two persons closed it with evidence.
    Completed,
    /// Taken back before anything was sent.
    Withdrawn,
    /// Refused by the peer.
    Rejected,
    /// Ended by this registry before Final; the peer has or gets the signed Terminate.
    Terminated,
    /// Ended by a deadline before Final, by the peer giving it up, or booked back out of doubt.
    Cancelled,
    /// Finalised here, and the peer says it will not credit it. Frozen until people of both registries agree.
    InDoubt,
}

words!(
    OutState, "state",
    AwaitingApproval "awaiting-approval",
    Approved "approved",
    Proposed "proposed",
    AcceptedByPeer "accepted-by-peer",
    FinalisedOut "finalised-out",
    Completed "completed",
    Withdrawn "withdrawn",
    Rejected "rejected",
    Terminated "terminated",
    Cancelled "cancelled",
    InDoubt "in-doubt",
);

/// What happens to a transfer on the transferring side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutEvent {
    /// A second person approved the order.
    Approve,
    /// One person took the order back, or the approver refused it.
    Withdraw,
    /// The order or its approval grew too old.
    Expire,
    /// The proposal was signed and put in the outbox.
    Propose,
    /// The peer's signed Reject, in the answer or later.
    PeerRejected,
    /// The peer's signed Accept.
    PeerAccepted,
    /// One person ended it; Terminate is signed and sent.
    Terminate,
    /// A deadline passed; Terminate is signed and sent, so that the peer drops its provisional credit.
    TimeOut,
    /// Debit, and the signed Final in the outbox, in one go. Only before the accept expires.
    Finalise,
    /// The peer's signed completion receipt, or its signed status saying so.
    PeerCompleted,
    /// The peer's signed status says it cancelled, rejected or terminated what it had accepted or never accepted.
    PeerLostIt,
    /// Two persons completed it with evidence: the peer's joint statement, or our own signed Final that the peer shows.
    CompleteByHand,
    /// Two persons booked the units back, on the peer's signed word that it has given the transfer up for good (terminated).
    Rebook,
}

words!(
    OutEvent, "event",
    Approve "approve",
    Withdraw "withdraw",
    Expire "expire",
    Propose "propose",
    PeerRejected "peer-rejected",
    PeerAccepted "peer-accepted",
    Terminate "terminate",
    TimeOut "time-out",
    Finalise "finalise",
    PeerCompleted "peer-completed",
    PeerLostIt "peer-lost-it",
    CompleteByHand "complete-by-hand",
    Rebook "rebook",
);

/// Where the units of a transfer are, seen from the transferring registry's book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whereabouts {
    /// In the sending account, set aside for the order.
    Reserved,
    /// In the sending account, locked for the peer.
    Locked,
    /// Out of the book; the peer may not have booked them in yet.
    InTransit,
    /// Out of the book and in the peer's.
    Delivered,
    /// In the sending account, free again.
    Released,
}

impl OutState {
    /// The state after an event.
    ///
    /// # Errors
    /// [`IllegalStep`] when the event does not fit. See [`OutState::absorbs`] for late news that needs an answer and no step.
    pub fn step(self, event: OutEvent) -> Result<Self, IllegalStep> {
        use {OutEvent as E, OutState as S};
        match (self, event) {
            (S::AwaitingApproval, E::Approve) => Ok(S::Approved),
            (S::AwaitingApproval | S::Approved, E::Withdraw | E::Expire) => Ok(S::Withdrawn),
            (S::Approved, E::Propose) => Ok(S::Proposed),
            (S::Proposed, E::PeerRejected) => Ok(S::Rejected),
            (S::Proposed, E::PeerAccepted) => Ok(S::AcceptedByPeer),
            (S::Proposed | S::AcceptedByPeer, E::Terminate) => Ok(S::Terminated),
            (S::Proposed | S::AcceptedByPeer, E::TimeOut | E::PeerLostIt) => Ok(S::Cancelled),
            (S::AcceptedByPeer, E::Finalise) => Ok(S::FinalisedOut),
            (S::FinalisedOut | S::InDoubt, E::PeerCompleted) => Ok(S::Completed),
            (S::FinalisedOut, E::PeerLostIt) => Ok(S::InDoubt),
            (S::Proposed | S::AcceptedByPeer | S::FinalisedOut | S::InDoubt, E::CompleteByHand) => Ok(S::Completed),
            (S::InDoubt, E::Rebook) => Ok(S::Cancelled),
            _ => Err(IllegalStep { side: Side::Transferring, state: self.word(), event: event.word() }),
        }
    }

    /// Whether news from the peer comes late or again and changes nothing: it is acknowledged and kept, and no step is taken.
    /// A late Accept is void, a late Reject agrees with what was done. News that contradicts the state is not absorbed.
    pub fn absorbs(self, news: OutEvent) -> bool {
        use {OutEvent as E, OutState as S};
        matches!(
            (self, news),
            (S::Terminated | S::Cancelled, E::PeerAccepted | E::PeerRejected | E::PeerLostIt)
                | (S::AcceptedByPeer | S::FinalisedOut | S::InDoubt, E::PeerAccepted)
                | (S::Rejected, E::PeerRejected | E::PeerLostIt)
                | (S::InDoubt, E::PeerLostIt)
                | (S::Completed, E::PeerAccepted | E::PeerCompleted)
        )
    }

    /// Whether nothing can happen any more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Withdrawn | Self::Rejected | Self::Terminated | Self::Cancelled)
    }

    /// Whether Final has been signed: from here on the transfer can't be ended, only completed.
    pub fn is_past_return(self) -> bool {
        matches!(self, Self::FinalisedOut | Self::InDoubt | Self::Completed)
    }

    /// Whether the peer may know of the transfer. Before that it is the registry's own affair.
    pub fn is_sent(self) -> bool {
        !matches!(self, Self::AwaitingApproval | Self::Approved | Self::Withdrawn)
    }

    /// Where the units are.
    pub fn units(self) -> Whereabouts {
        match self {
            Self::AwaitingApproval | Self::Approved => Whereabouts::Reserved,
            Self::Proposed | Self::AcceptedByPeer => Whereabouts::Locked,
            Self::FinalisedOut | Self::InDoubt => Whereabouts::InTransit,
            Self::Completed => Whereabouts::Delivered,
            Self::Withdrawn | Self::Rejected | Self::Terminated | Self::Cancelled => Whereabouts::Released,
        }
    }
}

impl OutState {
    /// What this state, as the transferring registry's signed word, means to the acquiring side; `None` when it is no news to it.
    pub fn as_news(self) -> Option<super::InEvent> {
        let never_final = matches!(self, Self::Withdrawn | Self::Rejected | Self::Terminated | Self::Cancelled);
        never_final.then_some(super::InEvent::PeerTerminated)
    }
}

impl OutEvent {
    /// How many different persons the event takes: 0 when the registry does it by itself, on the clock or on the peer's word.
    pub fn persons(self) -> u8 {
        match self {
            Self::Withdraw | Self::Terminate => 1,
            // The order's first person is not counted as a step, so approval brings it to two.
            Self::Approve | Self::CompleteByHand | Self::Rebook => 2,
            Self::Expire
            | Self::Propose
            | Self::PeerRejected
            | Self::PeerAccepted
            | Self::TimeOut
            | Self::Finalise
            | Self::PeerCompleted
            | Self::PeerLostIt => 0,
        }
    }
}

#[cfg(test)]
mod tests;

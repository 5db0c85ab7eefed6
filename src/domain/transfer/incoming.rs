//! The acquiring side of a transfer: its states, what happens to it, and the table of steps. All of it is in docs/transfers.md.
//! After it accepted, this side gives up its provisional credit only on the peer's signed word, or by two persons by hand.
//! Must not know: how it learns what the peer did, and what is done to the accounts.
//!
//! | from | event | to |
//! |---|---|---|
//! | received | accept | accepted |
//! | received | reject | rejected |
//! | received | time-out | cancelled |
//! | received, accepted, in-doubt, cancelled | peer-terminated | terminated |
//! | accepted, in-doubt | final | completed |
//! | accepted | doubt | in-doubt |
//! | accepted, in-doubt | drop-by-hand | cancelled |
//! | in-doubt, cancelled | complete-by-hand | completed |
//! | cancelled | give-up | terminated |

use super::{IllegalStep, Side};
use crate::domain::words;

/// The state of a transfer in the book of the acquiring registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InState {
    /// The proposal is here and was receipted; nobody has decided. Nothing is booked.
    Received,
    /// Accepted: a provisional credit stands, in flight, and waits for Final.
    Accepted,
    /// Final is here and not yet credited. Practice registries credit in the same moment and are never in it; other peers may be.
    FinalReceived,
    /// Credited for good; the completion receipt is signed.
    Completed,
    /// Refused.
    Rejected,
    /// Given up for good, on the peer's signed word or by this registry's own. Nothing leads out of it.
    Terminated,
    /// Given up without the peer's word: by the clock before acceptance, by two persons after it.
    Cancelled,
    /// Accepted, and no word from the peer long after the acceptance expired. The provisional credit stands, frozen.
    InDoubt,
}

words!(
    InState, "state",
    Received "received",
    Accepted "accepted",
    FinalReceived "final-received",
    Completed "completed",
    Rejected "rejected",
    Terminated "terminated",
    Cancelled "cancelled",
    InDoubt "in-doubt",
);

/// What happens to a transfer on the acquiring side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InEvent {
    /// Accepted, by the registry's rules or by its people.
    Accept,
    /// Refused, with the reasons.
    Reject,
    /// Nobody decided in time.
    TimeOut,
    /// The peer's signed Terminate, or its signed status saying terminated, cancelled, withdrawn or rejected.
    PeerTerminated,
    /// The peer's signed Final.
    Final,
    /// Two persons dropped the provisional credit without the peer's word.
    DropByHand,
    /// The acceptance expired long ago and the peer is silent.
    Doubt,
    /// Two persons credited it, with the peer's signed Final as evidence and its fresh word that it is still in doubt or finalised.
    CompleteByHand,
    /// Two persons renounced the units for good. The signed status that follows is what the peer needs to book them back.
    GiveUp,
}

words!(
    InEvent, "event",
    Accept "accept",
    Reject "reject",
    TimeOut "time-out",
    PeerTerminated "peer-terminated",
    Final "final",
    DropByHand "drop-by-hand",
    Doubt "doubt",
    CompleteByHand "complete-by-hand",
    GiveUp "give-up",
);

impl InState {
    /// The state after an event.
    ///
    /// # Errors
    /// [`IllegalStep`] when the event does not fit. See [`InState::absorbs`] for late news that needs an answer and no step.
    pub fn step(self, event: InEvent) -> Result<Self, IllegalStep> {
        use {InEvent as E, InState as S};
        match (self, event) {
            (S::Received, E::Accept) => Ok(S::Accepted),
            (S::Received, E::Reject) => Ok(S::Rejected),
            (S::Received, E::TimeOut) => Ok(S::Cancelled),
            (S::Received | S::Accepted | S::InDoubt | S::Cancelled, E::PeerTerminated) => Ok(S::Terminated),
            (S::Accepted | S::InDoubt, E::Final) => Ok(S::Completed),
            (S::Accepted, E::Doubt) => Ok(S::InDoubt),
            (S::Accepted | S::InDoubt, E::DropByHand) => Ok(S::Cancelled),
            (S::InDoubt | S::Cancelled, E::CompleteByHand) => Ok(S::Completed),
            (S::Cancelled, E::GiveUp) => Ok(S::Terminated),
            _ => Err(IllegalStep { side: Side::Acquiring, state: self.word(), event: event.word() }),
        }
    }

    /// Whether news from the peer comes late and changes nothing: it is acknowledged and kept, and no step is taken.
    /// A Final is never absorbed: it credits once, or it contradicts the state and is refused.
    pub fn absorbs(self, news: InEvent) -> bool {
        matches!((self, news), (Self::Rejected | Self::Terminated, InEvent::PeerTerminated))
    }

    /// Whether nothing can happen any more. A cancelled transfer is not final: the peer's Final may turn up (complete by hand).
    pub fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Rejected | Self::Terminated)
    }

    /// Whether a provisional credit stands in the book.
    pub fn holds_provisional_credit(self) -> bool {
        matches!(self, Self::Accepted | Self::FinalReceived | Self::InDoubt)
    }

    /// What this state, as the peer's signed word, means to the transferring side; `None` when it is no news to it.
    /// Seen from there, given up is [`OutEvent::PeerLostIt`](super::OutEvent::PeerLostIt) whether for good or not.
    pub fn as_news(self) -> Option<super::OutEvent> {
        match self {
            Self::Received | Self::FinalReceived => None,
            Self::Accepted | Self::InDoubt => Some(super::OutEvent::PeerAccepted),
            Self::Completed => Some(super::OutEvent::PeerCompleted),
            Self::Rejected => Some(super::OutEvent::PeerRejected),
            Self::Terminated | Self::Cancelled => Some(super::OutEvent::PeerLostIt),
        }
    }
}

impl InEvent {
    /// How many different persons the event takes: 0 when the registry does it by itself, on the clock or on the peer's word.
    /// Acceptance raises risk and takes two, unless the registry's policy lets its rules decide.
    pub fn persons(self) -> u8 {
        match self {
            Self::Reject => 1,
            Self::Accept | Self::DropByHand | Self::CompleteByHand | Self::GiveUp => 2,
            Self::TimeOut | Self::PeerTerminated | Self::Final | Self::Doubt => 0,
        }
    }
}

#[cfg(test)]
mod tests;

//! Transfers between two registries: their ids, the state tables of both sides, messages, deadlines, actions and what is picked.
//! Each side keeps its own state and moves it only by [`OutState::step`] or [`InState::step`]; after Final nothing goes back.
//! Must not know: how messages are signed, sent or stored, and what the clock says.

mod action;
pub mod choose;
mod deadline;
pub mod effect;
mod id;
mod incoming;
mod message;
mod outgoing;
mod pick;
mod step;

pub use action::{Action, CancellationKind, Record};
pub use deadline::{Deadlines, RETRY_LADDER, wait_after};
pub use id::{NotATransferId, OrderId, TransferId};
pub use incoming::{InEvent, InState};
pub use message::MessageKind;
pub use outgoing::{OutEvent, OutState, Whereabouts};
pub use pick::{BlockSpan, PickProblem, Picks};
pub use step::IllegalStep;

/// Which side of a transfer a registry is on. The two keep separate books and separate states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The registry the units leave. It begins the transfer and alone can finalise it.
    Transferring,
    /// The registry the units go to.
    Acquiring,
}

impl Side {
    /// Both sides with their words.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Transferring, "transferring"), (Self::Acquiring, "acquiring")];

    /// The side's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Transferring => "transferring",
            Self::Acquiring => "acquiring",
        }
    }

    /// The side of a word; `None` when no side has it.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, w)| *w == word).map(|(side, _)| *side)
    }

    /// The counterpart's side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Transferring => Self::Acquiring,
            Self::Acquiring => Self::Transferring,
        }
    }
}

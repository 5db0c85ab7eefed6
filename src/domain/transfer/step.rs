//! A step that a transfer can't take, said as a sentence.
//! It names the state the transfer is in and the event that does not fit; nothing has changed.
//! Must not know: who asked for the step.

use super::Side;

/// An event that does not fit the state of the transfer. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at the {} registry the transfer is {state}; then {event} is not possible, and nothing was changed", side.word())]
pub struct IllegalStep {
    /// On which side the step was tried.
    pub side: Side,
    /// The word of the state the transfer is in.
    pub state: &'static str,
    /// The word of the event.
    pub event: &'static str,
}

impl IllegalStep {
    /// Why the event does not fit, for where it stands beside the event's word and nothing was tried.
    pub fn because(&self) -> String {
        format!("the transfer is {} here", self.state)
    }
}

//! What `update` wants done in the world, and the tickets by which answers find their way back.
//! Values only: they can be logged, compared and replayed. A ticket of an earlier epoch is void, whatever its answer says.
//! Must not know: how any of it is done.

use crate::registry::{Authorised, Read, Write};
use std::time::Duration;

/// Something to be done by the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the registry of the ticket's profile; the answer comes back with the ticket.
    Ask {
        /// Whose answer it will be.
        ticket: Ticket,
        /// What to ask.
        ask: Read,
    },
    /// Act: journal the intent, send, journal the outcome.
    Act {
        /// Whose outcome it will be.
        ticket: Ticket,
        /// What to do.
        act: Authorised<Write>,
    },
    /// Nobody wants the answer any more.
    Cancel(RequestId),
    /// Send the timer back after this long. Setting a timer again replaces it.
    Wake {
        /// Which timer.
        timer: Timer,
        /// After how long.
        after: Duration,
    },
    /// Put an identifier on the clipboard.
    Copy(String),
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Paint everything again, trusting nothing of what is on the terminal.
    Repaint,
    /// Use another theme; what came of it comes back at once.
    Theme(String),
    /// End the program.
    Quit,
}

/// Timers the console uses; each is armed at most once at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timer {
    /// A list has been still long enough to fetch what it shows.
    Settle,
    /// A key sequence waits: show how it can go on.
    Sequence,
    /// A toast has been up long enough.
    Toast,
    /// The cursor has been on its row long enough to show what the row opens beside the list.
    Peek,
}

/// Place of a profile in the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileId(pub usize);

/// Counts profile switches. What belongs to an earlier epoch is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

/// Identifies one request for the life of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Whose answer an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    /// Which registry was asked.
    pub profile: ProfileId,
    /// In which epoch.
    pub epoch: Epoch,
    /// Which request it was.
    pub request: RequestId,
}

/// The place tickets come from. One for the whole console.
#[derive(Debug, Default)]
pub struct Tickets {
    profile: ProfileId,
    epoch: Epoch,
    issued: u64,
}

impl Tickets {
    /// A new ticket for the current profile and epoch.
    pub fn issue(&mut self) -> Ticket {
        self.issued += 1;
        Ticket { profile: self.profile, epoch: self.epoch, request: RequestId(self.issued) }
    }

    /// Begins a new epoch with this profile; every ticket issued before is void.
    pub fn switch(&mut self, profile: ProfileId) {
        self.profile = profile;
        self.epoch.0 += 1;
    }

    /// Whether a ticket is of the current epoch.
    pub fn is_current(&self, ticket: Ticket) -> bool {
        ticket.epoch == self.epoch
    }

    /// The current profile.
    pub fn profile(&self) -> ProfileId {
        self.profile
    }
}

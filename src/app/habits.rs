//! What a reason of the person who signs is held against: the reason they gave last at this console, and how a ticket is written here (F20).
//! It is kept for this sitting only; what is doubtful is flagged and never refused.
//! Must not know: which screen asks for a reason.

use crate::domain::reason::{Beside, Doubtful, TicketForm, doubts};

/// What is known of the reasons of whoever signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// What they gave last.
    pub last: Option<String>,
    /// How a ticket is written, where the configuration says so.
    pub ticket: Option<TicketForm>,
}

impl Habits {
    /// What is doubtful about a reason; `initiator` is the order's own, for whoever says something about somebody else's order.
    pub fn doubts(&self, reason: &str, initiator: Option<&str>) -> Vec<Doubtful> {
        doubts(reason, Beside { last: self.last.as_deref(), initiator, ticket: self.ticket.as_ref() })
    }
}

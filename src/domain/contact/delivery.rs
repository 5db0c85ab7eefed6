//! What became of a message with one of its recipients, and why somebody who holds a role of its list does not get it.
//! Whoever is left out is named with the reason: nobody finds out later that they were forgotten.
//! Must not know: what the message says, or how it travels.

use super::{CardId, Role};
use crate::domain::{RegistryId, words};

/// What became of a message with one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryMark {
    /// The office's mail sent it.
    Sent,
    /// They answered.
    Answered,
    /// It came back.
    Returned,
}

words!(DeliveryMark, "mark", Sent "sent", Answered "answered", Returned "returned");

/// Why somebody gets nothing. What is more confidential than green asks more of who gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Left {
    /// They have no mail address that was verified and counts.
    NoMail,
    /// Their card was not verified again in time: they get nothing above TLP:GREEN, and nothing at all once it is invalid.
    Late,
    /// One person verified their address: they get nothing above TLP:AMBER.
    OnePerson,
    /// A desk is read by whoever sits there, and TLP:RED is for one person's eyes.
    Desk,
}

words!(Left, "reason", NoMail "no-mail", Late "late", OnePerson "one-person", Desk "desk");

impl Left {
    /// The reason as a clause.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoMail => "no mail address of theirs is verified",
            Self::Late => "their card was not verified again in time for this label",
            Self::OnePerson => "one person verified their address; this label takes two",
            Self::Desk => "a desk is read by several, and TLP:RED is for one person's eyes",
        }
    }
}

/// Somebody who holds a role of a list and does not get a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// For which registry.
    pub registry: RegistryId,
    /// In which role.
    pub role: Role,
    /// Who.
    pub who: CardId,
    /// Why.
    pub why: Left,
}

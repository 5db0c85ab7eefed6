//! Which order is looked at first: what ends first, then what is at stake, then what waits longest (F24). Never the newest first: who
//! wants an order waved through would only have to send it last.
//! What does not hold by its texts stands above all, because nobody may miss it (scenario 4).
//! Must not know: how it is shown, or who looks.

use crate::{
    evidence::{order::OrderText, policy::Requirements},
    registry::book::OrderId,
};
use jiff::Timestamp;
use std::cmp::Reverse;

/// The place of an order in the queue; the least comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgency {
    sound: bool,
    /// The minute in which it ends, since 1970: nobody is hurried by seconds.
    ends: i64,
    risk: Reverse<Risk>,
    /// The order's own id, which begins with the time when it was written: the oldest first.
    written: u128,
    /// The registry's number, so that the order of rows is total.
    number: OrderId,
}

/// What is at stake: what the policy asks for says it first, then what is new about the way, then the quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Risk {
    /// How many must approve.
    pub approvals: u8,
    /// How many other safeguards the policy's band asks for: release, call, own copy, values typed again.
    pub safeguards: usize,
    /// How much is new about where it goes (F31).
    pub new: usize,
    /// How many ITMOs.
    pub quantity: u64,
}

impl Risk {
    /// That of an order the policy asks this for.
    pub fn of(asked: &Requirements, new: usize, quantity: u64) -> Self {
        let demands = [asked.release, asked.call, asked.own_copy].into_iter().filter(|demand| *demand).count();
        Self { approvals: asked.approvals, safeguards: demands + asked.rekey.len(), new, quantity }
    }
}

impl Urgency {
    /// Whether it stands above all in any order: it does not hold by its texts, and nobody may miss it.
    pub fn is_alarm(self) -> bool {
        !self.sound
    }

    /// Of an order that holds.
    pub fn of(number: OrderId, text: &OrderText, ends: Timestamp, risk: Risk) -> Self {
        let written = text.order().id.uuid().as_u128();
        Self { sound: true, ends: minute(ends), risk: Reverse(risk), written, number }
    }

    /// Of an order that does not hold, or can't be judged.
    pub fn in_doubt(number: OrderId, ends: Timestamp, is_alarm: bool) -> Self {
        Self { sound: !is_alarm, ends: minute(ends), risk: Reverse(Risk::default()), written: 0, number }
    }
}

fn minute(at: Timestamp) -> i64 {
    at.as_second().div_euclid(60)
}

#[cfg(test)]
mod tests;

//! The policy of a registry: how many must agree on what, what they type again, when orders are carried out, and how much may move (F07, F13 to F19, F28).
//! It can ask for more than the rules compiled into this program, and never for less: a policy that does is refused when it is read (T20).
//! Must not know: who signed an order, and how much has moved.

mod band;
mod fault;
mod limits;
mod read;
mod requirements;
mod write;

pub use band::{Action, Band, NotAnAction};
pub use fault::{PolicyFault, PolicyProblem};
pub use limits::{Limit, Limits, Moved};
pub use requirements::Requirements;

use super::{
    digest::Digest,
    draft::{Rows, plain, tidy},
    edition::Edition,
    lines::{LineFault, LineProblem},
    order::{Act, ActKind, Body, Movement, Order},
    statement::RekeyField,
    validity::Validity,
};
use crate::domain::{
    Environment, Quantity, RegistryId,
    calendar::{Calendar, Hours, Stretch},
};
use jiff::{SignedDuration, Timestamp};
use std::{collections::BTreeSet, num::NonZeroU32};

/// The first line of the text.
pub const MAGIC: &str = "itmo-policy/v1";

/// What a policy says. Only [`PolicyText`] is known to be one that can be in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The registry it is for.
    pub registry: RegistryId,
    /// What its acts mean (T33).
    pub environment: Environment,
    /// Its number, from 1.
    pub version: NonZeroU32,
    /// The digest of the version before; none for the first.
    pub previous: Option<Digest>,
    /// From when until when it may be in force.
    pub validity: Validity,
    /// The registry's working days.
    pub calendar: Calendar,
    /// The hours of a working day in which orders are carried out (F28); none is at any time.
    pub window: Option<Hours>,
    /// What happens to an order that is ready outside of them.
    pub outside: Outside,
    /// What is asked for what. Every one that fits counts, and of each demand the strictest.
    pub bands: Vec<Band>,
    /// How much may move (F17).
    pub limits: Limits,
    /// On which working day after it was approved a trusted account takes effect, at noon (F16).
    pub trusted_delay: u16,
    /// How long an order lives that is approved at stations with a network, in hours (F13).
    pub life_online: u16,
    /// How long it may live when it travels to an offline station, in hours (F13).
    pub life_offline: u16,
    /// Whether initiator and approver must sit at different stations (F03).
    pub different_stations: bool,
    /// For how many minutes nobody else counts at the computer and account of the operating system somebody acted at (F04).
    pub same_host_minutes: u16,
    /// How many seconds each field that is typed again must at least be before the eyes (F09).
    pub dwell_seconds: u16,
}

/// What happens to an order that is ready outside the hours (F28).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// It waits for them.
    Waits,
    /// It is carried out with one approval more than otherwise.
    OneMore,
}

impl Outside {
    pub(super) const WORDS: [(Self, &'static str); 2] = [(Self::Waits, "wait"), (Self::OneMore, "one-more-approval")];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waits => "wait",
            Self::OneMore => "one-more-approval",
        }
    }
}

/// A policy with the exact octets that are signed. It is made by strict reading only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyText {
    text: String,
    policy: Policy,
    edition: Edition,
}

impl PolicyText {
    /// Reads a policy. Every text that is accepted is exactly what [`Policy::write`] writes.
    ///
    /// # Errors
    /// [`PolicyProblem`] names the first line that is not as it must be, or what the policy asks too little of.
    pub fn parse(octets: &[u8]) -> Result<Self, PolicyProblem> {
        let policy = read::read(octets)?;
        fault::check(&policy)?;
        let text = write::write(&policy);
        // The reader lets nothing pass that is spelled otherwise. Should it ever, this is where it ends.
        if text.as_bytes() != octets {
            return Err(LineProblem { line: 0, key: String::new(), fault: LineFault::Spelling }.into());
        }
        let edition = Edition { version: policy.version, sha256: Digest::of(&text) };
        Ok(Self { text, policy, edition })
    }

    /// Reads the draft of the version after `before`: the same lines, but for numbers, counts and order, which are made here.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn tidied(draft: &str, before: Option<Edition>) -> Result<Self, PolicyProblem> {
        let rows = [plain("holiday"), Rows { stem: "band", by: band::order }];
        Self::parse(tidy(draft, &rows, before).as_bytes())
    }

    /// The text: these octets are signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Which version it is, as orders and statements name it.
    pub fn edition(&self) -> Edition {
        self.edition
    }
}

impl Policy {
    /// Writes the text that is signed.
    ///
    /// # Errors
    /// [`PolicyProblem`], as when it is read.
    pub fn write(&self) -> Result<PolicyText, PolicyProblem> {
        PolicyText::parse(write::write(self).as_bytes())
    }

    /// What is asked for an action and an amount: of all bands that fit, the strictest (F18).
    pub fn requirements(&self, action: &str, quantity: Quantity) -> Requirements {
        let fitting = self.bands.iter().filter(|band| band.action.is(action) && band.from <= quantity);
        Requirements::of(fitting)
    }

    /// What is asked for an order: by what it moves, or by the transfer it decides about. Fields it does not have need not be typed again.
    pub fn requirements_of(&self, order: &Order) -> Requirements {
        self.requirements(order.action(), order.quantity()).narrowed_to(&order.body, order.source().is_some())
    }

    /// What would be asked for an order that moves this.
    pub fn requirements_of_movement(&self, moved: &Movement) -> Requirements {
        let body = Body::Movement(Box::new(moved.clone()));
        self.requirements(moved.to.word(), moved.units.quantity()).narrowed_to(&body, true)
    }

    /// What would be asked for an order of this act, which moves nothing and decides about no transfer, with a document that it rests on.
    pub fn requirements_of_act(&self, kind: ActKind) -> Requirements {
        let body = Body::Act(Act { kind, leaves: Vec::new(), source: None });
        self.requirements(kind.word(), Quantity::ZERO).narrowed_to(&body, true)
    }

    /// Whether an order decides about a transfer without the document whose own copy the approver must compare: leaving it out is no way
    /// around the comparison (F21).
    pub fn lacks_document(&self, order: &Order) -> bool {
        order.decides() && order.source().is_none() && self.requirements(order.action(), order.quantity()).own_copy
    }

    /// Every field that some order of these actions and this amount is typed again by: for a row of which no more is known.
    pub fn rekeyed<'a>(&self, actions: impl IntoIterator<Item = &'a str>, quantity: Quantity) -> BTreeSet<RekeyField> {
        actions.into_iter().flat_map(|action| self.requirements(action, quantity).rekey).collect()
    }

    /// Whether some order of these actions and this amount is released by a third person (F19).
    pub fn released<'a>(&self, actions: impl IntoIterator<Item = &'a str>, quantity: Quantity) -> bool {
        actions.into_iter().any(|action| self.requirements(action, quantity).release)
    }

    /// The earliest and the latest time for an order that is written now: not before the cooling-off could be over, and alive as
    /// long as [`Self::latest_end`] says (F13, F14). `None` beyond the year 9999.
    pub fn times(&self, asked: &Requirements, now: Timestamp, offline: bool) -> Option<(Timestamp, Timestamp)> {
        Some((asked.cooled(&self.calendar, now)?, self.latest_end(asked, now, offline)?))
    }

    /// The latest end of what was made at this time (F13): its life; and if what is approved at the end of it must wait for the
    /// cooling-off or for the hours, another life from then on. `None` beyond the year 9999.
    pub fn latest_end(&self, asked: &Requirements, made: Timestamp, offline: bool) -> Option<Timestamp> {
        let life = SignedDuration::from_hours(if offline { self.life_offline } else { self.life_online }.into());
        let last = made.checked_add(life).ok()?;
        let ready = self.opens(asked.cooled(&self.calendar, last)?)?;
        if ready > last { ready.checked_add(life).ok() } else { Some(last) }
    }

    /// When a trusted account takes effect that was approved at this time (F16).
    pub fn trusted_from(&self, approved: Timestamp) -> Option<Timestamp> {
        self.calendar.noon_of_working_day(approved, self.trusted_delay)
    }

    /// The hours now or next, in which orders are carried out (F28); `None` when that is at any time.
    pub fn hours(&self, now: Timestamp) -> Option<Stretch> {
        self.window.and_then(|hours| self.calendar.open(hours, now))
    }

    /// When orders are carried out next: now, or when the hours begin. `None` beyond the year 9999.
    pub fn opens(&self, now: Timestamp) -> Option<Timestamp> {
        match self.window {
            None => Some(now),
            Some(_) => self.hours(now).map(|(from, _)| from.max(now)),
        }
    }
}

#[cfg(test)]
mod tests;

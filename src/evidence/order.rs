//! The order: what one person asks for and another approves, as a text that both sign (`docs/formats/order.md`).
//! Nothing is said twice in an [`Order`]: what its text repeats for people, such as the amount in words, is derived and compared.
//! Must not know: who may sign, and what a registry is sent; `wire::convert::order_text` derives that.

mod act;
mod movement;
mod read;
mod source;
mod text;
mod units;
mod write;

pub use act::{Act, ActKind, Decided, Leaf, NotALeaf, Trusted};
pub use movement::{Destination, Movement, NotAPurpose, PurposeWord};
pub use source::{NotASource, SourceDocument};
pub use text::OrderText;
pub use units::{Units, UnitsProblem};

use super::{digest::Digest, edition::Edition, lines::Prose, moment::Moment};
use crate::domain::{Environment, PersonId, Quantity, RegistryId, StationId};
use jiff::Timestamp;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The first line of an order.
pub const MAGIC: &str = "itmo-order/v1";

/// The way in which `wire-sha256` is derived from the text.
pub const WIRE_PROFILE: &str = "countersign-admin/v1";

/// The id of an order's text: made by the console that writes it, never used again (UUID of version 7).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderId(Uuid);

/// A UUID that is no order's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an order's id is a UUID of version 7 in small letters")]
pub struct NotAnOrderId;

/// What is asked for, by whom, why, on what grounds and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// The order that this one takes the place of; approvals of that one count no more (F12).
    pub supersedes: Option<OrderId>,
    /// The registry that is to carry it out.
    pub registry: RegistryId,
    /// What it would mean there (T33).
    pub environment: Environment,
    /// What is to be done.
    pub body: Body,
    /// Why (F20).
    pub reason: Prose,
    /// SHA-256 of what the registry is sent.
    pub wire_sha256: Digest,
    /// The policy it was written under.
    pub policy: Edition,
    /// The roster it was written under.
    pub roster: Edition,
    /// It is not carried out before this time: the cooling-off (F14).
    pub not_before: Moment,
    /// It can neither be approved nor carried out after this time (F13).
    pub not_after: Moment,
    /// Who initiated it.
    pub initiator: PersonId,
    /// The station it was written at (F03).
    pub station: StationId,
}

/// What an order asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// ITMOs move, are used or are cancelled.
    Movement(Box<Movement>),
    /// Anything else, as the registry is sent it, one line a value.
    Act(Act),
}

impl Order {
    /// Whether it asks again for what an earlier order asked for: it takes that one's place, or it is another text about the same (F34).
    pub fn repeats(&self, earlier: &Self) -> bool {
        let same = match (&self.body, &earlier.body) {
            (Body::Movement(now), Body::Movement(before)) => now.repeats(before),
            (Body::Act(now), Body::Act(before)) => now == before,
            _ => false,
        };
        self.id != earlier.id && (same || self.supersedes == Some(earlier.id))
    }

    /// The word of its action.
    pub fn action(&self) -> &'static str {
        match &self.body {
            Body::Movement(movement) => movement.to.word(),
            Body::Act(act) => act.kind.word(),
        }
    }

    /// How many ITMOs it is about: those that move, or those of the transfer it decides about; none for any other act. A decision that does
    /// not say how many may be about any number, so that nothing is asked less of it.
    pub fn quantity(&self) -> Quantity {
        match &self.body {
            Body::Movement(movement) => movement.units.quantity(),
            Body::Act(act) if act.kind.decides() => act.decided().map_or(Quantity::MAX, |decided| decided.quantity),
            Body::Act(_) => Quantity::ZERO,
        }
    }

    /// Whether it decides about a transfer that is there already.
    pub fn decides(&self) -> bool {
        matches!(&self.body, Body::Act(act) if act.kind.decides())
    }

    /// The document it rests on (F21); only an order that moves nothing may have none.
    pub fn source(&self) -> Option<&SourceDocument> {
        match &self.body {
            Body::Movement(movement) => Some(&movement.source),
            Body::Act(act) => act.source.as_ref(),
        }
    }
}

impl OrderId {
    /// The id that a UUID is.
    ///
    /// # Errors
    /// [`NotAnOrderId`] for one of another version: version 7 begins with the time, which keeps lists in order.
    pub fn new(uuid: Uuid) -> Result<Self, NotAnOrderId> {
        let fits = uuid.get_version_num() == 7 && uuid.get_variant() == uuid::Variant::RFC4122;
        if fits { Ok(Self(uuid)) } else { Err(NotAnOrderId) }
    }

    /// The UUID.
    pub fn uuid(self) -> Uuid {
        self.0
    }

    /// When it was made, as the console's clock said: a UUID of version 7 begins with the time. Nobody vouches for it.
    pub fn made(self) -> Timestamp {
        let time = self.0.get_timestamp().map(|time| time.to_unix());
        let made =
            time.and_then(|(seconds, nanos)| Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok());
        made.unwrap_or(Timestamp::MAX)
    }
}

impl FromStr for OrderId {
    type Err = NotAnOrderId;

    fn from_str(text: &str) -> Result<Self, NotAnOrderId> {
        let id = text.parse().map_err(|_| NotAnOrderId).and_then(Self::new)?;
        if id.to_string() == text { Ok(id) } else { Err(NotAnOrderId) }
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

impl fmt::Debug for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;

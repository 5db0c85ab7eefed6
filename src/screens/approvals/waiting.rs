//! One order that waits, as this console judges it: what it asks for, who counts, and whether the person at this console may approve it.
//! All of it is read from the verified texts; the registry's word is used for nothing but its number (T01, F01, F03).
//! Must not know: how a row is painted.

use super::{
    super::{
        case::{Doubt, Judged},
        review::fresh,
    },
    urgency::{Risk, Urgency},
};
use crate::{
    app::Signer,
    evidence::{
        order::{Body, Movement},
        standing::{Objection, Standing, State},
        statement::RekeyField,
    },
    registry::{
        Page,
        book::{OrderId, OrderInFull},
        traffic::TransferSummary,
    },
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// An order that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The registry's number.
    pub id: OrderId,
    /// When it ends.
    pub ends: Timestamp,
    /// What this console makes of it.
    pub found: Result<Sound, Doubt>,
    /// Its place in the queue.
    pub urgency: Urgency,
}

/// An order whose texts hold.
#[derive(Clone, Debug)]
pub struct Sound {
    /// Its texts.
    pub judged: Judged,
    /// How it stands.
    pub standing: Standing,
    /// Why the person here may not approve it; `Err(None)` where nobody signs.
    pub may: Result<(), Option<Objection>>,
    /// Whether the person here initiated it.
    pub is_own: bool,
    /// How much is new about where it goes (F31).
    pub new: usize,
    /// What they must not read before they have typed it again (F07).
    unseen: BTreeSet<RekeyField>,
}

impl Waiting {
    /// Judges an order.
    pub fn of(
        given: &OrderInFull,
        judged: Result<Judged, Doubt>,
        signer: Option<&Signer>,
        past: Option<&Page<TransferSummary>>,
        now: Timestamp,
    ) -> Self {
        let id = given.id;
        match judged {
            Err(doubt) => {
                let urgency = Urgency::in_doubt(id, given.expires, doubt.is_alarm());
                Self { id, ends: given.expires, found: Err(doubt), urgency }
            }
            Ok(judged) => {
                let standing = judged.standing(now);
                let order = judged.order.text.order();
                let moved = moved(&judged);
                let quantity = moved.map_or(0, |moved| moved.units.quantity().count());
                let new = past.zip(moved).map_or(0, |(past, moved)| fresh::count(past, moved, order.registry));
                let risk = Risk::of(&standing.asked, new, quantity);
                let urgency = Urgency::of(id, &judged.order.text, standing.expires, risk);
                let may = signer.ok_or(None).and_then(|by| judged.may(judged.agreeing(now), by, now).map_err(Some));
                let is_own = signer.is_some_and(|by| by.person == order.initiator);
                let unseen = signer.map_or_else(BTreeSet::new, |by| judged.unseen(&standing, &by.person, now));
                let ends = standing.expires;
                Self { id, ends, found: Ok(Sound { judged, standing, may, is_own, new, unseen }), urgency }
            }
        }
    }

    /// Whether it waits for the person at this console: they may approve it, or must know that it does not hold.
    pub fn is_for_us(&self) -> bool {
        match &self.found {
            Ok(sound) => sound.may.is_ok() && sound.is_undecided(),
            Err(doubt) => doubt.is_alarm(),
        }
    }

    /// Whether the person at this console initiated it.
    pub fn is_own(&self) -> bool {
        self.found.as_ref().is_ok_and(|sound| sound.is_own)
    }
}

impl Sound {
    /// What moves, if anything does.
    pub fn moved(&self) -> Option<&Movement> {
        moved(&self.judged)
    }

    /// Whether somebody must still agree: more approvals are needed, or a release (F19).
    pub fn is_undecided(&self) -> bool {
        self.standing.state == State::Unreleased || self.standing.approvals.len() < usize::from(self.standing.needed())
    }

    /// Whether any value is hidden here.
    pub fn hides_any(&self) -> bool {
        !self.unseen.is_empty()
    }

    /// Whether a value is hidden here: who is to type it again must not read it in the queue first (F07).
    pub fn hides(&self, field: RekeyField) -> bool {
        self.unseen.contains(&field)
    }
}

fn moved(judged: &Judged) -> Option<&Movement> {
    if let Body::Movement(moved) = &judged.order.text.order().body { Some(moved) } else { None }
}

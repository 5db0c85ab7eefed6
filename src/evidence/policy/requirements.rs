//! What is asked for one order: of all bands that fit it, the strictest of each demand (F07, F14, F18, F19, F29).
//! No band can weaken another: that one of them fits too early is no way around the others.
//! Must not know: who has approved.

use super::Band;
use crate::{
    domain::calendar::{Calendar, CoolingOff},
    evidence::{
        order::{Body, Destination},
        statement::RekeyField,
    },
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// What is asked for an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirements {
    /// How many approvals, besides the initiator's word; never 0 (F18).
    pub approvals: u8,
    /// What the approver types again before seeing it (F07).
    pub rekey: BTreeSet<RekeyField>,
    /// Whether the approver compares their own copy of the document (F21).
    pub own_copy: bool,
    /// Whether a third person releases it (F19).
    pub release: bool,
    /// Whether it is confirmed by telephone (F29).
    pub call: bool,
    /// The delays after the approval; the longest counts (F14).
    pub cooling_off: BTreeSet<CoolingOff>,
}

impl Requirements {
    pub(super) fn of<'a>(bands: impl Iterator<Item = &'a Band>) -> Self {
        let least = Self {
            approvals: 1,
            rekey: BTreeSet::new(),
            own_copy: false,
            release: false,
            call: false,
            cooling_off: BTreeSet::new(),
        };
        bands.fold(least, |mut asked, band| {
            asked.approvals = asked.approvals.max(band.approvals.get());
            asked.rekey.extend(&band.rekey);
            asked.own_copy |= band.own_copy;
            asked.release |= band.release;
            asked.call |= band.call;
            asked.cooling_off.insert(band.cooling_off);
            asked
        })
    }

    /// Without the fields and the document that an order does not have.
    pub(super) fn narrowed_to(mut self, body: &Body, has_source: bool) -> Self {
        self.rekey.retain(|field| has(body, *field));
        self.own_copy &= has_source;
        self
    }

    /// When the cooling-off is over for what was approved at this time. `None` beyond the year 9999.
    pub fn cooled(&self, calendar: &Calendar, approved: Timestamp) -> Option<Timestamp> {
        let ends = self.cooling_off.iter().map(|rule| rule.until(calendar, approved));
        ends.chain([Some(approved)]).try_fold(approved, |latest, end| end.map(|end| latest.max(end)))
    }
}

/// Whether an order has a field that can be typed again.
fn has(body: &Body, field: RekeyField) -> bool {
    let movement = match body {
        Body::Movement(movement) => movement,
        // What is decided about has a quantity, two accounts and units. One of the two registries is this one: typing it proves nothing.
        Body::Act(act) if act.kind.decides() => return field != RekeyField::AcquiringRegistry,
        Body::Act(_) => return field == RekeyField::Subject,
    };
    match field {
        RekeyField::Quantity | RekeyField::AcquiringAccount | RekeyField::Units => true,
        RekeyField::AcquiringRegistry => {
            matches!(movement.to, Destination::FirstTransfer(_) | Destination::Transfer(_) | Destination::AdaptationFund { .. })
        }
        RekeyField::Subject => false,
    }
}

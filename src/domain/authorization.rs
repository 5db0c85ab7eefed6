//! Authorizations of mitigation outcomes: for what, for whom, how many, and what counts as their first transfer.
//! A filing's own word for a purpose is kept: `OIMP` and `IMP` beside `OP` mean the same and are not the same value.
//! Must not know: which blocks stand under an authorization; the registry counts that.

mod purpose;

pub use purpose::{FirstTransferDefinition, FirstTransferRule, Purpose, Use};

use super::{ApproachId, AuthorizationId, Metric, PartyCode, Quantity, Vintage, words};
use crate::text::Untrusted;

/// The state of an authorization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuthorizationState {
    /// Being prepared; nothing stands under it.
    Draft,
    /// In force.
    Issued,
    /// Out of force for a time.
    Suspended,
    /// Taken back. What was first transferred before stays so, unless its terms say otherwise (decision 4/CMA.6).
    Revoked,
    /// Its time is over.
    Expired,
    /// Its quantity is used up.
    Exhausted,
}

words!(
    AuthorizationState, "state",
    Draft "draft",
    Issued "issued",
    Suspended "suspended",
    Revoked "revoked",
    Expired "expired",
    Exhausted "exhausted",
);

/// An authorization in its present version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// Its id, as numbered by the Party that gave it.
    pub id: AuthorizationId,
    /// Its version, from 1.
    pub version: u32,
    /// The cooperative approach it belongs to.
    pub approach: ApproachId,
    /// The first transferring participating Party.
    pub party: PartyCode,
    /// Its state.
    pub state: AuthorizationState,
    /// What the outcomes may be used for.
    pub purpose: Purpose,
    /// What counts as first transfer for other international mitigation purposes; `None` while the Party has not said.
    pub first_transfer_oimp: Option<FirstTransferDefinition>,
    /// The Parties that may acquire; empty means any.
    pub authorized_parties: Vec<PartyCode>,
    /// The authorized entities, as the registry spells them; empty means that none is named.
    pub entities: Vec<Untrusted>,
    /// The most that may be first transferred under it; `None` when it sets no maximum.
    pub quantity: Option<Quantity>,
    /// How many have been first transferred under it so far.
    pub consumed: Quantity,
    /// The vintages it covers, both included; `None` when it sets no timeframe.
    pub timeframe: Option<(Vintage, Vintage)>,
    /// What its units measure.
    pub metric: Metric,
}

impl Authorization {
    /// How many may still be first transferred; `None` when there is no maximum. More consumed than authorized leaves none.
    pub fn left(&self) -> Option<Quantity> {
        self.quantity.map(|most| most.minus(self.consumed).unwrap_or(Quantity::ZERO))
    }

    /// What counts as the first transfer of its units.
    pub fn first_transfer(&self) -> FirstTransferRule {
        FirstTransferRule::of(self.purpose, self.first_transfer_oimp)
    }

    /// Whether a Party may acquire under it.
    pub fn allows_party(&self, party: PartyCode) -> bool {
        self.authorized_parties.is_empty() || self.authorized_parties.contains(&party)
    }

    /// Whether the vintage lies in its timeframe.
    pub fn covers_vintage(&self, vintage: Vintage) -> bool {
        self.timeframe.is_none_or(|(from, to)| (from..=to).contains(&vintage))
    }
}

#[cfg(test)]
mod tests;

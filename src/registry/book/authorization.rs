//! Authorizations: their newest version in a list, and all versions of one with what was used of it.
//! A quantity is used by first transfer and never comes back; without a quantity there is no limit.
//! Must not know: which blocks stand under an authorization.

use crate::{
    domain::{
        ApproachId, AuthorizationId, Metric, PartyCode, Quantity, Vintage,
        authorization::{AuthorizationState, FirstTransferDefinition, FirstTransferRule, Purpose},
    },
    registry::Word,
    text::Untrusted,
};
use jiff::civil::Date;

/// An authorization as a row of a list: its newest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationSummary {
    /// Its id.
    pub id: AuthorizationId,
    /// Its newest version, from 1.
    pub version: u32,
    /// The state of that version.
    pub state: Word<AuthorizationState>,
    /// The cooperative approach.
    pub approach: ApproachId,
    /// The first transferring participating Party.
    pub party: PartyCode,
    /// What its outcomes may be used for (table 16(b)).
    pub purpose: Word<Purpose>,
    /// The most that may be first transferred; `None` means no limit.
    pub quantity: Option<Quantity>,
    /// How many ITMOs under it were first transferred, as far as this registry knows.
    pub consumed: Quantity,
}

impl AuthorizationSummary {
    /// How many may still be first transferred; `None` without a limit. More used than authorized leaves none.
    pub fn left(&self) -> Option<Quantity> {
        self.quantity.map(|most| most.minus(self.consumed).unwrap_or(Quantity::ZERO))
    }

    /// Whether more was first transferred than is authorized.
    pub fn is_overdrawn(&self) -> bool {
        self.quantity.is_some_and(|most| self.consumed > most)
    }
}

/// An authorization in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationInFull {
    /// What the list shows.
    pub summary: AuthorizationSummary,
    /// Every version, the newest first.
    pub versions: Vec<AuthorizationVersion>,
}

impl AuthorizationInFull {
    /// What counts as the first transfer under a version of it; `None` when that version is not here, or is for a purpose that this
    /// console does not know.
    pub fn rule(&self, version: u32) -> Option<FirstTransferRule> {
        let version = self.versions.iter().find(|known| known.version == version)?;
        let chosen = version.first_transfer.as_ref().and_then(|word| word.known().copied());
        Some(FirstTransferRule::of(*version.purpose.known()?, chosen))
    }
}

/// A version of an authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationVersion {
    /// Its number, from 1.
    pub version: u32,
    /// Its state.
    pub state: Word<AuthorizationState>,
    /// The cooperative approach.
    pub approach: ApproachId,
    /// The first transferring participating Party.
    pub party: PartyCode,
    /// The day it was given.
    pub date: Date,
    /// What its outcomes may be used for (table 16(b)).
    pub purpose: Word<Purpose>,
    /// What counts as first transfer for other international mitigation purposes (table 49(b)); `None` when the purpose has none.
    pub first_transfer: Option<Word<FirstTransferDefinition>>,
    /// The Parties that may acquire or use; empty means any.
    pub parties: Vec<PartyCode>,
    /// The authorized entities; empty means any.
    pub entities: Vec<Untrusted>,
    /// The most that may be first transferred; `None` means no limit.
    pub quantity: Option<Quantity>,
    /// First and last vintage; `None` when it sets no timeframe.
    pub timeframe: Option<(Vintage, Vintage)>,
    /// What its units measure.
    pub metric: Metric,
    /// Value of table 36(b).
    pub mitigation_type: Untrusted,
    /// Value of table 15(b).
    pub sector: Untrusted,
    /// Value of table 51(b).
    pub activity_type: Untrusted,
    /// Terms and conditions, in the Party's words.
    pub terms: Untrusted,
}

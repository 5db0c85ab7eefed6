//! That somebody holds a role for a registry: since when, until when, on whose nomination.
//! A role ends at its date by itself; nobody has to remember.
//! Must not know: who they are, or how they are reached.

use super::{CardId, PaperRef, Role, Scope, Term};
use crate::domain::{RegistryId, words};
use jiff::Timestamp;

/// How far a nomination is, and whether it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssignmentState {
    /// Asked for.
    Proposed,
    /// Nominated by the focal point, not yet verified.
    Nominated,
    /// In force.
    Active,
    /// Out of force for a time; one person may do that at once (F15).
    Suspended,
    /// Out of force by the calendar.
    Expired,
    /// Taken back.
    Revoked,
}

words!(
    AssignmentState, "state",
    Proposed "proposed",
    Nominated "nominated",
    Active "active",
    Suspended "suspended",
    Expired "expired",
    Revoked "revoked",
);

/// A role that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assignment {
    /// Who.
    pub who: CardId,
    /// Which role.
    pub role: Role,
    /// For which registry.
    pub registry: RegistryId,
    /// For what part of its work.
    pub scope: Scope,
    /// From when until when.
    pub term: Term,
    /// The letter of nomination.
    pub basis: PaperRef,
    /// The focal point that nominated; none for the focal point itself.
    pub nominated_by: Option<CardId>,
    /// How far it is, as it was recorded.
    pub state: AssignmentState,
}

impl Assignment {
    /// The state at a time: what was recorded, unless the term is over.
    pub fn state_at(&self, at: Timestamp) -> AssignmentState {
        let ends = !matches!(self.state, AssignmentState::Revoked | AssignmentState::Expired);
        if ends && at >= self.term.to() { AssignmentState::Expired } else { self.state }
    }

    /// Whether the role counts at a time.
    pub fn is_in_force(&self, at: Timestamp) -> bool {
        self.term.holds_at(at) && self.state == AssignmentState::Active
    }
}

//! The resolution of a discrepancy: what a person proposes to do about a case, as a text that they sign (`docs/formats/resolution.md`).
//! It names the case, what was found and what it is about, so that a case that has changed since is not resolved by it.
//! Must not know: who may propose it, and what became of it.

mod text;

pub use text::ResolutionText;

use super::{digest::Digest, edition::Edition, lines::Prose, moment::Moment, order::SourceDocument};
use crate::domain::{
    Environment, PersonId, Quantity, RegistryId, StationId,
    case::{self, CaseId},
    reconcile::Code,
    transfer::OrderId,
};
use std::num::NonZeroU64;

/// The first line of a resolution.
pub const MAGIC: &str = "itmo-resolution/v1";

/// What is proposed about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The case.
    pub case: CaseId,
    /// The registry whose board it is on.
    pub registry: RegistryId,
    /// What its acts mean (T33).
    pub environment: Environment,
    /// The counterpart; none is a case within the registry.
    pub counterpart: Option<RegistryId>,
    /// What was found.
    pub code: Code,
    /// What it is about, each as the case names it.
    pub about: Vec<String>,
    /// How many ITMOs.
    pub quantity: Quantity,
    /// What is to be done.
    pub resolution: case::Resolution,
    /// The documents it rests on (F21).
    pub evidence: Vec<SourceDocument>,
    /// The orders that correct the book, as far as there are any yet.
    pub orders: Vec<OrderId>,
    /// Why (F20).
    pub reason: Prose,
    /// The policy in force.
    pub policy: Edition,
    /// The roster in force.
    pub roster: Edition,
    /// Who proposes it.
    pub person: PersonId,
    /// The station it is proposed at (F03).
    pub station: StationId,
    /// When it was made.
    pub made: Moment,
    /// It can be confirmed until this time (F13).
    pub not_after: Moment,
    /// The person's own counter, from 1.
    pub seq: NonZeroU64,
}

impl Resolution {
    /// The digests of its evidence, in its order: what who confirms it compares with copies of their own.
    pub fn digests(&self) -> Vec<Digest> {
        self.evidence.iter().map(|document| document.sha256).collect()
    }
}

#[cfg(test)]
mod tests;

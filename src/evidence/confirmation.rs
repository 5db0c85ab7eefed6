//! What another person says about a resolution, as a text that they sign (`docs/formats/confirmation.md`).
//! It names the digest of the resolution's text, and of every piece of evidence that was compared with a copy of their own (F05, F21).
//! Must not know: who may say it, and whether it counts.

mod text;

pub use text::ConfirmationText;

use super::{digest::Digest, edition::Edition, lines::Prose, moment::Moment, statement::Display};
use crate::domain::{PersonId, StationId, case::CaseId, words::words};
use std::num::NonZeroU64;

/// The first line of a confirmation.
pub const MAGIC: &str = "itmo-confirmation/v1";

/// What is said about a resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConfirmationKind {
    /// It is right.
    Confirm,
    /// It is not; also who proposed it takes it back so.
    Decline,
}

words!(ConfirmationKind, "kind of confirmation", Confirm "confirm", Decline "decline");

/// What a person says about a resolution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// SHA-256 of the resolution's text.
    pub resolution_sha256: Digest,
    /// The case.
    pub case: CaseId,
    /// What is said.
    pub kind: ConfirmationKind,
    /// Who says it.
    pub person: PersonId,
    /// The station it was said at (F03).
    pub station: StationId,
    /// The roster in force.
    pub roster: Edition,
    /// The policy in force.
    pub policy: Edition,
    /// The evidence that was compared with a copy of the person's own, in the order of the resolution (F21).
    pub compared: Vec<Digest>,
    /// The screen the resolution was read on.
    pub display: Display,
    /// Why (F20).
    pub reason: Prose,
    /// When it was made.
    pub made: Moment,
    /// It counts until this time (F13).
    pub not_after: Moment,
    /// The person's own counter, from 1.
    pub seq: NonZeroU64,
}

#[cfg(test)]
mod tests;

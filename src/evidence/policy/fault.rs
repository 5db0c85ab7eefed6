//! Why a text is no policy that could be in force: the compiled floor (T20).
//! Whoever signs it: fewer than two persons, endless orders or a list of trusted accounts without delay can't be allowed.
//! Must not know: who signed it.

use super::{Action, Policy};
use crate::{domain::Quantity, evidence::lines::LineProblem};
use std::ops::RangeInclusive;

/// Why a policy is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyProblem {
    /// A line is not as it must be.
    #[error("not a policy: {0}")]
    Line(#[from] LineProblem),
    /// It contradicts itself, or asks for too little.
    #[error("the policy is refused: {0}")]
    Fault(#[from] PolicyFault),
}

/// What is wrong with a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// Version 1 names a version before it, or a later one names none.
    #[error("version 1 has no version before it, and every other names the digest of the one before")]
    Previous,
    /// Bands out of order, or two for the same action and amount.
    #[error("bands ascend by action and amount, each once")]
    BandOrder,
    /// Something would be in no band.
    #[error("a band for any action from 0 must say what everything else asks for (F18)")]
    NoBandForAll,
    /// A number outside of what may be set.
    #[error("{key} is {is}, and may be {least} to {most} ({rule})")]
    OutOfRange {
        /// The line.
        key: &'static str,
        /// What it says.
        is: u16,
        /// The least it may be.
        least: u16,
        /// The most it may be.
        most: u16,
        /// The rule behind it.
        rule: &'static str,
    },
    /// An order that goes offline may not live shorter than one that does not.
    #[error("an order lives at least as long offline as online (F13)")]
    Lives,
}

/// Refuses what no policy may say.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyFault> {
    if (policy.version.get() == 1) != policy.previous.is_none() {
        return Err(PolicyFault::Previous);
    }
    let bands = policy.bands.iter().map(|band| (band.action.word(), band.from));
    if !bands.is_sorted_by(|before, after| before < after) {
        return Err(PolicyFault::BandOrder);
    }
    if !policy.bands.iter().any(|band| band.action == Action::ANY && band.from == Quantity::ZERO) {
        return Err(PolicyFault::NoBandForAll);
    }
    within("trusted-delay-working-days", policy.trusted_delay, 1..=30, "F16")?;
    within("order-life-online-hours", policy.life_online, 1..=72, "F13")?;
    within("order-life-offline-hours", policy.life_offline, 1..=168, "F13")?;
    within("same-host-minutes", policy.same_host_minutes, 0..=1440, "F04")?;
    within("dwell-seconds-per-field", policy.dwell_seconds, 1..=60, "F09")?;
    if policy.life_offline < policy.life_online {
        return Err(PolicyFault::Lives);
    }
    Ok(())
}

fn within(key: &'static str, is: u16, range: RangeInclusive<u16>, rule: &'static str) -> Result<(), PolicyFault> {
    if range.contains(&is) {
        return Ok(());
    }
    Err(PolicyFault::OutOfRange { key, is, least: *range.start(), most: *range.end(), rule })
}

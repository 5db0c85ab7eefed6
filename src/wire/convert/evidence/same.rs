//! Whether a proposal is what was signed: accounts, registries, units, quantity, and what it corrects.
//! Blocks may be cut otherwise than the order names them; the ITMOs must be the very same.
//! Must not know: who signed.

use crate::{
    domain::{BlockRange, RegistryId},
    evidence::order::{Destination, Movement},
    wire::comm::Proposal,
};

/// Refuses a proposal that is not what was signed.
///
/// # Errors
/// What differs, with both values.
pub fn require(signed: &Movement, proposal: &Proposal) -> Result<(), String> {
    let to = match &signed.to {
        Destination::FirstTransfer(registry) | Destination::Transfer(registry) | Destination::AdaptationFund { registry, .. } => {
            registry.to_string()
        }
        other => return Err(format!("the signed order is a {}, which goes to no other registry", other.word())),
    };
    let text = |value: &dyn ToString| value.to_string();
    let pairs = [
        ("transferring account", text(&signed.transferring_account), proposal.from.account.clone()),
        ("acquiring registry", to, proposal.to.registry.clone()),
        ("acquiring account", text(&signed.acquiring_account), proposal.to.account.clone()),
        ("quantity", text(&signed.units.quantity().count()), text(&proposal.quantity.0)),
        (
            "corrected transfer",
            signed.corrects.map_or_else(none, |id| id.to_string()),
            proposal.corrects.clone().unwrap_or_else(none),
        ),
        ("kind of transfer", text(&kind(signed)), text(&proposed_kind(proposal))),
    ];
    if let Some((what, was, is)) = pairs.into_iter().find(|(_, was, is)| was != is) {
        return Err(format!("the {what} that was signed is {was}, and {is} is proposed"));
    }
    if moves(proposal, signed.units.runs()) {
        return Ok(());
    }
    Err("the units that are proposed are not the units that were signed".to_owned())
}

/// Whether exactly these ITMOs are proposed, however they are cut.
pub fn moves(proposal: &Proposal, ranges: &[BlockRange]) -> bool {
    let proposed = proposal.blocks.iter().map(|block| Some((block.first.parse().ok()?, block.last.parse().ok()?)));
    let proposed: Option<Vec<_>> = proposed.collect();
    let proposed: Option<Vec<BlockRange>> =
        proposed.and_then(|ends| ends.into_iter().map(|(first, last)| BlockRange::of(first, last).ok()).collect());
    proposed.map(joined) == Some(joined(ranges.to_vec()))
}

fn none() -> String {
    "none".to_owned()
}

fn kind(signed: &Movement) -> &'static str {
    match signed.to {
        Destination::AdaptationFund { mandatory: true, .. } => "mandatory share of the Adaptation Fund",
        Destination::AdaptationFund { mandatory: false, .. } => "voluntary contribution to the Adaptation Fund",
        _ => "transfer",
    }
}

fn proposed_kind(proposal: &Proposal) -> &'static str {
    match proposal.subtype.as_str() {
        "Mandatory transfer to the Adaptation Fund (A6.4 ERs)" => "mandatory share of the Adaptation Fund",
        "Voluntary transfer to the Adaptation Fund (A6.4 ERs)" => "voluntary contribution to the Adaptation Fund",
        _ => "transfer",
    }
}

/// The same ITMOs in ascending order, and neighbours in one run.
fn joined(mut ranges: Vec<BlockRange>) -> Vec<(String, u64, u64)> {
    ranges.sort_by_key(|range| (range.series, range.range.first()));
    let mut runs: Vec<(String, u64, u64)> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let (first, last) = (range.range.first().number(), range.range.last().number());
        let series = series(&range);
        match runs.last_mut() {
            Some((known, _, end)) if *known == series && end.checked_add(1) == Some(first) => *end = last,
            _ => runs.push((series, first, last)),
        }
    }
    runs
}

fn series(range: &BlockRange) -> String {
    let crate::domain::Series { approach, registry, party, vintage } = range.series;
    let registry: RegistryId = registry;
    format!("{approach}-{registry}-{party}-{vintage}")
}

//! What ITMOs rest on: the authorization's quantity, vintages and purpose (W7), and the underlying units (W10).
//! Everything under an authorization counts, wherever it went; an authorization nobody gave bounds nothing here and is another check.
//! Must not know: how an authorization came to be changed.

use crate::domain::{
    AuthorizationId, BlockRange, Quantity, SerialRange,
    authorization::{Authorization, Use},
    reconcile::{Code, Field, Finding, Position, Said, Subject},
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What ITMOs under an authorization were used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseFact {
    /// The ITMOs.
    pub block: BlockRange,
    /// Their authorization.
    pub authorization: AuthorizationId,
    /// What for.
    pub intended: Use,
}

/// What exceeds its authorization (W7): a quantity in all, lines of a vintage it does not cover, uses it was not given for.
pub fn authorization_bounds(
    lines: impl IntoIterator<Item = Position>,
    uses: &[UseFact],
    authorizations: &[Authorization],
    at: Timestamp,
) -> Vec<Finding> {
    let by_id: BTreeMap<&AuthorizationId, &Authorization> = authorizations.iter().map(|given| (&given.id, given)).collect();
    let mut used: BTreeMap<&AuthorizationId, u128> = BTreeMap::new();
    let mut findings = Vec::new();
    for line in lines {
        let Some(given) = line.attributes.authorization.as_ref().and_then(|id| by_id.get(id)).copied() else { continue };
        if line.attributes.first_transferred.flatten().is_some() {
            let sum = used.entry(&given.id).or_default();
            *sum = sum.saturating_add(u128::from(line.block.quantity().count()));
        }
        let vintage = line.block.series.vintage;
        if let Some((from, to)) = given.timeframe.filter(|_| !given.covers_vintage(vintage)) {
            let said = Said::both(Field::Vintage, vintage, format!("{from} to {to}"));
            let account = line.attributes.account.clone();
            findings.push(Finding { account, ..Finding::units(Code::W7, line.block, at).saying([said]) });
        }
    }
    for used in uses {
        let given = by_id.get(&used.authorization).filter(|given| !given.purpose.covers(used.intended));
        let said = given.map(|given| Said::both(Field::Purpose, used.intended.word(), given.purpose.word()));
        findings.extend(said.map(|said| Finding::units(Code::W7, used.block, at).saying([said])));
    }
    for given in authorizations {
        let used = used.get(&given.id).copied().unwrap_or_default();
        let over = given.quantity.and_then(|most| used.checked_sub(u128::from(most.count()))).filter(|over| *over > 0);
        if let (Some(over), Some(most)) = (over, given.quantity) {
            let quantity = Quantity::new(u64::try_from(over).unwrap_or(u64::MAX));
            let used = Quantity::new(u64::try_from(used).unwrap_or(u64::MAX));
            let said = Said::both(Field::Quantity, used, most);
            findings.push(Finding::new(Code::W7, Subject::Authorization(given.id.clone()), quantity, at).saying([said]));
        }
    }
    findings
}

/// How the underlying registry shows units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marked {
    /// Retired, or marked as the base of ITMOs.
    Yes,
    /// Neither.
    No,
    /// Nobody has looked.
    Unknown,
}

/// Units of an underlying registry that ITMOs stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderlyingUse {
    /// The underlying registry, as the book names it. Two names are two registries.
    pub registry: String,
    /// The unit numbers.
    pub units: SerialRange,
    /// The ITMOs.
    pub block: BlockRange,
    /// How the underlying registry shows them.
    pub marked: Marked,
}

/// Underlying units that stand for ITMOs twice, or that are not marked (W10).
pub fn underlying_units(uses: &[UnderlyingUse], at: Timestamp) -> Vec<Finding> {
    let mut sorted: Vec<&UnderlyingUse> = uses.iter().collect();
    sorted.sort_by(|a, b| a.registry.cmp(&b.registry).then(a.units.cmp(&b.units)).then(a.block.cmp(&b.block)));
    let mut findings = Vec::new();
    let mut reach: Option<&UnderlyingUse> = None;
    for used in sorted {
        if used.marked == Marked::No {
            findings.push(Finding::units(Code::W10, used.block, at).saying([Said::one(Field::UnderlyingMarked, true, "no")]));
        }
        let before = reach.filter(|before| before.registry == used.registry);
        if let Some((other, shared)) = before.and_then(|before| Some((before, before.units.intersect(used.units)?))) {
            let text = |used: &UnderlyingUse| format!("{} {shared} for {}", used.registry, used.block);
            findings.push(Finding::units(Code::W10, used.block, at).saying([Said::both(
                Field::Underlying,
                text(used),
                text(other),
            )]));
        }
        if before.is_none_or(|before| before.units.last() < used.units.last()) {
            reach = Some(used);
        }
    }
    findings
}

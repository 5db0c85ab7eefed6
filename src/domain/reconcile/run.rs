//! A comparison of two books from their lines to findings: swept, classified, explained, and held against the run before.
//! What agrees is only counted; memory grows with the differences, not with the books.
//! Must not know: how lines are read, and what is done about findings.

use super::{
    cause::{Cause, Recent, items_of},
    classify::{self, Classified, Held, Sides},
    code::Code,
    disjoint::Unsorted,
    finding::Finding,
    flight::{Flights, InFlight},
    pairs,
    position::Position,
    prediction,
    segment::Segment,
    sums,
    sweep::{Piece, Sweep},
    totals::Totals,
};
use crate::domain::{BlockRange, RegistryId, transfer::Deadlines};
use jiff::Timestamp;

/// What is compared, beside the lines.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Our registry.
    pub ours: RegistryId,
    /// Theirs; the same as ours when two copies of one book are compared.
    pub theirs: RegistryId,
    /// The moment of both snapshots.
    pub at: Timestamp,
    /// Whether each book has a line for every ITMO it shares with the other, also for those it sent away. If not, each lists only
    /// what it holds, and what stands in one book alone is as it should be.
    pub has_departed: bool,
    /// Transfers between the two around that moment.
    pub transfers: Vec<InFlight>,
    /// How long a transfer may take.
    pub deadlines: Deadlines,
    /// The findings of the run before.
    pub earlier: Vec<Finding>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many ITMOs both books have and agree on in everything but notes.
    pub equal: u128,
    /// Every finding, in the order of ids; notes among them.
    pub findings: Vec<Finding>,
}

impl Comparison {
    /// Whether the books agree: nothing was found but notes.
    pub fn agrees(&self) -> bool {
        !self.findings.iter().any(Finding::is_discrepancy)
    }
}

/// Compares two books of which the lines are sorted by series and first serial. With the lines of the last agreed state it also says
/// who moved.
///
/// # Errors
/// [`Unsorted`] at the first line that is out of order. Nothing found until then is given: it would look like the whole.
pub fn compare<'a>(
    ours: impl Iterator<Item = Position> + 'a,
    theirs: impl Iterator<Item = Position> + 'a,
    agreed: Option<Box<dyn Iterator<Item = Position> + 'a>>,
    setting: &Setting,
) -> Result<Comparison, Unsorted> {
    let has_agreed = agreed.is_some();
    let sweep = Sweep::since(ours, theirs, agreed.into_iter().flatten())?;
    let sides = Sides { ours: setting.ours, theirs: setting.theirs, at: setting.at };
    let flights = Flights::at(setting.at, setting.deadlines, setting.transfers.iter().cloned());
    let mut comparison = Comparison::default();
    for piece in sweep {
        match piece? {
            Piece::Overlap(overlap) => comparison.findings.extend(classify::overlap(&overlap, sides)),
            Piece::Segment(segment) => {
                let mut found = of_segment(&segment, sides, &flights, setting);
                if has_agreed {
                    found.iter_mut().for_each(|finding| finding.mover = Some(segment.mover()));
                }
                if !found.iter().any(Finding::is_discrepancy) && segment.ours.is_some() && segment.theirs.is_some() {
                    comparison.equal += u128::from(segment.block.quantity().count());
                }
                comparison.findings.extend(found);
            }
        }
    }
    comparison.findings = pairs::join(comparison.findings);
    prediction::carry(&setting.earlier, &mut comparison.findings, setting.at);
    Ok(comparison)
}

/// Compares two books of which only the sums are known. Each difference is explained by the transfers that add up to it, if any do.
pub fn compare_totals(ours: &Totals, theirs: &Totals, setting: &Setting) -> Vec<Finding> {
    let recent: Vec<Recent> = setting.transfers.iter().map(|flight| flight.transfer.clone()).collect();
    let mut findings = sums::findings(ours, theirs, setting.at);
    for finding in &mut findings {
        let difference = i128::from(finding.quantity.count()) * if finding.code == Code::D01 { -1 } else { 1 };
        finding.cause = items_of(finding.quantity, &recent).map(|items| Cause::Transfers { difference, items });
    }
    prediction::carry(&setting.earlier, &mut findings, setting.at);
    findings
}

fn of_segment(segment: &Segment, sides: Sides, flights: &Flights, setting: &Setting) -> Vec<Finding> {
    let Classified { held, others } = classify::segment(segment, sides);
    let mut found = others;
    if let Some(held) = held.filter(|held| setting.has_departed || !is_one_sided(held)) {
        found.extend(explained(segment, held, flights, setting));
    }
    found
}

fn is_one_sided(held: &Held) -> bool {
    matches!(held.finding.code, Code::D01 | Code::D02)
}

/// A difference in who holds ITMOs, cut into what transfers in flight explain and what they do not.
fn explained(segment: &Segment, held: Held, flights: &Flights, setting: &Setting) -> Vec<Finding> {
    let Held { finding, holders } = held;
    let (explained, rest) = flights.explain(segment.block, holders);
    let part = |block: BlockRange| Finding { account: finding.account.clone(), ..of_part(&finding, block) };
    let mut found: Vec<Finding> = Vec::with_capacity(explained.len() + rest.len());
    let sign = if holders[0] == Some(setting.ours) || holders[1].is_none() { 1 } else { -1 };
    let caused = |block: BlockRange, flight: &InFlight| {
        let difference = i128::from(block.quantity().count()) * sign;
        Cause::Transfers { difference, items: vec![flight.transfer.clone()] }
    };
    for (block, flight) in explained {
        found.push(Finding {
            code: Code::D14,
            otherwise: Some(finding.code),
            cause: Some(caused(block, flight)),
            clears_at: Some(flights.clears_at()),
            ..part(block)
        });
    }
    let off_by_one = is_off_by_one(segment, &finding);
    found.extend(rest.into_iter().map(|block| {
        let finding = part(block);
        if off_by_one {
            return Finding { code: Code::D06, cause: Some(Cause::OffByOne), ..finding };
        }
        // Too old to be in flight: the books should have agreed on it long ago.
        Finding { cause: flights.moving(block, holders).map(|flight| caused(block, flight)), ..finding }
    }));
    found
}

fn of_part(finding: &Finding, block: BlockRange) -> Finding {
    Finding::units(finding.code, block, finding.since).saying(finding.said.clone())
}

/// One ITMO more at the end of a line that both books have is an error of entry, not a transfer that went astray.
fn is_off_by_one(segment: &Segment, finding: &Finding) -> bool {
    matches!(finding.code, Code::D01 | Code::D02) && segment.reaches && segment.block.quantity().count() == 1
}

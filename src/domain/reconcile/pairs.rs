//! What two one-sided findings together are: the same serials, under ids that differ in one part.
//! Only runs with exactly the same serials are paired, and only when they differ in exactly one part of the id.
//! Must not know: how the findings were found.

use super::{
    cause::Cause,
    code::Code,
    field::{Field, Said},
    finding::Finding,
};
use crate::domain::{BlockRange, SerialRange, block::Series};
use std::collections::BTreeMap;

/// Joins pairs of D02 and D01 into D09, where the registry's part differs, or D12, where another part does.
pub(super) fn join(findings: Vec<Finding>) -> Vec<Finding> {
    let mut ours: BTreeMap<SerialRange, Vec<Series>> = BTreeMap::new();
    for block in findings.iter().filter(|finding| finding.code == Code::D02).filter_map(Finding::block) {
        ours.entry(block.range).or_default().push(block.series);
    }
    let mut pairs: Vec<(BlockRange, Series, Field)> = Vec::new();
    for theirs in findings.iter().filter(|finding| finding.code == Code::D01).filter_map(Finding::block) {
        let Some(candidates) = ours.get_mut(&theirs.range) else { continue };
        let near = candidates.iter().enumerate().find_map(|(at, series)| Some((at, part(*series, theirs.series)?)));
        if let Some((at, field)) = near {
            pairs.push((theirs, candidates.remove(at), field));
        }
    }
    if pairs.is_empty() {
        return findings;
    }
    let of = |series: Series, block: BlockRange| BlockRange { series, ..block };
    let joined: BTreeMap<BlockRange, (Series, Field)> =
        pairs.iter().map(|(theirs, series, field)| (of(*series, *theirs), (theirs.series, *field))).collect();
    let theirs: std::collections::BTreeSet<BlockRange> = pairs.iter().map(|(theirs, _, _)| *theirs).collect();
    let join = |finding: Finding| match (finding.code, finding.block()) {
        (Code::D01, Some(block)) if theirs.contains(&block) => None,
        (Code::D02, Some(block)) => Some(match joined.get(&block) {
            Some((series, field)) => pair(finding, block.series, *series, *field),
            None => finding,
        }),
        _ => Some(finding),
    };
    findings.into_iter().filter_map(join).collect()
}

/// The one part in which two series differ; `None` when they differ in none or several.
fn part(ours: Series, theirs: Series) -> Option<Field> {
    let parts = [
        (Field::Approach, ours.approach != theirs.approach),
        (Field::Registry, ours.registry != theirs.registry),
        (Field::Party, ours.party != theirs.party),
        (Field::Vintage, ours.vintage != theirs.vintage),
    ];
    let mut differ = parts.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field);
    differ.next().filter(|_| differ.next().is_none())
}

fn pair(finding: Finding, ours: Series, theirs: Series, field: Field) -> Finding {
    let said = match field {
        Field::Approach => Said::both(field, ours.approach, theirs.approach),
        Field::Party => Said::both(field, ours.party, theirs.party),
        Field::Vintage => Said::both(field, ours.vintage, theirs.vintage),
        _ => Said::both(Field::Registry, ours.registry, theirs.registry),
    };
    let code = if field == Field::Registry { Code::D09 } else { Code::D12 };
    Finding { code, said: vec![said], cause: Some(Cause::IdPart(field)), ..finding }
}

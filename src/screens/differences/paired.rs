//! Two segments that are one finding: the same serials, which each book has under an id of its own (D09, and D12 in a part of the id).
//! The run names such a finding by our id alone; here it is named at theirs too, so that neither looks like something nobody counts.
//! Must not know: how a pair was found.

use crate::{
    domain::{
        case::CaseId,
        reconcile::{Cause, Code, Finding, Subject},
    },
    registry::run::{Relation, RunSegment},
};

/// Whether a finding is about a segment through the ids of the other book.
pub fn is_partner(segment: &RunSegment, finding: &Finding) -> bool {
    let (Subject::Units(here), Some(there)) = (&segment.subject, finding.block()) else { return false };
    let one_sided = matches!(segment.relation, Relation::OursOnly | Relation::TheirsOnly);
    let (ours, theirs) = (here.series, there.series);
    let parts = [ours.approach != theirs.approach, ours.registry != theirs.registry, ours.party != theirs.party];
    let differ = parts.into_iter().chain([ours.vintage != theirs.vintage]).filter(|differs| *differs).count();
    one_sided && matches!(finding.cause, Some(Cause::IdPart(_))) && here.range == there.range && differ == 1
}

/// Names in each segment the finding it is the other half of, with its case.
pub fn complete(segments: &mut [RunSegment], found: &[Finding]) {
    let case = |segments: &[RunSegment], finding: &Finding| -> Option<CaseId> {
        let of = segments.iter().find(|segment| segment.subject == finding.subject)?;
        of.found.iter().find(|(code, _)| *code == finding.code).and_then(|(_, case)| *case)
    };
    let named = |at: usize, segments: &[RunSegment]| -> Option<(Code, Option<CaseId>)> {
        let segment = segments.get(at).filter(|segment| segment.found.is_empty())?;
        let finding = found.iter().find(|finding| is_partner(segment, finding))?;
        Some((finding.code, case(segments, finding)))
    };
    for at in 0..segments.len() {
        let more = named(at, segments);
        if let Some(segment) = segments.get_mut(at) {
            segment.found.extend(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BlockRange, reconcile::Field};

    fn units(registry: &str, last: u64) -> BlockRange {
        let id = |serial: u64| format!("CA0007-{registry}-GHA-{serial}-2023").parse().unwrap();
        BlockRange::of(id(1), id(last)).unwrap()
    }

    #[test]
    fn the_other_half_of_a_pair_is_named_by_its_finding_and_nothing_else_is() {
        let segment = |block, relation, found| RunSegment {
            subject: Subject::Units(block),
            relation,
            said: Vec::new(),
            differing: Vec::new(),
            found,
        };
        let case: CaseId = "CHE01-CASE-000001".parse().unwrap();
        let (ours, theirs) = (units("GHA99", 500), units("GHA01", 500));
        let finding = Finding::units(Code::D09, ours, "2026-11-22T09:00:00Z".parse().unwrap());
        let finding = Finding { cause: Some(Cause::IdPart(Field::Registry)), ..finding };
        let mut segments = vec![
            segment(theirs, Relation::TheirsOnly, Vec::new()),
            segment(units("GHA01", 400), Relation::TheirsOnly, Vec::new()),
            segment(theirs, Relation::Equal, Vec::new()),
            segment(ours, Relation::OursOnly, vec![(Code::D09, Some(case))]),
        ];
        complete(&mut segments, &[finding]);
        let found: Vec<usize> = segments.iter().map(|segment| segment.found.len()).collect();
        assert_eq!(found, [1, 0, 0, 1]);
        assert_eq!(segments[0].found, [(Code::D09, Some(case))]);
    }
}

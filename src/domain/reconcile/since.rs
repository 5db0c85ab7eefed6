//! What became of differences from one run to the next: new, gone, still there, grown, shrunk.
//! A difference is the same when its kind is and both are about an ITMO they share, or about the same other thing.
//! Must not know: when the runs were, and which cases there are.

use super::finding::{Finding, Subject};
use crate::domain::Quantity;

/// What became of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Became {
    /// The run before did not find it.
    New,
    /// It is about more ITMOs than in the run before; about so many it was then.
    Grown(Quantity),
    /// It is about fewer.
    Shrunk(Quantity),
    /// It is still there.
    Still,
    /// It is not found any more.
    Gone,
}

/// A difference and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The difference: as this run found it, or as the run before did if it is gone.
    pub finding: &'a Finding,
    /// What became of it.
    pub became: Became,
}

/// Holds what a run found against what the one before found: first what is there now, in its order, then what is gone. Notes don't count.
pub fn since<'a>(before: &'a [Finding], now: &'a [Finding]) -> Vec<Change<'a>> {
    let counts = |finding: &&Finding| finding.is_discrepancy();
    let here = now.iter().filter(counts).map(|finding| Change { finding, became: became(before, now, finding) });
    let is_gone = |old: &&Finding| !now.iter().any(|finding| same(old, finding));
    let gone = before.iter().filter(counts).filter(is_gone).map(|finding| Change { finding, became: Became::Gone });
    here.chain(gone).collect()
}

/// One difference may have been several, or several one: what is held against each other is all that belongs together.
fn became(before: &[Finding], now: &[Finding], finding: &Finding) -> Became {
    let old: Vec<&Finding> = before.iter().filter(|old| same(old, finding)).collect();
    if old.is_empty() {
        return Became::New;
    }
    let belongs = |one: &&Finding| old.iter().any(|old| same(old, one));
    let (was, is) = (sum(old.iter().copied()), sum(now.iter().filter(belongs)));
    match is.cmp(&was) {
        std::cmp::Ordering::Greater => Became::Grown(Quantity::new(was)),
        std::cmp::Ordering::Less => Became::Shrunk(Quantity::new(was)),
        std::cmp::Ordering::Equal => Became::Still,
    }
}

fn sum<'a>(findings: impl Iterator<Item = &'a Finding>) -> u64 {
    findings.fold(0, |sum, finding| sum.saturating_add(finding.quantity.count()))
}

fn same(one: &Finding, other: &Finding) -> bool {
    let meets = match (&one.subject, &other.subject) {
        (Subject::Units(a), Subject::Units(b)) => a.series == b.series && a.range.overlaps(b.range),
        (a, b) => a == b,
    };
    one.code == other.code && meets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reconcile::Code;

    fn found(code: Code, first: u64, last: u64) -> Finding {
        let id = |serial: u64| format!("CA0007-CHE01-CHE-{serial}-2023").parse().unwrap();
        let block = crate::domain::BlockRange::of(id(first), id(last)).unwrap();
        Finding::units(code, block, "2026-11-28T08:00:00Z".parse().unwrap())
    }

    #[test]
    fn each_difference_is_new_gone_or_held_against_what_it_was() {
        use Became::{Gone, Grown, New, Shrunk, Still};
        let at = "2026-11-28T08:00:00Z".parse().unwrap();
        let snapshot = Finding::new(Code::D20, Subject::Snapshot, Quantity::ZERO, at);
        let of = Quantity::new;
        for (before, now, expected) in [
            (vec![], vec![found(Code::D03, 1, 10)], vec![New]),
            (vec![found(Code::D03, 1, 10)], vec![], vec![Gone]),
            (vec![found(Code::D03, 1, 10)], vec![found(Code::D03, 1, 10)], vec![Still]),
            (vec![found(Code::D03, 1, 10)], vec![found(Code::D03, 1, 12)], vec![Grown(of(10))]),
            (vec![found(Code::D03, 1, 10)], vec![found(Code::D03, 4, 10)], vec![Shrunk(of(10))]),
            // Another kind about the same ITMOs is another difference.
            (vec![found(Code::D14, 1, 10)], vec![found(Code::D03, 1, 10)], vec![New, Gone]),
            // One that fell in two parts is as great as both parts.
            (vec![found(Code::D02, 1, 10)], vec![found(Code::D02, 1, 4), found(Code::D02, 5, 10)], vec![Still, Still]),
            (vec![found(Code::D07, 1, 10)], vec![found(Code::D07, 1, 12)], vec![]),
            (vec![snapshot.clone()], vec![snapshot], vec![Still]),
        ] {
            let became: Vec<Became> = since(&before, &now).iter().map(|change| change.became).collect();
            assert_eq!(became, expected, "{before:?} {now:?}");
        }
    }
}

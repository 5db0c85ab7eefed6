//! Several checks meet the same fault; the most exact one tells it and the others keep silent.
//! An overlap or a gap explains a sum that is not conserved, and any of them explains that the book is not its ledger there.
//! Must not know: how anything was found.

use crate::domain::reconcile::{Code, Finding, Subject};

/// What is left when each fault is told once.
pub(super) fn told(found: Vec<Finding>) -> Vec<Finding> {
    let exact: Vec<Finding> = found.iter().filter(|finding| !matches!(finding.code, Code::W1 | Code::W4)).cloned().collect();
    let sums: Vec<Finding> =
        found.iter().filter(|finding| finding.code == Code::W1 && !is_summed(finding, &exact)).cloned().collect();
    let keep = |finding: &Finding| match finding.code {
        Code::W1 => !is_summed(finding, &exact),
        Code::W4 => !is_met(finding, &exact) && !is_in(finding, &sums),
        _ => true,
    };
    found.into_iter().filter(keep).collect()
}

/// Whether gaps or overlaps of the key add up to the difference of its sums.
fn is_summed(sum: &Finding, exact: &[Finding]) -> bool {
    let Subject::Total(key) = &sum.subject else { return false };
    let of = |code: Code| -> u128 {
        let within = exact.iter().filter(|finding| finding.code == code).filter_map(Finding::block).filter(|block| {
            (block.series.approach, block.series.party, block.series.vintage) == (key.approach, key.party, key.vintage)
        });
        within.map(|block| u128::from(block.quantity().count())).sum()
    };
    let difference = u128::from(sum.quantity.count());
    [Code::W2, Code::W3].into_iter().any(|code| of(code) == difference)
}

/// Whether an exact finding is about some of the same ITMOs.
fn is_met(finding: &Finding, exact: &[Finding]) -> bool {
    let Some(block) = finding.block() else { return false };
    let blocks = exact.iter().filter_map(Finding::block);
    blocks.into_iter().any(|other| other.series == block.series && other.range.overlaps(block.range))
}

/// Whether a sum that is not conserved is about its key.
fn is_in(finding: &Finding, sums: &[Finding]) -> bool {
    let Some(block) = finding.block() else { return false };
    sums.iter().any(|sum| match &sum.subject {
        Subject::Total(key) => {
            (block.series.approach, block.series.party, block.series.vintage) == (key.approach, key.party, key.vintage)
        }
        _ => false,
    })
}

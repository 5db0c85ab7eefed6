//! Two ways to the same lines: the ledger replayed beside the book (W4), and the ledger at the end of a year beside the report (W12).
//! Here every difference counts, also of accounts and spelling: both are of one registry.
//! Must not know: how the ledger is replayed.

use crate::domain::reconcile::{Code, Field, Finding, Piece, Position, Relation, Said, Segment, Sweep, Unsorted};
use jiff::Timestamp;

/// Where the book is not what the ledger adds up to (W4). The book's word is "ours", the ledger's "theirs".
///
/// # Errors
/// [`Unsorted`] at the first line that is out of order.
pub fn ledger_and_book<'a>(
    book: impl Iterator<Item = Position> + 'a,
    ledger: impl Iterator<Item = Position> + 'a,
    at: Timestamp,
) -> Result<Vec<Finding>, Unsorted> {
    differences(Code::W4, Sweep::new(book, ledger)?, at)
}

/// Where a report's holdings are not the ledger's at the end of its year (W12). The report's word is "ours", the ledger's "theirs".
///
/// # Errors
/// [`Unsorted`] at the first line that is out of order.
pub fn report_and_ledger<'a>(
    report: impl Iterator<Item = Position> + 'a,
    ledger: impl Iterator<Item = Position> + 'a,
    at: Timestamp,
) -> Result<Vec<Finding>, Unsorted> {
    differences(Code::W12, Sweep::new(report, ledger)?, at)
}

/// An overlap is another finding (W2) and is not told twice.
fn differences(code: Code, sweep: Sweep<'_>, at: Timestamp) -> Result<Vec<Finding>, Unsorted> {
    let mut findings = Vec::new();
    for piece in sweep {
        if let Piece::Segment(segment) = piece? {
            findings.extend(difference(code, &segment, at));
        }
    }
    Ok(findings)
}

fn difference(code: Code, segment: &Segment, at: Timestamp) -> Option<Finding> {
    let side = |said: &Option<std::sync::Arc<crate::domain::reconcile::Attributes>>, is_ours| {
        said.as_ref().map(|said| Said::one(Field::Holder, is_ours, said.holder))
    };
    let said = match segment.relation() {
        Relation::Equal | Relation::Neither => return None,
        Relation::Differ(said) => said,
        Relation::OursOnly => side(&segment.ours, true).into_iter().collect(),
        Relation::TheirsOnly => side(&segment.theirs, false).into_iter().collect(),
    };
    let of = segment.ours.as_ref().or(segment.theirs.as_ref());
    let account = of.and_then(|said| said.account.clone());
    Some(Finding { account, ..Finding::units(code, segment.block, at).saying(said) })
}

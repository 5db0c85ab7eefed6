//! The findings of tier 1: what two books that are known by their sums alone differ in.
//! A sum that differs is named with both numbers; which blocks it is about, only the blocks can say.
//! Must not know: blocks, and where the sums come from.

use super::{
    code::Code,
    field::{Field, Said},
    finding::{Finding, Subject},
    totals::{TotalKey, Totals},
};
use crate::{domain::Quantity, text::Untrusted};
use jiff::Timestamp;

/// Sums that differ, as findings, for a counterpart that sends no blocks: more in ours is missing in theirs, and the reverse; equal
/// numbers that stand for other amounts differ in the amount.
pub(super) fn findings(ours: &Totals, theirs: &Totals, at: Timestamp) -> Vec<Finding> {
    let finding = |key: TotalKey| {
        let difference = ours.difference(theirs, &key);
        let (ours, theirs) = (ours.get(&key), theirs.get(&key));
        let (code, field, said) = match difference {
            0 => (Code::D05, Field::Amount, (ours.tonnes, theirs.tonnes)),
            1.. => (Code::D02, Field::Quantity, (ours.units, theirs.units)),
            _ => (Code::D01, Field::Quantity, (ours.units, theirs.units)),
        };
        let quantity = Quantity::new(u64::try_from(difference.unsigned_abs()).unwrap_or(u64::MAX));
        let text = |number: u128| Some(Untrusted::new(number.to_string()));
        let said = Said { field, ours: text(said.0), theirs: text(said.1) };
        Finding::new(code, Subject::Total(key), quantity, at).saying([said])
    };
    ours.unequal(theirs).into_iter().map(finding).collect()
}

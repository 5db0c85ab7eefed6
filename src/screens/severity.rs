//! How severe a difference is, with the reckoning, so that whoever reads it can work it out again: units × days × the weight of the kind.
//! What is about no ITMO counts as one, and the day it was found counts as one.
//! Must not know: where it is shown.

use crate::{
    domain::{
        Quantity,
        reconcile::{self, Code},
    },
    text::number::{counted, grouped},
};
use jiff::Timestamp;

/// The severity and how it comes about: `37 530 000 = 12 510 ITMOs × 3 days × 1 000 (critical)`.
pub fn reckoned(code: Code, quantity: Quantity, since: Timestamp, now: Timestamp) -> String {
    let all = shown(reconcile::severity(code, quantity, since, now));
    let units = match quantity.count() {
        0 => "1, as it is about no ITMO,".to_owned(),
        many => counted(many, "ITMO"),
    };
    let days = counted(reconcile::days(since, now), "day");
    let gravity = code.gravity();
    format!("{all} = {units} × {days} × {} ({})", shown(gravity.weight()), gravity.word())
}

/// A severity as a number that can be read.
pub fn shown(severity: u128) -> String {
    grouped(u64::try_from(severity).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reckoning_comes_to_what_it_says() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (since, now) = (at("2026-11-20T07:14:00Z"), at("2026-11-22T09:14:00Z"));
        for (code, quantity, since, said) in [
            (Code::D03, 12_510, since, "37 530 000 = 12 510 ITMOs × 3 days × 1 000 (critical)"),
            (Code::D13, 0, now, "100 = 1, as it is about no ITMO, × 1 day × 100 (high)"),
            (Code::D12, 1, since, "30 = 1 ITMO × 3 days × 10 (medium)"),
            (Code::D07, 500, since, "0 = 500 ITMOs × 3 days × 0 (note)"),
        ] {
            assert_eq!(reckoned(code, Quantity::new(quantity), since, now), said);
        }
    }
}

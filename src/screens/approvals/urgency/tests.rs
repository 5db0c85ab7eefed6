//! The order of the queue (F24), case by case and for any orders.

use super::{Risk, Urgency};
use jiff::Timestamp;
use proptest::prelude::*;
use std::cmp::Reverse;

fn risk(approvals: u8, safeguards: usize, new: usize, quantity: u64) -> Risk {
    Risk { approvals, safeguards, new, quantity }
}

fn urgency(number: u32, ends: i64, risk: Risk, written: u128) -> Urgency {
    let number = format!("CHE01-2026-{number:06}").parse().unwrap();
    Urgency { ends: super::minute(Timestamp::from_second(ends).unwrap()), risk: Reverse(risk), written, sound: true, number }
}

#[test]
fn f24_ends_first_then_risk_then_age() {
    let cases = [
        ("what ends first", urgency(2, 600, risk(1, 0, 0, 1), 9), urgency(1, 6_000, risk(2, 5, 3, 900), 1)),
        ("two approvals before one", urgency(2, 659, risk(2, 0, 0, 1), 9), urgency(1, 600, risk(1, 5, 3, 900), 1)),
        ("more safeguards", urgency(2, 600, risk(1, 3, 0, 1), 9), urgency(1, 600, risk(1, 2, 3, 900), 1)),
        ("a first time", urgency(2, 600, risk(1, 2, 1, 1), 9), urgency(1, 600, risk(1, 2, 0, 900), 1)),
        ("the greater quantity", urgency(2, 600, risk(1, 2, 1, 900), 9), urgency(1, 600, risk(1, 2, 1, 899), 1)),
        ("the older", urgency(2, 600, risk(1, 2, 1, 900), 1), urgency(1, 600, risk(1, 2, 1, 900), 9)),
        ("the lower number", urgency(1, 600, risk(1, 2, 1, 900), 1), urgency(2, 600, risk(1, 2, 1, 900), 1)),
    ];
    for (what, first, second) in cases {
        assert!(first < second, "{what}");
    }
}

/// What is compared comes from the order itself: its end, what its band asks for, and when its own id says it was written.
#[test]
fn f24_an_order_is_placed_by_what_it_says_and_what_is_asked_for_it() {
    use crate::evidence::sample;
    let asked = |quantity| sample::policy().policy().requirements_of(sample::order(quantity).text.order());
    assert_eq!(Risk::of(&asked(500), 1, 500), risk(1, 0, 1, 500));
    assert_eq!(Risk::of(&asked(12_500), 0, 12_500), risk(1, 4, 0, 12_500), "three values and the own copy");
    assert_eq!(Risk::of(&asked(100_000), 0, 100_000), risk(2, 7, 0, 100_000), "and the counterpart, a release and a call");
    let (older, newer) = (sample::order_at(500, sample::at("2026-11-26T07:00:00Z")), sample::order(500));
    let place = |number: u32, order: &crate::evidence::signed::Signed<crate::evidence::order::OrderText>, ends: i64, risk| {
        let number = format!("CHE01-2026-{number:06}").parse().unwrap();
        Urgency::of(number, &order.text, Timestamp::from_second(ends).unwrap(), risk)
    };
    let small = risk(1, 0, 0, 500);
    assert!(place(2, &older, 600, small) < place(1, &newer, 600, small), "the older first, whatever its number");
    assert!(place(2, &newer, 600, small) < place(1, &older, 660, small), "what ends first");
    assert!(place(2, &newer, 600, risk(2, 0, 0, 1)) < place(1, &older, 600, small), "what is at stake");
    assert!(!place(1, &older, 600, small).is_alarm());
}

#[test]
fn what_does_not_hold_stands_above_all() {
    let lie = Urgency::in_doubt("CHE01-2026-000009".parse().unwrap(), Timestamp::MAX, true);
    let missing = Urgency::in_doubt("CHE01-2026-000009".parse().unwrap(), Timestamp::MAX, false);
    let sound = urgency(1, 0, risk(2, 6, 4, 1_000_000), 0);
    assert!(lie < sound && sound < missing);
}

proptest! {
    #[test]
    fn f24_no_order_comes_first_by_being_new(
        ends in 0_i64..1_000_000, later in 60_i64..1_000_000, quantity in 0_u64..1_000_000, age in 0_u128..1_000, younger in 1_u128..1_000,
    ) {
        let old = urgency(2, ends, risk(1, 0, 0, quantity), age);
        let new = urgency(1, ends, risk(1, 0, 0, quantity), age + younger);
        prop_assert!(old < new, "of two alike the older comes first");
        let ends_later = urgency(1, ends + later, risk(2, 6, 4, u64::MAX), 0);
        prop_assert!(old < ends_later, "nothing goes before what ends a minute sooner");
    }
}

//! The arithmetic against a naive set of numbers, and at the edges of 64 bits.

use super::*;
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeSet;

const BEYOND_DOUBLES: u64 = 1 << 53;

fn serial(number: u64) -> Serial {
    Serial::new(number).unwrap()
}

fn range(first: u64, last: u64) -> SerialRange {
    SerialRange::new(serial(first), serial(last)).unwrap()
}

fn numbers(ranges: impl IntoIterator<Item = SerialRange>) -> BTreeSet<u64> {
    ranges.into_iter().flat_map(|r| r.first().number()..=r.last().number()).collect()
}

fn tidy(set: &SerialSet) -> bool {
    set.ranges().windows(2).all(|pair| pair[0].last().number() + 1 < pair[1].first().number())
}

prop_compose! {
    fn small()(a in 1u64..=24, b in 1u64..=24) -> SerialRange { range(a.min(b), a.max(b)) }
}

proptest! {
    #[test]
    fn ranges_do_what_sets_of_numbers_do(a in small(), b in small(), cut in 1u64..=25) {
        let (left, right) = (numbers([a]), numbers([b]));
        prop_assert_eq!(a.quantity().count(), left.len() as u64);
        prop_assert_eq!(a.contains(serial(cut)), left.contains(&cut));
        prop_assert_eq!(a.covers(b), right.is_subset(&left));
        prop_assert_eq!(a.overlaps(b), !left.is_disjoint(&right));
        prop_assert_eq!(numbers(a.intersect(b)), &left & &right);
        let (before, after) = a.subtract(b);
        prop_assert_eq!(numbers(before.into_iter().chain(after)), &left - &right);
        prop_assert!(before.is_none_or(|part| part.last() < b.first()));
        prop_assert!(after.is_none_or(|part| part.first() > b.last()));
        let both = &left | &right;
        let gapless = both.last().unwrap() - both.first().unwrap() + 1 == both.len() as u64;
        prop_assert_eq!(a.merge(b).is_some(), gapless);
        prop_assert_eq!(a.touches(b), gapless && left.is_disjoint(&right));
        if let Some(joined) = a.merge(b) {
            prop_assert_eq!(numbers([joined]), both);
        }
        match a.split_at(serial(cut)) {
            Some((before, rest)) => {
                prop_assert_eq!(rest.first(), serial(cut));
                prop_assert!(before.touches(rest) && before < rest);
                prop_assert_eq!(before.merge(rest), Some(a));
            }
            None => prop_assert!(cut == a.first().number() || !left.contains(&cut)),
        }
    }

    #[test]
    fn sets_do_what_sets_of_numbers_do(a in vec(small(), 0..6), b in vec(small(), 0..6), extra in small(), at in 1u64..=25) {
        let (left, right) = (numbers(a.clone()), numbers(b.clone()));
        let (set, other): (SerialSet, SerialSet) = (a.into_iter().collect(), b.iter().copied().collect());
        prop_assert!(tidy(&set));
        prop_assert_eq!(numbers(set.ranges().to_vec()), left.clone());
        prop_assert_eq!(set.quantity().unwrap().count(), left.len() as u64);
        prop_assert_eq!(set.is_empty(), left.is_empty());
        prop_assert_eq!(set.contains(serial(at)), left.contains(&at));
        prop_assert_eq!(set.covers(extra), numbers([extra]).is_subset(&left));
        for (result, expected) in [
            (set.union(&other), &left | &right),
            (set.intersection(&other), &left & &right),
            (set.difference(&other), &left - &right),
        ] {
            prop_assert!(tidy(&result), "{:?}", result);
            prop_assert_eq!(numbers(result.ranges().to_vec()), expected);
        }
        let mut grown = set.clone();
        grown.insert(extra);
        prop_assert!(tidy(&grown), "{:?}", grown);
        prop_assert_eq!(numbers(grown.ranges().to_vec()), &left | &numbers([extra]));
        let mut shrunk = set.clone();
        shrunk.remove(extra);
        prop_assert!(tidy(&shrunk), "{:?}", shrunk);
        prop_assert_eq!(numbers(shrunk.ranges().to_vec()), &left - &numbers([extra]));
        let mut extended = set.clone();
        extended.extend(b);
        prop_assert_eq!(extended, set.union(&other));
    }

    #[test]
    fn what_is_shown_can_be_typed_again(a in 1u64.., b in 1u64..) {
        let whole = range(a.min(b), a.max(b));
        prop_assert_eq!(whole.to_string().parse(), Ok(whole));
        prop_assert_eq!(format!("{a}").parse(), Ok(serial(a)));
    }
}

#[test]
fn the_edges_of_64_bits_hold() {
    let all = SerialRange::ALL;
    assert_eq!(all.quantity().count(), u64::MAX);
    assert_eq!(SerialSet::from_iter([all]).quantity(), Some(Quantity::new(u64::MAX)));
    let last = SerialRange::one(Serial::LAST);
    assert_eq!((Serial::LAST.next(), Serial::FIRST.previous()), (None, None));
    assert!(all.contains(Serial::LAST) && all.overlaps(last) && !all.touches(last));
    assert!(!last.touches(SerialRange::one(Serial::FIRST)), "the last serial is not followed by the first");
    assert_eq!(all.subtract(last), (Some(range(1, u64::MAX - 1)), None));
    assert_eq!(all.subtract(SerialRange::one(Serial::FIRST)), (None, Some(range(2, u64::MAX))));
    assert_eq!(all.split_at(Serial::LAST), Some((range(1, u64::MAX - 1), last)));
    assert_eq!(all.split_at(Serial::FIRST), None);
    assert_eq!(range(5, 5).split_at(serial(5)), None);
    let around = range(BEYOND_DOUBLES, BEYOND_DOUBLES + 2);
    let (before, rest) = around.split_at(serial(BEYOND_DOUBLES + 1)).unwrap();
    assert_eq!((before.quantity().count(), rest.quantity().count()), (1, 2), "2^53 and 2^53 + 1 are two serials");
    let mut set = SerialSet::from_iter([all]);
    set.remove(around);
    assert!(!set.contains(serial(BEYOND_DOUBLES + 1)) && set.contains(serial(BEYOND_DOUBLES + 3)));
    set.insert(around);
    assert_eq!(set.ranges(), [all]);
}

#[test]
fn serials_are_read_as_filings_write_them() {
    for (text, number) in [
        ("1", 1),
        ("4711", 4711),
        ("1,234,567", 1_234_567),
        ("1 234 567", 1_234_567),
        ("12,500", 12_500),
        ("18446744073709551615", u64::MAX),
    ] {
        assert_eq!(text.parse(), Ok(serial(number)), "{text}");
    }
    for text in [
        "",
        "0",
        "007",
        "+1",
        "-1",
        "1.5",
        "1e3",
        "１",
        "12,34",
        "1,2345",
        "1234,567",
        ",123",
        "1,",
        "1,234 567",
        "1  234",
        " 1",
        "1 ",
        "0,123",
        "18446744073709551616",
        "1\u{a0}234",
        "1,\u{e9}1",
    ] {
        assert_eq!(text.parse::<Serial>(), Err(IdProblem::Serial), "{text}");
    }
}

#[test]
fn ranges_are_read_as_people_write_them() {
    for text in ["4000..5000", "4000-5000", "4000–5000", "4,000..5,000", "4 000 .. 5 000", " 4 000 – 5 000 ", "4000 -5,000"] {
        assert_eq!(text.parse(), Ok(range(4000, 5000)), "{text}");
    }
    assert_eq!("4711".parse(), Ok(range(4711, 4711)));
    assert_eq!("7..7".parse(), Ok(range(7, 7)));
    assert_eq!("5000..4000".parse::<SerialRange>(), Err(IdProblem::Range));
    for text in ["", "..", "4000..", "..5000", "4000...5000", "1-2-3", "a..b", "0..5", "4000. .5000"] {
        assert_eq!(text.parse::<SerialRange>(), Err(IdProblem::Serial), "{text}");
    }
    assert_eq!(range(120_001, 132_500).to_string(), "120 001 – 132 500");
    assert_eq!(format!("{:>7}", range(4711, 4711)), "  4 711");
}

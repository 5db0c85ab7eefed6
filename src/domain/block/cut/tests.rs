//! Splits and merges conserve serials, quantities and every attribute.

use super::*;
use crate::{
    domain::{BlockState, Lock, Metric, Quantity, SerialSet, Series},
    text::Untrusted,
};
use jiff::{Timestamp, civil::date};
use proptest::prelude::*;

fn serial(number: u64) -> Serial {
    Serial::new(number).unwrap()
}

fn range(first: u64, last: u64) -> SerialRange {
    SerialRange::new(serial(first), serial(last)).unwrap()
}

fn block(first: u64, last: u64) -> Block {
    Block {
        series: Series {
            approach: "CA0007".parse().unwrap(),
            registry: "GHA01".parse().unwrap(),
            party: "GHA".parse().unwrap(),
            vintage: "2023".parse().unwrap(),
        },
        range: range(first, last),
        account: "GHA01-100-0045".parse().unwrap(),
        holding_registry: "GHA01".parse().unwrap(),
        state: BlockState::Available,
        lock: None,
        disputed: None,
        authorization: "AUTH-1".parse().unwrap(),
        authorization_version: 1,
        metric: Metric::Ghg,
        non_ghg: Untrusted::default(),
        mitigation_type: Untrusted::new("Removals"),
        sector: Untrusted::new("Forestry and land use"),
        activity_type: Untrusted::new("Reforestation"),
        underlying: Untrusted::new("NA"),
        first_transferred: None,
    }
}

type Change = (&'static str, fn(&mut Block));

/// One change to each attribute a block has besides its serials. A new attribute belongs here.
fn changes() -> Vec<Change> {
    vec![
        ("approach", |b| b.series.approach = "CA0008".parse().unwrap()),
        ("registry", |b| b.series.registry = "GHA02".parse().unwrap()),
        ("party", |b| b.series.party = "THA".parse().unwrap()),
        ("vintage", |b| b.series.vintage = "2024".parse().unwrap()),
        ("account", |b| b.account = "GHA01-100-0054".parse().unwrap()),
        ("holding registry", |b| b.holding_registry = "CHE01".parse().unwrap()),
        ("state", |b| b.state = BlockState::Reserved),
        ("lock", |b| b.lock = Some(Lock::of_cause(Untrusted::new("T1"), Timestamp::UNIX_EPOCH))),
        ("authorization", |b| b.authorization = "AUTH-2".parse().unwrap()),
        ("authorization version", |b| b.authorization_version = 2),
        ("non-GHG", |b| b.non_ghg = Untrusted::new("MWh")),
        ("mitigation type", |b| b.mitigation_type = Untrusted::new("Emission reductions")),
        ("sector", |b| b.sector = Untrusted::new("Transportation")),
        ("activity type", |b| b.activity_type = Untrusted::new("Wind")),
        ("underlying", |b| b.underlying = Untrusted::new("part of VCS 1-930")),
        ("first transfer", |b| b.first_transferred = Some(date(2025, 3, 1))),
    ]
}

#[test]
fn children_inherit_every_attribute() {
    for (name, change) in changes() {
        let mut parent = block(10, 20);
        change(&mut parent);
        let (before, rest) = parent.split_at(serial(15)).unwrap();
        let mut expected = (block(10, 14), block(15, 20));
        change(&mut expected.0);
        change(&mut expected.1);
        assert_eq!((before, rest), expected, "{name}");
    }
}

#[test]
fn a_part_of_a_block_that_was_not_first_transferred_was_not_either() {
    let carved = block(1, 100).carve(range(40, 60)).unwrap();
    assert_eq!(carved.wanted.first_transferred, None);
    assert_eq!(carved.before.unwrap().first_transferred, None);
    assert_eq!(carved.after.unwrap().first_transferred, None);
}

#[test]
fn blocks_that_differ_in_anything_do_not_merge() {
    for (name, change) in changes() {
        let mut other = block(21, 30);
        change(&mut other);
        assert_eq!(block(10, 20).merge(&other), Err(MergeProblem::Attributes), "{name}");
        assert_eq!(other.merge(&block(10, 20)), Err(MergeProblem::Attributes), "{name}");
    }
}

#[test]
fn only_neighbours_merge() {
    for (other, result) in [
        (block(21, 30), Ok(block(10, 30))),
        (block(1, 9), Ok(block(1, 20))),
        (block(22, 30), Err(MergeProblem::Gap)),
        (block(1, 8), Err(MergeProblem::Gap)),
        (block(20, 30), Err(MergeProblem::Overlap)),
        (block(10, 20), Err(MergeProblem::Overlap)),
    ] {
        assert_eq!(block(10, 20).merge(&other), result);
    }
}

#[test]
fn only_what_the_block_holds_can_be_carved_out() {
    for (first, last) in [(9, 12), (18, 21), (1, 5), (9, 21)] {
        assert_eq!(block(10, 20).carve(range(first, last)), None);
    }
    let whole = block(10, 20).carve(range(10, 20)).unwrap();
    assert_eq!(whole, Carved { before: None, wanted: block(10, 20), after: None });
    assert_eq!(block(10, 20).split_at(serial(10)), None);
    assert_eq!(block(10, 20).split_at(serial(21)), None);
}

#[test]
fn a_block_in_another_metric_stays_whole() {
    let mut block = block(10, 20);
    (block.metric, block.non_ghg) = (Metric::NonGhg, Untrusted::new("110 MWh"));
    let mut next = block.clone();
    next.range = range(21, 30);
    assert!(!block.is_divisible());
    assert_eq!((block.split_at(serial(15)), block.carve(range(10, 19))), (None, None));
    assert_eq!(block.merge(&next), Err(MergeProblem::Amount));
    assert_eq!(block.carve(block.range).unwrap(), Carved { before: None, wanted: block, after: None });
}

#[test]
fn underlying_units_are_cut_in_step_or_said_to_be_a_part() {
    for (whole, before, wanted, after) in [
        ("VCS 1-11", "VCS 1-4", "VCS 5-7", "VCS 8-11"),
        ("T-VER 2001-2011", "T-VER 2001-2004", "T-VER 2005-2007", "T-VER 2008-2011"),
        ("Gold Standard 5-15", "Gold Standard 5-8", "Gold Standard 9-11", "Gold Standard 12-15"),
        ("NA", "NA", "NA", "NA"),
        ("", "", "", ""),
        ("VCS 1-12", "part of VCS 1-12", "part of VCS 1-12", "part of VCS 1-12"),
        ("VCS 01-11", "part of VCS 01-11", "part of VCS 01-11", "part of VCS 01-11"),
        ("VCS 1,001-1,011", "part of VCS 1,001-1,011", "part of VCS 1,001-1,011", "part of VCS 1,001-1,011"),
        ("part of VCS 1-11", "part of VCS 1-11", "part of VCS 1-11", "part of VCS 1-11"),
        ("1-11", "part of 1-11", "part of 1-11", "part of 1-11"),
    ] {
        let mut block = block(10, 20);
        block.underlying = Untrusted::new(whole);
        let carved = block.carve(range(14, 16)).unwrap();
        let texts =
            [carved.before.unwrap(), carved.wanted, carved.after.unwrap()].map(|part| part.underlying.octets().to_owned());
        assert_eq!(texts, [before, wanted, after], "{whole}");
    }
    let mut widest = block(1, u64::MAX);
    widest.underlying = Untrusted::new(format!("VCS 1-{}", u64::MAX));
    let (_, rest) = widest.split_at(Serial::LAST).unwrap();
    assert_eq!(rest.underlying.octets(), format!("VCS {}-{}", u64::MAX, u64::MAX));
}

#[test]
fn underlying_units_that_do_not_follow_do_not_merge() {
    for (left, right, joined) in [
        ("VCS 1-11", "VCS 12-21", Some("VCS 1-21")),
        ("VCS 11-21", "VCS 1-10", None),
        ("VCS 1-11", "VCS 13-22", None),
        ("VCS 1-11", "VCS 1-10", None),
        ("VCS 1-11", "GS 12-21", None),
        ("VCS 1-11", "NA", None),
        ("VCS 1-930", "VCS 1-930", Some("VCS 1-930")),
        ("part of VCS 1-930", "VCS 1-930", None),
    ] {
        let (mut a, mut b) = (block(10, 20), block(21, 30));
        (a.underlying, b.underlying) = (Untrusted::new(left), Untrusted::new(right));
        let expected = joined.ok_or(MergeProblem::Attributes);
        let found = a.merge(&b).map(|block| block.underlying.octets().to_owned());
        assert_eq!(found.as_deref(), expected.as_ref().copied(), "{left} and {right}");
        assert_eq!(a.merge(&b), b.merge(&a));
    }
}

fn in_step(first: u64, last: u64) -> Block {
    let mut block = block(first, last);
    block.underlying = Untrusted::new(format!("VCS 1-{}", block.quantity().count()));
    block
}

proptest! {
    #[test]
    fn carving_conserves_serials_and_merging_undoes_it(mut ends in [1u64.., 1u64.., 1u64.., 1u64..]) {
        ends.sort_unstable();
        let [first, from, to, last] = ends;
        let whole = in_step(first, last);
        let carved = whole.carve(range(from, to)).unwrap();
        prop_assert_eq!(carved.wanted.range, range(from, to));
        let parts: Vec<Block> = carved.before.into_iter().chain([carved.wanted]).chain(carved.after).collect();
        prop_assert_eq!(Quantity::total(parts.iter().map(Block::quantity)), Some(whole.quantity()));
        let serials: SerialSet = parts.iter().map(|part| part.range).collect();
        prop_assert_eq!(serials.ranges(), [whole.range]);
        prop_assert!(parts.windows(2).all(|pair| !pair[0].range.overlaps(pair[1].range)));
        let again = parts.iter().skip(1).try_fold(parts[0].clone(), |sum, part| part.merge(&sum));
        prop_assert_eq!(again, Ok(whole));
    }

    #[test]
    fn merging_undoes_splitting(first in 1u64.., last in 1u64.., at in 1u64..) {
        let whole = in_step(first.min(last), first.max(last));
        if let Some((before, rest)) = whole.split_at(serial(at)) {
            prop_assert_eq!(rest.range.first(), serial(at));
            prop_assert_eq!(before.quantity().plus(rest.quantity()), Some(whole.quantity()));
            prop_assert_eq!(before.merge(&rest), Ok(whole.clone()));
            prop_assert_eq!(rest.merge(&before), Ok(whole));
        }
    }
}

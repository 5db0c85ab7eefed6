//! Packed lines beside a sorted vector of the same lines: the same, in whichever order they come.

use super::*;
use crate::{
    aef::line::Own,
    domain::{
        BlockRange, Quantity, Serial, SerialRange,
        block::Series,
        reconcile::{Amount, Attributes, Position, Underlying},
    },
    text::Untrusted,
};
use jiff::Timestamp;
use proptest::prelude::*;

fn block(party: &str, first: u64, last: u64) -> BlockRange {
    let series = Series {
        approach: "CA0007".parse().unwrap(),
        registry: "CHE01".parse().unwrap(),
        party: party.parse().unwrap(),
        vintage: "2023".parse().unwrap(),
    };
    BlockRange { series, range: SerialRange::new(Serial::new(first).unwrap(), Serial::new(last).unwrap()).unwrap() }
}

/// A line, with or without what is its own.
fn line(party: &str, first: u64, length: u64, said: u32) -> Position {
    let block = block(party, first, first.saturating_add(length));
    let of = block.range;
    let attributes = Attributes {
        authorization_version: Some(said % 5),
        amount: said.is_multiple_of(3).then(|| Amount { of, tonnes: Quantity::new(u64::from(said) << 40) }),
        underlying: said
            .is_multiple_of(4)
            .then(|| Underlying { of, units: Untrusted::new(format!("GS é{} – {said}", said % 7)) }),
        ..Attributes::held_by("GHA01".parse().unwrap())
    };
    Position::new(block, attributes)
}

fn packed(lines: &[(Position, Place)], most: usize) -> Lines<Position> {
    let mut packing = Packing::waiting(most);
    for (line, place) in lines {
        packing.add(line, *place);
    }
    packing.finish()
}

fn kept(mut lines: Vec<(Position, Place)>) -> Vec<(Position, Place)> {
    lines.sort_by_key(|(line, place)| (line.block.series, line.block.range.first(), *place));
    lines
}

/// Lines that overlap, repeat each other, reach far and come in any order, or in that of a file.
fn lines() -> impl Strategy<Value = Vec<(Position, Place)>> {
    let length = prop_oneof![Just(0_u64), 1..40_u64, Just(3_000_u64), Just(u64::MAX / 2)];
    let first = prop_oneof![9 => 1..2_000_u64, 1 => (u64::MAX - 9)..=u64::MAX];
    let row = (prop_oneof![Just("CHE"), Just("GHA"), Just("THA")], first, length, 0..60_u32, 0..3_u16);
    let rows = prop::collection::vec(row, 0..900);
    (rows, any::<bool>()).prop_map(|(mut rows, in_order)| {
        if in_order {
            rows.sort_by_key(|(party, first, ..)| (*party, *first));
        }
        let place = |row: usize, part| Place { part, row: u32::try_from(row).unwrap() * 3 + 1 };
        let rows = rows.into_iter().enumerate();
        rows.map(|(row, (party, first, length, said, part))| (line(party, first, length, said), place(row, part))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn packed_lines_are_the_lines_and_found_alike(
        lines in lines(), most in prop_oneof![Just(1_usize), 2..60_usize, Just(10_000_usize)],
        asked in prop::collection::vec((1..2_100_u64, 0..50_u64), 12),
    ) {
        let packed = packed(&lines, most);
        let kept = kept(lines);
        prop_assert_eq!((packed.len(), packed.is_empty()), (kept.len(), kept.is_empty()));
        let all: Vec<(Position, Place)> = packed.placed().collect();
        prop_assert_eq!(&all, &kept);
        prop_assert!(packed.iter().eq(kept.iter().map(|(line, _)| line.clone())));
        for (first, length) in asked {
            let block = block("GHA", first, first + length);
            let about: Vec<_> = kept
                .iter()
                .filter(|(line, _)| line.block.series == block.series && line.block.range.overlaps(block.range))
                .cloned()
                .collect();
            prop_assert_eq!(packed.about(block), about);
        }
    }
}

/// What keeps a table of any length in memory: octets of a line, whatever the order of the file.
#[test]
fn a_line_takes_a_few_octets() {
    const LINES: u64 = 100_000;
    let at = |number: u64| (line("CHE", number * 1_001 + 1, 999, 1), Place { part: 0, row: u32::try_from(number).unwrap() + 2 });
    let in_order: Vec<_> = (0..LINES).map(at).collect();
    let places = |at: u64| Place { part: 0, row: u32::try_from(at).unwrap() + 2 };
    let shuffled: Vec<_> = (0..LINES).map(|row| (at(row * 7_919 % LINES).0, places(row))).collect();
    for (name, lines, most) in [("in order", in_order, 7), ("shuffled", shuffled, 10)] {
        let packed = packed(&lines, 16_384);
        let each = packed.size() as u64 / LINES;
        assert!(packed.len() as u64 == LINES && each <= most, "{name}: {each} octets a line");
    }
}

#[test]
fn one_saying_is_kept_once_and_what_is_own_is_not_in_it() {
    let lines: Vec<_> = (0..60).map(|said| (line("CHE", u64::from(said) + 1, 0, said), Place::default())).collect();
    let packed = packed(&lines, 16);
    assert_eq!(packed.sayings().len(), 5, "five versions of an authorization");
    let (_, own) = lines[12].0.parts();
    assert_eq!(own, Own { tonnes: Some(Quantity::new(12 << 40)), units: Some(Untrusted::new("GS é5 – 12")), at: None });
}

/// A line that says when something was done.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Dated(BlockRange, Option<Timestamp>);

impl Line for Dated {
    type Saying = ();

    fn block(&self) -> BlockRange {
        self.0
    }

    fn parts(&self) -> ((), Own) {
        ((), Own { at: self.1, ..Own::default() })
    }

    fn of(block: BlockRange, (): &(), own: &Own) -> Self {
        Self(block, own.at)
    }
}

proptest! {
    #[test]
    fn times_come_out_to_the_nanosecond(times in prop::collection::vec(prop::option::of(any::<i64>()), 1..300)) {
        let line = |(at, time): (usize, &Option<i64>)| {
            let time = time.map(|nanoseconds| Timestamp::from_nanosecond(i128::from(nanoseconds) * 20).unwrap());
            Dated(block("CHE", at as u64 + 1, at as u64 + 1), time)
        };
        let lines: Vec<Dated> = times.iter().enumerate().map(line).collect();
        let mut packing = Packing::waiting(64);
        for line in &lines {
            packing.add(line, Place::default());
        }
        prop_assert!(packing.finish().iter().eq(lines.iter().cloned()));
    }
}

/// Each row of actions may have a moment of its own, and a table of any length is kept all the same.
#[test]
fn a_time_of_its_own_takes_a_few_octets() {
    const LINES: u64 = 100_000;
    let first = Timestamp::from_second(1_700_000_000).unwrap().as_second();
    let mut packing = Packing::waiting(16_384);
    for number in 0..LINES {
        let at = Timestamp::from_second(first + i64::try_from(number * 311 % 7_000_000).unwrap()).unwrap();
        let row = u32::try_from(number).unwrap() + 2;
        packing.add(&Dated(block("CHE", number * 1_001 + 1, number * 1_001 + 999), Some(at)), Place { part: 0, row });
    }
    let packed = packing.finish();
    let each = packed.size() as u64 / LINES;
    assert!(packed.len() as u64 == LINES && each <= 10, "{each} octets a line");
}

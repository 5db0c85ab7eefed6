//! Effects by the book, and what can't be told.

use super::*;
use crate::domain::{
    Metric,
    authorization::{FirstTransferDefinition, Purpose},
    check::tests::sample,
    transfer::CancellationKind,
};
use proptest::prelude::*;

fn many(count: u64) -> Quantity {
    Quantity::new(count)
}

fn block(first: u64, last: u64, paper: &str, moved_before: bool) -> Block {
    let known = sample::block(first, last);
    let first_transferred = moved_before.then(|| "2025-03-01".parse().unwrap());
    Block { authorization: paper.parse().unwrap(), metric: Metric::Ghg, first_transferred, ..known }
}

fn run(first: u64, last: u64) -> BlockRange {
    let series = sample::block(1, 2).series;
    BlockRange { series, range: format!("{first}..{last}").parse().unwrap() }
}

fn away() -> Action {
    Action::ExternalTransfer { to: "GHA01".parse().unwrap(), account: "GHA01-100-0045".parse().unwrap() }
}

fn ndc(_: &Block) -> Option<FirstTransferRule> {
    Some(FirstTransferRule::of(Purpose::Ndc, None))
}

fn at_use(_: &Block) -> Option<FirstTransferRule> {
    Some(FirstTransferRule::of(Purpose::Oimp, Some(FirstTransferDefinition::UseOrCancellation)))
}

/// F10: what is first transferred follows from authorization and past, and nothing is said of what the book does not have.
#[test]
fn f10_first_transfer_follows_from_the_authorization_and_the_past() {
    let (fresh, old) = (block(1, 100, "AUTH-1", false), block(101, 200, "AUTH-1", true));
    let cancel = Action::Cancel { kind: CancellationKind::Voluntary };
    let class = |action: &Action, run: BlockRange, blocks: &[Block], rule: fn(&Block) -> Option<FirstTransferRule>| {
        Sorted::of(action, &[run], blocks, rule).class()
    };
    let both = [fresh.clone(), old];
    assert_eq!(class(&away(), run(1, 50), &both, ndc), Class::First);
    assert_eq!(class(&away(), run(101, 120), &both, ndc), Class::NotFirst);
    assert_eq!(class(&away(), run(90, 110), &both, ndc), Class::Mixed);
    assert_eq!(class(&away(), run(150, 201), &both, ndc), Class::Unknown, "one of them is in no block here");
    assert_eq!(class(&away(), run(1, 50), &both, |_| None), Class::Unknown);
    assert_eq!(class(&cancel, run(1, 50), &both, ndc), Class::NotFirst);
    assert_eq!(class(&cancel, run(1, 50), &both, at_use), Class::First);
    assert_eq!(class(&away(), run(1, 50), &both, at_use), Class::NotFirst, "it is their use that will be");
}

#[test]
fn f10_each_authorization_is_used_by_what_is_first_transferred_under_it() {
    let blocks = [block(1, 100, "AUTH-1", false), block(101, 200, "AUTH-2", false), block(201, 300, "AUTH-2", true)];
    let sorted = Sorted::of(&away(), &[run(91, 110), run(201, 205)], &blocks, ndc);
    let under = |id: &str| sorted.first_under(&id.parse().unwrap());
    assert_eq!((under("AUTH-1"), under("AUTH-2"), under("AUTH-3")), (Some(many(10)), Some(many(10)), Some(many(0))));
    let partly = Sorted::of(&away(), &[run(91, 110)], &blocks[..1], ndc);
    assert_eq!(partly.first_under(&"AUTH-1".parse().unwrap()), None, "the others may be under it too");
}

#[test]
fn f10_what_is_left_and_what_is_short() {
    assert_eq!(
        used(many(37_500), many(12_500), Some(many(50_000))),
        (many(50_000), Room::Left { most: many(50_000), left: many(0) })
    );
    assert_eq!(used(many(37_501), many(12_500), Some(many(50_000))), (many(50_001), Room::Beyond { most: many(50_000) }));
    assert_eq!(used(many(1), many(2), None), (many(3), Room::NoMaximum));
    assert_eq!(Balance::leaving(many(40), many(41)), Balance::Short { held: many(40) });
    assert_eq!(Balance::arriving(None, many(5)), Balance::Gains(many(5)));
    let passed =
        |went: &[u64], came: &[u64], part| Passed::of(went.iter().copied().map(many), came.iter().copied().map(many), part);
    let all = passed(&[1_000, 2_000], &[500], false);
    assert_eq!((all.went, all.came, all.at_least), (many(3_000), many(500), false), "what came is not taken off what went");
    assert_eq!(Balance::elsewhere(Some(all), many(12_500)), Balance::Acquires { so_far: all, after: many(15_500) });
    assert_eq!(
        Balance::elsewhere(Some(Passed::default()), many(5)),
        Balance::Acquires { so_far: Passed::default(), after: many(5) }
    );
    assert_eq!(Balance::elsewhere(None, many(5)), Balance::Gains(many(5)), "nothing is guessed");
    assert!(passed(&[u64::MAX, 1], &[], false).at_least && passed(&[1], &[], true).at_least);
    assert_eq!(Balance::elsewhere(Some(passed(&[u64::MAX], &[], false)), many(1)), Balance::Gains(many(1)));
    assert_eq!(Balance::arriving(Some(many(3)), many(5)), Balance::Changes { before: many(3), after: many(8) });
}

proptest! {
    /// Nothing is counted twice or lost, however the blocks are cut and whichever of them are here.
    #[test]
    fn parts_add_up_to_what_moves(cuts in prop::collection::btree_set(2_u64..400, 0..6), here in any::<u8>(), from in 1_u64..200, more in 0_u64..199) {
        let edges: Vec<u64> = [1].into_iter().chain(cuts).chain([401]).collect();
        let all: Vec<Block> = edges.windows(2).enumerate()
            .map(|(at, pair)| block(pair[0], pair[1] - 1, ["AUTH-1", "AUTH-2"][at % 2], at % 3 == 0)).collect();
        let some: Vec<Block> = all.iter().enumerate().filter(|(at, _)| here >> at & 1 == 1).map(|(_, block)| block.clone()).collect();
        let moved = run(from, from + more);
        let sorted = Sorted::of(&away(), &[moved], &some, ndc);
        let first: u64 = sorted.first.values().map(|part| part.count()).sum();
        prop_assert_eq!(first + sorted.others.count() + sorted.unknown.count(), more + 1);
        prop_assert_eq!(Sorted::of(&away(), &[moved], &all, ndc).unknown, Quantity::ZERO);
    }
}

use super::*;
use crate::domain::{Metric, PartyCode, RegistryId, Series, Vintage};
use proptest::prelude::*;

fn block(vintage: u16, first: u64, count: u64, metric: Metric, state: BlockState) -> Block {
    let series = Series {
        approach: "CA0007".parse().unwrap(),
        registry: "CHE01".parse::<RegistryId>().unwrap(),
        party: "CHE".parse::<PartyCode>().unwrap(),
        vintage: Vintage::new(vintage).unwrap(),
    };
    let text = || crate::text::Untrusted::new("");
    Block {
        series,
        range: format!("{first}..{}", first + count - 1).parse().unwrap(),
        account: "CHE01-100-2071".parse().unwrap(),
        holding_registry: series.registry,
        state,
        lock: None,
        disputed: None,
        authorization: "AUTH-1".parse().unwrap(),
        authorization_version: 1,
        metric,
        non_ghg: text(),
        mitigation_type: text(),
        sector: text(),
        activity_type: text(),
        underlying: text(),
        first_transferred: None,
    }
}

fn ghg(vintage: u16, first: u64, count: u64) -> Block {
    block(vintage, first, count, Metric::Ghg, BlockState::Available)
}

fn chosen(blocks: &[Block], typed: &str) -> Result<String, NotChosen> {
    let runs = choose(blocks, &typed.parse().unwrap())?;
    Ok(runs
        .iter()
        .map(|run| format!("{}/{}-{}", run.series.vintage, run.range.first().number(), run.range.last().number()))
        .collect::<Vec<_>>()
        .join(" "))
}

#[test]
fn the_oldest_vintage_goes_first_and_whole_blocks_before_a_split() {
    let blocks = [ghg(2023, 1, 100), ghg(2022, 1, 30), ghg(2022, 31, 50), ghg(2022, 101, 20)];
    for (typed, expected) in [
        ("20", "2022/101-120"),
        ("50", "2022/31-80"),
        ("70", "2022/31-80 2022/101-120"),
        ("100", "2022/1-30 2022/31-80 2022/101-120"),
        ("101", "2022/1-30 2022/31-80 2022/101-120 2023/1-1"),
        ("1", "2022/101-101"),
        ("75", "2022/1-5 2022/31-80 2022/101-120"),
        ("120001..120001", "none"),
    ] {
        let found = chosen(&blocks, typed).unwrap_or_else(|_| "none".to_owned());
        assert_eq!(found, expected, "{typed}");
    }
    assert_eq!(chosen(&blocks, "0"), Err(NotChosen::Zero));
    assert_eq!(chosen(&blocks, "201"), Err(NotChosen::TooFew(Quantity::new(200))));
}

#[test]
fn what_is_not_free_is_never_taken_and_what_moves_whole_is_not_split() {
    let frozen = block(2021, 1, 1_000, Metric::Ghg, BlockState::FrozenAdministration);
    let whole = block(2022, 1, 60, Metric::NonGhg, BlockState::Available);
    let blocks = [frozen, whole, ghg(2022, 101, 50)];
    assert_eq!(chosen(&blocks, "60"), Ok("2022/1-60".to_owned()));
    let why = chosen(&blocks, "55").unwrap_err();
    let block = "CA0007-CHE01-CHE-1-2022".parse().unwrap();
    assert_eq!(why, NotChosen::Indivisible { block, holds: Quantity::new(60), fit: Quantity::new(50) });
    assert_eq!(
        why.to_string(),
        "so many can't be taken without splitting the block of CA0007-CHE01-CHE-1-2022, whose 60 ITMOs move only together; 50 would do"
    );
    assert_eq!(chosen(&blocks, "50"), Ok("2022/101-150".to_owned()), "what would do does");
    let older = [ghg(2021, 1, 7), blocks[1].clone(), blocks[2].clone()];
    assert!(matches!(chosen(&older, "62"), Err(NotChosen::Indivisible { fit, .. }) if fit == Quantity::new(57)));
    assert!(chosen(&older, "57").is_ok());
    let alone = chosen(&blocks[1..2], "55").unwrap_err().to_string();
    assert!(alone.ends_with("whose 60 ITMOs move only together"), "{alone}");
    assert_eq!(chosen(&blocks, "70"), Ok("2022/1-60 2022/101-110".to_owned()));
    assert_eq!(chosen(&blocks, "1..1000"), Err(NotChosen::NotHere("CA0007-CHE01-CHE-1-1000-2022".parse().unwrap())));
    assert!(matches!(chosen(&blocks, "2..60"), Err(NotChosen::Part(_))));
}

#[test]
fn serials_and_ids_name_what_they_name() {
    let blocks = [ghg(2022, 1, 30), ghg(2022, 31, 50), ghg(2023, 20, 10)];
    assert_eq!(chosen(&blocks, "40..45"), Ok("2022/40-45".to_owned()));
    assert_eq!(chosen(&blocks, "25..28"), Err(NotChosen::Ambiguous("25..28".parse().unwrap())));
    assert_eq!(chosen(&blocks, "CA0007-CHE01-CHE-25-40-2022; 50..50"), Ok("2022/25-30 2022/31-40 2022/50-50".to_owned()));
    assert_eq!(chosen(&blocks, "CA0007-CHE01-CHE-21-2023"), Ok("2023/21-21".to_owned()));
    let as_screens_write_it = "CA0007-CHE01-CHE-40-2022 to CA0007-CHE01-CHE-45-2022";
    for typed in [as_screens_write_it, "40 to 45", "40..45", "CA0007-CHE01-CHE-40-45-2022"] {
        assert_eq!(chosen(&blocks, typed), Ok("2022/40-45".to_owned()), "{typed}");
    }
    let other_way = "CA0007-CHE01-CHE-45-2022 to CA0007-CHE01-CHE-40-2022";
    assert_eq!(other_way.parse::<Wanted>(), Err(NotWanted::Part(1)));
    assert_eq!("1 to 2 to 3".parse::<Wanted>(), Err(NotWanted::Part(1)));
    for (typed, problem) in
        [("", NotWanted::Nothing), ("a few", NotWanted::Part(1)), ("1..2; x", NotWanted::Part(2)), ("012", NotWanted::Part(1))]
    {
        assert_eq!(typed.parse::<Wanted>(), Err(problem), "{typed}");
    }
    assert_eq!("12 500".parse(), Ok(Wanted::Number(Quantity::new(12_500))));
}

/// Twenty blocks that never add up to what is wanted are settled without trying a million sets of them, and as few as can be are taken.
#[test]
fn blocks_that_do_not_add_up_are_cut_once_and_few_go_before_many() {
    let twenty: Vec<Block> = (0..20).map(|at| ghg(2022, 1 + at * 1_000, 2 * (100 + at))).collect();
    let runs = choose(&twenty, &Wanted::Number(Quantity::new(1_001))).unwrap();
    assert_eq!(runs.iter().map(|run| run.quantity().count()).sum::<u64>(), 1_001);
    assert_eq!(runs.iter().filter(|run| !twenty.iter().any(|block| block.range == run.range)).count(), 1);
    let blocks = [ghg(2022, 1, 6), ghg(2022, 101, 5), ghg(2022, 201, 5), ghg(2022, 301, 2), ghg(2022, 401, 2)];
    assert_eq!(chosen(&blocks, "10"), Ok("2022/101-105 2022/201-205".to_owned()), "two, not the largest and two more");
}

/// The fewest splits by trying every set of blocks.
fn fewest_splits(sizes: &[u64], wanted: u64) -> usize {
    let sums = (0u32..1 << sizes.len())
        .map(|set| sizes.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, size)| size).sum::<u64>());
    usize::from(!sums.into_iter().any(|sum| sum == wanted))
}

proptest! {
    #[test]
    fn the_sum_is_exact_the_splits_are_fewest_and_the_choice_is_always_the_same(
        sizes in proptest::collection::vec(1u64..40, 1..9), wanted in 1u64..300,
    ) {
        let mut first = 1;
        let blocks: Vec<Block> = sizes.iter().map(|size| { let one = ghg(2022, first, *size); first += size + 3; one }).collect();
        let all: u64 = sizes.iter().sum();
        let found = choose(&blocks, &Wanted::Number(Quantity::new(wanted)));
        if wanted > all {
            prop_assert_eq!(found, Err(NotChosen::TooFew(Quantity::new(all))));
            return Ok(());
        }
        let found = found.unwrap();
        prop_assert_eq!(found.iter().map(|run| run.quantity().count()).sum::<u64>(), wanted);
        let splits = found.iter().filter(|run| !blocks.iter().any(|block| block.range == run.range)).count();
        prop_assert_eq!(splits, fewest_splits(&sizes, wanted));
        let mut turned = blocks.clone();
        turned.reverse();
        prop_assert_eq!(choose(&turned, &Wanted::Number(Quantity::new(wanted))).unwrap(), found);
    }
}

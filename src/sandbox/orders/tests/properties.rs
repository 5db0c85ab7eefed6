//! Whatever is ordered, approved, rejected, withdrawn, frozen or left to expire: every unit is in one place, and the book made again is the same.

use super::world::*;
use crate::sandbox::{alone, orders};
use proptest::prelude::*;

/// A step of a random day.
#[derive(Clone, Debug)]
enum Step {
    Submit { from: u64, count: u64, vintage: u16, to: usize },
    Approve(usize),
    Reject(usize),
    Withdraw(usize),
    Freeze { from: u64, count: u64 },
    Pass(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (1_u64..60, 0_u64..30, prop_oneof![Just(2023_u16), Just(2024)], 0_usize..8)
            .prop_map(|(from, count, vintage, to)| Step::Submit { from, count: count + 1, vintage, to }),
        4 => (0_usize..6).prop_map(Step::Approve),
        1 => (0_usize..6).prop_map(Step::Reject),
        1 => (0_usize..6).prop_map(Step::Withdraw),
        1 => (1_u64..60, 1_u64..9).prop_map(|(from, count)| Step::Freeze { from, count }),
        1 => (1_i64..80).prop_map(Step::Pass),
    ]
}

fn destination(to: usize) -> crate::wire::order::Destination {
    match to {
        0 | 1 => to_account("CHE01-100-0002"),
        2 => to_account("CHE01-100-0003"),
        3 => to_ndc(2025),
        4 => to_oimp("CORSIA"),
        5 => to_cancellation("CHE01-300-0001", "voluntary"),
        6 => to_cancellation("CHE01-320-0001", "omge-voluntary"),
        _ => to_account("CHE01-100-0001"),
    }
}

fn run(world: &World, steps: &[Step]) -> u32 {
    let (mut waiting, mut executed): (Vec<String>, u32) = (Vec::new(), 0);
    for step in steps {
        let pick = |n: usize, waiting: &[String]| waiting.get(n % waiting.len().max(1)).cloned();
        // Refusals are as welcome as anything else: what counts is the book behind them.
        match step {
            Step::Submit { from, count, vintage, to } => {
                let spans = vec![span(*from, from + count - 1, *vintage)];
                waiting.extend(world.submit(&transfer(spans, *count, destination(*to))).ok().map(|receipt| receipt.subject));
            }
            Step::Approve(n) => {
                let done = pick(*n, &waiting).map(|id| world.approve_as("luc.b", &id).is_ok());
                executed += u32::from(done == Some(true));
            }
            Step::Reject(n) => {
                let asked = world.asked("esi.o");
                let _ = pick(*n, &waiting).map(|id| world.act(|desk| orders::reject(desk, asked, &id, "no")));
            }
            Step::Withdraw(n) => {
                let asked = world.asked("amina.k");
                let _ = pick(*n, &waiting).map(|id| world.act(|desk| orders::withdraw(desk, asked, &id, "no")));
            }
            Step::Freeze { from, count } => {
                let asked = world.asked("ines.r");
                let _ =
                    world.act(|desk| alone::freeze_blocks(desk, asked, &[span(*from, from + count - 1, 2023)], "a complaint"));
            }
            Step::Pass(hours) => {
                world.pass(*hours);
                world.act(orders::tick).unwrap();
            }
        }
    }
    executed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn random_days_lose_and_make_nothing(steps in proptest::collection::vec(step(), 1..30)) {
        let world = World::new();
        run(&world, &steps);
        world.is_sound();
    }
}

#[test]
fn a_random_day_does_something() {
    let submit = |from, to| Step::Submit { from, count: 5, vintage: 2023, to };
    let steps =
        [submit(1, 0), Step::Approve(0), submit(10, 3), Step::Approve(1), submit(12, 3), Step::Freeze { from: 30, count: 3 }];
    assert_eq!(run(&World::new(), &steps), 2);
}

//! Every discrepancy that can be planted is found by a run, as exactly that one and nothing else.

use super::{
    told,
    two::{CHE, GHA, Two, codes, id},
};
use crate::{
    domain::reconcile::Code,
    sandbox::{
        Level,
        planted::{self, Planted},
        reconcile::within,
        shown,
    },
    wire::admin::reconcile::Run,
};

fn plant(two: &Two, code: Code) {
    let wanted: Planted = code.id().parse().unwrap();
    for of in [CHE, GHA] {
        // Twice, as when a registry is started again with the same option.
        for _ in 0..2 {
            planted::plant(&two.books[of], (id(of), Level::A3), &[wanted], two.now)
                .unwrap_or_else(|why| panic!("{code:?}: {why}"));
        }
    }
}

/// The code as the other side calls it: what is missing in ours is missing in theirs to them.
fn seen_from_there(code: Code) -> Code {
    match code {
        Code::D01 => Code::D02,
        Code::D02 => Code::D01,
        other => other,
    }
}

fn within(two: &Two, of: usize) -> Run {
    let run = two.act(of, |desk| within::run(desk, "amina.k", "practice")).unwrap();
    shown::run(&two.books[of], run).unwrap_or_else(|_| panic!("no run at {}", id(of)))
}

#[test]
fn each_discrepancy_between_registries_is_found_and_only_it() {
    let mut two = Two::traded();
    for code in Planted::every().filter(|code| code.id().starts_with('D')) {
        two.taking_back(|two| {
            plant(two, code);
            let runs = two.run(CHE);
            let found = (codes(&runs[CHE]), codes(&runs[GHA]));
            let wanted = (vec![code.id()], vec![seen_from_there(code).id()]);
            assert_eq!(found, wanted, "{:?} {:#?}", runs[CHE].summary.why, runs[CHE].found);
            let state = if code.gravity().weight() == 0 { "passed" } else { "differs" };
            assert_eq!(runs[CHE].summary.state, state, "{code:?}");
            assert_eq!(runs[CHE].result, runs[GHA].result, "{code:?}");
            assert!(runs[CHE].result.as_ref().unwrap().text.contains(&format!(": {} ", code.id())), "{code:?}");
            told::keep(two, code, &runs[CHE]);
        });
    }
}

#[test]
fn each_discrepancy_within_a_registry_is_found_and_only_it() {
    let mut two = Two::traded();
    for code in Planted::every().filter(|code| code.id().starts_with('W')) {
        two.taking_back(|two| {
            plant(two, code);
            let run = within(two, CHE);
            assert_eq!(codes(&run), [code.id()], "{:#?}", run.found);
            assert_eq!(within(two, GHA).summary.state, "passed", "{code:?}: the other book is as it should be");
            told::keep(two, code, &run);
            assert_eq!(run.result.unwrap().signatures.len(), 1);
        });
    }
}

/// What a run finds of each discrepancy that is planted in books with the past of the demo's, and of what goes wrong in their traffic.
#[test]
fn in_books_with_a_past_the_one_that_was_asked_for_is_found_and_only_it() {
    let mut two = Two::lived();
    for of in [CHE, GHA] {
        assert_eq!(within(&two, of).summary.state, "passed", "{}", id(of));
    }
    two.taking_back(|two| assert_eq!(two.run(CHE).map(|run| run.summary.state), ["passed", "passed"]));
    for code in Planted::every() {
        two.taking_back(|two| {
            plant(two, code);
            if code.id().starts_with('W') {
                assert_eq!(codes(&within(two, CHE)), [code.id()]);
                assert_eq!(within(two, GHA).summary.state, "passed", "{code:?}");
                return;
            }
            let runs = two.run(CHE);
            let found = (codes(&runs[CHE]), codes(&runs[GHA]));
            assert_eq!(found, (vec![code.id()], vec![seen_from_there(code).id()]), "{:#?}", runs[CHE].found);
        });
    }
    // Staged by `--fault` when the demo begins, and 30 hours before.
    let traffic: [(u8, &[&str], &[&str]); 3] =
        [(9, &["D04"], &["D04"]), (11, &["D14"], &["D02"]), (26, &["D01", "D13"], &["D01", "D13"])];
    for (case, at_once, later) in traffic {
        for (hours, wanted) in [(0, at_once), (30, later)] {
            two.taking_back(|two| {
                two.play(case, u32::from(case), (GHA, CHE), hours);
                assert_eq!(codes(&two.run(CHE)[CHE]), wanted, "case {case}, {hours} hours ago");
            });
        }
    }
}

#[test]
fn a_book_that_is_as_it_should_be_passes() {
    let mut two = Two::traded();
    two.play(9, 43, (GHA, CHE), 30);
    for of in [CHE, GHA] {
        let run = within(&two, of);
        assert_eq!((run.summary.state.as_str(), codes(&run)), ("passed", vec![]), "{:#?}", run.found);
        assert_eq!(run.tiers.len(), 14);
    }
    two.now += jiff::SignedDuration::from_secs(60);
    assert_eq!(within(&two, CHE).summary.id, "CHE01-R-2026-000002");
}

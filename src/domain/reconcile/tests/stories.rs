//! Findings as an operator meets them: explained with the arithmetic, predicted to clear, aged, and never worse than they are.

use super::{
    world::{World, transfer},
    *,
};
use crate::domain::{Quantity, transfer::TransferId};
use proptest::prelude::*;

fn recent(number: u32, quantity: u64) -> Recent {
    Recent {
        transfer: TransferId::new(registry("CHE01"), 2026, number).unwrap(),
        from: registry("CHE01"),
        to: registry("GHA01"),
        quantity: Quantity::new(quantity),
        state: "finalised-out",
        at: at("2026-11-03T02:10:00Z"),
    }
}

fn sending(first: u64, last: u64) -> InFlight {
    let transfer = Recent { transfer: transfer(), ..recent(44, last - first + 1) };
    InFlight { transfer, blocks: vec![block(first, last)], finalised: Some(at("2026-11-03T02:10:00Z")) }
}

/// Scenario 22: ours is higher by what a transfer moved that has no receipt yet.
#[test]
fn a_difference_in_flight_is_explained_predicted_and_held_against_the_next_run() {
    let ours = [held(1, 20_000, "CHE01", "100-1"), held(20_001, 32_500, "GHA01", "100-9")];
    let first = Setting { transfers: vec![sending(20_001, 32_500)], ..setting() };
    let found = compared(&ours, &ours[..1], &first).findings;
    assert_eq!(codes(&found), [Code::D14]);
    assert_eq!((found[0].otherwise, found[0].quantity.count()), (Some(Code::D02), 12_500));
    assert_eq!(found[0].clears_at, Some(at("2026-11-04T06:00:00Z")));
    let sentence = found[0].cause.as_ref().unwrap().sentence();
    assert_eq!(sentence, "+12 500 = CHE01-2026-000044 (finalised-out 2026-11-03 02:10 UTC)");

    // It arrived.
    let next = Setting { at: at("2026-11-04T06:00:00Z"), earlier: found.clone(), ..first.clone() };
    let now = compared(&ours, &ours, &next).findings;
    assert_eq!((codes(&now), outcomes(&found, &now, next.at)), (vec![], vec![Outcome::ClearedAsPredicted]));

    // It did not, and the time is not over: the date stands.
    let sooner = Setting { at: at("2026-11-03T18:00:00Z"), earlier: found.clone(), ..first.clone() };
    let now = compared(&ours, &ours[..1], &sooner).findings;
    assert_eq!((now[0].code, now[0].clears_at, now[0].runs), (Code::D14, found[0].clears_at, 2));
    assert_eq!(outcomes(&found, &now, sooner.at), [Outcome::Open]);

    // It did not, although a transfer that is still open would go on to explain it.
    let flight = InFlight { finalised: None, ..sending(20_001, 32_500) };
    let next = Setting { transfers: vec![flight], earlier: now, ..next };
    let late = compared(&ours, &ours[..1], &next).findings;
    assert_eq!((late[0].code, late[0].runs, late[0].since), (Code::D02, 3, first.at));
    assert_eq!(outcomes(&found, &late, next.at), [Outcome::PredictionFailed]);
}

#[test]
fn a_transfer_explains_its_own_serials_and_its_own_registries() {
    let ours = [held(1, 100, "GHA01", "100-9")];
    let explained = |setting: &Setting| {
        let found = compared(&ours, &[], setting).findings;
        found.iter().map(|finding| (finding.code, finding.block().unwrap().range)).collect::<Vec<_>>()
    };
    let with = |flight: InFlight| Setting { transfers: vec![flight], ..setting() };
    let part = [(Code::D14, range(31, 60)), (Code::D02, range(1, 30)), (Code::D02, range(61, 100))];
    assert_eq!(explained(&with(sending(31, 60))), part);
    let elsewhere = InFlight { transfer: Recent { to: registry("THA01"), ..recent(44, 30) }, ..sending(31, 60) };
    assert_eq!(explained(&with(elsewhere)), [(Code::D02, range(1, 100))]);
    for (finalised, explains) in [
        ("2026-11-02T06:00:00Z", false),
        ("2026-11-02T06:00:00.001Z", true),
        ("2026-11-04T06:00:00Z", true),
        ("2026-11-04T06:00:00.001Z", false),
    ] {
        let flight = InFlight { finalised: Some(at(finalised)), ..sending(1, 100) };
        assert_eq!(explained(&with(flight))[0].0 == Code::D14, explains, "{finalised}");
    }
}

#[test]
fn sums_are_explained_by_at_most_three_transfers_that_fit_exactly() {
    let all = [recent(1, 100), recent(2, 250), recent(3, 400), recent(4, 7), recent(5, 0)];
    let numbers = |quantity| {
        let items = items_of(Quantity::new(quantity), &all)?;
        Some(items.iter().map(|item| item.transfer.number()).collect::<Vec<_>>())
    };
    for (quantity, expected) in
        [(400, Some(vec![3])), (350, Some(vec![1, 2])), (357, Some(vec![1, 2, 4])), (757, None), (0, None), (1, None)]
    {
        assert_eq!(numbers(quantity), expected, "{quantity}");
    }
    let cause = Cause::Transfers { difference: -357, items: items_of(Quantity::new(357), &all).unwrap() };
    assert_eq!(
        cause.sentence(),
        "−357 = 100 CHE01-2026-000001 (finalised-out 2026-11-03 02:10 UTC) + 250 CHE01-2026-000002 (finalised-out 2026-11-03 02:10 \
         UTC) + 7 CHE01-2026-000004 (finalised-out 2026-11-03 02:10 UTC)"
    );
}

#[test]
fn sums_alone_show_what_blocks_would_and_say_which_transfer_fits() {
    let world = World::new();
    let totals = |lines: &[Position]| Totals::of(lines.iter().cloned());
    let setting = Setting { transfers: vec![sending(601, 1_000)], ..setting() };
    assert_eq!(compare_totals(&totals(&world.ours), &totals(&world.theirs), &setting), []);
    let (ours, theirs) = (totals(&world.ours), totals(&[&world.theirs[..2], &world.theirs[3..]].concat()));
    let found = compare_totals(&ours, &theirs, &setting);
    assert_eq!(codes(&found), [Code::D02]);
    assert_eq!(found[0].cause.as_ref().unwrap().sentence(), "+400 = CHE01-2026-000044 (finalised-out 2026-11-03 02:10 UTC)");
    assert_eq!(codes(&compare_totals(&theirs, &ours, &setting)), [Code::D01]);
    let mut other = World::new();
    World::change(&mut other.theirs, 3, |said| said.amount = said.amount.map(|a| Amount { tonnes: Quantity::new(28), ..a }));
    assert_eq!(codes(&compare_totals(&totals(&world.ours), &totals(&other.theirs), &setting)), [Code::D05]);
}

#[test]
fn a_line_out_of_order_ends_the_run_and_is_named() {
    let (first, second) = (held(1, 10, "CHE01", "100-1"), held(11, 20, "CHE01", "100-1"));
    let wrong = [second.clone(), first.clone()];
    let problem = compare(wrong.iter().cloned(), [first.clone()].into_iter(), None, &setting()).unwrap_err();
    assert_eq!((problem.book, problem.found, problem.after), (Book::Ours, first.block, second.block));
    let problem = compare([first].into_iter(), wrong.iter().cloned(), None, &setting()).unwrap_err();
    assert_eq!(problem.book, Book::Theirs);
}

#[test]
fn holdings_alone_contradict_each_other_only_where_both_hold() {
    let own = Setting { has_departed: false, ..setting() };
    let (ours, theirs) = ([held(1, 100, "CHE01", "100-1")], [held(91, 200, "GHA01", "100-9")]);
    let found = compared(&ours, &theirs, &own).findings;
    assert_eq!((codes(&found), found[0].block().unwrap()), (vec![Code::D03], block(91, 100)));
    assert!(compared(&ours, &[held(101, 200, "GHA01", "100-9")], &own).agrees());
}

#[test]
fn who_moved_is_said_beside_the_last_agreed_state() {
    let was = [held(1, 100, "CHE01", "100-1")];
    let moved = [held(1, 100, "GHA01", "100-9")];
    let mover = |ours: &[Position], theirs: &[Position]| {
        let agreed: Option<Box<dyn Iterator<Item = Position> + '_>> = Some(Box::new(was.iter().cloned()));
        let found = compare(ours.iter().cloned(), theirs.iter().cloned(), agreed, &setting()).unwrap().findings;
        found.iter().map(|finding| (finding.code, finding.mover)).collect::<Vec<_>>()
    };
    assert_eq!(mover(&moved, &was), [(Code::D04, Some(Mover::Ours))]);
    assert_eq!(mover(&was, &moved), [(Code::D03, Some(Mover::Theirs))]);
    assert_eq!(mover(&[], &[]), [(Code::D04, Some(Mover::Both))]);
    assert_eq!(mover(&was, &was), []);
}

#[test]
fn severity_is_units_by_age_by_kind() {
    let finding = Finding::units(Code::D12, block(1, 200), at("2026-11-01T00:00:00Z"));
    let days = |now: &str| finding.severity(at(now));
    assert_eq!((days("2026-11-01T23:00:00Z"), days("2026-11-03T00:00:00Z")), (2_000, 6_000));
    assert_eq!(days("2020-01-01T00:00:00Z"), 2_000, "a clock that goes back makes nothing less");
    let other = |code| Finding { code, ..finding.clone() }.severity(finding.since);
    assert!(other(Code::D03) > other(Code::D01) && other(Code::D01) > other(Code::D12) && other(Code::D12) > other(Code::D14));
    assert_eq!(other(Code::D07), 0);
}

#[test]
fn codes_are_listed_once_and_read_back() {
    let ids: std::collections::BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    assert_eq!((ids.len(), Code::ALL.len()), (36, 36));
    for code in Code::ALL {
        assert_eq!(Code::of_id(code.id()), Some(*code));
        // What moves no ITMO and can wait is never frozen for.
        assert!(!code.spec().freezes || code.gravity() >= Gravity::High, "{}", code.id());
    }
    assert_eq!((Code::of_id("D"), Code::of_id("w1")), (None, None));
}

proptest! {
    #[test]
    fn a_suggested_sum_is_always_exact(quantity in 0_u64..400, parts in proptest::collection::vec(0_u64..200, 0..12)) {
        let all: Vec<Recent> = (1..).zip(&parts).map(|(number, quantity)| recent(number, *quantity)).collect();
        let possible = parts.iter().enumerate().any(|(i, a)| {
            *a == quantity && quantity > 0 || parts.iter().enumerate().skip(i + 1).any(|(j, b)| {
                a + b == quantity && *b > 0 || parts.iter().skip(j + 1).any(|c| a + b + c == quantity && *c > 0)
            })
        });
        match items_of(Quantity::new(quantity), &all) {
            Some(items) => prop_assert_eq!(items.iter().map(|item| item.quantity.count()).sum::<u64>(), quantity),
            None => prop_assert!(!possible),
        }
    }
}

/// What a case says of an amount becomes an entry of the ledger only where it is about exactly these serials.
#[test]
fn an_amount_is_read_as_it_was_written_and_of_its_serials_alone() {
    let (of, other) = (range(1, 12_000), range(1, 11_999));
    for tonnes in [0, 7, 999, 11_940, 1_234_567, u64::MAX] {
        let text = Amount { of, tonnes: Quantity::new(tonnes) }.to_string();
        assert_eq!((Amount::written(&text, of), Amount::written(&text, other)), (Some(Quantity::new(tonnes)), None), "{text}");
        assert_eq!(Amount::written(&format!("{text} "), of), None);
    }
    for text in ["", "11940", "11940 for serials 1 to 12000", "x for serials 1 to 12 000", "1 1 940 for serials 1 to 12 000"] {
        assert_eq!(Amount::written(text, of), None, "{text}");
    }
}

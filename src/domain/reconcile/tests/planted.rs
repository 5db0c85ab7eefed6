//! Each discrepancy planted in a pair of books that agrees in everything else: it is found under its code, and nothing else is.

use super::{
    world::{World, approval, megawatt_hours, moved, said, transfer, underlying},
    *,
};
use crate::domain::{
    Metric, PartyCode, Quantity, Serial,
    authorization::{AuthorizationState, Use},
    reconcile::within::{Marked, PutBack},
    transfer::{InState, OutState},
};
use std::sync::Arc;

#[test]
fn a_world_that_agrees_has_nothing_to_find() {
    assert_eq!((World::new().between(), World::new().within()), (Vec::new(), Vec::new()));
}

#[test]
fn what_is_planted_is_found_and_only_that() {
    let wrong = |code: &Code| {
        let mut world = World::new();
        plant(*code, &mut world);
        let found = if code.id().starts_with('W') { world.within() } else { world.between() };
        let only = !found.is_empty() && found.iter().all(|finding| finding.code == *code);
        (!only).then(|| format!("{} is planted, and found is {:?}", code.id(), codes(&found)))
    };
    // All that are wrong are named, not only the first.
    assert_eq!(Code::ALL.iter().filter_map(wrong).collect::<Vec<_>>(), Vec::<String>::new());
}

fn plant(code: Code, world: &mut World) {
    match code.id().as_bytes()[0] {
        b'W' => plant_within(code, world),
        _ if code <= Code::D11 => plant_in_books(code, world),
        _ => plant_in_attributes_or_history(code, world),
    }
}

/// Cuts a book's line so that one of its parts begins with `serial`; gives that part's place.
fn cut(lines: &mut Vec<Position>, serial: u64) -> usize {
    let serial = Serial::new(serial).unwrap();
    let at = lines.iter().position(|line| line.block.series == block(1, 1).series && line.block.range.contains(serial)).unwrap();
    let (before, rest) = lines[at].block.range.split_at(serial).unwrap();
    let mut second = lines[at].clone();
    (lines[at].block.range, second.block.range) = (before, rest);
    lines.insert(at + 1, second);
    at + 1
}

fn plant_in_books(code: Code, world: &mut World) {
    let (ours, theirs) = (&mut world.ours, &mut world.theirs);
    match code {
        Code::D01 => drop(ours.remove(2)),
        Code::D02 => drop(theirs.remove(2)),
        Code::D03 => ours[2].attributes = Arc::clone(&ours[0].attributes),
        Code::D04 => theirs[2].attributes = Arc::clone(&theirs[0].attributes),
        Code::D05 => {
            World::change(theirs, 3, |said| said.amount = said.amount.map(|a| Amount { tonnes: Quantity::new(28), ..a }))
        }
        Code::D06 => theirs[2].block.range = range(601, 999),
        Code::D07 => drop(cut(theirs, 222)),
        Code::D08 => ours[2].block.range = range(551, 1_000),
        Code::D09 => theirs[2].block.series.registry = registry("CHE02"),
        Code::D10 => World::change(theirs, 0, |said| said.account = Some("CHE01-100-3".parse().unwrap())),
        Code::D11 => World::change(theirs, 1, |said| said.class = Some(AccountClass::Holding)),
        _ => unreachable!("{code:?} is not in the books alone"),
    }
}

fn plant_in_attributes_or_history(code: Code, world: &mut World) {
    let (theirs, date) = (&mut world.theirs, |day: &str| Some(Some(day.parse().unwrap())));
    match code {
        Code::D12 => World::change(theirs, 0, |said| said.sector = Some(crate::text::Untrusted::new("Waste"))),
        Code::D13 => {
            world.their_trail =
                vec![TransferRecord::received(transfer(), Quantity::new(400), InState::Terminated, world.setting.at, true)];
        }
        Code::D14 => {
            world.theirs.remove(2);
            world.setting.transfers = vec![in_flight(world)];
        }
        Code::D15 => World::change(theirs, 0, |said| said.first_transferred = Some(None)),
        Code::D16 => World::change(theirs, 0, |said| said.first_transferred = date("2025-01-01")),
        Code::D17 => world.their_actions[0].block = block(601, 900),
        Code::D18 => World::change(theirs, 0, |said| said.authorization_state = Some(AuthorizationState::Revoked)),
        Code::D19 => World::change(theirs, 0, |said| said.underlying_marked = Some(false)),
        Code::D20 => world.snapshots.1.at = at("2026-11-03T05:00:00Z"),
        Code::D21 => World::change(theirs, 0, |said| said.evidence = Some(false)),
        Code::D22 => World::change(theirs, 0, |said| said.dialect = Some("national")),
        _ => unreachable!("{code:?} is in the books"),
    }
}

fn in_flight(world: &World) -> InFlight {
    let transfer = Recent {
        transfer: transfer(),
        from: registry("CHE01"),
        to: registry("GHA01"),
        quantity: Quantity::new(400),
        state: OutState::FinalisedOut.word(),
        at: world.setting.at,
    };
    InFlight { transfer, blocks: vec![block(601, 1_000)], finalised: None }
}

fn plant_within(code: Code, world: &mut World) {
    match code {
        Code::W1 => world.flows.values_mut().next().unwrap().received = 7,
        // The sums and the ledger are made to fit, as a bug that books the same range twice would leave them.
        Code::W2 => {
            let twice = Position::new(block(491, 500), said("CHE01", "100-3", AccountClass::Holding));
            world.ours.insert(1, twice);
            world.flows.values_mut().next().unwrap().issued += 10;
            world.authorization.quantity = Some(Quantity::new(1_060));
        }
        Code::W3 => world.issued.push(block(1_001, 1_010)),
        Code::W4 => World::change(&mut world.ours, 0, |said| said.account = Some("CHE01-100-3".parse().unwrap())),
        Code::W5 => world.rows[0].quantity = Some(Quantity::new(499)),
        Code::W6 => world.rows[0].columns.party = Some("GHA".parse::<PartyCode>().unwrap()),
        Code::W7 => world.authorization.quantity = Some(Quantity::new(1_049)),
        Code::W8 => world.firsts.push(block(1, 10)),
        Code::W9 => world.moves.push(moved(AccountClass::Cancelled)),
        Code::W10 => world.underlying.push(underlying(600, 601, 599)),
        Code::W11 => world.open.clear(),
        Code::W12 => World::change(&mut world.report, 0, |said| said.account = Some("CHE01-100-3".parse().unwrap())),
        Code::W13 => world.broken = Some(4_711),
        Code::W14 => world.approvals.push(approval("amina.k")),
        _ => unreachable!("{code:?} is between two registries"),
    }
}

/// The sub-cases of codes that have several, each as it is planted above or otherwise.
#[test]
fn each_way_to_come_by_a_code_is_found() {
    type Way = (&'static str, Code, fn(&mut World));
    let ways: [Way; 19] = [
        ("one more at the front", Code::D06, |w| w.theirs[2].block.range = range(602, 1_000)),
        ("a border off by one", Code::D06, |w| {
            for (lines, serial) in [(&mut w.ours, 222), (&mut w.theirs, 221)] {
                let at = cut(lines, serial);
                World::change(lines, at, |said| said.account = Some("CHE01-100-3".parse().unwrap()));
            }
        }),
        ("vintage in the id", Code::D12, |w| w.theirs[3].block.series.vintage = crate::domain::Vintage::new(2025).unwrap()),
        ("Party in the id", Code::D12, |w| w.theirs[0].block.series.party = "GHA".parse().unwrap()),
        ("holder is a third", Code::D10, |w| World::change(&mut w.theirs, 0, |said| said.holder = registry("THA01"))),
        ("metric", Code::D12, |w| World::change(&mut w.theirs, 0, |said| said.metric = Some(Metric::NonGhg))),
        ("another day, the same year", Code::D12, |w| {
            World::change(&mut w.theirs, 0, |said| said.first_transferred = Some(Some("2024-05-03".parse().unwrap())));
        }),
        ("a spelling of a value", Code::D22, |w| {
            World::change(&mut w.theirs, 0, |said| said.sector = Some(crate::text::Untrusted::new("ENERGY ")));
        }),
        ("a transfer only they know", Code::D13, |w| w.our_trail.clear()),
        ("a year boundary", Code::D16, |w| w.their_trail[0].at = at("2027-01-01T00:00:00Z")),
        ("no receipt", Code::D21, |w| w.our_trail[0].evidence = false),
        ("an acquisition nobody sent", Code::D17, |w| w.our_actions.clear()),
        ("actions in two years", Code::D16, |w| w.their_actions[0].at = at("2027-01-01T00:00:00Z")),
        ("an extract that was cut off", Code::D20, |w| w.snapshots.1.lines = 3),
        ("an extract of another registry", Code::D20, |w| w.snapshots.1.registry = registry("THA01")),
        ("a vintage outside", Code::W7, |w| {
            let year = |year| crate::domain::Vintage::new(year).unwrap();
            w.authorization.timeframe = Some((year(2023), year(2023)));
        }),
        ("a use outside", Code::W7, |w| w.uses[0].intended = Use::Imp),
        ("units not marked", Code::W10, |w| w.underlying[0].marked = Marked::No),
        ("a split that lost the mark", Code::W8, |w| {
            for lines in [&mut w.ours, &mut w.ledger, &mut w.report] {
                let at = cut(lines, 300);
                World::change(lines, at, |said| said.first_transferred = Some(None));
            }
        }),
    ];
    for (what, code, change) in ways {
        let mut world = World::new();
        change(&mut world);
        let found = if code.id().starts_with('W') { world.within() } else { world.between() };
        assert!(!found.is_empty() && found.iter().all(|finding| finding.code == code), "{what}: {found:#?}");
    }
    assert_eq!(World::new().ours[3].block.series, megawatt_hours());
}

/// What left a terminal account is found until it is back in that account, by a correction after it; what of it is not back is found still.
#[test]
fn what_is_put_back_has_left_no_more() {
    let put = |first, last, into: &str, entry| PutBack { block: block(first, last), into: into.parse().unwrap(), entry };
    for (what, back, out) in [
        ("nothing", vec![], vec![block(601, 1_000)]),
        ("all of it", vec![put(601, 1_000, "CHE01-100-1", 13)], vec![]),
        ("more than it", vec![put(1, 1_000, "CHE01-100-1", 13)], vec![]),
        ("in two parts", vec![put(601, 700, "CHE01-100-1", 13), put(701, 1_000, "CHE01-100-1", 20)], vec![]),
        ("a part", vec![put(701, 800, "CHE01-100-1", 13)], vec![block(601, 700), block(801, 1_000)]),
        ("into another account of use", vec![put(601, 1_000, "CHE01-100-2", 13)], vec![block(601, 1_000)]),
        ("before it left", vec![put(601, 1_000, "CHE01-100-1", 12)], vec![block(601, 1_000)]),
    ] {
        let mut world = World::new();
        world.moves.push(moved(AccountClass::Used));
        world.back = back;
        let found = world.within();
        assert!(found.iter().all(|finding| finding.code == Code::W9), "{what}: {found:#?}");
        assert_eq!(found.iter().filter_map(Finding::block).collect::<Vec<_>>(), out, "{what}");
    }
}

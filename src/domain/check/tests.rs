//! Each check can pass, can fail, and can say that it does not know; none is ever left out.

mod breaking;
mod edges;
pub(crate) mod sample;

use super::*;
use crate::{
    domain::{Block, BlockState, Lock, Quantity},
    text::Untrusted,
};
use breaking::BREAKING;
use proptest::prelude::*;
use sample::{answered, block, now, receiving, sending, span, stated, text, using};
use std::collections::BTreeSet;

fn occasions() -> [Facts; 4] {
    [sending(), receiving(), using(), answered()]
}

fn failed(facts: &Facts) -> Vec<CheckId> {
    evaluate(facts, now()).refusals().map(|finding| finding.check).collect()
}

#[test]
fn good_facts_pass_every_check_that_applies() {
    let mut passed = BTreeSet::new();
    for facts in occasions() {
        let report = evaluate(&facts, now());
        assert!(report.passed(), "{:?}: {:#?}", facts.occasion, report.refusals().collect::<Vec<_>>());
        passed.extend(report.findings().iter().filter(|f| f.outcome == Outcome::Pass).map(|f| f.check));
    }
    assert_eq!(passed, CheckId::ALL.iter().copied().collect(), "each check must be able to pass");
}

#[test]
fn each_check_can_fail_and_names_itself() {
    let broken: BTreeSet<CheckId> = BREAKING.iter().map(|(check, ..)| *check).collect();
    assert_eq!(broken, CheckId::ALL.iter().copied().collect());
    for (check, facts, change) in BREAKING {
        let mut facts = facts();
        change(&mut facts);
        let report = evaluate(&facts, now());
        let finding = report.of(*check).unwrap();
        assert_eq!(finding.outcome, Outcome::Fail, "{check:?}: {finding:?}");
        assert!(finding.hint.as_ref().is_some_and(|hint| hint.ends_with('.') || hint.ends_with("once")), "{finding:?}");
        assert!(!report.passed() && report.refusals().any(|refusal| refusal.check == *check));
        assert!(!finding.values.is_empty(), "{check:?} says with which values");
    }
}

#[test]
fn the_list_is_the_seventy_checks_in_order() {
    assert_eq!(CheckId::ALL.len(), 70);
    let counts = |when: When| CheckId::ALL.iter().filter(|check| check.when() == when).count();
    assert_eq!((counts(When::Fully), counts(When::Partially)), (57, 8));
    assert_eq!((counts(When::Counterpart), counts(When::Afterwards)), (2, 3));
    for (letter, count) in [('L', 8), ('M', 12), ('B', 16), ('A', 10), ('Z', 12), ('C', 8), ('R', 4)] {
        let ids: Vec<&str> = CheckId::ALL.iter().map(|check| check.id()).filter(|id| id.starts_with(letter)).collect();
        assert_eq!(ids, (1..=count).map(|n| format!("{letter}{n:02}")).collect::<Vec<_>>());
    }
    for check in CheckId::ALL {
        assert_eq!(CheckId::of_id(check.id()), Some(*check));
        assert!(check.rule().ends_with('.') && !check.name().is_empty());
    }
    assert_eq!((CheckId::B07.urn().as_str(), CheckId::of_id("B17")), ("urn:a6:err:B07", None));
}

#[test]
fn what_is_not_known_is_said_and_does_not_refuse() {
    let mut facts = sending();
    facts.link = LinkFacts { version: (1, 0), ..LinkFacts::default() };
    facts.message = MessageFacts::default();
    facts.units = UnitFacts { spans: vec![SpanFacts::of(span(1, 100), None)], ..UnitFacts::default() };
    let unknown = || Lookup::Unknown("not shown here");
    facts.accounts = AccountFacts { sending: unknown(), receiving: unknown(), trust: None, holder: None };
    (facts.authorizations, facts.approaches) = (Vec::new(), Vec::new());
    (facts.control, facts.export_left, facts.ndc_period) = (ControlFacts::default(), None, None);
    let report = evaluate(&facts, now());
    assert!(report.passed(), "{:?}", report.refusals().collect::<Vec<_>>());
    let known: Vec<&str> = report.findings().iter().filter(|f| f.outcome == Outcome::Pass).map(|f| f.check.id()).collect();
    // Only what the order itself says, and lists without anything in them.
    assert_eq!(known, ["M04", "M06", "M09", "M10", "B01", "B02", "B03", "B06", "A07"]);
    assert_eq!(report.not_evaluated().count() + known.len(), report.findings().len());
}

#[test]
fn the_numbers_and_the_instruction_are_there() {
    let mut facts = sending();
    facts.units.spans[0].held = Some(vec![block(1, 60), block(81, 500)]);
    let report = evaluate(&facts, now());
    let finding = report.of(CheckId::B07).unwrap();
    let values: Vec<String> = finding.values.iter().map(|(name, value)| format!("{name} {value}")).collect();
    assert_eq!(values, ["account GHA01-100-0001", "held 80", "asked 100"]);
    assert_eq!(
        finding.hint.as_deref(),
        Some("The account does not hold CA0007-GHA01-GHA-61-2023. Name only units that it holds.")
    );
}

#[test]
fn the_lock_of_the_transfer_itself_does_not_stand_in_its_way() {
    let mut facts = sending();
    let locked = |cause: &str| {
        let mut locked = block(1, 100);
        (locked.state, locked.lock) = (BlockState::Reserved, Some(Lock::of_cause(text(cause), now())));
        Some(vec![locked])
    };
    facts.units.own_lock = Some(text("GHA01-2026-000001"));
    facts.units.spans[0].held = locked("GHA01-2026-000001");
    assert_eq!(failed(&facts), []);
    facts.units.spans[0].held = locked("GHA01-2026-000002");
    assert_eq!(failed(&facts), [CheckId::B08]);
}

#[test]
fn hostile_text_among_the_values_has_passed_the_gate() {
    let mut facts = sending();
    facts.control.approver = Some(text("asante\u{1b}[2J"));
    facts.control.initiator = facts.control.approver.clone();
    let report = evaluate(&facts, now());
    let finding = report.of(CheckId::C01).unwrap();
    assert_eq!(finding.outcome, Outcome::Fail);
    assert!(finding.values.iter().all(|(_, value)| !value.contains('\u{1b}')), "{finding:?}");
}

#[test]
fn blocks_beside_the_span_or_of_another_series_do_not_count() {
    let mut facts = sending();
    let mut other: Block = block(1, 100);
    other.series.vintage = "2024".parse().unwrap();
    other.state = BlockState::Cancelled;
    let mut beside = block(101, 200);
    beside.state = BlockState::Used;
    facts.units.spans[0].held = Some(vec![block(1, 100), other.clone(), beside]);
    assert_eq!(failed(&facts), []);
    other.state = BlockState::Available;
    facts.units.spans[0].held = Some(vec![other]);
    assert!(failed(&facts).contains(&CheckId::B07));
}

proptest! {
    #[test]
    fn whatever_is_known_each_applicable_check_is_found_once(
        which in 0usize..4, changes in proptest::collection::vec(0usize..70, 0..6), holes in any::<u16>(),
    ) {
        let mut facts = occasions()[which].clone();
        for at in changes {
            BREAKING[at % BREAKING.len()].2(&mut facts);
        }
        dig(&mut facts, holes);
        let report = evaluate(&facts, now());
        let found: Vec<CheckId> = report.findings().iter().map(|finding| finding.check).collect();
        let expected: Vec<CheckId> = CheckId::ALL.iter().copied().filter(|check| applies(*check, &facts)).collect();
        prop_assert_eq!(found, expected);
        for finding in report.findings() {
            prop_assert_eq!(finding.hint.is_some(), finding.outcome == Outcome::Fail);
            if let Outcome::NotEvaluated(reason) = finding.outcome {
                prop_assert!(!reason.is_empty());
            }
        }
        prop_assert_eq!(evaluate(&facts, now()), report, "the same facts give the same findings");
    }

    #[test]
    fn held_is_counted_by_serials(from in 1u64..80, length in 1u64..80) {
        let mut facts = sending();
        facts.units.spans[0].held = Some(vec![block(from, from + length)]);
        let report = evaluate(&facts, now());
        let covered = from == 1 && length >= 99;
        prop_assert_eq!(report.of(CheckId::B07).unwrap().outcome == Outcome::Pass, covered);
        let there = (1..=100u64).filter(|n| (from..=from + length).contains(n)).count() as u64;
        let held = report.of(CheckId::B07).unwrap().values[1].clone();
        prop_assert_eq!(held, ("held", Quantity::new(there).to_string()));
    }
}

/// Makes facts unknown, one for each bit.
fn dig(facts: &mut Facts, holes: u16) {
    let unknown = "dug away";
    let digs: [fn(&mut Facts, &'static str); 14] = [
        |f, _| f.link = LinkFacts::default(),
        |f, _| f.message = MessageFacts::default(),
        |f, _| f.units.spans.clear(),
        |f, _| f.units.spans.iter_mut().for_each(|span| span.held = None),
        |f, _| f.units.spans.iter_mut().for_each(|span| span.stated = None),
        |f, _| f.units = UnitFacts::default(),
        |f, why| f.accounts.sending = Lookup::Unknown(why),
        |f, _| f.accounts.receiving = Lookup::Missing,
        |f, _| f.accounts.sending = Lookup::Missing,
        |f, _| f.authorizations.clear(),
        |f, why| f.approaches.iter_mut().for_each(|(_, found)| *found = Lookup::Unknown(why)),
        |f, _| f.control = ControlFacts::default(),
        |f, _| f.answer = None,
        |f, _| (f.ndc_period, f.export_left, f.intended, f.peer) = (None, None, None, None),
    ];
    for (bit, dig) in digs.iter().enumerate() {
        if holes >> bit & 1 == 1 {
            dig(facts, unknown);
        }
    }
    // Stated attributes are kept apart from what is held, so that each alone is enough.
    if holes >> 15 & 1 == 1 {
        facts.units.spans.iter_mut().for_each(|span| span.stated = Some(stated()));
        facts.link.peer_key =
            Some(Lookup::Found(KeyFacts { id: Untrusted::new("k"), from: now(), until: now(), revoked: false, verified: false }));
    }
}

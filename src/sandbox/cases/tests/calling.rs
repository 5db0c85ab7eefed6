//! A call about a case stands in its story, with the entry that records the call.

use super::*;
use crate::{
    sandbox::{contacts, seed},
    wire::{admin::contacts::RecordAttempt, ledger::Step},
};

fn attempt(world: &World, about: &str) -> RecordAttempt {
    RecordAttempt {
        card: "gha-desk".to_owned(),
        kind: "duty".to_owned(),
        address: "+2335550901".to_owned(),
        topic: "reconciliation".to_owned(),
        severity: "critical".to_owned(),
        about: about.to_owned(),
        result: "no-answer".to_owned(),
        began: world.now.get() - SignedDuration::from_mins(5),
        ended: world.now.get(),
        reason: "the two books contradict each other".to_owned(),
    }
}

#[test]
fn an_attempt_to_reach_somebody_about_a_case_is_a_note_in_it() {
    let world = World::new();
    seed::contacts::write(&world.book, "CHE01".parse().unwrap(), world.now.get()).unwrap();
    run(&world, "RUN-1", &[found(&world, Code::D03, 1, 10)]);
    let record = |login: &str, about: &str| {
        let (asked, body) = (world.asked(login), attempt(&world, about));
        world.act(|desk| contacts::record_attempt(desk, asked, &body))
    };
    let receipt = record("sofia.m", &format!("case:{}", id(1))).unwrap();
    let file = shown::case_file(&world.book, id(1), world.now.get()).unwrap();
    let notes: Vec<_> = file
        .steps
        .iter()
        .filter_map(|step| if let Step::Noted(noted) = &step.step { Some((step.entry, noted)) } else { None })
        .collect();
    let [(entry, noted)] = notes.as_slice() else { panic!("{notes:?}") };
    assert_eq!((*entry, noted.by.as_str(), &noted.mark), (receipt.entry, "sofia-marques", &None));
    assert_eq!(noted.text, "attempt to reach gha-desk about case:CHE01-CASE-000001: no-answer");
    assert!(!noted.text.contains("+233"), "the number stands beside the ledger, where it can be erased");
    assert!(record("sofia.m", "case:CHE01-CASE-000007").is_err(), "there is no such case");
    world.is_sound();
}

//! Every entry of a directory comes back from the wire as it was, and what is none is named by its place.

use super::*;
use crate::domain::contact::{Entry, sample::*};

#[test]
fn every_entry_comes_back_as_it_was() {
    for record in whole().entries.values() {
        let there = record_to_wire(record);
        let json = serde_json::to_string(&there).unwrap();
        let back: wire::ContactRecord = serde_json::from_str(&json).unwrap();
        assert_eq!(self::record(back, &Place::ROOT).unwrap(), *record, "{json}");
        let key = record.entry.key();
        assert_eq!(entry_key(&entry_key_to_wire(&key), &Place::ROOT).unwrap(), key);
    }
    let kinds: std::collections::BTreeSet<&str> = whole().entries.keys().map(|key| key.word()).collect();
    assert_eq!(kinds.len(), 9, "the sample has every kind: {kinds:?}");
}

#[test]
fn what_is_no_entry_is_named_by_its_place() {
    let role = |of: &str| {
        let mut there =
            record_to_wire(&accra().entries.values().find(|it| matches!(it.entry, Entry::Assignment(_))).unwrap().clone());
        let wire::ContactEntry::Role(role) = &mut there.entry else { unreachable!() };
        role.role = of.to_owned();
        there
    };
    assert!(record(role("administrator"), &Place::ROOT).is_ok());
    assert_eq!(record(role("king"), &Place::ROOT).unwrap_err().at, "entry.role");
    for (names, place) in [
        ((Some(vec![]), None), "entry.approaches"),
        ((None, Some(vec![])), "entry.topics"),
        ((None, Some(vec!["weather".to_owned()])), "entry.topics"),
        ((Some(vec!["security".to_owned()]), None), "entry.approaches[0]"),
    ] {
        let mut limited = role("administrator");
        let wire::ContactEntry::Role(said) = &mut limited.entry else { unreachable!() };
        (said.approaches, said.topics) = names;
        assert_eq!(record(limited, &Place::ROOT).unwrap_err().at, place);
    }
    let mut twice = role("administrator");
    twice.verified.as_mut().unwrap().by = vec!["amina.k".into(), "amina.k".into()];
    assert_eq!(record(twice, &Place::ROOT).unwrap_err().at, "verified.by", "F02");
}

#[test]
fn an_attempt_does_not_end_before_it_began() {
    let said = wire::RecordAttempt {
        card: "gha-1".into(),
        kind: "duty".into(),
        address: "+233200000001".into(),
        topic: "operations".into(),
        severity: "high".into(),
        about: "transfer:GHA01-2026-000123".into(),
        result: "no-answer".into(),
        began: at("2026-11-22T03:00:00Z"),
        ended: at("2026-11-22T03:01:00Z"),
        reason: "stuck for 26 hours".into(),
    };
    let read = attempt(&said, &Place::ROOT).unwrap();
    assert_eq!(attempt_to_wire(&read, "stuck for 26 hours"), said);
    for (wrong, place) in [
        (wire::RecordAttempt { ended: at("2026-11-22T02:59:59Z"), ..said.clone() }, "ended"),
        (wire::RecordAttempt { address: "0302".into(), ..said.clone() }, "address"),
        (wire::RecordAttempt { about: "him".into(), ..said.clone() }, "about"),
        (wire::RecordAttempt { result: "fine".into(), ..said.clone() }, "result"),
    ] {
        assert_eq!(attempt(&wrong, &Place::ROOT).unwrap_err().at, place);
    }
}

//! Everything arrives.

use super::{
    pair::{ID, Pair, Who, id, peer},
    seeds::{GHANA, SWITZERLAND, append, approved, authorization},
};
use crate::{
    domain::{BlockRange, transfer::TransferId},
    sandbox::{book, comm},
    wire::{
        comm::{Message, Says},
        ledger::Posting,
    },
};
use jiff::SignedDuration;

#[test]
fn a_first_transfer_goes_through_by_rule() {
    let mut pair = Pair::proposed(true);
    assert_eq!(pair.units(), (100, 0, 0, 0));
    pair.settle();
    assert_eq!(pair.states(), ("completed", "completed"));
    assert_eq!(pair.units(), (0, 0, 0, 100));
    pair.check();
    let conversation = ["proposal", "receipt", "accept", "ack", "final", "completion"];
    let said = |who, directions: [&str; 6]| -> Vec<String> {
        let _ = who;
        directions.iter().zip(conversation).map(|(direction, kind)| format!("{direction} {kind}")).collect()
    };
    let mut at_i = pair.kinds(Who::I);
    at_i.sort();
    let mut expected = said(Who::I, ["out", "in", "in", "out", "out", "in"]);
    expected.sort();
    assert_eq!(at_i, expected);
    assert!(pair.outbox(Who::I).is_empty() && pair.outbox(Who::Q).is_empty(), "{:?}", pair.outbox(Who::Q));
    assert_eq!((pair.next_wake(Who::I), pair.next_wake(Who::Q)), (None, None));
    assert!(pair.incidents(Who::I).is_empty() && pair.incidents(Who::Q).is_empty());
    let one = "CA0007-GHA01-GHA-7-2023".parse::<crate::domain::ItmoId>().unwrap();
    let held = book::blocks_in(&pair.q.book, BlockRange::from(one)).unwrap();
    assert_eq!(held[0].nature.first_transferred, Some(jiff::civil::date(2026, 11, 22)));
}

#[test]
fn a_later_transfer_goes_back_and_keeps_the_day_of_the_first() {
    let mut pair = Pair::proposed(true);
    pair.settle();
    pair.wait(86_400);
    let back: TransferId = "CHE01-2026-000001".parse().unwrap();
    approved(&pair.q, pair.now, "CHE01-2026-000001", (11, 30), true);
    pair.act(Who::Q, |desk| comm::propose(desk, &back)).unwrap();
    pair.settle();
    let at = |who: Who| book::transfer(&pair.at(who).book, "CHE01-2026-000001").unwrap().unwrap().state;
    assert_eq!((at(Who::Q).as_str(), at(Who::I).as_str()), ("completed", "completed"));
    assert_eq!(pair.units(), (20, 0, 0, 80));
    pair.check();
    let one = "CA0007-GHA01-GHA-20-2023".parse::<crate::domain::ItmoId>().unwrap();
    let held = book::blocks_in(&pair.i.book, BlockRange::from(one)).unwrap();
    assert_eq!(held[0].nature.first_transferred, Some(jiff::civil::date(2026, 11, 22)));
}

#[test]
fn people_decide_when_the_rules_do_not() {
    let mut pair = Pair::received();
    assert_eq!(pair.units(), (100, 0, 0, 0));
    pair.accept();
    assert_eq!(pair.units(), (100, 0, 100, 0));
    pair.settle();
    assert_eq!((pair.states(), pair.units()), (("completed", "completed"), (0, 0, 0, 100)));
    pair.check();

    let mut pair = Pair::received();
    pair.act(Who::Q, |desk| comm::reject_late(desk, &id(), "rita.k", "not ours")).unwrap();
    pair.settle();
    assert_eq!((pair.states(), pair.units()), (("rejected", "rejected"), (100, 0, 0, 0)));
    assert!(pair.outbox(Who::I).is_empty() && pair.outbox(Who::Q).is_empty());
    pair.check();
}

#[test]
fn a_proposal_that_fails_a_check_is_rejected_with_it() {
    let mut pair = Pair::proposed(true);
    append(&pair.q, pair.now, "authorization-revoked", vec![Posting::Authorization(authorization("revoked"))]);
    pair.settle();
    assert_eq!((pair.states(), pair.units()), (("rejected", "rejected"), (100, 0, 0, 0)));
    let reject = comm::archive::numbered(&pair.i.book, ID, 2, comm::archive::Direction::In).unwrap().unwrap();
    let message: Message = serde_json::from_slice(&reject.octets).unwrap();
    let Says::Reject(reject) = message.says else { panic!("{message:?}") };
    assert!(reject.checks.iter().any(|finding| finding.id == "Z01"), "{reject:?}");
    pair.check();
}

#[test]
fn what_changed_since_the_approval_ends_the_transfer_instead_of_making_it_final() {
    let pair = &mut Pair::accepted();
    append(&pair.i, pair.now, "authorization-revoked", vec![Posting::Authorization(authorization("revoked"))]);
    pair.settle();
    assert_eq!((pair.states(), pair.units()), (("terminated", "terminated"), (100, 0, 0, 0)));
    pair.check();
}

#[test]
fn a_peer_is_asked_for_its_clock_and_what_it_can_do() {
    let mut pair = Pair::new(true);
    for (peer, who) in [(peer(), Who::I), (GHANA.parse().unwrap(), Who::Q)] {
        pair.act(who, |desk| comm::ping(desk, peer).and_then(|()| comm::ask_capabilities(desk, peer))).unwrap();
    }
    pair.settle();
    let directory = comm::peers::all(&pair.i.book).unwrap();
    assert_eq!(directory.len(), 1);
    assert_eq!((directory[0].registry.to_string().as_str(), directory[0].clock_offset), (SWITZERLAND, Some(0)));
    assert_eq!(directory[0].seen_answering, Some(pair.now));
    assert!(pair.outbox(Who::I).is_empty());
}

#[test]
fn a_clock_that_differs_is_measured_and_raises_one_alarm() {
    let pair = Pair::new(true);
    for (offset, alarms) in [(61, 1), (90, 1), (2, 1), (-75, 2)] {
        pair.act(Who::I, |desk| comm::ping(desk, peer())).unwrap();
        let sent = pair.due(Who::I).remove(0);
        let theirs = pair.now + SignedDuration::from_secs(offset);
        let reply = comm::receive(&pair.q.desk(theirs), &sent.request).unwrap();
        pair.answered(Who::I, &sent, Ok(reply));
        let measured = comm::peers::peer(&pair.i.book, peer()).unwrap().unwrap().clock_offset;
        assert_eq!((measured, pair.incidents(Who::I).len()), (Some(offset * 1000), alarms), "{offset}");
    }
}

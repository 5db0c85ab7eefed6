//! Deadlines: what each side does alone, and what it never does alone.

use super::pair::{Fate, Pair, Who, id};
use crate::sandbox::comm;

#[test]
fn nobody_decides_and_both_cancel() {
    let mut pair = Pair::received();
    pair.run(25);
    assert_eq!(pair.state(Who::I), "cancelled");
    assert!(["cancelled", "terminated"].contains(&pair.state(Who::Q)), "{}", pair.state(Who::Q));
    assert_eq!(pair.units(), (100, 0, 0, 0));
    assert!(pair.outbox(Who::I).is_empty() && pair.outbox(Who::Q).is_empty());
    pair.check();
}

#[test]
fn an_accept_after_the_deadline_is_void_and_told_so() {
    let mut pair = Pair::received();
    pair.wait(86_399);
    pair.accept();
    pair.send_one(Who::Q, Fate::RequestLost);
    pair.wait(30);
    pair.send_one(Who::Q, Fate::Good);
    assert_eq!((pair.states(), pair.units()), (("cancelled", "terminated"), (100, 0, 0, 0)));
    pair.settle();
    assert!(pair.outbox(Who::I).is_empty(), "{:?}", pair.outbox(Who::I));
    pair.check();
}

#[test]
fn it_is_too_late_to_accept() {
    let mut pair = Pair::received();
    pair.wait(86_400);
    let problem = pair.act(Who::Q, |desk| comm::accept(desk, &id(), &["rita.k".into()]));
    assert!(matches!(problem, Err(comm::CommProblem::Late)), "{problem:?}");
    assert_eq!(pair.states(), ("proposed", "received"));
}

#[test]
fn what_was_accepted_is_never_given_up_without_the_peers_word() {
    let mut pair = Pair::accepted();
    // The peer hears nothing and answers nothing for three days.
    for _ in 0..200 {
        pair.act(Who::Q, comm::tick).unwrap();
        for sent in pair.due(Who::Q) {
            pair.send(Who::Q, &sent, Fate::RequestLost);
        }
        pair.wait(1_800);
    }
    assert_eq!((pair.states(), pair.units()), (("proposed", "in-doubt"), (100, 0, 100, 0)));
    assert!(pair.outbox(Who::Q).iter().all(|kind| kind == "status"), "only questions are sent now: {:?}", pair.outbox(Who::Q));
    pair.run(2);
    assert_eq!((pair.states(), pair.units()), (("cancelled", "terminated"), (100, 0, 0, 0)));
    pair.check();
}

#[test]
fn final_is_taken_long_after_the_acceptance_expired() {
    let mut pair = Pair::finalised();
    for _ in 0..150 {
        pair.act(Who::Q, comm::tick).unwrap();
        pair.act(Who::I, comm::tick).unwrap();
        for who in [Who::I, Who::Q] {
            for sent in pair.due(who) {
                pair.send(who, &sent, Fate::RequestLost);
            }
        }
        pair.wait(1_800);
    }
    assert_eq!((pair.states(), pair.units()), (("finalised-out", "in-doubt"), (0, 100, 100, 0)));
    pair.run(2);
    assert_eq!((pair.states(), pair.units()), (("completed", "completed"), (0, 0, 0, 100)));
    pair.check();
}

#[test]
fn nothing_is_final_after_the_acceptance_expired() {
    let mut pair = Pair::accepted();
    let accept = pair.due(Who::Q).remove(0);
    pair.wait(23 * 3_600);
    // Its own deadline to be accepted is later than the acceptance's end only if clocks differ: let ours run ahead.
    let ahead = pair.now + jiff::SignedDuration::from_hours(2);
    pair.i.book.execute_batch("UPDATE transfers SET due = due + 86400000").unwrap();
    let reply = comm::receive(&pair.i.desk(ahead), &accept.request).unwrap();
    assert_eq!((reply.status, pair.states()), (200, ("cancelled", "accepted")));
    pair.now = ahead;
    pair.settle();
    assert_eq!((pair.states(), pair.units()), (("cancelled", "terminated"), (100, 0, 0, 0)));
}

//! Terminate and Accept cross, in both orders; a proposal comes after its own end.

use super::pair::{Fate, ID, Pair, Who, id};
use crate::sandbox::comm;

fn terminate(pair: &Pair) {
    pair.act(Who::I, |desk| comm::terminate(desk, &id(), Some("luc.b"), "called off")).unwrap();
}

#[test]
fn terminate_before_accept_is_sent() {
    let mut pair = Pair::received();
    terminate(&pair);
    pair.settle();
    assert_eq!((pair.states(), pair.units()), (("terminated", "terminated"), (100, 0, 0, 0)));
    assert!(pair.act(Who::Q, |desk| comm::accept(desk, &id(), &[])).is_err());
    pair.check();
}

#[test]
fn terminate_crosses_accept_and_arrives_first() {
    let mut pair = Pair::accepted();
    terminate(&pair);
    let accept = pair.due(Who::Q).remove(0);
    pair.send_one(Who::I, Fate::Good);
    assert_eq!((pair.states(), pair.units()), (("terminated", "terminated"), (100, 0, 0, 0)));
    assert!(pair.outbox(Who::Q).is_empty(), "the Accept is not sent any more");
    // It was on its way already.
    let late = pair.receive(Who::I, &accept.request);
    assert_eq!((late.status, pair.states()), (200, ("terminated", "terminated")));
    pair.settle();
    pair.check();
}

#[test]
fn accept_crosses_terminate_and_arrives_first() {
    let mut pair = Pair::accepted();
    terminate(&pair);
    assert_eq!(pair.states(), ("terminated", "accepted"));
    // The answer to the late Accept says how it stands, before the Terminate arrives.
    pair.send_one(Who::Q, Fate::Good);
    assert_eq!((pair.states(), pair.units()), (("terminated", "terminated"), (100, 0, 0, 0)));
    pair.settle();
    assert!(pair.outbox(Who::I).is_empty() && pair.outbox(Who::Q).is_empty());
    assert!(pair.incidents(Who::I).is_empty() && pair.incidents(Who::Q).is_empty());
    pair.check();
}

#[test]
fn after_final_nothing_is_called_off() {
    let mut pair = Pair::finalised();
    assert!(pair.act(Who::I, |desk| comm::terminate(desk, &id(), Some("luc.b"), "too late")).is_err());
    assert_eq!(pair.states(), ("finalised-out", "accepted"));
    pair.settle();
    assert_eq!(pair.states(), ("completed", "completed"));
}

#[test]
fn a_proposal_that_comes_after_its_end_is_given_up_as_soon_as_it_is_accepted() {
    let mut pair = Pair::proposed(true);
    let proposal = pair.due(Who::I).remove(0);
    terminate(&pair);
    assert_eq!(pair.outbox(Who::I), ["terminate"]);
    // The peer has never heard of it: nothing to end there.
    pair.send_one(Who::I, Fate::Good);
    assert!(pair.outbox(Who::I).is_empty(), "{:?}", pair.outbox(Who::I));
    pair.receive(Who::Q, &proposal.request);
    assert_eq!(pair.states(), ("terminated", "accepted"));
    pair.settle();
    assert_eq!((pair.states(), pair.units()), (("terminated", "terminated"), (100, 0, 0, 0)));
    assert_eq!(pair.act(Who::Q, |desk| comm::standing(desk, "GHA01".parse().unwrap(), &id())).unwrap().transfer, ID);
    pair.check();
}

//! Every message and every answer lost once, doubled, or held back: both end alike, with the same octets said.

use super::pair::{Fate, Pair, Who, id};
use crate::sandbox::comm;

/// Runs a transfer in which the `at`th exchange has another fate than the others, with both clocks running.
fn run_with(at: usize, fate: Fate) -> Pair {
    let mut pair = Pair::proposed(true);
    let mut exchanges = 0;
    for _ in 0..500 {
        let due: Vec<_> =
            [Who::I, Who::Q].into_iter().flat_map(|who| pair.due(who).into_iter().map(move |sent| (who, sent))).collect();
        for (who, sent) in due {
            pair.send(who, &sent, if exchanges == at { fate } else { Fate::Good });
            exchanges += 1;
            pair.check();
        }
        let wake = [Who::I, Who::Q].into_iter().filter_map(|who| pair.next_wake(who)).min();
        let Some(wake) = wake else { return pair };
        pair.now = pair.now.max(wake);
        for who in [Who::I, Who::Q] {
            pair.act(who, comm::tick).unwrap();
        }
    }
    panic!("it never ends");
}

#[test]
fn whatever_is_lost_or_doubled_once_both_complete() {
    for at in 0..4 {
        for fate in [Fate::RequestLost, Fate::AnswerLost, Fate::Doubled] {
            let pair = run_with(at, fate);
            assert_eq!((pair.states(), pair.units()), (("completed", "completed"), (0, 0, 0, 100)), "{at} {fate:?}");
            assert!(pair.incidents(Who::I).is_empty() && pair.incidents(Who::Q).is_empty(), "{at} {fate:?}");
            assert!(pair.verdicts(Who::I).is_empty() && pair.verdicts(Who::Q).is_empty(), "{at} {fate:?}");
        }
    }
}

#[test]
fn a_message_goes_out_in_the_same_octets_on_every_attempt_up_the_ladder() {
    let mut pair = Pair::proposed(true);
    let first = pair.send_one(Who::I, Fate::RequestLost);
    for seconds in [30, 120, 600] {
        assert!(pair.due(Who::I).is_empty());
        pair.wait(seconds - 1);
        assert!(pair.due(Who::I).is_empty(), "{seconds}");
        pair.wait(1);
        let again = pair.send_one(Who::I, Fate::RequestLost);
        assert_eq!(again.request, first.request);
    }
    // After a quarter of an hour without a receipt the peer is asked as well.
    pair.wait(1_800);
    let due: Vec<String> = pair.due(Who::I).into_iter().map(|sent| sent.request.method).collect();
    assert_eq!(due, ["GET", "POST"]);
}

#[test]
fn an_accept_that_overtakes_the_receipt_is_taken_and_the_receipt_still_comes() {
    let mut pair = Pair::proposed(true);
    pair.send_one(Who::I, Fate::AnswerLost);
    pair.send_one(Who::Q, Fate::Good);
    assert_eq!(pair.states(), ("finalised-out", "accepted"));
    pair.settle();
    assert_eq!(pair.states(), ("completed", "completed"));
    pair.wait(30);
    pair.settle();
    assert!(pair.kinds(Who::I).contains(&"in receipt".to_owned()), "{:?}", pair.kinds(Who::I));
    assert!(pair.outbox(Who::I).is_empty(), "{:?}", pair.outbox(Who::I));
}

#[test]
fn a_lost_completion_is_fetched_by_sending_final_again() {
    let mut pair = Pair::finalised();
    pair.send_one(Who::I, Fate::AnswerLost);
    assert_eq!((pair.states(), pair.units()), (("finalised-out", "completed"), (0, 100, 0, 100)));
    pair.act(Who::I, |desk| comm::ask_status(desk, &id())).unwrap();
    pair.settle();
    assert_eq!((pair.states(), pair.units()), (("completed", "completed"), (0, 0, 0, 100)));
    pair.check();
}

#[test]
fn a_lost_rejection_is_learnt_by_asking() {
    let pair = &mut Pair::received();
    pair.act(Who::Q, |desk| comm::reject_late(desk, &id(), "rita.k", "not ours")).unwrap();
    pair.send_one(Who::Q, Fate::RequestLost);
    pair.act(Who::I, |desk| comm::ask_status(desk, &id())).unwrap();
    pair.send_one(Who::I, Fate::Good);
    assert_eq!((pair.states(), pair.units()), (("rejected", "rejected"), (100, 0, 0, 0)));
    pair.wait(30);
    pair.settle();
    // The message itself comes late and changes nothing.
    assert_eq!(pair.states(), ("rejected", "rejected"));
    pair.check();
}

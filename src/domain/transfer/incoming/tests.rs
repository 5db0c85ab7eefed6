//! The whole table, and what it promises: a provisional credit goes away only on the peer's word or by two persons.

use super::{
    super::{OutEvent, OutState},
    InEvent as E, InState as S, *,
};
use std::collections::BTreeSet;

/// For each state what each event leads to, in the order of [`InEvent::ALL`]; `.` is illegal, `~` is absorbed.
const TABLE: [(S, &str); 8] = [
    (S::Received, "accepted rejected cancelled terminated . . . . ."),
    (S::Accepted, ". . . terminated completed cancelled in-doubt . ."),
    (S::FinalReceived, ". . . . . . . . ."),
    (S::Completed, ". . . . . . . . ."),
    (S::Rejected, ". . . ~ . . . . ."),
    (S::Terminated, ". . . ~ . . . . ."),
    (S::Cancelled, ". . . terminated . . . completed terminated"),
    (S::InDoubt, ". . . terminated completed cancelled . completed ."),
];

#[test]
fn every_state_meets_every_event() {
    let states: BTreeSet<S> = TABLE.iter().map(|(state, _)| *state).collect();
    assert_eq!(states.len(), S::ALL.len());
    for (state, row) in TABLE {
        let cells: Vec<&str> = row.split(' ').collect();
        assert_eq!(cells.len(), E::ALL.len(), "{state:?}");
        for (cell, (event, word)) in cells.into_iter().zip(E::ALL) {
            let illegal = IllegalStep { side: Side::Acquiring, state: state.word(), event: word };
            assert_eq!(state.step(*event), S::of_word(cell).ok_or(illegal), "{state:?} {event:?}");
            assert_eq!(state.absorbs(*event), cell == "~", "{state:?} {event:?}");
        }
    }
}

#[test]
fn a_provisional_credit_goes_only_on_the_peers_word_or_by_two_persons() {
    for (state, _) in S::ALL.iter().filter(|(state, _)| state.holds_provisional_credit()) {
        for (event, _) in E::ALL {
            if state.step(*event).is_ok_and(|next| !next.holds_provisional_credit()) {
                let on_the_peers_word = matches!(event, E::PeerTerminated | E::Final);
                assert!(on_the_peers_word || event.persons() == 2, "{state:?} {event:?}");
            }
        }
    }
}

#[test]
fn a_credit_comes_only_from_the_signed_final_or_by_two_persons_and_only_once() {
    for (state, _) in S::ALL {
        for (event, _) in E::ALL {
            if state.step(*event) == Ok(S::Completed) {
                assert!(*event == E::Final || (*event == E::CompleteByHand && event.persons() == 2), "{state:?} {event:?}");
                assert_ne!(*state, S::Completed);
            }
            assert!(!(state.absorbs(E::Final) || state.absorbs(E::CompleteByHand)));
        }
    }
}

#[test]
fn what_was_given_up_for_good_can_never_be_credited() {
    // The peer books its units back on this word (rebook), so nothing may lead from it to a credit.
    let mut reached = vec![S::Terminated];
    while let Some(state) = reached.pop() {
        assert_ne!(state, S::Completed);
        reached.extend(E::ALL.iter().filter_map(|(event, _)| state.step(*event).ok()));
    }
}

#[test]
fn only_final_states_have_no_way_out() {
    for (state, _) in S::ALL.iter().filter(|(state, _)| *state != S::FinalReceived) {
        assert_eq!(state.is_final(), E::ALL.iter().all(|(event, _)| state.step(*event).is_err()), "{state:?}");
    }
    assert!(!S::FinalReceived.is_final(), "a peer in it has not credited yet");
}

#[test]
fn each_state_is_the_right_news_to_the_transferring_side() {
    for (state, news) in [
        (S::Received, None),
        (S::Accepted, Some(OutEvent::PeerAccepted)),
        (S::FinalReceived, None),
        (S::Completed, Some(OutEvent::PeerCompleted)),
        (S::Rejected, Some(OutEvent::PeerRejected)),
        (S::Terminated, Some(OutEvent::PeerLostIt)),
        (S::Cancelled, Some(OutEvent::PeerLostIt)),
        (S::InDoubt, Some(OutEvent::PeerAccepted)),
    ] {
        assert_eq!(state.as_news(), news);
    }
    let lost = S::Cancelled.as_news().unwrap();
    assert_eq!(OutState::FinalisedOut.step(lost), Ok(OutState::InDoubt), "finalised here, cancelled there");
    assert_eq!(OutState::AcceptedByPeer.step(lost), Ok(OutState::Cancelled));
}

#[test]
fn words_read_back_and_persons_are_counted() {
    for (state, word) in S::ALL {
        assert_eq!((S::of_word(word), state.word()), (Some(*state), *word));
    }
    for (event, word) in E::ALL {
        assert_eq!((E::of_word(word), event.word()), (Some(*event), *word));
        let expected = match event {
            E::Accept | E::DropByHand | E::CompleteByHand | E::GiveUp => 2,
            E::Reject => 1,
            _ => 0,
        };
        assert_eq!(event.persons(), expected, "{event:?}");
    }
    assert_eq!(S::of_word("Received"), None);
}

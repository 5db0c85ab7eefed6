//! The whole table, and what it promises: nothing goes back after Final, and what ends has its units in one place.

use super::{OutEvent as E, OutState as S, *};
use std::collections::BTreeSet;

/// For each state what each event leads to, in the order of [`OutEvent::ALL`]; `.` is illegal, `~` is absorbed.
const TABLE: [(S, &str); 11] = [
    (S::AwaitingApproval, "approved withdrawn withdrawn . . . . . . . . . ."),
    (S::Approved, ". withdrawn withdrawn proposed . . . . . . . . ."),
    (S::Proposed, ". . . . rejected accepted-by-peer terminated cancelled . . cancelled completed ."),
    (S::AcceptedByPeer, ". . . . . ~ terminated cancelled finalised-out . cancelled completed ."),
    (S::FinalisedOut, ". . . . . ~ . . . completed in-doubt completed ."),
    (S::Completed, ". . . . . ~ . . . ~ . . ."),
    (S::Withdrawn, ". . . . . . . . . . . . ."),
    (S::Rejected, ". . . . ~ . . . . . ~ . ."),
    (S::Terminated, ". . . . ~ ~ . . . . ~ . ."),
    (S::Cancelled, ". . . . ~ ~ . . . . ~ . ."),
    (S::InDoubt, ". . . . . ~ . . . completed ~ completed cancelled"),
];

#[test]
fn every_state_meets_every_event() {
    let states: BTreeSet<S> = TABLE.iter().map(|(state, _)| *state).collect();
    assert_eq!(states.len(), S::ALL.len());
    for (state, row) in TABLE {
        let cells: Vec<&str> = row.split(' ').collect();
        assert_eq!(cells.len(), E::ALL.len(), "{state:?}");
        for (cell, (event, word)) in cells.into_iter().zip(E::ALL) {
            let illegal = IllegalStep { side: Side::Transferring, state: state.word(), event: word };
            let expected = S::of_word(cell).ok_or(illegal);
            assert_eq!(state.step(*event), expected, "{state:?} {event:?}");
            assert_eq!(state.absorbs(*event), cell == "~", "{state:?} {event:?}");
        }
    }
}

#[test]
fn nothing_leads_out_of_a_final_state_and_something_out_of_every_other() {
    for (state, _) in S::ALL {
        assert_eq!(state.is_final(), E::ALL.iter().all(|(event, _)| state.step(*event).is_err()), "{state:?}");
    }
}

#[test]
fn after_final_only_two_persons_bring_units_back() {
    for (state, _) in S::ALL.iter().filter(|(state, _)| state.is_past_return()) {
        for (event, _) in E::ALL {
            let Ok(next) = state.step(*event) else { continue };
            assert!(next.is_past_return() || (*event, event.persons()) == (E::Rebook, 2), "{state:?} {event:?} {next:?}");
        }
    }
}

#[test]
fn units_leave_the_book_only_by_final_or_by_hand() {
    let inside = |state: S| !matches!(state.units(), Whereabouts::InTransit | Whereabouts::Delivered);
    for (state, _) in S::ALL {
        assert_eq!(inside(*state), !state.is_past_return());
        assert_eq!(state.is_final(), matches!(state.units(), Whereabouts::Delivered | Whereabouts::Released));
        for (event, _) in E::ALL {
            if state.step(*event).is_ok_and(|next| inside(*state) && !inside(next)) {
                assert!(matches!(event, E::Finalise | E::CompleteByHand), "{state:?} {event:?}");
            }
        }
    }
}

#[test]
fn only_the_word_that_final_never_comes_is_news_to_the_peer() {
    for (state, _) in S::ALL {
        let released = state.units() == Whereabouts::Released;
        assert_eq!(state.as_news().is_some(), released, "{state:?}");
        assert_eq!(state.is_sent(), !matches!(state, S::AwaitingApproval | S::Approved | S::Withdrawn));
    }
}

#[test]
fn acts_that_raise_risk_take_two() {
    for (event, _) in E::ALL {
        let expected = match event {
            E::Approve | E::CompleteByHand | E::Rebook => 2,
            E::Withdraw | E::Terminate => 1,
            _ => 0,
        };
        assert_eq!(event.persons(), expected, "{event:?}");
    }
}

#[test]
fn words_read_back_and_others_are_nothing() {
    for (state, word) in S::ALL {
        assert_eq!((S::of_word(word), state.word()), (Some(*state), *word));
    }
    for (event, word) in E::ALL {
        assert_eq!((E::of_word(word), event.word()), (Some(*event), *word));
    }
    for word in ["", "Completed", "unrecognised", "accepted"] {
        assert_eq!(S::of_word(word), None);
    }
    assert_eq!(
        S::Completed.step(E::Withdraw).unwrap_err().to_string(),
        "at the transferring registry the transfer is completed; then withdraw is not possible, and nothing was changed"
    );
}

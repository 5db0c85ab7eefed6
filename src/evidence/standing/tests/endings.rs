//! What one person ends, now and for good (F12, F14, F15, F22, F34).

use super::*;
use crate::evidence::statement::StatementKind::{Reject, Stop, Withdraw};

/// F22, F34.
#[test]
fn one_person_ends_an_order_and_nothing_brings_it_back() {
    let order = sample::order(500);
    let vote = said(&order, Approve, "luc.b", "OFF-1", 1);
    for (kind, person, word) in [
        (Reject, "luc.b", "rejected"),
        (Reject, "esi.o", "rejected"),
        (Reject, "ines.r", "rejected"),
        (Reject, "rita.r", "rejected"),
        (Withdraw, "amina.k", "withdrawn"),
        (Stop, "kofi.d", "stopped"),
        (Stop, "jonas.h", "stopped"),
    ] {
        // The initiator's station is as good as any, to stop something.
        let end = said(&order, kind, person, "ONL-2", 7);
        for statements in [vec![vote.clone(), end.clone()], vec![end.clone(), vote.clone()], vec![end.clone()]] {
            let standing = World::new().judge(&order, &statements);
            assert_eq!((standing.state.word(), standing.state.is_final()), (word, true), "{person}");
            let (State::Rejected(end) | State::Withdrawn(end) | State::Stopped(end)) = standing.state else { panic!("{word}") };
            assert_eq!((end.by.as_str(), end.reason.as_str()), (person, "matches LOA-2025-118 page 2"));
        }
    }
}

#[test]
fn who_has_no_right_to_end_an_order_does_not() {
    let order = sample::order(500);
    let other = sample::order(501);
    for (end, rule) in [
        (said(&order, Withdraw, "luc.b", "OFF-1", 1), "F22"),
        (said(&order, Reject, "jonas.h", "OFF-1", 1), "F26"),
        (said(&order, Stop, "nadia.t", "OFF-1", 1), "F26"),
        (said(&other, Reject, "luc.b", "OFF-1", 1), "F05"),
        (sign(&statement(&order, Reject, "luc.b", "OFF-1", 1), "esi.o"), "F02"),
        (sign_in(&statement(&order, Reject, "luc.b", "OFF-1", 1), "luc.b", Namespace::Approve, "OFF-1"), "F05"),
        (sign_in(&statement(&order, Withdraw, "amina.k", "ONL-2", 1), "amina.k", Namespace::Initiate, "ONL-2"), "F05"),
    ] {
        let standing = World::new().judge(&order, &[end]);
        assert_eq!(standing.state, State::Waiting { have: 0, needed: 1 });
        assert_eq!(standing.discounted[0].1.rule(), rule);
    }
}

/// F15: what only reduces risk takes the person's own signature: no station, no roster of today, no clock stands in its way.
#[test]
fn a_rejection_counts_where_an_approval_would_not() {
    let order = sample::order(500);
    let mut no = statement(&order, Reject, "luc.b", "ONL-9", 1);
    no.made = "2026-11-26T10:00:00Z".parse().unwrap();
    no.roster = format!("v3 sha256:{}", crate::evidence::digest::Digest::of("another")).parse().unwrap();
    let no = sign_in(&no, "luc.b", Namespace::Reject, "ONL-1");
    assert_eq!(World::new().judge(&order, &[no]).state.word(), "rejected");
}

#[test]
fn the_first_word_that_ends_is_the_one_that_counts() {
    let order = sample::order(500);
    let ends = [said(&order, Withdraw, "amina.k", "ONL-2", 1), said(&order, Reject, "luc.b", "OFF-1", 1)];
    let standing = World::new().judge(&order, &ends);
    assert_eq!(standing.state.word(), "withdrawn");
    assert_eq!(standing.discounted, [(1, Objection::Ended("withdrawn"))]);
}

/// F12: whoever changes an order makes another, and approvals of the old one are none of the new.
#[test]
fn a_superseded_order_is_over() {
    let (old, new) = (sample::order(500), sample::order(600));
    let votes = [said(&old, Approve, "luc.b", "OFF-1", 1)];
    let world = World::new();
    assert!(world.judge(&old, &votes).is_approved());
    let superseded = Case { superseded: true, ..world.case(&old, &votes) };
    assert_eq!(judge(&superseded, at(NOW)).state, State::Superseded);
    let standing = world.judge(&new, &votes);
    assert_eq!((standing.state, standing.discounted[0].1.rule()), (State::Waiting { have: 0, needed: 1 }, "F05"));
}

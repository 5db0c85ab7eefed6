//! Postings as they act, one after the other.

use super::*;
use crate::wire::ledger::{AccountState, Lock, Move, Spans};

pub(super) fn lock(first: u64, last: u64, state: &str, cause: &str) -> Posting {
    Posting::Lock(Lock { spans: vec![said(first, last)], state: state.into(), cause: cause.into() })
}

pub(super) fn unlock(first: u64, last: u64) -> Posting {
    Posting::Unlock(Spans { spans: vec![said(first, last)] })
}

pub(super) fn move_to(first: u64, last: u64, to: &str, state: &str) -> Posting {
    Posting::Move(Move { spans: vec![said(first, last)], to: to.into(), state: state.into() })
}

pub(super) fn account_state(account: &str, state: &str) -> Posting {
    Posting::AccountState(AccountState { account: account.into(), state: state.into(), lock: None })
}

#[test]
fn blocks_are_carved_at_the_edges_and_become_one_again() {
    let mut small = Small::open();
    small.act("test", vec![lock(90, 120, "frozen-administration", "case 1")]).unwrap();
    let frozen = [
        "1-89 CHE01-100-0001 available",
        "90-100 CHE01-100-0001 frozen-administration",
        "101-120 CHE01-100-0002 frozen-administration",
        "121-150 CHE01-100-0002 available",
    ];
    assert_eq!(small.rows()[..4], frozen);
    assert_eq!((small.account(ONE).locked.count(), small.account(TWO).locked.count()), (11, 20));
    small.act("test", vec![unlock(90, 120)]).unwrap();
    assert_eq!(small.rows()[..2], ["1-100 CHE01-100-0001 available", "101-150 CHE01-100-0002 available"]);
    small.act("test", vec![move_to(101, 150, ONE, "available")]).unwrap();
    assert_eq!(small.rows()[0], "1-150 CHE01-100-0001 available");
    let (one, two) = (small.account(ONE), small.account(TWO));
    assert_eq!((one.held.count(), one.locked.count(), two.held.count()), (150, 0, 0));
    assert_eq!((one.version, two.version), (4, 4), "each act that touched an account counts once");
    let history = book::history(&small.book, span(95, 95)).unwrap();
    let events: Vec<_> = history.iter().map(|event| (event.entry, event.what.as_str(), event.account.as_deref())).collect();
    assert_eq!(events, [(3, "opened", None), (4, "lock", Some(ONE)), (5, "unlock", Some(ONE))]);
}

#[test]
fn issued_serials_follow_those_given_out() {
    let mut small = Small::open();
    let series = span(1, 1).series;
    assert_eq!(book::next_serial(&small.book, series).unwrap().unwrap().number(), 171);
    small.act("test", vec![Posting::Create(Blocks { blocks: vec![held(ONE, 300, 310, None)] })]).unwrap();
    assert_eq!(book::next_serial(&small.book, series).unwrap().unwrap().number(), 311);
    assert_eq!(small.account(ONE).held.count(), 111);
}

#[test]
fn numbers_follow_those_of_orders_and_transfers() {
    let small = Small::open();
    let next = || book::next_number(&small.book, "CHE01".parse().unwrap(), 2026).unwrap().to_string();
    assert_eq!(next(), "CHE01-2026-000001");
    let insert = "INSERT INTO orders VALUES (?, 'a', 'r', 'submitted', '{}', 0, 0, NULL, NULL, 1, NULL, NULL, NULL)";
    for (id, then) in [
        ("CHE01-2026-000041", "CHE01-2026-000042"),
        ("GHA01-2026-000900", "CHE01-2026-000042"),
        ("CHE01-2025-000900", "CHE01-2026-000042"),
        ("CHE01-2026-1000000", "CHE01-2026-1000001"),
        ("CHE01-2026-999999", "CHE01-2026-1000001"),
    ] {
        small.book.execute(insert, [id]).unwrap();
        assert_eq!(next(), then);
    }
}

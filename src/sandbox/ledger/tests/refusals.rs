//! Every illegal posting is refused with a sentence, and changes nothing.

use super::{
    acts::{account_state, lock, move_to, unlock},
    random::{accepted, depart, incoming, outgoing, transit},
    *,
};
use crate::wire::ledger::{Expect, FirstTransfer, Representative, Representatives, Return, Spans, TransferState};

fn create(account: &str, block: Block) -> Posting {
    Posting::Create(Blocks { blocks: vec![Held { account: account.into(), state: None, lock: None, block }] })
}

fn state(transfer: &str, event: &str, state: &str) -> Posting {
    Posting::TransferState(TransferState { transfer: transfer.into(), event: event.into(), state: state.into(), due: None })
}

const OUT: &str = "CHE01-2026-000001";
const INTO: &str = "GHA01-2026-000001";

/// A book with 1–10 on their way OUT, 11–20 reserved, ten of a counterpart's expected, and 30–40 first transferred.
fn busy() -> Small {
    let mut small = Small::open();
    small.act("test", vec![outgoing(OUT, 1, 10), lock(1, 10, "in-flight-out", OUT)]).unwrap();
    small.act("test", vec![lock(11, 20, "reserved", "CHE01-2026-000002")]).unwrap();
    small.act("test", incoming(INTO, ONE, foreign(1), foreign(10))).unwrap();
    small.act("test", vec![first()]).unwrap();
    small
}

fn foreign(serial: u64) -> String {
    format!("CA0001-GHA01-GHA-{serial}-2023")
}

fn first() -> Posting {
    Posting::FirstTransfer(FirstTransfer { spans: vec![said(30, 40)], on: "2026-01-01".parse().unwrap() })
}

fn expect(to: &str, a: u64, b: u64) -> Posting {
    Posting::Expect(Expect { transfer: INTO.into(), to: to.into(), blocks: vec![block(foreign(a), foreign(b))] })
}

fn provisional() -> Spans {
    Spans { spans: vec![Span { first: foreign(1), last: foreign(10) }] }
}

/// Each act is refused with a sentence that has these words in it, and changes nothing.
fn all_refused(rows: Vec<(Vec<Posting>, &str)>) {
    let mut small = busy();
    for (postings, part) in rows {
        let text = format!("{postings:?}");
        let why = small.refused(postings);
        assert!(why.contains(part), "{part:?} is not in {why:?} for {text}");
    }
    small.act("test", accepted(OUT)).unwrap();
    assert!(verify(&small.book).unwrap().is_sound());
}

#[test]
fn blocks_that_do_not_stand_free_stay_where_they_are() {
    all_refused(vec![
        (vec![move_to(21, 200, TWO, "available")], "nothing leaves it"),
        (vec![move_to(171, 171, TWO, "available")], "does not have it"),
        (vec![move_to(1, u64::MAX, TWO, "available")], "greatest serial"),
        (vec![move_to(9, 1, TWO, "available")], "smaller serial first"),
        (vec![move_to(5, 5, TWO, "available")], "in-flight-out"),
        (vec![move_to(11, 12, TWO, "available")], "reserved"),
        (vec![move_to(155, 156, ONE, "available")], "used"),
        (vec![move_to(161, 161, ONE, "available")], "nothing leaves it"),
        (vec![move_to(50, 60, ONE, "available")], "already"),
        (vec![move_to(50, 60, TWO, "used")], "not \"used\""),
        (vec![move_to(50, 60, USE, "available")], "are used"),
        (vec![move_to(50, 60, CLOSED, "available")], "closed"),
        (vec![move_to(50, 60, NON_GHG, "available")], "paragraph 9"),
        (vec![move_to(50, 60, "CHE01-100-9999", "available")], "no account"),
        (vec![move_to(50, 60, TWO, "available"), move_to(50, 60, TWO, "available")], "already"),
        (vec![Posting::Move(crate::wire::ledger::Move { spans: vec![], to: TWO.into(), state: "available".into() })], "names no"),
        (vec![lock(1, 5, "frozen-administration", "case 9")], "in-flight-out"),
        (vec![lock(151, 151, "reserved", "x")], "used"),
        (vec![lock(50, 60, "used", "x")], "no state"),
        (vec![lock(50, 60, "reserved", " ")], "cause"),
        (vec![unlock(50, 60)], "available"),
        (vec![unlock(151, 155)], "used"),
    ]);
}

#[test]
fn what_is_not_ours_to_issue_is_not_created() {
    all_refused(vec![
        (vec![create(ONE, block(id(100), id(100)))], "next free serial"),
        (vec![create(USE, block(id(500), id(500)))], "holding"),
        (vec![create(SUSPENDED, block(id(500), id(500)))], "open holding account"),
        (vec![create(ONE, block(foreign(900), foreign(900)))], "only it issues"),
        (vec![create(ONE, Block { version: 2, ..block(id(500), id(500)) })], "not recorded"),
        (vec![create(ONE, Block { authorization: "AUTH-5".into(), ..block(id(500), id(500)) })], "is for CA0005"),
        (vec![create(ONE, Block { non_ghg: "3 kWh".into(), ..block(id(500), id(500)) })], "non-GHG"),
        (vec![create(ONE, block(id(500), id(600))), create(ONE, block(id(550), id(560)))], "next free serial"),
    ]);
}

#[test]
fn transfers_credits_and_accounts_keep_to_their_tables() {
    let twice = ["Ama", "Ama"].map(|name| Representative { name: name.into(), role: "primary".into() });
    let back = Return { spans: vec![said(1, 10)], transfer: OUT.into(), to: ONE.into() };
    all_refused(vec![
        (vec![first()], "happens once"),
        (vec![transit(depart, OUT, 11, 20)], "not among"),
        (vec![transit(depart, "CHE01-2026-000009", 1, 10)], "no transfer"),
        (vec![transit(depart, INTO, 1, 10)], "transferring side"),
        (vec![transit(Posting::Deliver, OUT, 1, 10)], "does not have it"),
        (vec![Posting::Return(back)], "does not have it"),
        (vec![expect(ONE, 1, 10)], "share serials"),
        (vec![expect(ONE, 11, 12)], "not among"),
        (vec![expect(USE, 1, 1)], "not a holding"),
        (vec![move_to(1, 1, TWO, "available"), Posting::Credit(provisional())], "in-flight-out"),
        (vec![Posting::Credit(Spans { spans: vec![said(50, 60)] })], "no provisional credit"),
        (vec![Posting::Forget(Spans { spans: vec![said(50, 60)] })], "no provisional credit"),
        (vec![Posting::Unlock(provisional())], "in-flight-in"),
        (vec![account_state(ONE, "closed")], "holds or expects"),
        (vec![account_state(CLOSED, "open")], "can't become"),
        (vec![account_state(ONE, "asleep")], "can't become"),
        (vec![Posting::Representatives(Representatives { account: ONE.into(), people: twice.into() })], "twice"),
        (vec![state(OUT, "finalise", "finalised-out")], "transfer CHE01-2026-000001"),
        (vec![state(OUT, "propose", "completed")], "not \"completed\""),
        (vec![state(OUT, "jump", "proposed")], "no event"),
        (vec![outgoing(OUT, 50, 60)], "already"),
        (vec![Posting::GivenOut(Spans { spans: vec![said(1, 5)] })], "opened"),
    ]);
}

#[test]
fn a_book_is_opened_once() {
    let mut small = Small::open();
    small.act("test", vec![account_state(ONE, "blocked-out")]).unwrap();
    let problem = small.act(OPENED, vec![]).unwrap_err();
    assert!(problem.to_string().contains("the book is open"), "{problem}");
}

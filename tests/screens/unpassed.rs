//! An order whose checks fail is not signed at the console, since its registry would refuse it; what could not be asked hinders nothing.

use super::{
    checks::LIMIT,
    desk::Desk,
    initiating::{WIDE, block, fill, form, read, row},
};
use countersign::{
    app::Action,
    console::{Message, allowed},
    registry::{Problem, ProblemKind, Read},
};

fn why(desk: &Desk) -> String {
    allowed(Action::InitiateSign, &desk.state).expect_err("it must not be signed").to_string()
}

/// C03: the whole text was read, and the key says which check fails instead of signing.
#[test]
fn an_order_whose_checks_fail_is_not_signed() {
    let mut desk = form(WIDE);
    desk.press("right enter");
    let above = (LIMIT + 15_000).to_string();
    for words in ["GHA01", "GHA01-100-0045", &above, "/papers/LOA-2026-118.pdf", "TICKET-4471 delivery"] {
        row(&mut desk, words);
    }
    read(&mut desk);
    let why = why(&desk);
    assert!(why.contains("Check C03 (Within limits) fails") && why.contains("Nothing was signed"), "{why}");
    desk.press("x s");
    assert!(desk.acts.is_empty() && desk.says().contains("C03"), "{}", desk.says());
}

/// What the checks say is waited for; where it can't be had the registry checks again when the order comes.
#[test]
fn checks_that_are_asked_for_are_waited_for_and_checks_that_can_not_be_had_hinder_nothing() {
    let mut desk = form(WIDE);
    desk.prompt = false;
    fill(&mut desk, block());
    let mut checks = None;
    while !desk.asked.is_empty() {
        let (asked, others) = desk.asked.drain(..).partition(|(_, ask)| matches!(ask, Read::Checks(_)));
        desk.asked = others;
        checks = Vec::into_iter(asked).last().or(checks);
        if !desk.asked.is_empty() {
            desk.answer_next();
        }
    }
    row(&mut desk, "TICKET-4471 delivery");
    read(&mut desk);
    let why = why(&desk);
    assert!(why.contains("still being asked what its checks say"), "{why}\n{}", desk.screen());
    let (ticket, _) = checks.expect("the checks were asked");
    desk.send(Message::Answer(ticket, Err(Problem::of(ProblemKind::Offline))));
    assert_eq!(allowed(Action::InitiateSign, &desk.state), Ok(()));
    desk.press("x s");
    assert_eq!(desk.acts.len(), 1, "{}", desk.screen());
}

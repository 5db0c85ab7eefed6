//! A registry that has not answered yet what an approver should read beside an order: nothing is agreed to meanwhile (F09).

use super::{
    desk::{Desk, Setting},
    signed::{ORDER, given, order, setting},
};
use countersign::{
    app::{Action, Timer},
    console::{Message, allowed},
    registry::{Problem, ProblemKind, Read},
};
use std::collections::BTreeSet;

/// Reads the order to its end: three pages.
fn read(desk: &mut Desk) {
    for _ in 0..3 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
    }
    desk.fire(Timer::Reading);
    desk.later(5_000);
    desk.fire(Timer::Reading);
}

/// F09: what was asked for beside the order holds the agreement until each of it has come or failed; a failure is a line that is read.
#[test]
fn f09_nothing_is_agreed_to_before_what_was_asked_for_is_answered() {
    let about = |ask: &Read| !matches!(ask, Read::Order(_) | Read::Guarded(..));
    let mut seen = BTreeSet::new();
    for failing in [false, true] {
        for withheld in 0.. {
            let mut desk = Desk::with(Setting { size: (160, 60), ..setting(given(&order(500))) });
            desk.press(":");
            desk.type_text(&format!("order {ORDER}"));
            desk.press("enter");
            desk.prompt = false;
            desk.press("v");
            // The order and its guards first: then the rest is asked for.
            while let Some(at) = desk.asked.iter().position(|(_, ask)| !about(ask)) {
                let (ticket, ask) = desk.asked.remove(at);
                let answer = desk.books[0].answer(&ask);
                desk.send(Message::Answer(ticket, answer));
            }
            if withheld >= desk.asked.len() {
                assert!(withheld > 3, "checks, an account, its rules, what moved before and what was denied: {:?}", desk.asked);
                break;
            }
            let held = desk.asked.remove(withheld);
            let kind: String = format!("{:?}", held.1).chars().take_while(|letter| letter.is_alphabetic()).collect();
            if !seen.insert((failing, kind)) {
                continue;
            }
            desk.answer_all();
            desk.asked.push(held);
            read(&mut desk);
            let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
            assert!(why.contains("answered yet (F09)") && desk.screen().contains("Wait: not all"), "{why}\n{}", desk.screen());
            if failing {
                desk.fail_all(&Problem::of(ProblemKind::Offline));
            } else {
                desk.answer_all();
            }
            desk.press("home");
            read(&mut desk);
            assert_eq!(allowed(Action::ReviewApprove, &desk.state), Ok(()), "{}", desk.screen());
        }
    }
    for kind in ["Checks", "Orders", "Transfers", "Account", "AccountRules", "Authorization", "Blocks"] {
        assert!(seen.contains(&(true, kind.to_owned())) && seen.contains(&(false, kind.to_owned())), "{kind}: {seen:?}");
    }
}

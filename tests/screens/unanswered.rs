//! A registry that has not answered: what an approver should read beside an order, without which nothing is agreed to (F09), or what became
//! of what somebody said, before which nobody says anything more (scenario 11).

use super::{
    book::now,
    desk::{Desk, Setting},
    releasing,
    review::enter,
    signed::{ORDER, given, order, order_page, review, setting},
    speaking,
};
use countersign::{
    app::{Action, Timer, why::Refusal},
    console::{Message, Unfinished, allowed},
    registry::{Outcome, Problem, ProblemKind, Read},
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

/// Says something with these keys, signs it, and nobody knows what became of it.
fn unknown(desk: &mut Desk, keys: &str) {
    read(desk);
    desk.press(keys);
    enter(desk, "as on the paper");
    read(desk);
    desk.press("x s");
    assert_eq!(desk.acts.len(), 1, "{}", desk.screen());
    let key = desk.acts[0].1.key();
    desk.outcome(Ok(Outcome::Unknown(key)));
    assert!(desk.screen().contains("Outcome unknown since"), "{}", desk.screen());
    desk.press("esc");
}

/// None of these can be begun, neither by its key nor by its name, and the reason is said; asking stays.
fn nothing_is_said(desk: &mut Desk, all: &[(Action, &str)]) {
    for (action, keys) in all {
        assert_eq!(allowed(*action, &desk.state), Err(Refusal::OutcomeUnknown), "{action:?}");
        let title = desk.head();
        desk.press(keys);
        assert_eq!(desk.head(), title, "{action:?} leads nowhere");
        let screen = desk.screen();
        assert!(!screen.contains("Why you"), "{action:?}\n{screen}");
        assert!(desk.says().contains("The outcome of the last act on it is unknown."), "{action:?}: {}", desk.says());
        desk.press("esc");
    }
    assert_eq!(allowed(Action::ActsAsk, &desk.state), Ok(()));
}

const OF_REVIEW: [(Action, &str); 3] =
    [(Action::ReviewApprove, "x a"), (Action::ReviewReject, "ctrl-x"), (Action::ReviewReject, "x r")];
const OF_ORDER: [(Action, &str); 4] =
    [(Action::OrderWithdraw, "x w"), (Action::OrderTakeBack, "x b"), (Action::OrderStop, "x t"), (Action::OrderCorrect, "x c")];

/// Scenario 11: of an approval, a rejection or a release with an unknown outcome only asking and calling are left; no form opens for another
/// word, and once the registry has answered it is as the registry says.
#[test]
fn scenario_11_no_word_about_an_order_begins_while_the_last_is_unknown() {
    let approves = || review(given(&order(500)), (160, 45));
    let releases = || releasing::at("rita.r", releasing::approved());
    for (mut desk, keys) in [(approves(), "x a"), (approves(), "ctrl-x"), (releases(), "x a")] {
        unknown(&mut desk, keys);
        nothing_is_said(&mut desk, &OF_REVIEW);
        // Back from the statement to the order: the initiator can still be called.
        desk.press("esc");
        nothing_is_said(&mut desk, &OF_REVIEW);
        assert_eq!(allowed(Action::ReviewCall, &desk.state), Ok(()));
        desk.press(":");
        desk.type_text(&format!("order {ORDER}"));
        desk.press("enter");
        nothing_is_said(&mut desk, &OF_ORDER);
        desk.press("U");
        assert!(desk.screen().contains("The registry never received it"), "{}", desk.screen());
        for (action, _) in OF_ORDER {
            assert_ne!(allowed(action, &desk.state), Err(Refusal::OutcomeUnknown), "{action:?}");
        }
    }
}

/// Scenario 11, F15, F22: nor while a withdrawal, an approval that was taken back or a stop is unknown.
#[test]
fn scenario_11_nothing_is_said_twice_on_the_page_of_an_order() {
    let (amina, luc) = (("amina.k", "ONL-2"), ("luc.b", "ONL-1"));
    let cools = || speaking::cooling(60);
    for (who, keys) in [(amina, "x w"), (luc, "x b"), (luc, "x t"), (amina, "x t")] {
        let mut desk = order_page(cools(), who, (160, 45));
        unknown(&mut desk, keys);
        while !desk.head().starts_with(&format!("Order {ORDER}")) {
            desk.press("esc");
        }
        nothing_is_said(&mut desk, &OF_ORDER);
    }
}

/// Scenario 11: a console that was started again knows from its journal which order it was.
#[test]
fn scenario_11_the_next_start_says_nothing_of_that_order_either() {
    let mut before = review(given(&order(500)), (160, 45));
    read(&mut before);
    before.press("x a");
    enter(&mut before, "as on the paper");
    read(&mut before);
    before.press("x s");
    let (_, act) = before.acts.remove(0);
    let unfinished = |what: String| Unfinished { profile: "practice-che".into(), key: act.key(), since: now(), what };
    let mut desk = review(given(&order(500)), (160, 45));
    desk.send(Message::Unfinished(vec![unfinished(act.act().in_words().what)]));
    read(&mut desk);
    desk.press("esc");
    nothing_is_said(&mut desk, &OF_REVIEW);
    let mut other = review(given(&order(500)), (160, 45));
    other.send(Message::Unfinished(vec![unfinished("approve order CHE01-2026-000778, order text sha256:00".to_owned())]));
    assert_eq!(allowed(Action::ReviewReject, &other.state), Ok(()), "another order waits for nothing");
}

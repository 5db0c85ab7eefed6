//! The call to the initiator (F29): the words that are heard must be those of this order, and it ends with the paper (scenario 9).

use super::{
    desk::Desk,
    review::{enter, read},
    signed::{given, order, review},
};
use countersign::{
    app::{Action, Effect, Timer},
    console::allowed,
    evidence::challenge::Challenge,
};

const QUANTITY: u64 = 120_000;
const PAPER: &str = "Now let amina.k read quantity and account from the paper, not from the screen.";

/// The review of an order that asks for a call, read to its end, with everything done for it but the call.
fn uncalled(size: (u16, u16)) -> Desk {
    let mut desk = review(given(&order(QUANTITY)), size);
    for text in ["120000", "GHA01", "GHA01-100-0045", "120001-240000"] {
        enter(&mut desk, text);
    }
    read(&mut desk);
    desk.press("o");
    enter(&mut desk, "/media/LOA-2025-118.pdf");
    let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
    assert!(why.contains("F29"), "{why}");
    desk
}

/// The words that the initiator answers with, from those the screen gives to say.
fn answer(desk: &Desk) -> String {
    let screen = desk.screen();
    let (_, said) = screen.lines().find_map(|line| line.split_once("Say \"")).expect(&screen);
    let challenge: Challenge = said.split('"').next().unwrap().parse().unwrap();
    challenge.answer(order(QUANTITY).sha256()).to_string()
}

fn may_approve(desk: &Desk) -> Result<(), String> {
    allowed(Action::ReviewApprove, &desk.state).map_err(|why| why.to_string())
}

/// F29: the words of another order are refused and journaled; those of this one are taken in capitals too.
#[test]
fn f29_the_words_that_are_heard_must_match() {
    let mut desk = uncalled((160, 45));
    desk.press("c");
    assert!(desk.screen().contains("to amina.k, who initiated it; four words come back."), "{}", desk.screen());
    enter(&mut desk, "able acid zoom able");
    assert!(desk.screen().contains("Not the words"), "{}", desk.screen());
    assert!(desk.take().iter().any(|e| matches!(e, Effect::NoteLooked { looked, .. } if looked.what.contains("(F29)"))));
    desk.press("esc esc c");
    let heard = answer(&desk);
    enter(&mut desk, &heard.to_uppercase());
    desk.fire(Timer::Reading);
    assert_eq!(may_approve(&desk), Ok(()), "{}", desk.screen());
}

/// Scenario 9, F29, F09: once the words were heard, the page shows that quantity and account are read from the paper, and nothing is
/// approved before that has rested on the screen.
#[test]
fn scenario_9_the_call_ends_with_the_paper() {
    for size in [(60, 16), (80, 24), (160, 45)] {
        for goes_away in [false, true] {
            let mut desk = uncalled(size);
            desk.press("c");
            let heard = answer(&desk);
            enter(&mut desk, &heard);
            let why = may_approve(&desk).unwrap_err();
            assert!(why.contains("(F09)") && why.ends_with("Now let amina.k read qua…"), "{why}");
            if goes_away {
                desk.press("end");
                desk.fire(Timer::Reading);
                let why = may_approve(&desk).unwrap_err();
                assert!(why.starts_with("Page up: a line"), "{why}\n{}", desk.screen());
                while !words(&desk).contains(PAPER) {
                    desk.press("up");
                }
            }
            assert!(words(&desk).contains(PAPER), "{size:?}\n{}", desk.screen());
            desk.fire(Timer::Reading);
            assert_eq!(may_approve(&desk), Ok(()), "{size:?}\n{}", desk.screen());
        }
    }
}

/// What is on the screen, without what breaks its lines.
fn words(desk: &Desk) -> String {
    desk.screen().replace("│\n│", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

//! The review of an order: what is hidden until it was typed again, what must have been on the screen, what is signed, and what stops it.

use super::{
    book::now,
    desk::Desk,
    signed::{ORDER, changed, given, order, review, review_at},
};
use countersign::{
    app::{Action, Effect, Timer},
    console::allowed,
    evidence::{
        order::Body,
        statement::{StatementKind, StatementText},
    },
    registry::{Act, Unsigned},
    text::Untrusted,
};

const WIDE: (u16, u16) = (160, 45);

/// Types a line and enters it.
pub fn enter(desk: &mut Desk, text: &str) {
    desk.type_text(text);
    desk.press("enter");
}

/// Types everything again that is asked for of an order of 12 500.
pub fn retype(desk: &mut Desk) {
    enter(desk, "12 500");
    enter(desk, "GHA01-100-0045");
    enter(desk, "120001-132500");
}

/// Reads to the end: page by page, each long enough.
pub fn read(desk: &mut Desk) {
    for _ in 0..80 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
        desk.fire(Timer::Reading);
    }
    desk.later(5_000);
    desk.fire(Timer::Reading);
}

/// Leaves the review and comes back to it.
fn again(desk: &mut Desk) {
    desk.press("2 :");
    desk.type_text(&format!("order {ORDER}"));
    desk.press("enter v");
}

fn small() -> Desk {
    review(given(&order(500)), WIDE)
}

/// The statement that waits to be signed and sent.
fn sent(desk: &Desk) -> StatementText {
    match desk.acts.last().map(|(_, act)| act.act()) {
        Some(Act::Sign(Unsigned::Statement { on, text })) => {
            assert_eq!(on.to_string(), ORDER);
            text.text().clone()
        }
        other => panic!("{other:?}\n{}", desk.screen()),
    }
}

/// F07, F08: no frame before the last value matches has any value that is to be typed again, however wide the screen is.
#[test]
fn f07_nothing_of_the_values_is_painted_before_all_match() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let mut desk = review(given(&order(12_500)), size);
        let hidden = ["12500", "12 500", "12,500", "GHA01-100-0045", "120001", "132500", "twelve thousand"];
        let holds = |desk: &Desk, but: &str| {
            let screen = desk.screen();
            for value in hidden.iter().filter(|value| **value != but) {
                assert!(!screen.contains(value), "{value}\n{screen}");
            }
        };
        holds(&desk, "");
        assert!(desk.screen().contains("LOA-2025-118.pdf"), "the approver is told which paper to take");
        enter(&mut desk, "12 501");
        holds(&desk, "");
        assert!(desk.screen().contains("does not match"), "{}", desk.screen());
        enter(&mut desk, "12 500");
        holds(&desk, "");
        desk.press("esc");
        assert!(desk.head().starts_with("Order"), "{}", desk.head());
        desk.press("v");
        holds(&desk, "");
        desk.type_text("GHA01-100-0045");
        holds(&desk, "GHA01-100-0045");
        desk.press("enter");
        holds(&desk, "");
        enter(&mut desk, "120 001-132 500");
        assert!(desk.screen().contains("The order, exactly") || desk.screen().contains("more lines"), "{}", desk.screen());
        assert!(allowed(Action::ReviewApprove, &desk.state).is_err());
    }
}

#[test]
fn f07_what_is_typed_again_is_not_pasted() {
    let mut desk = review(given(&order(12_500)), WIDE);
    desk.paste("12500");
    assert!(desk.screen().contains("pasted text confirms nothing"), "{}", desk.screen());
    desk.press("enter");
    let screen = desk.screen();
    assert!(screen.lines().any(|line| line.contains("▸ now") && line.contains("How many ITMOs")), "{screen}");
}

/// F08: three mismatches end the review for a quarter of an hour, with a line in the journal, and going away does not bring it back.
#[test]
fn f08_three_mismatches_end_the_review_for_a_while() {
    let mut desk = review(given(&order(12_500)), WIDE);
    desk.take();
    (0..3).for_each(|_| enter(&mut desk, "125000"));
    let screen = desk.screen();
    assert!(screen.contains("did not match") && !screen.contains("12 500"), "{screen}");
    let noted = desk.take().into_iter().any(|effect| matches!(effect, Effect::NoteRefusal { why, .. } if why.contains("F08")));
    assert!(noted, "it is in the journal");
    again(&mut desk);
    assert!(desk.screen().contains("can be reviewed here again from"), "{}", desk.screen());
    assert!(desk.screen().contains("that takes one person, now (F15)"), "{}", desk.screen());
    desk.later(16 * 60 * 1_000);
    again(&mut desk);
    assert!(desk.screen().contains("Type it again"), "{}", desk.screen());
}

/// F09, T02: the key is inert until every line has been on the screen for a moment and the least time is over; also on a small one.
#[test]
fn f09_the_approve_key_is_inert_until_all_of_the_text_was_on_the_screen() {
    for size in [(60, 16), (80, 24), (160, 45), (200, 60)] {
        let mut desk = review(given(&order(500)), size);
        let mut pages = 0;
        while allowed(Action::ReviewApprove, &desk.state).is_err_and(|why| why.to_string().contains("of the text")) {
            desk.fire(Timer::Reading);
            desk.press("pgdn");
            pages += 1;
            assert!(pages < 60, "{}", desk.screen());
        }
        let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
        assert!(why.contains("1 s more"), "{why}");
        desk.later(1_000);
        desk.fire(Timer::Reading);
        assert_eq!(allowed(Action::ReviewApprove, &desk.state), Ok(()), "{size:?}");
    }
}

/// F09: who only jumps to the end has not read what lies between, nor has who looks at it under a box.
#[test]
fn f09_jumping_to_the_end_is_not_reading() {
    let mut desk = review(given(&order(500)), (80, 24));
    desk.press("G");
    desk.fire(Timer::Reading);
    desk.later(60_000);
    desk.fire(Timer::Reading);
    assert!(allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string().contains("lines of the text"));
    let mut desk = review(given(&order(500)), (200, 60));
    desk.press("G ?");
    desk.fire(Timer::Reading);
    desk.press("esc");
    assert!(allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string().contains("lines of the text"));
}

/// F09: what lies under the ways a sequence goes on has not been read; once it lies open it has.
#[test]
fn f09_what_lies_under_a_sequence_is_not_read() {
    let mut desk = review(given(&order(500)), (200, 60));
    desk.press("x");
    desk.fire(Timer::Sequence);
    desk.fire(Timer::Reading);
    desk.later(5_000);
    desk.fire(Timer::Reading);
    desk.press("esc");
    let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
    assert!(why.contains("lines of the text"), "{why}\n{}", desk.screen());
    read(&mut desk);
    desk.later(60_000);
    desk.fire(Timer::Reading);
    assert_eq!(allowed(Action::ReviewApprove, &desk.state), Ok(()), "{}", desk.screen());
}

/// F05, F20: what is signed names the digest of the octets that were on the screen, and was on the screen itself.
#[test]
fn f05_f20_an_approval_names_the_text_that_was_read_and_is_shown_before_it_is_signed() {
    let mut desk = small();
    read(&mut desk);
    desk.press("x a enter");
    assert!(desk.screen().contains("Why you approve it"), "an empty reason is none: {}", desk.screen());
    enter(&mut desk, "matches LOA-2025-118 page 2");
    assert!(desk.screen().contains("kind: approve"), "{}", desk.screen());
    desk.press("x s");
    assert!(desk.acts.is_empty(), "not before it was on the screen");
    desk.fire(Timer::Reading);
    desk.press("x s");
    let text = sent(&desk);
    let said = text.statement();
    assert_eq!(said.order_sha256, order(500).sha256());
    assert_eq!(
        (said.kind, said.reason.as_str(), said.display.columns),
        (StatementKind::Approve, "matches LOA-2025-118 page 2", 160)
    );
    for line in text.as_str().lines() {
        assert!(desk.screen().contains(line), "{line}\n{}", desk.screen());
    }
}

/// F21: the approver's own copy is compared, and what was compared is in the statement.
#[test]
fn f21_the_own_copy_of_the_document_is_compared() {
    let mut desk = review(given(&order(12_500)), WIDE);
    retype(&mut desk);
    read(&mut desk);
    assert!(allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string().contains("F21"));
    desk.press("o");
    enter(&mut desk, "/media/another.pdf");
    assert!(desk.screen().contains("another document") || allowed(Action::ReviewApprove, &desk.state).is_err());
    desk.press("o");
    enter(&mut desk, "/media/missing.pdf");
    assert!(desk.screen().contains("It could not be read"), "beside the path, which stands there yet\n{}", desk.screen());
    assert!(allowed(Action::ReviewApprove, &desk.state).is_err());
    desk.press("ctrl-u");
    enter(&mut desk, "/media/LOA-2025-118.pdf");
    desk.press("x a");
    enter(&mut desk, "matches my copy");
    desk.fire(Timer::Reading);
    desk.press("x s");
    let checked = sent(&desk).statement().checked.to_string();
    assert_eq!(checked, "quantity=rekeyed acquiring-account=rekeyed units=rekeyed source-document=own-copy");
}

/// F21: what came of it is said where it stands, however far below the screen the part about the document is.
#[test]
fn f21_what_came_of_the_own_copy_is_said_while_the_order_is_still_read() {
    let mut desk = review(given(&order(12_500)), (80, 24));
    retype(&mut desk);
    assert!(desk.screen().contains("Read to the end"), "{}", desk.screen());
    desk.press("o");
    enter(&mut desk, "/media/LOA-2025-118.pdf");
    assert!(desk.screen().contains("Your copy is the document the order names (F21). Lines left to read: "), "{}", desk.screen());
    desk.press("o");
    enter(&mut desk, "/media/another.pdf");
    assert!(desk.screen().contains("it is another document"), "{}", desk.screen());
}

/// Scenario 4: a registry that shows another order than was signed gets no review, and the alarm is journaled.
#[test]
fn scenario_4_a_lying_server_gets_nothing_approved() {
    let (signed, other) = (given(&order(500)), given(&changed(&order(500), |order| order.reason = "another".parse().unwrap())));
    let mut altered = other.clone();
    let theirs = &mut altered.signed.as_mut().unwrap().order;
    (theirs.signature, theirs.station_signature) = {
        let mine = &signed.signed.as_ref().unwrap().order;
        (mine.signature.clone(), mine.station_signature.clone())
    };
    let mut described = signed.clone();
    described.act = given(&order(501)).act;
    let mut broken = signed.clone();
    broken.signed.as_mut().unwrap().order.text = Untrusted::new("itmo-order/v1\n\u{1b}[2J");
    for lie in [altered, described, broken] {
        let mut desk = review(lie, WIDE);
        let screen = desk.screen();
        assert!(screen.contains("ALARM") && !screen.contains("Everything was on the screen"), "{screen}");
        assert!(desk.take().iter().any(|effect| matches!(effect, Effect::NoteRefusal { .. })), "it is in the journal");
        for action in [Action::ReviewApprove, Action::ReviewReject, Action::ReviewSign] {
            assert!(allowed(action, &desk.state).is_err());
        }
        desk.press("x a x s");
        assert!(desk.acts.is_empty());
    }
}

/// F01, F02, F03: who may not approve is told why, and is shown nothing of the order.
#[test]
fn f01_f03_who_may_not_approve_is_told_why_and_shown_nothing() {
    for (who, rule) in
        [(("amina.k", "ONL-1"), "F01"), (("luc.b", "ONL-2"), "F03"), (("ines.r", "ONL-1"), "F26"), (("nobody", "ONL-1"), "F02")]
    {
        let desk = review_at(given(&order(500)), who, WIDE);
        let screen = desk.screen();
        assert!(screen.contains(rule) && !screen.contains("GHA01-100-0045"), "{who:?} {screen}");
    }
}

/// Scenario 7, F13: an order that expires in the hand is dead, with the sentence.
#[test]
fn scenario_7_an_order_that_expires_while_it_is_open_is_inert() {
    let mut desk = small();
    read(&mut desk);
    assert_eq!(allowed(Action::ReviewApprove, &desk.state), Ok(()));
    desk.press("x a");
    enter(&mut desk, "in time, or so it seems");
    let over = i64::try_from(given(&order(500)).expires.duration_since(now()).as_millis()).unwrap();
    desk.later(over);
    desk.fire(Timer::Reading);
    assert!(desk.screen().contains("ask amina.k for a fresh order (F13)"), "{}", desk.screen());
    desk.later(over + 4_000);
    desk.press("x s");
    let said = desk.says();
    assert!(said.contains("expired 4 s ago") && said.contains("nothing was signed. Ask amina.k for"), "{said}");
    assert!(desk.acts.is_empty());
}

/// A text that changes under review is an alarm, whoever signed the new one.
#[test]
fn t02_a_text_that_changes_under_review_is_an_alarm() {
    let mut desk = small();
    read(&mut desk);
    *desk.books[0].papers.orders.last_mut().unwrap() = given(&order(501));
    desk.press("r");
    assert!(desk.screen().contains("another text for this order"), "{}", desk.screen());
    assert!(allowed(Action::ReviewApprove, &desk.state).is_err());
}

/// F15: a rejection needs no reading, only a reason; also while values are still to be typed.
#[test]
fn f15_a_rejection_waits_for_nothing_but_a_reason() {
    for quantity in [500, 12_500] {
        let mut desk = review(given(&order(quantity)), WIDE);
        desk.press("ctrl-x");
        enter(&mut desk, "no such agreement");
        assert!(!desk.screen().contains("GHA01-100-0045"), "{}", desk.screen());
        desk.fire(Timer::Reading);
        desk.press("x s");
        let said = sent(&desk);
        assert_eq!((said.statement().kind, said.statement().checked.to_string().as_str()), (StatementKind::Reject, "none"));
    }
}

/// T21: what was reviewed, and that it was read, is in the journal before anything is signed.
#[test]
fn t21_a_review_is_in_the_journal_before_its_signature() {
    let mut desk = small();
    read(&mut desk);
    desk.press("x a");
    enter(&mut desk, "matches my own copy");
    read(&mut desk);
    desk.take();
    desk.press("x s");
    let effects = desk.take();
    let noted = effects.iter().position(|effect| {
        matches!(effect, Effect::NoteLooked { looked, .. } if looked.what.starts_with("read to its end") && looked.digest.is_some())
    });
    let acted = effects.iter().position(|effect| matches!(effect, Effect::Act { .. }));
    assert!(noted.is_some() && noted < acted, "{effects:?}");
}

/// F31, F16: what is new about an order, and what speaks against the account, is said to whoever reviews it, before the text.
#[test]
fn f31_what_is_new_is_said_to_whoever_reviews_it() {
    let text = changed(&order(500), |order| {
        let Body::Movement(moved) = &mut order.body else { panic!("an order that moves ITMOs") };
        moved.acquiring_account = "GHA01-100-7777".parse().unwrap();
    });
    let screen = review(given(&text), (160, 60)).screen();
    let place = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words}\n{screen}"));
    let label = place("NEW   Nothing went to account GHA01-100-7777 before.");
    assert!(place("New, and not trusted (F16, F31)") < label && label < place("The order, exactly as it was signed"), "{screen}");
}

/// F20: a reason is asked for until there is one, and what waits to be signed is not made twice: the keys that would are not offered.
#[test]
fn f20_a_statement_needs_a_reason_and_is_made_once() {
    for (size, keys) in [((80, 24), "x a"), (WIDE, "x a"), (WIDE, "ctrl-x")] {
        let mut desk = review(given(&order(500)), size);
        read(&mut desk);
        desk.press(keys);
        desk.press("enter");
        assert!(desk.screen().contains("Say why: a reason is part of what is signed (F20)."), "{}", desk.screen());
        enter(&mut desk, "as my copy says");
        assert!(desk.screen().contains("What you are about to sign, exactly"), "{}", desk.screen());
        read(&mut desk);
        let keys = desk.line(-1);
        assert!(keys.contains("x s sign") && !keys.contains("x a"), "{keys}");
        let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
        assert!(why.contains("made already"), "{why}");
    }
    // F15: what is about to be agreed to can still be rejected, at once.
    let mut desk = review(given(&order(500)), WIDE);
    read(&mut desk);
    desk.press("x a");
    enter(&mut desk, "as my copy says");
    assert_eq!(allowed(Action::ReviewReject, &desk.state), Ok(()));
    desk.press("ctrl-x");
    enter(&mut desk, "no, it does not");
    assert!(desk.screen().contains("kind: reject"), "{}", desk.screen());
    assert!(allowed(Action::ReviewReject, &desk.state).is_err() && !desk.line(-1).contains("ctrl-x"), "{}", desk.line(-1));
}

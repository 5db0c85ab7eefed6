//! A new order when answers fail, when ITMOs are under several authorizations, and when it takes the place of an earlier one.

use super::{
    desk::Desk,
    initiating::{WIDE, block, filled, form_of, read, row, signed},
    seed,
    signed::{given, guards, order, review_at},
    snapshots::{SIZES, keep},
};
use countersign::{
    app::Timer,
    console::Message,
    domain::{AuthorizationId, Block, BlockRange},
    registry::{Problem, ProblemKind, Read},
};

fn offline() -> Problem {
    Problem::of(ProblemKind::Offline)
}

/// Fails what waits until nothing more is asked.
fn fail(desk: &mut Desk) {
    while !desk.asked.is_empty() {
        desk.fail_all(&offline());
    }
}

/// Checks are asked as somebody types: once typing rests, without the row being left, and of what stands there then. Nothing is asked at a
/// letter, and nobody is woken once they were asked (idle means nothing).
#[test]
fn checks_are_asked_as_soon_as_typing_rests() {
    let mut desk = filled(WIDE);
    desk.press("backtab backtab ctrl-u");
    desk.fire(Timer::Reading);
    desk.prompt = false;
    let checks = |desk: &Desk| desk.asked.iter().filter(|(_, ask)| matches!(ask, Read::Checks(_))).count();
    for letters in ["5", "0", "0"] {
        desk.type_text(letters);
        assert_eq!(checks(&desk), 0, "at a letter");
    }
    assert!(desk.fire(Timer::Reading), "typing rests");
    assert_eq!(checks(&desk), 1, "once, of the whole number");
    assert!(desk.asked.len() <= 4, "{:?}", desk.asked);
    desk.answer_all();
    assert!(desk.screen().contains("C03"), "{}", desk.screen());
    assert!(!desk.fire(Timer::Reading), "nobody is woken for it again");
}

/// What passed for one order is never shown for another, also when nobody answers for that one.
#[test]
fn checks_of_an_order_are_not_shown_for_another() {
    let mut desk = filled(WIDE);
    assert!(desk.screen().contains("C03"), "{}", desk.screen());
    desk.press("backtab backtab");
    desk.prompt = false;
    desk.press("backspace");
    assert!(!desk.screen().contains("C03"), "before it is asked again\n{}", desk.screen());
    desk.press("ctrl-u");
    desk.type_text("500");
    desk.fire(Timer::Reading);
    assert!(desk.screen().contains("They are being asked for"), "{}", desk.screen());
    let asked = |desk: &Desk| desk.asked.iter().filter(|(_, ask)| matches!(ask, Read::Checks(_))).count();
    assert_eq!(asked(&desk), 1);
    fail(&mut desk);
    let screen = desk.screen();
    assert!(!screen.contains("C03") && screen.contains("The registry checks again when the order comes"), "{screen}");
    desk.fire(Timer::Reading);
    assert_eq!(asked(&desk), 0, "what failed is not asked again by itself");
    desk.press("enter");
    assert_eq!(asked(&desk), 1, "but when somebody goes on");
    desk.answer_all();
    assert!(desk.screen().contains("C03"), "{}", desk.screen());
}

/// An account that could not be looked up is not said to be missing, and is looked up again.
#[test]
fn a_failed_question_is_told_from_an_account_that_is_not_there() {
    let mut desk = form_of(book(), WIDE);
    desk.press("right right enter");
    desk.prompt = false;
    desk.type_text("CHE01-100-2002");
    desk.press("enter");
    fail(&mut desk);
    desk.type_text("1");
    let screen = desk.screen();
    assert!(screen.contains("could not be looked up") && !screen.contains("no such account"), "{screen}");
    desk.press("enter");
    assert!(desk.asked.iter().any(|(_, ask)| matches!(ask, Read::Account(_))), "{:?}", desk.asked);
    desk.answer_all();
    assert!(!desk.screen().contains("could not be looked up"), "{}", desk.screen());

    let mut desk = form_of(book(), WIDE);
    desk.press("right right enter");
    row(&mut desk, "CHE01-100-9999");
    desk.type_text("1");
    assert!(desk.screen().contains("no such account"), "{}", desk.screen());
}

/// A document is read again when its row is left again: the file may be another by then.
#[test]
fn f21_a_document_is_read_again_when_its_row_is_left_again() {
    let mut desk = filled(WIDE);
    desk.prompt = false;
    desk.press("backtab enter");
    let asked = desk.asked.iter().filter(|(_, ask)| matches!(ask, Read::Document(_))).count();
    assert_eq!(asked, 1, "{:?}", desk.asked);
}

fn book() -> super::book::Book {
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    book
}

/// F10: of each authorization only what is under it is used.
#[test]
fn f10_each_authorization_is_used_by_what_is_under_it() {
    let mut book = book();
    let first = block();
    let second: AuthorizationId = "AUTH-SECOND-1".parse().unwrap();
    let mut paper = book.papers.authorizations.iter().find(|paper| paper.summary.id == first.authorization).unwrap().clone();
    paper.summary.id = second.clone();
    let used = paper.summary.consumed.count();
    book.papers.authorizations.push(paper);
    let at = book.blocks.iter().position(|known| known.first_id() == first.first_id()).unwrap();
    let middle = countersign::domain::Serial::new(first.range.first().number() + 40).unwrap();
    let (low, high) = first.range.split_at(middle).unwrap();
    let fresh = Block { first_transferred: None, ..first.clone() };
    book.blocks[at] = Block { range: low, ..fresh.clone() };
    book.blocks.push(Block { range: high, authorization: second.clone(), ..fresh });
    let mut desk = form_of(book, (160, 60));
    desk.press("right enter");
    row(&mut desk, "GHA01");
    row(&mut desk, "GHA01-100-0045");
    let last = first.range.first().number() + 49;
    let wanted = BlockRange { series: first.series, range: format!("{}..{last}", first.range.first().number()).parse().unwrap() };
    row(&mut desk, &wanted.to_string());
    let screen = desk.screen();
    assert!(screen.contains("first transfer"), "{screen}");
    let after = |id: &AuthorizationId| {
        let line = screen.lines().find(|line| line.contains(&format!("{id}: "))).expect(&screen);
        let words = line.split(&id.to_string()).nth(1).unwrap();
        words.split(" of ").next().unwrap().chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap()
    };
    assert_eq!((after(&first.authorization), after(&second)), (used + 40, used + 10), "{screen}");
}

/// F31: a registry that nothing went to before is said to be new.
#[test]
fn f31_what_is_new_is_said_while_the_form_is_filled_in() {
    let mut desk = form_of(book(), (160, 60));
    desk.press("right enter");
    row(&mut desk, "KEN01");
    row(&mut desk, "KEN01-100-0001");
    row(&mut desk, "10");
    let screen = desk.screen();
    assert!(screen.contains("New (F31)") && screen.contains("Nothing went to account KEN01-100-0001 before."), "{screen}");
    assert!(screen.contains("NOT TRUSTED"), "{screen}");
}

/// F12, F36, scenario 6: a correction shows what the earlier order said and fills in nothing of it; what is signed names that order.
#[test]
fn f12_a_correction_shows_the_earlier_order_and_begins_empty() {
    let earlier = order(500);
    let mut desk = review_at(given(&earlier), ("amina.k", "ONL-2"), (160, 60));
    desk.press("esc");
    desk.press("x c");
    let screen = desk.screen();
    for said in [
        "In the place of CHE01-2026-000777, whose approvals then count no more (F12).",
        "The earlier order",
        "GHA01-100-0045",
        "TICKET-4471 delivery",
    ] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    desk.press("right");
    assert!(desk.screen().contains("how many, or which"), "F36\n{}", desk.screen());
    desk.press("enter");
    for text in ["GHA01", "GHA01-100-0045", "10", "/papers/LOA-2026-118.pdf", "TICKET-4472 as the letter says"] {
        row(&mut desk, text);
    }
    assert!(desk.screen().contains("exactly as you will sign it"), "{}", desk.screen());
    read(&mut desk);
    desk.press("x s");
    assert_eq!(signed(&desk).order().supersedes, Some(earlier.order().id));
}

/// Nothing takes the place of an order that is not here.
#[test]
fn f12_a_correction_of_an_order_that_did_not_come_is_not_written() {
    let mut desk = review_at(given(&order(500)), ("amina.k", "ONL-2"), WIDE);
    desk.press("esc");
    desk.prompt = false;
    desk.press("x c");
    let earlier = |ask: &Read| matches!(ask, Read::Order(_));
    let (lost, kept) = std::mem::take(&mut desk.asked).into_iter().partition(|(_, ask)| earlier(ask));
    desk.asked = lost;
    fail(&mut desk);
    desk.asked = kept;
    desk.answer_all();
    assert!(desk.screen().contains("It could not be read"), "{}", desk.screen());
}

/// Promise 7: with no journal nothing is signed, nothing is said to be, and what was typed stays.
#[test]
fn an_order_that_was_refused_was_not_handed_over() {
    let mut desk = filled(WIDE);
    row(&mut desk, "TICKET-4471 delivery");
    read(&mut desk);
    desk.send(Message::JournalClosed("The journal can't be written.".to_owned()));
    desk.press("x s");
    assert!(desk.acts.is_empty());
    let screen = desk.screen();
    assert!(screen.contains("exactly as you will sign it") && !screen.contains("Handed over"), "{screen}");
    desk.press("esc esc");
    let screen = desk.screen();
    assert!(screen.contains("Reason        TICKET-4471 delivery") && screen.contains("Effect (F10)"), "{screen}");
}

#[test]
fn a_correction_in_every_size() {
    for (columns, rows) in SIZES {
        let mut desk = review_at(given(&order(500)), ("amina.k", "ONL-2"), (columns, rows));
        desk.press("esc");
        desk.press("x c");
        keep(&format!("initiate-correction@{columns}x{rows}"), &desk.screen());
    }
}

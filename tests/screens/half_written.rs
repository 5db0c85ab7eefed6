//! What is half written is thrown away by no single key, stands as it was left, and is empty when it should be (F36).

use super::{
    desk::{Desk, Setting},
    initiating::{WIDE, block, blocks, fill, filled, read, row},
    resolving::{desk_of, on_case},
    review::enter,
    seed,
    signed::{given, guards, order, review_at},
    snapshots::{SIZES, keep},
};
use countersign::{
    app::{Action, Effect, Signer, Timer},
    console::allowed,
    registry::{Outcome, Problem, ProblemKind, Receipt},
    text::Untrusted,
};

const REASON: &str = "TICKET-4471 delivery";

/// At the account of the form, and back in the form.
fn again(desk: &mut Desk) {
    desk.press(":");
    desk.type_text(&format!("account {}", block().account));
    desk.press("enter o");
}

fn is_empty(desk: &Desk) -> bool {
    let screen = desk.screen();
    screen.contains("left and right choose") && !screen.contains("GHA01") && !screen.contains(REASON)
}

fn submitted(size: (u16, u16)) -> Desk {
    let mut desk = filled(size);
    row(&mut desk, REASON);
    read(&mut desk);
    desk.press("x s");
    let receipt = Receipt { subject: Untrusted::new("CHE01-2026-000777"), ..desk.books[0].receipt(desk.acts[0].1.key()) };
    desk.outcome(Ok(Outcome::Done(receipt)));
    desk
}

/// F36: whoever begins an order at the account again finds an empty form, and not the text of the one that was submitted, whose letters
/// would be keys.
#[test]
fn f36_a_new_order_begins_empty_where_another_was_submitted() {
    let mut desk = submitted(WIDE);
    desk.press("esc");
    again(&mut desk);
    assert!(is_empty(&desk), "{}", desk.screen());
}

/// What was submitted leads to its page, and to the next order.
#[test]
fn what_was_submitted_leads_on() {
    let mut desk = submitted(WIDE);
    desk.press("esc");
    assert!(desk.line(-1).contains("enter open") && desk.line(-1).contains("ctrl-n empty form"), "{}", desk.line(-1));
    desk.press("enter");
    assert!(desk.head().starts_with("Order CHE01-2026-000777"), "{}", desk.head());
    let mut desk = submitted(WIDE);
    desk.press("esc ctrl-n");
    assert!(is_empty(&desk), "nothing of it goes, so nobody is asked\n{}", desk.screen());
}

/// The form stands as it was left; one key empties it, and asks first, with No in focus.
#[test]
fn a_form_is_emptied_by_a_key_that_asks_first() {
    let mut desk = filled(WIDE);
    again(&mut desk);
    assert!(desk.screen().contains("GHA01-100-0045"), "{}", desk.screen());
    desk.press("ctrl-n");
    assert!(desk.screen().contains("Throw away what was written?"), "{}", desk.screen());
    desk.press("enter");
    assert!(desk.screen().contains("GHA01-100-0045"), "{}", desk.screen());
    desk.press("ctrl-n y");
    assert!(is_empty(&desk), "{}", desk.screen());
    let why = allowed(Action::FormAnew, &desk.state).unwrap_err().to_string();
    assert!(why.contains("Nothing was filled in"), "{why}");
    assert!(!desk.line(-1).contains("empty form"), "{}", desk.line(-1));
}

/// F12: what it takes the place of is not what was filled in: an emptied correction stays one.
#[test]
fn f12_an_emptied_correction_stays_one() {
    let mut desk = review_at(given(&order(500)), ("amina.k", "ONL-2"), WIDE);
    desk.press("esc");
    desk.press("x c");
    desk.press("right ctrl-n y");
    let screen = desk.screen();
    assert!(screen.contains("In the place of") && screen.contains("left and right choose"), "{screen}");
}

/// However many pages were looked at since, the form is not let go.
#[test]
fn a_form_is_not_let_go_for_other_pages() {
    let mut desk = filled(WIDE);
    for account in 0..40 {
        desk.press(":");
        desk.type_text(&format!("account CHE01-100-{:04}", 3000 + account));
        desk.press("enter");
    }
    again(&mut desk);
    assert!(desk.screen().contains("GHA01-100-0045"), "{}", desk.screen());
}

/// The console is left only by somebody who knows what goes with it.
#[test]
fn whoever_leaves_is_told_what_is_half_written() {
    let mut desk = filled(WIDE);
    desk.press("esc");
    desk.take();
    desk.press("q");
    let screen = desk.screen();
    let said = format!("New order from {}: what was filled in is kept nowhere else.", block().account);
    assert!(screen.contains("Leave what is half written?") && screen.contains(&said), "{screen}");
    desk.press("n");
    assert!(!desk.take().iter().any(|effect| matches!(effect, Effect::Quit)));
    desk.press("q y");
    assert!(desk.take().iter().any(|effect| matches!(effect, Effect::Quit)));
    // An act that has no answer yet does not hide it: the one answer is given to both.
    let mut desk = filled(WIDE);
    row(&mut desk, REASON);
    read(&mut desk);
    desk.press("x s");
    let other = seed::swiss().blocks.iter().map(|block| block.account.clone()).find(|account| *account != block().account);
    desk.press(":");
    desk.type_text(&format!("account {}", other.clone().unwrap()));
    desk.press("enter o right");
    desk.press("esc q");
    let screen = desk.screen();
    assert!(screen.contains("Leave before the answer is here?"), "{screen}");
    assert!(screen.contains(&format!("New order from {}: what was filled in", other.unwrap())), "{screen}");
    // Where nothing would go nobody is asked.
    let mut desk = submitted(WIDE);
    desk.take();
    desk.press("esc q");
    assert!(desk.take().iter().any(|effect| matches!(effect, Effect::Quit)), "{}", desk.screen());
}

/// A desk with two registries, at a half-written order in the first.
fn with_two_registries() -> Desk {
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    let signer = Signer { person: "amina.k".parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let mut desk = Desk::with(Setting {
        books: vec![book, seed::ghana(), seed::empty()],
        size: WIDE,
        signer: Some(signer),
        ..Setting::default()
    });
    again(&mut desk);
    fill(&mut desk, block());
    desk
}

fn switch(desk: &mut Desk, to: &str) {
    desk.press("esc ctrl-o");
    desk.type_text(to);
    desk.press("enter");
}

/// Another registry takes every screen with it, so whoever goes there is asked like whoever leaves the console.
#[test]
fn whoever_goes_to_another_registry_is_told_what_is_half_written() {
    let mut desk = with_two_registries();
    switch(&mut desk, "practice-gha");
    let screen = desk.screen();
    let said = format!("New order from {}: what was filled in is kept nowhere else.", block().account);
    assert!(screen.contains("Leave what is half written?") && screen.contains(&said), "{screen}");
    desk.press("n");
    again(&mut desk);
    assert!(desk.line(0).contains("CHE01") && desk.screen().contains("GHA01-100-0045"), "nothing went\n{}", desk.screen());
    switch(&mut desk, "practice-gha");
    desk.press("y");
    assert!(desk.line(0).contains("GHA01"), "{}", desk.screen());
    // Where nothing would go nobody is asked, and the form of before is gone.
    switch(&mut desk, "practice-che");
    assert!(desk.line(0).contains("CHE01"), "{}", desk.screen());
    again(&mut desk);
    assert!(is_empty(&desk), "{}", desk.screen());
}

/// Signs what is filled in, so many milliseconds after these tests began, and leaves the form before anything comes back.
fn sign_and_leave(desk: &mut Desk, at: i64) {
    row(desk, REASON);
    read(desk);
    desk.later(at);
    desk.fire(Timer::Reading);
    desk.press("x s");
    desk.press("2");
}

/// The number that an order got reaches whoever left its form: in a message, and in what this console has done.
#[test]
fn an_order_whose_form_was_left_is_known_by_its_number() {
    let mut desk = filled(WIDE);
    sign_and_leave(&mut desk, 10_000);
    let receipt = Receipt { subject: Untrusted::new("CHE01-2026-000777"), ..desk.books[0].receipt(desk.acts[0].1.key()) };
    desk.outcome(Ok(Outcome::Done(receipt)));
    assert!(desk.says().contains("Order CHE01-2026-000777 is submitted"), "{}", desk.screen());
    desk.press("g y");
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.contains("submit order")).unwrap();
    assert!(row.contains("CHE01-2026-000777: submit order"), "{row}");
    desk.press("/");
    desk.type_text("kind:act");
    desk.press("enter enter");
    assert!(desk.screen().contains("About") && desk.screen().contains("CHE01-2026-000777"), "{}", desk.screen());
    again(&mut desk);
    assert!(is_empty(&desk), "{}", desk.screen());
}

/// What became of one order is told to the form it was written in, and to no other.
#[test]
fn of_two_orders_under_way_the_one_that_was_not_done_can_be_signed_again() {
    let other = blocks().into_iter().find(|other| other.account != block().account).unwrap();
    let mut desk = filled(WIDE);
    sign_and_leave(&mut desk, 10_000);
    desk.press(":");
    desk.type_text(&format!("account {}", other.account));
    desk.press("enter o");
    fill(&mut desk, other.clone());
    sign_and_leave(&mut desk, 60_000);
    assert_eq!(desk.acts.len(), 2, "{}", desk.screen());
    desk.outcome(Err(Problem::of(ProblemKind::Server { status: 500 })));
    let may_sign = |desk: &mut Desk, account: &dyn std::fmt::Display| {
        desk.press(":");
        desk.type_text(&format!("account {account}"));
        desk.press("enter o");
        allowed(Action::InitiateSign, &desk.state).is_ok()
    };
    assert!(may_sign(&mut desk, &block().account), "{}", desk.screen());
    assert!(!may_sign(&mut desk, &other.account), "{}", desk.screen());
}

/// A resolution goes back from its text to its reason, and is dropped only after a question.
#[test]
fn a_resolution_is_dropped_only_after_a_question() {
    let mut desk = desk_of("amina.k", "ONL-2", WIDE, None);
    on_case(&mut desk, super::cases::ANALYSED);
    desk.press("v");
    enter(&mut desk, "1");
    let written = desk.screen();
    assert!(written.contains("Path of a document"), "{written}");
    desk.press("esc");
    assert!(desk.screen().contains("Throw away what was written?"), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.screen().contains("Path of a document"), "nothing went\n{}", desk.screen());
    desk.press("esc y");
    assert!(desk.screen().contains("How it is resolved, by its number"), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.head().starts_with("Case"), "nothing is left to ask about: {}", desk.head());
}

#[test]
fn the_question_and_what_was_submitted_in_every_size() {
    for size in SIZES {
        let mut desk = filled(size);
        desk.press("ctrl-n");
        keep(&format!("half-written-question@{}x{}", size.0, size.1), &desk.screen());
        keep(&format!("initiate-submitted@{}x{}", size.0, size.1), &submitted(size).screen());
    }
}

//! F09: what warns of an order is read like its text, and what came late counts where it stands.

use super::{
    review::{enter, read},
    signed::{changed, given, order, review},
};
use countersign::{
    app::{Action, Timer},
    console::allowed,
    evidence::order::Body,
};

const WIDE: (u16, u16) = (160, 45);

/// F09: what warns and came after the page was shown has been read where it stands, without paging back to it.
#[test]
fn f09_what_comes_late_and_stands_on_the_screen_is_read() {
    let mut desk = review(given(&order(12_500)), WIDE);
    enter(&mut desk, "12 500");
    enter(&mut desk, "GHA01-100-0045");
    desk.prompt = false;
    enter(&mut desk, "120001-132500");
    desk.fire(Timer::Reading);
    assert!(!desk.asked.is_empty(), "what belongs to the order is being asked for");
    desk.answer_all();
    let soon = desk.timers.get(&Timer::Reading).is_some_and(|after| after.as_millis() < 1_000);
    assert!(soon, "somebody looks at once, and not when the order ends: {:?}", desk.timers);
    read(&mut desk);
    let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
    assert!(why.contains("F21"), "only the own copy is missing: {why}");
}

/// F09, F16, F31: what warns is read like the text, the label that something is new as well as the doubt about the account: whoever has
/// read the text before it came is sent back to it, and told how many lines.
#[test]
fn f09_every_line_that_warns_is_to_be_read() {
    let text = changed(&order(12_500), |order| {
        let Body::Movement(moved) = &mut order.body else { panic!("an order that moves ITMOs") };
        moved.acquiring_account = "GHA01-100-7777".parse().unwrap();
    });
    let mut desk = review(given(&text), (80, 40));
    enter(&mut desk, "12 500");
    enter(&mut desk, "GHA01-100-7777");
    desk.prompt = false;
    enter(&mut desk, "120001-132500");
    read(&mut desk);
    desk.answer_all();
    let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
    desk.press("home");
    let screen = desk.screen();
    let begin = |sign: &str| screen.lines().filter(|line| line.starts_with(&format!("│ {sign}"))).count();
    let warns = ["!     Account ", "NEW  ", "NOTE  "].map(begin);
    assert!(warns[0] > 0 && warns[1] > 0, "{screen}");
    assert!(why.contains(&format!("{} lines that warn", warns.iter().sum::<usize>())), "{why}\n{screen}");
    desk.fire(Timer::Reading);
    let why = allowed(Action::ReviewApprove, &desk.state).unwrap_err().to_string();
    assert!(why.contains("F21"), "{why}");
}

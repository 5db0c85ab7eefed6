//! The hours of execution at the approver's desk: what would wait for them beyond its end can't be approved, and says so before it is tried (F28).

use super::{
    desk::Desk,
    signed::{ORDER, POLICY, by_both, changed, given, guards as without_hours, order, review_under},
};
use countersign::{
    app::Action,
    console::allowed,
    evidence::{order::OrderText, policy::PolicyText, sshsig::Namespace},
    registry::book::{Guarded, GuardedText, GuardedVersion},
};

/// From ten to four in Zurich; the order of these tests ends on a Monday at 09:14 there, and it is Sunday.
fn policy(outside: &str) -> String {
    POLICY.replace("window: none", "window: 10:00-16:00").replace("outside-window: wait", &format!("outside-window: {outside}"))
}

fn waiting(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    under("wait", guarded, version)
}

fn one_more(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    under("one-more-approval", guarded, version)
}

fn under(outside: &str, guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    match guarded {
        Guarded::Roster => without_hours(guarded, version),
        Guarded::Policy => (version == GuardedVersion::InForce).then(|| by_both(&policy(outside), Namespace::Policy)),
    }
}

fn initiated(outside: &str) -> OrderText {
    changed(&order(500), |order| order.policy = PolicyText::parse(policy(outside).as_bytes()).unwrap().edition())
}

fn queue(mut desk: Desk) -> (Desk, String) {
    while desk.screen().contains("Review of order") {
        desk.press("esc");
    }
    desk.press("5");
    for _ in 0..20 {
        let screen = desk.screen();
        let line = screen.lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned();
        if line.contains(ORDER) {
            return (desk, line);
        }
        desk.press("j");
    }
    panic!("{}", desk.screen());
}

/// F28: the review does not begin, the row and the refused key say why, with the time at which the hours begin.
#[test]
fn f28_what_would_wait_beyond_its_end_is_not_approved_here() {
    let text = initiated("wait");
    let desk = review_under(waiting, given(&text), ("luc.b", "ONL-1"), (160, 45));
    assert!(
        desk.screen().contains("which begin at 2026-11-23T09:00:00Z, and it ends at 2026-11-23T08:14:00Z"),
        "{}",
        desk.screen()
    );
    assert!(allowed(Action::ReviewApprove, &desk.state).is_err() && desk.acts.is_empty());
    let (desk, row) = queue(desk);
    assert!(row.contains("ends before the hours (F28)"), "{row}");
    let why = allowed(Action::ApprovalsReview, &desk.state).unwrap_err().to_string();
    assert!(why.contains("2026-11-23T09:00:00Z") && why.contains("(F28)"), "{why}");
}

/// Where one approval more stands for the hours, the same order is approved.
#[test]
fn f28_with_one_approval_more_nobody_waits_for_the_hours() {
    let text = initiated("one-more-approval");
    let (desk, row) = queue(review_under(one_more, given(&text), ("luc.b", "ONL-1"), (160, 45)));
    assert!(row.contains("may approve"), "{row}");
    assert_eq!(allowed(Action::ApprovalsReview, &desk.state), Ok(()));
}

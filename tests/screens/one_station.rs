//! The badge of an order under a policy by which initiator and approver may sit at one station: wherever somebody decides about it (F03).

use super::{
    desk::Desk,
    in_colour::says_in,
    initiating::{fill, form_of},
    seed,
    signed::{self, ORDER, POLICY, by_both, changed, given, order, review_under},
};
use countersign::{
    evidence::{order::OrderText, policy::PolicyText, sshsig::Namespace},
    registry::book::{Guarded, GuardedText, GuardedVersion},
    ui::theme::Role,
};

const BADGE: &str = "ONE STATION:";
const WIDE: (u16, u16) = (160, 60);

fn policy() -> String {
    POLICY.replace("different-stations: yes", "different-stations: no")
}

fn lax(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    match guarded {
        Guarded::Roster => signed::guards(guarded, version),
        Guarded::Policy => (version == GuardedVersion::InForce).then(|| by_both(&policy(), Namespace::Policy)),
    }
}

fn under_it() -> OrderText {
    changed(&order(500), |order| order.policy = PolicyText::parse(policy().as_bytes()).unwrap().edition())
}

/// The order's review, its page and its row in the queue, and a form that is being filled in.
fn places(strict: bool) -> [(&'static str, Desk); 4] {
    let guards = if strict { signed::guards } else { lax };
    let text = if strict { order(500) } else { under_it() };
    let review = review_under(guards, given(&text), ("luc.b", "ONL-1"), WIDE);
    let mut page = review_under(guards, given(&text), ("luc.b", "ONL-1"), WIDE);
    page.press("esc");
    let mut queue = review_under(guards, given(&text), ("luc.b", "ONL-1"), WIDE);
    queue.press("esc 5");
    while !queue.screen().lines().any(|line| line.contains('▸') && line.contains(ORDER)) {
        queue.press("j");
    }
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    let mut form = form_of(book, (160, 120));
    fill(&mut form, super::initiating::block());
    [("review", review), ("page", page), ("queue", queue), ("form", form)]
}

/// F03.
#[test]
fn f03_an_order_that_one_station_may_agree_on_bears_a_badge_wherever_it_is_decided_about() {
    for (place, desk) in places(false) {
        assert!(says_in(&desk, Role::Danger, BADGE), "{place}: {}", desk.screen());
    }
    for (place, desk) in places(true) {
        assert!(!desk.screen().contains(BADGE), "{place}: {}", desk.screen());
    }
}

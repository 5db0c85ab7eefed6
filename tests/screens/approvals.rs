//! The queue: whose turn it is by the texts and not by the registry's word, what is kept from who must type it again, and the countdown.

use super::{
    desk::{Desk, dark, mono, plain},
    signed::{ORDER, given, order, review_at, signed_statement},
    snapshots::{SIZES, keep},
};
use countersign::{
    app::{Action, Scope, Timer},
    console::allowed,
    evidence::statement::StatementKind,
    registry::{
        Word,
        book::{OrderInFull, OrderState},
    },
};

const WIDE: (u16, u16) = (160, 45);
const LUC: (&str, &str) = ("luc.b", "ONL-1");

/// The queue of somebody at a station, with this order in it.
fn queue(order: OrderInFull, by: (&str, &str), size: (u16, u16)) -> Desk {
    let mut desk = review_at(order, by, size);
    // A field of the review has the keys until it is left.
    for _ in 0..3 {
        if desk.screen().contains("Review of order") {
            desk.press("esc");
        }
    }
    desk.press("5");
    desk
}

/// The row of the order.
fn row(desk: &Desk) -> String {
    let screen = desk.screen();
    screen.lines().find(|line| line.contains(ORDER)).unwrap_or_else(|| panic!("no row\n{screen}")).to_owned()
}

/// Goes to the order.
fn select(desk: &mut Desk) {
    let above = |screen: &str| screen.lines().find(|line| line.contains('▸')).is_some_and(|line| line.contains(ORDER));
    for _ in 0..20 {
        if above(&desk.screen()) {
            return;
        }
        desk.press("j");
    }
    panic!("{}", desk.screen());
}

type Scene = (&'static str, fn((u16, u16)) -> Desk);

const SCENES: [Scene; 4] = [
    ("approvals-type-again", |size| queue(given(&order(12_500)), LUC, size)),
    ("approvals-own", |size| queue(given(&order(500)), ("amina.k", "ONL-1"), size)),
    ("approvals-same-station", |size| queue(given(&order(500)), ("luc.b", "ONL-2"), size)),
    ("approvals-alarm", |size| {
        let mut lie = given(&order(12_500));
        lie.act = given(&order(1_250)).act;
        queue(lie, LUC, size)
    }),
];

#[test]
fn every_scene_in_every_size() {
    for (name, set) in SCENES {
        for (columns, rows) in SIZES {
            keep(&format!("{name}@{columns}x{rows}"), &set((columns, rows)).screen());
        }
    }
}

#[test]
fn styles_in_true_colour_and_without_colour() {
    let desk = SCENES[3].1((80, 24));
    for theme in [dark(), mono(), plain()] {
        let kind = if theme.plain() { "plain" } else { theme.name() };
        keep(&format!("approvals-alarm@{kind}"), &desk.styled(&theme));
    }
}

#[test]
fn f01_f03_each_row_says_why_not_and_is_still_there() {
    let cases = [
        (("luc.b", "ONL-1"), "may approve"),
        (("amina.k", "ONL-1"), "you initiated it (F01)"),
        (("luc.b", "ONL-2"), "same station (F03)"),
        (("ines.r", "ONL-1"), "not your role (F26)"),
        (("nobody.x", "ONL-1"), "not in the roster (F02)"),
    ];
    for (by, says) in cases {
        let mut desk = queue(given(&order(500)), by, WIDE);
        assert!(row(&desk).contains(says), "{by:?} {}", row(&desk));
        select(&mut desk);
        let may = allowed(Action::ApprovalsReview, &desk.state).is_ok();
        assert_eq!(may, says == "may approve", "{by:?}");
    }
}

/// From 140 columns on it is said beside the queue who asked, what is asked for and why not; what is typed again first is not (F07).
#[test]
fn f07_beside_the_queue_stands_what_may_be_read_before_the_review() {
    let beside = |by, size| {
        let mut desk = queue(given(&order(12_500)), by, size);
        select(&mut desk);
        desk.screen()
    };
    let luc = beside(LUC, WIDE);
    for says in
        ["amina.k at ONL-2", "Policy asks", "Opening it begins the review", "You type it again from your own document first"]
    {
        assert!(luc.contains(says), "{says}\n{luc}");
    }
    for hidden in ["12 500", "GHA01-100-0045", "Reason"] {
        assert!(!luc.contains(hidden), "{hidden}\n{luc}");
    }
    let amina = beside(("amina.k", "ONL-1"), WIDE);
    for says in ["You may not approve it", "(F01)", "12 500", "GHA01-100-0045", "Reason"] {
        assert!(amina.contains(says), "{says}\n{amina}");
    }
    assert!(!beside(LUC, (139, 45)).contains("Policy asks"));
    let mut lie = given(&order(12_500));
    lie.act = given(&order(1_250)).act;
    let alarm = queue(lie, LUC, WIDE).screen();
    assert!(alarm.contains("Does not hold (F05).") && alarm.contains("Opening it shows what was found"), "{alarm}");
}

/// F02, F18: who agreed is said by name, and only those whose approval counts; also on a small screen.
#[test]
fn each_row_says_who_has_approved() {
    for size in [(80, 24), WIDE] {
        for (station, says) in [("ONL-1", "1/1 luc.b"), ("ONL-2", "0/1")] {
            let mut shown = given(&order(500));
            let approval = signed_statement(&order(500), StatementKind::Approve, ("luc.b", station), 1);
            shown.signed.as_mut().unwrap().statements.push(approval);
            let row = row(&queue(shown, ("amina.k", "ONL-1"), size));
            assert!(row.contains(says) && row.contains("luc.b") == (station == "ONL-1"), "{station}: {row}");
        }
    }
}

#[test]
fn t01_the_registrys_word_changes_no_verdict() {
    let honest = row(&queue(given(&order(500)), LUC, WIDE));
    let mut lying = given(&order(500));
    lying.state = Word::Known(OrderState::Approved);
    if let Some(signed) = &mut lying.signed {
        signed.count.needed = 9;
        signed.count.approvals = vec!["amina.k".parse().unwrap(), "luc.b".parse().unwrap()];
        signed.count.initiator = "luc.b".parse().unwrap();
    }
    assert_eq!(row(&queue(lying, LUC, WIDE)), honest);
}

#[test]
fn what_does_not_match_its_signature_stands_first_and_shows_nothing_of_itself() {
    let mut lie = given(&order(12_500));
    lie.act = given(&order(1_250)).act;
    let desk = queue(lie, LUC, WIDE);
    let screen = desk.screen();
    let first = screen.lines().skip_while(|line| !line.contains("ENDS IN")).nth(1).unwrap();
    assert!(first.contains(ORDER) && first.contains("does not hold (F05)"), "{screen}");
    assert!(!screen.contains("1 250") && !screen.contains("12 500"), "{screen}");
}

#[test]
fn f07_what_is_to_be_typed_again_is_not_in_the_queue() {
    let for_luc = row(&queue(given(&order(12_500)), LUC, WIDE));
    assert!(for_luc.contains("type again, then approve"), "{for_luc}");
    assert!(!for_luc.contains("12 500") && !for_luc.contains("GHA01-100-0045"), "{for_luc}");
    // Who initiated it knows it.
    let mut for_amina = queue(given(&order(12_500)), ("amina.k", "ONL-1"), WIDE);
    select(&mut for_amina);
    let for_amina = for_amina.screen();
    assert!(for_amina.contains("12 500") && for_amina.contains("GHA01-100-0045"), "{for_amina}");
}

#[test]
fn opening_a_row_begins_the_review_or_shows_the_order() {
    let mut desk = queue(given(&order(500)), LUC, WIDE);
    select(&mut desk);
    desk.press("enter");
    assert!(desk.head().starts_with(&format!("Review of order {ORDER}")), "{}", desk.head());
    let mut desk = queue(given(&order(500)), ("amina.k", "ONL-1"), WIDE);
    select(&mut desk);
    desk.press("enter");
    assert!(desk.screen().contains("Digest (C06)"), "{}", desk.screen());
}

/// F23: there is no approving of a selection. Nothing that belongs to the queue signs, no row can be marked, and what a row opens is the review
/// of that one order.
#[test]
fn f23_each_order_is_reviewed_by_itself() {
    let of_queue = Action::SPECS.iter().filter(|spec| spec.scope == Scope::Approvals).map(|spec| spec.action);
    assert_eq!(of_queue.collect::<Vec<_>>(), [Action::ApprovalsOnly, Action::ApprovalsReview]);
    let mut desk = queue(given(&order(500)), LUC, WIDE);
    select(&mut desk);
    for action in [Action::Mark, Action::ReviewApprove, Action::SpeakSign] {
        assert!(allowed(action, &desk.state).is_err(), "{action:?}");
    }
    desk.press("m x a x s");
    assert!(desk.acts.is_empty(), "{}", desk.screen());
    desk.press("enter");
    assert!(desk.head().starts_with(&format!("Review of order {ORDER}")), "{}", desk.head());
}

#[test]
fn the_filter_shows_what_is_for_me_then_mine_then_all() {
    let mut desk = queue(given(&order(500)), ("amina.k", "ONL-1"), WIDE);
    desk.press("o");
    assert!(!desk.screen().contains(ORDER), "{}", desk.screen());
    desk.press("o");
    assert!(desk.head().contains("mine") && desk.screen().contains(ORDER), "{}", desk.screen());
    desk.press("o");
    assert!(desk.screen().contains(ORDER));
}

#[test]
fn the_countdown_is_painted_again_each_minute_and_ends() {
    let mut desk = queue(given(&order(500)), LUC, WIDE);
    let before = row(&desk);
    desk.later(60_000);
    assert!(desk.fire(Timer::Reading), "it waits for the next minute");
    let after = row(&desk);
    assert_ne!(before, after);
    desk.later(48 * 3_600_000);
    desk.fire(Timer::Reading);
    assert!(row(&desk).contains("expired (F13)"), "scenario 7: {}", row(&desk));
}

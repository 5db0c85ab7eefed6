//! A registry that lies about an order: what it shows and what was signed stand under each other, line by line (scenario 4).

use super::{
    desk::Desk,
    review::retype,
    signed::{ORDER, changed, given, order, review},
};
use countersign::{
    app::Action,
    console::allowed,
    evidence::order::OrderText,
    registry::{Act, Deed, ToldAlarm, book::OrderInFull, traffic::IncidentKind},
};

const WIDE: (u16, u16) = (160, 45);

/// What the registry was told last.
fn told(desk: &Desk) -> &ToldAlarm {
    match desk.told.last().map(|(_, act)| act.act()) {
        Some(Act::Alone { deed: Deed::TellAlarm(told), .. }) => told,
        other => panic!("{other:?}"),
    }
}

/// The lines of the difference: `-` for what the registry says, `+` for what was signed.
fn difference(desk: &Desk) -> Vec<String> {
    let screen = desk.screen();
    let (_, below) = screen.split_once("The registry says (-), the signed text says (+)").unwrap_or_else(|| panic!("{screen}"));
    let begins = |line: &&str| line.starts_with("- ") || line.starts_with("+ ");
    below.lines().map(|line| line.trim_matches([' ', '\u{2502}'])).filter(begins).map(str::to_owned).collect()
}

fn nothing_is_approved(desk: &mut Desk) {
    for action in [Action::ReviewApprove, Action::ReviewReject, Action::ReviewSign] {
        assert!(allowed(action, &desk.state).is_err(), "{action:?}");
    }
    desk.press("x a x s");
    assert!(desk.acts.is_empty());
}

/// The registry has another order from now on, and is asked again.
fn gives(desk: &mut Desk, order: OrderInFull) {
    for known in desk.books[0].papers.orders.iter_mut().filter(|known| known.id.to_string() == ORDER) {
        *known = order.clone();
    }
    desk.press("r");
}

/// Scenario 4, T02: an order that is another one, well signed and all, than when its review began: the lines that differ are named, each as
/// it is now and as it was; lines that are the same in both are not; nothing can be approved and the officers are told.
#[test]
fn scenario_4_a_text_that_changes_under_the_review_is_shown_line_by_line() {
    let begun = order(12_500);
    let later: OrderText = changed(&begun, |order| {
        order.reason = "TICKET-4471 another delivery".parse().unwrap();
        let countersign::evidence::order::Body::Movement(moved) = &mut order.body else { panic!("it moves nothing") };
        moved.acquiring_account = "GHA01-100-0054".parse().unwrap();
    });
    let mut desk = review(given(&begun), WIDE);
    retype(&mut desk);
    gives(&mut desk, given(&later));
    let screen = desk.screen();
    assert!(screen.contains("sends another text for this order than when the review began (T02)"), "{screen}");
    let only = |of: &OrderText, other: &OrderText, sign: &str| -> Vec<String> {
        let others: Vec<&str> = other.as_str().lines().collect();
        of.as_str().lines().filter(|line| !others.contains(line)).map(|line| format!("{sign}{line}")).collect()
    };
    let expected = [only(&later, &begun, "- "), only(&begun, &later, "+ ")].concat();
    assert!(expected.contains(&"- acquiring-account: GHA01-100-0054".to_owned()), "{expected:?}");
    assert!(expected.contains(&"+ acquiring-account: GHA01-100-0045".to_owned()), "{expected:?}");
    assert_eq!(expected.len(), 6, "account, reason and digest of the wire body, in both: {expected:?}");
    assert_eq!(difference(&desk), expected);
    assert_eq!(told(&desk).kind, IncidentKind::Altered);
    nothing_is_approved(&mut desk);
}

/// Scenario 4, T02: the text is the signed one, and the registry tells something else beside it: only that line stands in the difference.
#[test]
fn scenario_4_what_is_told_beside_the_text_is_shown_against_it() {
    let signed = given(&order(500));
    let mut told_otherwise = signed.clone();
    told_otherwise.act = given(&changed(&order(500), |order| {
        let countersign::evidence::order::Body::Movement(moved) = &mut order.body else { panic!("it moves nothing") };
        moved.acquiring_account = "GHA01-100-0054".parse().unwrap();
    }))
    .act;
    let mut more = signed.clone();
    more.act = given(&order(501)).act;
    for (lie, lines) in [
        (told_otherwise, vec!["- acquiring-account: GHA01-100-0054", "+ acquiring-account: GHA01-100-0045"]),
        (
            more,
            vec![
                "- units: CA0007-CHE01-CHE-120001-120501-2023",
                "- quantity: 501",
                "+ units: CA0007-CHE01-CHE-120001-120500-2023",
                "+ quantity: 500",
            ],
        ),
    ] {
        let mut desk = review(lie, WIDE);
        assert_eq!(difference(&desk), lines);
        nothing_is_approved(&mut desk);
    }
}

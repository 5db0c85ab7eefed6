//! The releaser's desk: an order with its approvals is reviewed like any other, and what is signed at the end is a release (F19).

use super::{
    desk::Desk,
    review::read,
    signed::{POLICY, by_both, changed, given, order, review_under, roster_with_releaser, signed_statement},
};
use countersign::{
    evidence::{order::OrderText, policy::PolicyText, sshsig::Namespace, statement::StatementKind},
    registry::{
        Act, Unsigned, Word,
        book::{Guarded, GuardedText, GuardedVersion, OrderInFull, OrderState, ReceivedText},
    },
};

const SIZE: (u16, u16) = (120, 40);

/// Every order is released by a third person.
pub fn policy() -> String {
    POLICY.replace("release=no", "release=yes")
}

/// The roster and the policy in force.
pub fn guards(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    (version == GuardedVersion::InForce).then(|| match guarded {
        Guarded::Roster => by_both(roster_with_releaser().as_str(), Namespace::Roster),
        Guarded::Policy => by_both(&policy(), Namespace::Policy),
    })
}

/// An order of Amina's under these rules.
fn initiated() -> OrderText {
    changed(&order(500), |order| {
        order.roster = roster_with_releaser().edition();
        order.policy = PolicyText::parse(policy().as_bytes()).unwrap().edition();
    })
}

/// An order that Luc approved and a third person is to release.
pub fn approved() -> OrderInFull {
    let order = initiated();
    let mut shown = given(&order);
    shown.state = Word::Known(OrderState::Approved);
    let signed = shown.signed.as_mut().unwrap();
    signed.statements.push(signed_statement(&order, StatementKind::Approve, ("luc.b", "ONL-1"), 1));
    signed.count.approvals.push("luc.b".parse().unwrap());
    shown
}

/// The review of it at somebody's desk.
pub fn at(person: &str, order: OrderInFull) -> Desk {
    review_under(guards, order, (person, "ONL-1"), SIZE)
}

/// Whoever has approved it is told so, and whose turn it is since.
#[test]
fn the_approver_sees_what_they_said_and_who_is_awaited() {
    let screen = at("luc.b", approved()).screen();
    for said in ["You have approved this order", "waits for a third person to release it (F19)"] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
}

/// F19, F05: the releaser reads the whole order, says why, and signs a release of exactly this text.
#[test]
fn a_release_is_signed_after_the_order_was_read() {
    let mut desk = at("rita.r", approved());
    desk.press("x a");
    assert!(desk.acts.is_empty() && !desk.screen().contains("Why you release it"), "nothing was read yet: {}", desk.screen());
    read(&mut desk);
    assert!(desk.screen().contains("it can be released or rejected (F19)"), "{}", desk.screen());
    assert!(desk.line(-1).contains("x a release") && !desk.line(-1).contains("approve"), "{}", desk.line(-1));
    desk.press("x a");
    assert!(desk.screen().contains("Why you release it"), "{}", desk.screen());
    desk.type_text("cooled off, nothing against it");
    desk.press("enter");
    read(&mut desk);
    desk.press("x s");
    let (_, act) = desk.acts.last().unwrap_or_else(|| panic!("{}", desk.screen()));
    let Act::Sign(Unsigned::Statement { text, .. }) = act.act() else { panic!("{act:?}") };
    let said = text.text().statement();
    assert_eq!((said.kind, said.person.as_str(), said.order_sha256), (StatementKind::Release, "rita.r", initiated().sha256()));
}

/// F19: once it is released its page says so to everybody, and asks nobody for an approval.
#[test]
fn what_is_released_says_so() {
    let order = initiated();
    let mut released = approved();
    let release = changed_statement(&order);
    released.signed.as_mut().unwrap().statements.push(release);
    for person in ["rita.r", "luc.b"] {
        let mut desk = at(person, released.clone());
        let screen = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(screen.contains("rita.r released this order, and nothing more is to be agreed to (F19)"), "{person}: {screen}");
        assert!(!screen.contains("no approver"), "{person}: {screen}");
        desk.press("x a");
        assert!(desk.acts.is_empty() && !desk.screen().contains("Why you"), "{}", desk.screen());
    }
}

/// Rita's release of it.
fn changed_statement(order: &OrderText) -> ReceivedText {
    signed_statement(order, StatementKind::Release, ("rita.r", "ONL-1"), 2)
}

/// F19, F26: before it is approved a releaser has nothing to say, and who approved it does not release it.
#[test]
fn nobody_else_releases_and_nothing_is_released_early() {
    for (person, order, why, who, instead) in [
        ("rita.r", given(&initiated()), "rita.r is no approver", "may approve it", "stop it on its page"),
        ("luc.b", approved(), "luc.b is no releaser", "rita.r may release it", "stop it on its page"),
        ("amina.k", approved(), "amina.k initiated this order", "rita.r may release it", "withdraw it on its page"),
    ] {
        let desk = at(person, order);
        let screen = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [why, who, instead] {
            assert!(screen.contains(said), "{person}: {said}: {screen}");
        }
    }
}

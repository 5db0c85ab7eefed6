//! Who was taken out of the roster: their approval stands on the order's page struck through, with a word and the reason beside it, and the
//! quorum is short (scenario 6, F26, F18).

use super::{
    desk::{Desk, Setting, dark, mono, plain},
    seed,
    signed::{self, ORDER, POLICY, by_both, changed, given, order, signed_statement},
    snapshots::{SIZES, keep},
};
use countersign::{
    app::Signer,
    evidence::{digest::Digest, order::OrderText, policy::PolicyText, sshsig::Namespace, statement::StatementKind},
    registry::book::{Guarded, GuardedText, GuardedVersion, OrderInFull},
};

/// Every order takes two approvals.
fn policy() -> String {
    POLICY.replace("band-1: any from=0 approvals=1", "band-1: any from=0 approvals=2")
}

/// The roster after the first, without Luc.
fn without_luc() -> String {
    let first = signed::guards(Guarded::Roster, GuardedVersion::InForce).unwrap();
    let previous = format!("previous: sha256:{}", Digest::of(first.text.octets()));
    signed::roster_without_luc().as_str().replace("version: 1\nprevious: none", &format!("version: 2\n{previous}"))
}

fn guards(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    (version == GuardedVersion::InForce).then(|| match guarded {
        Guarded::Roster => Box::new(GuardedText { version: 2, ..*by_both(&without_luc(), Namespace::Roster) }),
        Guarded::Policy => by_both(&policy(), Namespace::Policy),
    })
}

/// An order under the first roster, which Luc approved under it.
fn approved() -> OrderInFull {
    let order: OrderText = changed(&order(500), |order| order.policy = PolicyText::parse(policy().as_bytes()).unwrap().edition());
    let mut shown = given(&order);
    let signed = shown.signed.as_mut().unwrap();
    signed.statements.push(signed_statement(&order, StatementKind::Approve, ("luc.b", "ONL-1"), 1));
    signed.count.needed = 2;
    shown
}

/// The order's page at Amina's desk.
fn page(size: (u16, u16)) -> Desk {
    let signer = Signer { person: "amina.k".parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let mut book = signed::book(approved());
    book.papers.guards = Some(guards);
    let books = vec![book, seed::ghana(), seed::empty()];
    let mut desk = Desk::with(Setting { books, size, signer: Some(signer), ..Setting::default() });
    desk.press(":");
    desk.type_text(&format!("order {ORDER}"));
    desk.press("enter");
    desk
}

/// Scenario 6, F26, F18.
#[test]
fn scenario_6_who_was_removed_counts_no_more_and_the_quorum_is_short() {
    let desk = page((160, 45));
    let screen = desk.screen();
    for words in ["waits for 2 more", "0 of 2", "Does not count", "luc.b is not in the roster (F02)", "Judged by"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(!screen.contains("ALARM"), "{screen}");
}

#[test]
fn the_page_in_every_size_and_its_styles() {
    for (columns, rows) in SIZES {
        keep(&format!("order-removed@{columns}x{rows}"), &page((columns, rows)).screen());
    }
    let desk = page((160, 45));
    for theme in [dark(), mono(), plain()] {
        let kind = if theme.plain() { "plain" } else { theme.name() };
        keep(&format!("order-removed@{kind}"), &desk.styled(&theme));
    }
}

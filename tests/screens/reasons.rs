//! Reasons that say little, as later readers see them, and the ticket that a profile asks for (F20): flagged, and never refused.

use super::{
    desk::{Desk, Setting},
    initiating::{blocks, fill, row},
    review::{enter, read},
    seed,
    signed::{ORDER, changed, given, guards, order, order_page, review, setting, statement_because},
};
use countersign::{
    app::{Signer, Timer},
    domain::Environment,
    evidence::{
        order::OrderText,
        statement::StatementKind::{self, Approve, WithdrawApproval},
    },
    registry::book::OrderInFull,
};

/// High enough that nothing has to be scrolled.
const TALL: (u16, u16) = (160, 140);
const LUC: (&str, &str) = ("luc.b", "ONL-1");
const HEADING: &str = "Reasons that say little (F20)";

/// An order with this reason of its initiator, and what Luc said since, each with its reason.
fn spoken(initiators: &str, said: &[(StatementKind, &str)]) -> OrderInFull {
    let text: OrderText = changed(&order(500), |order| order.reason = initiators.parse().unwrap());
    let mut given = given(&text);
    let statements = (1..).zip(said).map(|(seq, (kind, reason))| statement_because(&text, *kind, LUC, (seq, reason)));
    given.signed.as_mut().unwrap().statements.extend(statements);
    given
}

const COPIED: [(StatementKind, &str); 2] = [(Approve, "TICKET-4471 Delivery."), (WithdrawApproval, "ticket-4471 delivery")];

/// The flags on a screen, in their order.
fn flags(desk: &Desk) -> Vec<String> {
    let screen = desk.screen();
    let flag = |line: &str| Some(line.split_once("!  the reason ")?.1.split_once(" (F20)")?.0.to_owned());
    screen.lines().filter_map(flag).collect()
}

/// A new order of Amina's, filled in but for its reason, where the profile says how a ticket is written.
fn filled_asking(ticket: &'static str) -> Desk {
    let signer = Signer { person: "amina.k".parse().unwrap(), station: "ONL-2".parse().unwrap() };
    let mut book = seed::swiss();
    book.papers.guards = Some(guards);
    let profiles = vec![("practice-che", Environment::Practice, false)];
    let setting = Setting { books: vec![book], profiles, size: (160, 45), signer: Some(signer), ..Setting::default() };
    let mut desk = Desk::with(Setting { ticket: Some(ticket), ..setting });
    let block = blocks().remove(0);
    desk.press(":");
    desk.type_text(&format!("account {}", block.account));
    desk.press("enter o");
    fill(&mut desk, block);
    desk
}

/// F20: whoever opens the order's page later sees beside each reason what is doubtful about it: the initiator's own word, a copy of the
/// initiator's, a copy of one's own last. A reason of its own has no flag.
#[test]
fn f20_the_page_of_an_order_flags_what_was_said_before() {
    let own = "is the initiator's own";
    let both = "is the same as the one before it of the same person; the reason is the initiator's own";
    for (order, expected) in [
        (spoken("TICKET-4471 delivery", &COPIED), vec![own, both]),
        (spoken("ok", &[(Approve, "matches page 2 of the letter")]), vec!["would fit anything"]),
        (spoken("ok", &[(Approve, "OK!")]), vec!["would fit anything", "would fit anything; the reason is the initiator's own"]),
        (spoken("TICKET-4471 delivery", &[(Approve, "matches page 2 of the letter")]), vec![]),
    ] {
        let desk = order_page(order, ("amina.k", "ONL-2"), TALL);
        assert_eq!(flags(&desk), expected, "{}", desk.screen());
    }
}

/// F20: the same stands in the review of whoever speaks next, with whose reason it is; where every reason says something, nothing does.
#[test]
fn f20_the_review_flags_the_reasons_of_whoever_spoke_before() {
    let desk = review(spoken("ok", &[(Approve, "as said"), (WithdrawApproval, "As said.")]), TALL);
    let screen = desk.screen();
    assert!(screen.contains(HEADING), "{screen}");
    assert_eq!(flags(&desk), ["would fit anything", "is the same as the one before it of the same person"], "{screen}");
    for whose in ["amina.k, initiator", "luc.b, withdraw approval"] {
        assert!(screen.contains(whose), "{whose}: {screen}");
    }
    let named = |whose: &str| screen.lines().any(|line| line.trim_matches([' ', '│']) == whose);
    assert!(named("luc.b, withdraw approval") && !named("luc.b, approve"), "what says something has no flag: {screen}");
    for quiet in [spoken("TICKET-4471 delivery", &[]), given(&order(500))] {
        let desk = review(quiet, TALL);
        assert!(!desk.screen().contains(HEADING) && flags(&desk).is_empty(), "{}", desk.screen());
    }
}

/// F20: where the profile says how a ticket is written, a reason without one is named before it is signed, in a statement and in an order,
/// and is signed all the same; where the profile says nothing, nobody asks.
#[test]
fn f20_a_reason_without_the_ticket_of_the_profile_is_named_before_it_is_signed() {
    const NAMED: &str = "The reason names no ticket. Say what speaks for this one (F20).";
    for (ticket, reason, named) in [
        (Some("TICKET-#"), "matches page 2 of the letter", true),
        (Some("TICKET-#"), "TICKET- without a number", true),
        (Some("TICKET-#"), "ticket-4472, matches page 2", false),
        (None, "matches page 2 of the letter", false),
    ] {
        let mut desk = Desk::with(Setting { ticket, ..setting(given(&order(500))) });
        desk.press(":");
        desk.type_text(&format!("order {}", ORDER));
        desk.press("enter v");
        read(&mut desk);
        desk.press("x a");
        enter(&mut desk, reason);
        let screen = desk.screen();
        assert!(screen.contains("What you are about to sign, exactly"), "{screen}");
        assert_eq!(screen.contains(NAMED), named, "{ticket:?} {reason}: {screen}");
        desk.later(5_000);
        desk.fire(Timer::Reading);
        desk.press("x s");
        assert_eq!(desk.acts.len(), 1, "flagged, and never refused: {}", desk.screen());
    }
    let mut desk = filled_asking("TICKET-#");
    row(&mut desk, "the delivery of the third schedule");
    assert!(desk.screen().contains("names no ticket"), "{}", desk.screen());
}

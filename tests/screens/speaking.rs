//! What one person still does about an order on its page: what its texts say there, withdrawing, taking back, stopping, answering the telephone.

use super::{
    book::now,
    desk::Desk,
    signed::{ORDER, changed, given, order, order_page, signed_statement},
    snapshots::{SIZES, keep},
};
use countersign::{
    app::{Action, Effect, Timer},
    console::allowed,
    evidence::{
        challenge::Challenge,
        digest::Digest,
        moment::Moment,
        order::OrderText,
        statement::{RekeyField, StatementKind},
    },
    registry::{
        Act, Unsigned, Word,
        book::{OrderInFull, OrderState, Recorded},
    },
    text::Untrusted,
};

const WIDE: (u16, u16) = (160, 45);
const AMINA: (&str, &str) = ("amina.k", "ONL-2");
const LUC: (&str, &str) = ("luc.b", "ONL-1");

/// An order that was approved by Luc, as its registry gives it.
fn approved(text: &OrderText) -> OrderInFull {
    let mut order = given(text);
    let signed = order.signed.as_mut().unwrap();
    signed.statements.push(signed_statement(text, StatementKind::Approve, LUC, 1));
    signed.count.approvals = vec!["luc.b".parse().unwrap()];
    order.state = Word::Known(OrderState::Approved);
    order
}

/// An order that cools off for so many minutes more.
pub fn cooling(minutes: i64) -> OrderInFull {
    let until = now() + jiff::SignedDuration::from_mins(minutes);
    approved(&changed(&order(500), |order| order.not_before = Moment::of(until)))
}

/// An order that was approved and carried out.
fn carried_out() -> OrderInFull {
    let mut order = approved(&order(500));
    order.state = Word::Known(OrderState::Executed);
    order.recorded = Some(Recorded { entry: 1_204, digest: Digest::of("an entry") });
    order
}

fn enter(desk: &mut Desk, text: &str) {
    desk.type_text(text);
    desk.press("enter");
}

/// Reads the statement that is shown to its end.
fn read(desk: &mut Desk) {
    for _ in 0..6 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
    }
    desk.fire(Timer::Reading);
}

/// What was given to be signed last.
fn sent(desk: &Desk) -> (StatementKind, String) {
    match desk.acts.last().map(|(_, act)| act.act()) {
        Some(Act::Sign(Unsigned::Statement { on, text })) => {
            assert_eq!(on.to_string(), ORDER);
            let statement = text.text().statement();
            (statement.kind, statement.reason.as_str().to_owned())
        }
        other => panic!("{other:?}\n{}", desk.screen()),
    }
}

/// F22, F15: a reason, the exact statement, the signature; before that nothing is signed, and the order needs no second reading.
#[test]
fn f22_what_takes_risk_away_is_said_by_one_person_with_a_reason() {
    for (order, by, keys, title, kind) in [
        (given(&order(500)), AMINA, "x w", "Withdraw order", StatementKind::Withdraw),
        (cooling(30), LUC, "x b", "Take back the approval", StatementKind::WithdrawApproval),
        (cooling(30), LUC, "x t", "Stop order", StatementKind::Stop),
        (cooling(30), AMINA, "ctrl-x", "Stop order", StatementKind::Stop),
    ] {
        let mut desk = order_page(order, by, WIDE);
        desk.press(keys);
        assert!(desk.head().contains(title), "{}", desk.screen());
        desk.press("enter");
        assert!(allowed(Action::SpeakSign, &desk.state).unwrap_err().to_string().contains("Say first why"));
        enter(&mut desk, "the ticket was closed");
        assert!(allowed(Action::SpeakSign, &desk.state).unwrap_err().to_string().contains("F09"), "{}", desk.screen());
        assert!(desk.screen().contains("What you are about to sign, exactly"), "{}", desk.screen());
        read(&mut desk);
        desk.press("x s");
        assert_eq!(sent(&desk), (kind, "the ticket was closed".to_owned()));
        assert_eq!(desk.acts.len(), 1);
    }
}

/// F14, F15: whoever stops an order sees what it moves, from where and to where, and how long there is; the approver who has still to
/// type that again doesn't see it here either (F07).
#[test]
fn f15_the_page_that_stops_says_what_is_stopped() {
    let mut desk = order_page(cooling(30), AMINA, WIDE);
    desk.press("ctrl-x");
    let screen = desk.screen();
    for said in
        ["From account", "To account", "GHA01-100-0045", "ITMOs", "500", "cooling off, 30:00 left", "any one person may stop it"]
    {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    // As the registry's client gives it to whoever has still to type these again.
    let mut veiled = given(&order(12_500));
    veiled.withheld = [RekeyField::Quantity, RekeyField::AcquiringAccount].into();
    let mut desk = order_page(veiled, LUC, WIDE);
    desk.press("x t");
    let screen = desk.screen();
    assert!(screen.contains("Stop order") && !screen.contains("12 500") && !screen.contains("GHA01-100-0045"), "{screen}");
}

/// F14: how long there is stands on the first screen, on the smallest terminal too, and however many runs of ITMOs the order moves.
#[test]
fn f14_what_is_left_to_stop_it_in_is_above_the_fold() {
    let mut desk = order_page(cooling(30), AMINA, (80, 24));
    desk.press("ctrl-x");
    let screen = desk.screen();
    let at = |words: &str| screen.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {screen}"));
    assert!(at("What it does") < at("cooling off, 30:00 left") && at("cooling off, 30:00 left") < at("The order"), "{screen}");
}

/// F22: back from the statement is the reason, back from that the order; nothing is signed by leaving.
#[test]
fn f22_going_back_signs_nothing() {
    let mut desk = order_page(given(&order(500)), AMINA, WIDE);
    desk.press("x w");
    enter(&mut desk, "a mistake");
    read(&mut desk);
    desk.press("esc");
    assert!(desk.screen().contains("Why you withdraw it"), "{}", desk.screen());
    desk.press("esc");
    assert!(desk.head().starts_with("Order"), "{}", desk.screen());
    assert!(desk.acts.is_empty());
}

/// F22, F34: who may not, and when it is too late, with the rule.
#[test]
fn f22_the_keys_say_who_may_not_and_by_which_rule() {
    let ended = |kind, by| {
        let mut order = given(&order(500));
        let text = super::signed::text_of(&order);
        order.signed.as_mut().unwrap().statements.push(signed_statement(&text, kind, by, 1));
        order
    };
    for (order, by, action, why) in [
        (given(&order(500)), LUC, Action::OrderWithdraw, "F22"),
        (given(&order(500)), LUC, Action::OrderTakeBack, "F22"),
        (cooling(30), AMINA, Action::OrderTakeBack, "F22"),
        (ended(StatementKind::Withdraw, AMINA), AMINA, Action::OrderWithdraw, "F34"),
        (ended(StatementKind::Reject, LUC), AMINA, Action::OrderStop, "F34"),
        (given(&order(500)), LUC, Action::OrderCorrect, "F22"),
        (given(&order(500)), LUC, Action::OrderAnswer, "F29"),
        (carried_out(), AMINA, Action::OrderWithdraw, "F34"),
        (carried_out(), AMINA, Action::OrderStop, "F34"),
        (carried_out(), LUC, Action::OrderTakeBack, "F34"),
    ] {
        let desk = order_page(order, by, WIDE);
        let refusal = allowed(action, &desk.state).unwrap_err().to_string();
        assert!(refusal.contains(why), "{action:?}: {refusal}");
    }
    let screen = order_page(carried_out(), AMINA, WIDE).screen();
    assert!(screen.contains(&format!("Ledger entry  1 204, SHA-256 {}", Digest::of("an entry"))), "{screen}");
    // What was done is never offered to be stopped: no text ends it, and the console doesn't promise it.
    let mut desk = order_page(carried_out(), AMINA, WIDE);
    desk.press("ctrl-x");
    assert!(!desk.screen().contains("its ITMOs are free again") && !desk.line(-1).contains("stop"), "{}", desk.screen());
    desk.press("v");
    assert!(desk.screen().contains("is carried out") && !desk.screen().contains("may approve"), "{}", desk.screen());
    let desk = order_page(given(&order(500)), AMINA, WIDE);
    for action in [Action::OrderWithdraw, Action::OrderStop, Action::OrderCorrect, Action::OrderAnswer] {
        assert_eq!(allowed(action, &desk.state), Ok(()), "{action:?}");
    }
}

/// F14: the countdown moves by itself, in seconds within the last hour, and asks for one waking at a time.
#[test]
fn f14_the_cooling_off_counts_down_on_the_page() {
    let mut desk = order_page(cooling(30), LUC, WIDE);
    assert!(desk.screen().contains("cooling off, 30:00 left"), "{}", desk.screen());
    assert!(desk.screen().contains("any one person may stop it (F14)"));
    desk.later(1_000);
    assert!(desk.fire(Timer::Reading), "it woke by itself");
    assert!(desk.screen().contains("cooling off, 29:59 left"), "{}", desk.screen());
    desk.later(30 * 60 * 1_000);
    desk.fire(Timer::Reading);
    assert!(desk.screen().contains("approved; it may be carried out now"), "{}", desk.screen());
    let desk = order_page(cooling(150), LUC, WIDE);
    assert!(desk.screen().contains("cooling off, 2 h 30 min left"), "{}", desk.screen());
}

/// T01: an approval the texts do not bear out is an alarm on the page, whatever the registry calls the order.
#[test]
fn t01_a_registry_that_counts_otherwise_is_an_alarm() {
    let text = order(500);
    let mut lies = given(&text);
    lies.state = Word::Known(OrderState::Approved);
    let mut desk = order_page(lies, AMINA, WIDE);
    assert!(
        desk.screen().contains("the registry says it is approved, and by its texts 0 of 1 approvals count (T01)"),
        "{}",
        desk.screen()
    );
    let noted = desk.take().into_iter().any(|effect| matches!(effect, Effect::NoteRefusal { why, .. } if why.contains("T01")));
    assert!(noted, "it is in the journal");
    let mut hides = approved(&text);
    hides.state = Word::Known(OrderState::Submitted);
    hides.signed.as_mut().unwrap().count.approvals.clear();
    let desk = order_page(hides, AMINA, WIDE);
    assert!(desk.screen().contains("the registry counts the approvals of nobody, the texts those of luc.b"), "{}", desk.screen());
}

/// T01: that an order was carried out as its texts allowed is said only where they allow it.
#[test]
fn t01_an_order_that_was_carried_out_against_its_texts_is_an_alarm() {
    let text = order(500);
    let mut carried_out = approved(&text);
    (carried_out.state, carried_out.decided) = (Word::Known(OrderState::Executed), Some(now()));
    let desk = order_page(carried_out.clone(), AMINA, WIDE);
    assert!(desk.screen().contains("as its texts allowed then"), "{}", desk.screen());
    let against = signed_statement(&text, StatementKind::Reject, LUC, 2);
    carried_out.signed.as_mut().unwrap().statements.push(against);
    let desk = order_page(carried_out, AMINA, WIDE);
    assert!(desk.screen().contains("by its texts it was rejected then (T01)"), "{}", desk.screen());
    assert!(!desk.screen().contains("as its texts allowed then"), "{}", desk.screen());
}

/// F01, F02: a statement that does not count stands there with the rule.
#[test]
fn f01_a_statement_that_does_not_count_is_shown_with_its_rule() {
    let text = order(500);
    let mut own = given(&text);
    own.signed.as_mut().unwrap().statements.push(signed_statement(&text, StatementKind::Approve, ("amina.k", "ONL-1"), 1));
    let desk = order_page(own, LUC, WIDE);
    let screen = desk.screen();
    assert!(screen.contains("Does not count") && screen.contains("(F01)"), "{screen}");
    assert!(screen.contains("0 of 1"), "{screen}");
}

/// T02: an order whose text and number do not belong together is corrected by nobody.
#[test]
fn t02_an_order_under_another_id_is_not_corrected() {
    let mut other = given(&order(500));
    other.signed.as_mut().unwrap().count.order_id = "01a20251-b940-7c1a-9d0e-5f3c1b7a2e45".parse().unwrap();
    let desk = order_page(other, AMINA, WIDE);
    let why = allowed(Action::OrderCorrect, &desk.state).unwrap_err().to_string();
    assert!(why.contains("T02"), "{why}");
}

/// F29: the initiator types what they hear, and reads back what follows from the order that this console holds.
#[test]
fn f29_the_initiator_answers_the_words_that_follow_from_the_order() {
    let text = order(500);
    let mut desk = order_page(given(&text), AMINA, WIDE);
    desk.press("c");
    assert!(desk.head().contains("Words for order"), "{}", desk.screen());
    enter(&mut desk, "able acid");
    assert!(desk.screen().contains("three words of four letters"), "{}", desk.screen());
    desk.press("ctrl-u");
    desk.paste("able acid zoom");
    assert!(desk.screen().contains("pasted text confirms nothing"), "{}", desk.screen());
    desk.press("esc");
    enter(&mut desk, "Able  acid zoom");
    let challenge: Challenge = "able acid zoom".parse().unwrap();
    assert!(desk.screen().contains(&challenge.answer(text.sha256()).to_string()), "{}", desk.screen());
    assert!(!desk.screen().contains(&challenge.answer(order(501).sha256()).to_string()));
}

/// T02: a text that is swapped while somebody speaks about it ends what was begun.
#[test]
fn t02_a_text_that_is_swapped_is_not_spoken_about() {
    let mut lie = given(&order(12_500));
    lie.act = given(&order(1_250)).act;
    let desk = order_page(lie, AMINA, WIDE);
    let why = allowed(Action::OrderWithdraw, &desk.state).unwrap_err().to_string();
    assert!(why.contains("another quantity") || why.contains("another range"), "{why}");
    assert!(desk.screen().contains("ALARM"), "{}", desk.screen());
    let mut bad = given(&order(500));
    bad.signed.as_mut().unwrap().order.signature = Untrusted::new("nothing");
    assert!(order_page(bad, AMINA, WIDE).screen().contains("ALARM"));
}

type Scene = (&'static str, fn((u16, u16)) -> Desk);

const SCENES: [Scene; 6] = [
    ("order-waiting", |size| order_page(given(&order(500)), AMINA, size)),
    ("order-cooling", |size| order_page(cooling(95), LUC, size)),
    ("order-alarm", |size| {
        let mut lies = given(&order(500));
        lies.state = Word::Known(OrderState::Approved);
        order_page(lies, AMINA, size)
    }),
    ("order-withdraw", |size| {
        let mut desk = order_page(given(&order(500)), AMINA, size);
        desk.press("x w");
        desk
    }),
    ("order-stop-statement", |size| {
        let mut desk = order_page(cooling(95), LUC, size);
        desk.press("x t");
        enter(&mut desk, "the document was withdrawn by the ministry");
        read(&mut desk);
        desk
    }),
    ("order-telephone", |size| {
        let mut desk = order_page(given(&order(500)), AMINA, size);
        desk.press("c");
        enter(&mut desk, "able acid zoom");
        desk
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

/// F22: once it is taken the page says what was done and where the order stands, and not that it can't be said; one key leads to the order,
/// one back to where it was begun.
#[test]
fn f22_what_was_said_is_told_where_it_was_said() {
    for (order, by, keys, kind, done) in [
        (given(&order(500)), AMINA, "x w", StatementKind::Withdraw, "You have withdrawn this order"),
        (cooling(30), LUC, "x b", StatementKind::WithdrawApproval, "You have taken your approval of this order back"),
        (cooling(30), AMINA, "ctrl-x", StatementKind::Stop, "You have stopped this order"),
    ] {
        let said = |desk: &mut Desk| {
            desk.press(keys);
            enter(desk, "the ticket was closed");
            read(desk);
            desk.press("x s");
            let known = desk.books[0].papers.orders.iter_mut().find(|known| known.id.to_string() == ORDER).unwrap();
            let text = super::signed::text_of(known);
            known.signed.as_mut().unwrap().statements.push(signed_statement(&text, kind, by, 2));
            desk.let_it_be_done();
            desk.press("esc r");
        };
        let mut desk = order_page(order.clone(), by, WIDE);
        said(&mut desk);
        let screen = desk.screen();
        assert!(screen.contains(done) && screen.contains("By its signed texts") && !screen.contains("can't be said"), "{screen}");
        desk.press("esc");
        assert!(desk.head().starts_with("Order"), "one key leads back\n{}", desk.screen());
        let mut desk = order_page(order, by, WIDE);
        said(&mut desk);
        assert!(desk.line(-1).contains("enter open"), "{}", desk.line(-1));
        desk.press("enter");
        assert!(desk.head().starts_with("Order CHE01"), "{}", desk.screen());
    }
}

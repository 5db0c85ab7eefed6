//! T03: nothing that is signed when somebody decides about a transfer is missing from the page that signs it, or from the review.
//! Each value is changed in turn. The struct is taken apart without a rest pattern: a field that is added does not compile before it stands here.

use super::{
    book::Book,
    desk::Desk,
    incoming::{acceptance, reviewed},
    initiating::signed,
    offered::{OFFERED, allowing, book, desk, open, proposed},
};
use countersign::{
    app::Timer,
    evidence::{
        digest::Digest,
        order::{Body, Decided, OrderText},
    },
    registry::traffic::TransferAct,
};

const SIZE: (u16, u16) = (160, 45);
const REASON: &str = "TICKET-5120 expected delivery";

/// What was on the screen from the first line to the last.
fn painted(desk: &mut Desk) -> String {
    let mut frames = String::new();
    for _ in 0..8 {
        desk.fire(Timer::Reading);
        frames.push_str(&desk.screen());
        desk.press("pgdn");
    }
    frames
}

/// The form of a decision, filled in; what was painted of it, what was painted of the text that is signed, and that text.
fn decided(book: Book, keys: &str, reason: &str) -> (String, String, OrderText) {
    let mut desk = desk(book, ("amina.k", "ONL-2"), SIZE);
    open(&mut desk, "transfer", OFFERED);
    desk.press(keys);
    desk.type_text("/papers/LOA-2026-118.pdf");
    desk.press("tab");
    desk.type_text(reason);
    let form = painted(&mut desk);
    desk.press("enter");
    let whole = painted(&mut desk);
    // The least time is over (F09).
    desk.later(5_000);
    desk.fire(Timer::Reading);
    desk.press("x s");
    (form, whole, signed(&desk))
}

fn decision(text: &OrderText) -> Decided {
    let Body::Act(act) = &text.order().body else { panic!("{text:?}") };
    act.decided().unwrap()
}

fn every_line_is_painted(frames: &str, text: &OrderText, what: &str) {
    for line in text.as_str().lines() {
        assert!(frames.contains(line), "{what}: {line}\n{frames}");
    }
}

#[test]
fn t03_every_signed_field_of_a_decision_is_painted_and_changes_the_page() {
    let (form, whole, text) = decided(book(12_500, |_| ()), "x y", REASON);
    every_line_is_painted(&whole, &text, "as it is");
    let Decided { transfer, quantity, proposal } = decision(&text);
    let octets = Digest::of(proposed(&book(12_500, |_| ())));
    assert_eq!((transfer.to_string().as_str(), quantity.count(), proposal), (OFFERED, 12_500, octets));
    assert!(form.contains(&format!("SHA-256 {octets}")), "{form}");

    let other = |book: Book, keys: &str, reason: &str, what: &str| {
        let (other_form, other_whole, other) = decided(book, keys, reason);
        every_line_is_painted(&other_whole, &other, what);
        assert_ne!(other_whole, whole, "{what}");
        (other_form, other)
    };
    let (small_form, small) = other(book(501, |_| ()), "x y", REASON, "another quantity");
    assert_eq!(decision(&small).quantity.count(), 501);
    assert_ne!(small_form, form, "another quantity");
    // Nothing that the page shows of the transfer differs but the digest of what was proposed.
    let (forged_form, forged) = other(book(12_500, |it| it.reason.push('.')), "x y", REASON, "another proposal");
    assert_ne!(decision(&forged).proposal, proposal);
    assert_ne!(forged_form, form, "another proposal");
    other(book(12_500, |_| ()), "x y", "TICKET-5121 expected delivery", "another reason");
    for (keys, act) in [
        ("x d", TransferAct::DropIncoming),
        ("x h", TransferAct::CompleteByHand),
        ("x b", TransferAct::Rebook),
        ("x g", TransferAct::GiveUp),
    ] {
        let (_, text) = other(allowing(act), keys, REASON, act.word());
        assert_eq!(decision(&text).proposal, proposal, "{}", act.word());
    }
}

#[test]
fn t03_every_signed_field_of_a_decision_is_painted_in_its_review() {
    let text = acceptance(500);
    let mut desk = reviewed(500, |_| (), SIZE);
    let frames = painted(&mut desk);
    every_line_is_painted(&frames, &text, "the review");
    assert!(frames.contains(&format!("SHA-256 {}", decision(&text).proposal)), "{frames}");
}

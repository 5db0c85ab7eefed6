//! T02: a registry that swaps the order at each moment between the list and the sending, told or silently, for one that is well signed and for
//! one that is forged. Whatever is signed is about the text that was on the screen, or nothing is signed.

use super::{
    desk::Desk,
    review::enter,
    signed::{ORDER, changed, given, order, setting},
};
use countersign::{
    app::Timer,
    evidence::order::{Body, OrderText},
    registry::{Act, Outcome, Unsigned, book::OrderInFull},
};

/// What an approver does, one thing after the other: before each of them the registry may swap the order.
type Step = (&'static str, fn(&mut Desk));

const STEPS: [Step; 11] = [
    ("the list", |desk| desk.press("5")),
    ("the order is opened", |desk| {
        desk.press(":");
        desk.type_text(&format!("order {ORDER}"));
        desk.press("enter");
    }),
    ("the review begins, and the checks are asked for", |desk| desk.press("v")),
    ("the quantity is typed again", |desk| enter(desk, "12 500")),
    ("the account is", |desk| enter(desk, "GHA01-100-0045")),
    ("the units are, and the text is shown", |desk| enter(desk, "120001-132500")),
    ("it is read", |desk| {
        for _ in 0..8 {
            desk.fire(Timer::Reading);
            desk.press("pgdn");
        }
        desk.later(5_000);
        desk.fire(Timer::Reading);
    }),
    ("the document is compared", |desk| {
        desk.press("o");
        enter(desk, "/media/LOA-2025-118.pdf");
    }),
    ("the reason is given", |desk| {
        desk.press("x a");
        enter(desk, "matches my copy");
    }),
    ("it is signed", |desk| {
        desk.fire(Timer::Reading);
        desk.press("x s");
    }),
    ("it is sent", |desk| {
        let receipt = desk.acts.first().map(|(_, act)| desk.books[0].receipt(act.key()));
        if let Some(receipt) = receipt {
            // It stays in the list, to be looked at.
            let (ticket, act) = desk.acts[0].clone();
            desk.outcome(Ok(Outcome::Done(receipt)));
            desk.acts.insert(0, (ticket, act));
        }
    }),
];

/// Where the review has begun, and where it is signed.
const BEGUN: usize = 3;
const SIGNED: usize = 10;

/// The same order to another account, well signed by its initiator.
fn other(order: &OrderText) -> OrderInFull {
    given(&changed(order, |order| {
        let Body::Movement(moved) = &mut order.body else { panic!("it moves nothing") };
        moved.acquiring_account = "GHA01-100-7777".parse().unwrap();
    }))
}

/// Its text under the signatures of the first.
fn forged(order: &OrderText) -> OrderInFull {
    let mut lie = other(order);
    let theirs = &mut lie.signed.as_mut().unwrap().order;
    let mine = given(order).signed.unwrap().order;
    (theirs.signature, theirs.station_signature) = (mine.signature, mine.station_signature);
    lie
}

fn swap(desk: &mut Desk, lie: &OrderInFull, told: bool) {
    for known in desk.books[0].papers.orders.iter_mut().filter(|known| known.id.to_string() == ORDER) {
        *known = lie.clone();
    }
    desk.books[0].revision += 1;
    if told {
        desk.tell(desk.books[0].revision);
        desk.answer_all();
    }
}

/// Goes on until it is sent or an alarm stops it; everything that was on the screen until it was signed.
fn played(at: usize, lie: &OrderInFull, told: bool) -> (Desk, String) {
    let mut desk = Desk::with(setting(given(&order(12_500))));
    desk.watch();
    let mut shown = String::new();
    for (place, (_, step)) in STEPS.iter().enumerate() {
        if place == at {
            swap(&mut desk, lie, told);
        }
        if desk.screen().contains("ALARM") {
            break;
        }
        step(&mut desk);
        if place < SIGNED {
            shown = desk.watched.iter().flatten().map(String::as_str).collect();
        }
    }
    (desk, shown)
}

/// T02, F05, scenario 4.
#[test]
fn t02_an_order_that_is_swapped_at_any_moment_is_never_signed_unseen() {
    let text = order(12_500);
    let mut signed_at = Vec::new();
    for at in 0..=STEPS.len() {
        for (lie, kind) in [(other(&text), "well signed"), (forged(&text), "forged")] {
            for told in [true, false] {
                let moment = STEPS.get(at).map_or("never", |(name, _)| *name);
                let (desk, shown) = played(at, &lie, told);
                let what = format!("{kind}, {}, before {moment}\n{}", if told { "told" } else { "silent" }, desk.screen());
                assert!(desk.acts.len() <= 1, "{what}");
                for (_, act) in &desk.acts {
                    let Act::Sign(Unsigned::Statement { text: said, .. }) = act.act() else { panic!("{act:?} {what}") };
                    assert_eq!(said.text().statement().order_sha256, text.sha256(), "{what}");
                    for line in text.as_str().lines().filter(|line| line.len() < 100) {
                        assert!(shown.contains(line), "{line} was never shown: {what}");
                    }
                    assert!(!shown.contains("GHA01-100-7777"), "the other one was shown: {what}");
                    signed_at.push((at, told));
                }
                if at < BEGUN || (told && at < SIGNED) {
                    assert!(desk.acts.is_empty(), "{what}");
                }
                if told && (BEGUN..SIGNED).contains(&at) {
                    assert!(desk.screen().contains("ALARM: the content does not match the initiator's signature"), "{what}");
                }
            }
        }
    }
    // A table in which nothing is ever signed shows nothing.
    assert!(signed_at.contains(&(SIGNED, true)) && signed_at.contains(&(STEPS.len(), true)), "{signed_at:?}");
}

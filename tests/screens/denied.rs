//! What a review says of orders for the same that somebody said no to (F34), and of the effect, as the form of the order says it (F10).

use super::{
    book::{Book, now},
    desk::{Desk, Setting},
    in_colour::says_in,
    review::retype,
    signed::{ORDER, book, changed, given, order, secret},
    snapshots::{SIZES, keep},
};
use countersign::{
    app::{Signer, Timer},
    domain::SerialRange,
    evidence::{
        moment::Moment,
        order::{Body, OrderId, OrderText},
        sshsig::{Namespace, SshSignature},
        statement::{Checked, Display, Statement, StatementKind},
    },
    registry::{
        Word,
        book::{OrderInFull, OrderState, ReceivedText},
    },
    text::Untrusted,
    ui::theme::Role,
};
use jiff::SignedDuration;

const WIDE: (u16, u16) = (160, 60);
const EARLIER: &str = "CHE01-2026-000701";

/// The same order as an earlier text.
fn earlier(order: &OrderText) -> OrderText {
    changed(order, |order| order.id = OrderId::new("01a20000-b940-7c1a-9d0e-5f3c1b7a2e44".parse().unwrap()).unwrap())
}

/// An earlier order that Luc rejected.
fn denied(order: &OrderText) -> OrderInFull {
    let mut given = given(order);
    given.id = EARLIER.parse().unwrap();
    given.state = Word::Known(OrderState::Rejected);
    given.decided_by = Some(Untrusted::new("luc.b"));
    given.decided = Some(now());
    let said = Statement {
        order_sha256: order.sha256(),
        kind: StatementKind::Reject,
        person: "luc.b".parse().unwrap(),
        station: "ONL-1".parse().unwrap(),
        roster: order.order().roster,
        policy: order.order().policy,
        checked: Checked::default(),
        display: Display { columns: 120, rows: 40 },
        reason: "the letter names another account".parse().unwrap(),
        made: Moment::of(now().checked_sub(SignedDuration::from_hours(30)).unwrap()),
        not_after: order.order().not_after,
        seq: 7.try_into().unwrap(),
    };
    let text = said.write().unwrap();
    let sign =
        |name: &str, purpose| Untrusted::new(SshSignature::sign(&secret(name), purpose, text.as_str().as_bytes()).armored());
    let statement = ReceivedText {
        text: Untrusted::new(text.as_str()),
        signature: sign("luc.b", Namespace::Reject),
        station_signature: sign("ONL-1", Namespace::Station),
    };
    given.signed.as_mut().unwrap().statements.push(statement);
    given
}

/// Luc's review of the order of 12 500, with other orders in the book; nothing is typed again yet.
fn review(others: Vec<OrderInFull>, size: (u16, u16)) -> Desk {
    let mut book = book(given(&order(12_500)));
    book.papers.orders.extend(others);
    at(book, size)
}

/// Luc at the review in this book.
fn at(book: Book, size: (u16, u16)) -> Desk {
    let signer = Signer { person: "luc.b".parse().unwrap(), station: "ONL-1".parse().unwrap() };
    let mut desk = Desk::with(Setting { books: vec![book], size, signer: Some(signer), ..Setting::default() });
    desk.press(":");
    desk.type_text(&format!("order {ORDER}"));
    desk.press("enter v");
    desk
}

fn read(others: Vec<OrderInFull>, size: (u16, u16)) -> Desk {
    let mut desk = review(others, size);
    retype(&mut desk);
    desk.fire(Timer::Reading);
    desk
}

#[test]
fn every_scene_in_every_size() {
    for (columns, rows) in SIZES {
        let desk = read(vec![denied(&earlier(&order(12_500)))], (columns, rows));
        keep(&format!("review-denied-before@{columns}x{rows}"), &desk.screen());
    }
}

/// F34: who said no to the same before, when and why; after the values were typed again and not before.
#[test]
fn f34_earlier_denials_of_the_same_are_told_after_the_values_were_typed_again() {
    let others = || vec![denied(&earlier(&order(12_500)))];
    let before = review(others(), WIDE).screen();
    assert!(!before.contains(EARLIER) && !before.contains("the letter names another account"), "{before}");
    let screen = read(others(), WIDE).screen();
    let line = screen.lines().find(|line| line.contains(EARLIER)).expect(&screen);
    assert!(line.contains("denied by luc.b on 2026-11-") && line.contains("the letter names another account"), "{line}");
}

/// F34: the same is what moves as many from the same account to the same one, whichever ITMOs were picked; nothing else is.
#[test]
fn f34_only_denials_of_the_same_are_told() {
    let other = |change: fn(&mut countersign::evidence::order::Movement)| {
        let text = changed(&earlier(&order(12_500)), |order| {
            let Body::Movement(moved) = &mut order.body else { panic!("moves") };
            change(moved);
        });
        read(vec![denied(&text)], WIDE).screen()
    };
    let elsewhere = other(|moved| moved.acquiring_account = "GHA01-100-0054".parse().unwrap());
    assert!(elsewhere.contains("No order for the same was denied"), "{elsewhere}");
    let others = other(|moved| {
        let mut run = moved.units.runs()[0];
        run.range = "220001..232500".parse::<SerialRange>().unwrap();
        moved.units = countersign::evidence::order::Units::new(vec![run]).unwrap();
    });
    assert!(others.contains(EARLIER), "{others}");
    assert!(read(vec![denied(&earlier(&order(1_250)))], WIDE).screen().contains("No order for the same was denied"));
    let mut withdrawn = denied(&earlier(&order(12_500)));
    withdrawn.state = Word::Known(OrderState::Withdrawn);
    assert!(read(vec![withdrawn], WIDE).screen().contains("No order for the same was denied"));
}

/// F34: a denial that no signed statement proves is told as what it is.
#[test]
fn f34_a_denial_that_only_the_registry_tells_is_said_to_be_one() {
    let mut unsigned = denied(&earlier(&order(12_500)));
    unsigned.signed.as_mut().unwrap().statements.clear();
    let mut forged = denied(&earlier(&order(12_500)));
    forged.signed.as_mut().unwrap().statements[0].signature =
        Untrusted::new(SshSignature::sign(&secret("amina.k"), Namespace::Reject, b"another text").armored());
    for order in [unsigned, forged] {
        let screen = read(vec![order], WIDE).screen();
        assert!(screen.contains("as the registry says; no signed statement is here that says so"), "{screen}");
    }
}

/// F10: the review shows the effect that the form shows: both accounts, the action, whether it is the first transfer, the authorization.
#[test]
fn f10_the_review_shows_the_effect() {
    let screen = read(Vec::new(), WIDE).screen();
    let value = |label: &str| {
        let line = screen.lines().rfind(|line| line.contains(label)).expect(&screen);
        line.split(label).nth(1).unwrap().trim_start_matches(':').trim_matches([' ', '│']).to_owned()
    };
    let there = value("GHA01-100-0045: ");
    assert!(
        there.starts_with("acquired from here so far 0 → 12 500; what it holds is known to its own registry alone"),
        "{there}"
    );
    let change = value("CHE01-100-2001: ");
    let (before, after) = change.split_once(" → ").unwrap();
    let number = |text: &str| text.replace(' ', "").parse::<u64>().unwrap();
    assert_eq!(number(before) - number(after), 12_500);
    assert!(value("First transfer").starts_with("yes: by the authorization"));
    assert_eq!(value("AUTH-2025-0031: "), "37 500 of 50 000 first transferred after this, 12 500 left");
}

/// F10: what the order calls itself is compared with the book.
#[test]
fn f10_what_the_book_says_otherwise_is_in_the_colour_of_danger() {
    let later = |desk: &mut Desk| {
        retype(desk);
        desk.fire(Timer::Reading);
    };
    let mut other = book(given(&order(12_500)));
    other.blocks.last_mut().unwrap().first_transferred = Some("2025-03-01".parse().unwrap());
    let (mut desk, words) = (at(other, WIDE), "the order says so; by the authorization and the book it is not");
    later(&mut desk);
    assert!(says_in(&desk, Role::Danger, words), "{}", desk.screen());
    let mut gone = book(given(&order(12_500)));
    gone.blocks.pop();
    let (mut desk, words) = (at(gone, WIDE), "not known here: the blocks or their authorizations are not all here");
    later(&mut desk);
    assert!(says_in(&desk, Role::Warn, words), "{}", desk.screen());
}

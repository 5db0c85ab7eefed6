//! T02: a registry that swaps the order at each moment between the list and the sending, told or silently, for one that is well signed and for
//! one that is forged: whoever approves, rejects, releases, withdraws, stops it or takes an approval back. Whatever is signed is about the text
//! that was on the screen, or nothing is signed. What a counterpart proposes is swapped in `swapped_proposals.rs`.

use super::{
    book::Book,
    desk::{Desk, Setting},
    releasing,
    review::enter,
    seed,
    signed::{ORDER, book_under, changed, given, guards, order, signed_statement, text_of},
    speaking,
};
use countersign::{
    app::{Signer, Timer},
    evidence::{
        digest::Digest,
        order::{Body, OrderText},
        statement::StatementKind,
    },
    registry::{Act, Outcome, Unsigned, book::OrderInFull},
};

/// What somebody does, one thing after the other: before each of them the registry may swap what it shows.
pub type Step = (&'static str, fn(&mut Desk));

/// What a registry shows in place of what is there.
pub struct Lie {
    pub kind: &'static str,
    pub book: Book,
    /// Whether the console asks for it again, and so sees it, when it is told of a change; else it keeps what it has read.
    pub noticed: bool,
    /// What is signed where somebody begins with it and is not stopped: nothing, where it does not hold.
    pub digest: Option<Digest>,
    /// What stands on no screen unless it is shown.
    pub mark: String,
}

/// Something that is signed at the end.
pub struct Course {
    pub what: &'static str,
    pub book: Book,
    pub who: (&'static str, &'static str),
    pub steps: Vec<Step>,
    /// From this step on the text is held to the end; as long as this it is compared with what the registry shows; where it is sent.
    pub begun: usize,
    pub compared: usize,
    pub sent: usize,
    /// What is on the screen once a lie was noticed.
    pub alarm: &'static str,
    pub lies: Vec<Lie>,
    /// What the act names where nothing is swapped, and how it is read from it.
    pub digest: Digest,
    pub names: fn(&Unsigned) -> Digest,
}

const OPENED: [Step; 2] = [
    ("the list", |desk| desk.press("5")),
    ("the order is opened", |desk| {
        desk.press(":");
        desk.type_text(&format!("order {ORDER}"));
        desk.press("enter");
    }),
];
pub const READ: Step = ("it is read", |desk| {
    for _ in 0..8 {
        desk.fire(Timer::Reading);
        desk.press("pgdn");
    }
    desk.later(5_000);
    desk.fire(Timer::Reading);
});
pub const SIGNED: [Step; 2] = [
    ("it is signed", |desk| {
        desk.fire(Timer::Reading);
        desk.press("x s");
    }),
    ("it is sent", |desk| {
        if let Some((ticket, act)) = desk.acts.first().cloned() {
            let receipt = desk.books[0].receipt(act.key());
            desk.outcome(Ok(Outcome::Done(receipt)));
            // It stays in the list, to be looked at.
            desk.acts.insert(0, (ticket, act));
        }
    }),
];
const REVIEWED: Step = ("the review begins, and the checks are asked for", |desk| desk.press("v"));
const BECAUSE: Step = ("the reason is given", |desk| {
    desk.paste("as my copy says");
    desk.press("enter");
});

fn desk(book: Book, (person, station): (&str, &str)) -> Desk {
    let signer = Signer { person: person.parse().unwrap(), station: station.parse().unwrap() };
    Desk::with(Setting {
        books: vec![book, seed::ghana(), seed::empty()],
        size: (120, 40),
        signer: Some(signer),
        ..Setting::default()
    })
}

fn swap(desk: &mut Desk, lie: &Book, told: bool) {
    desk.books[0].papers.orders.clone_from(&lie.papers.orders);
    desk.books[0].traffic = lie.traffic.clone();
    desk.books[0].revision += 1;
    if told {
        desk.tell(desk.books[0].revision);
        desk.answer_all();
    }
}

/// Goes on until it is sent or an alarm stops it; everything that was on the screen until it was signed.
fn played(course: &Course, at: usize, lie: &Lie, told: bool) -> (Desk, String) {
    let mut desk = desk(course.book.clone(), course.who);
    let mut shown = String::new();
    for (place, (_, step)) in course.steps.iter().enumerate() {
        // What stood on the screen before anybody began says nothing about what was read.
        if place + 1 == course.begun {
            desk.watch();
        }
        if place == at {
            swap(&mut desk, &lie.book, told);
        }
        if desk.screen().contains("ALARM") {
            break;
        }
        step(&mut desk);
        if place < course.sent {
            shown = desk.watched.iter().flatten().map(String::as_str).collect();
        }
    }
    (desk, shown)
}

/// Plays it with each lie before each step, told and silent, and once without any.
pub fn nothing_unseen_is_signed(course: &Course) {
    let mut signed_at = Vec::new();
    for at in 0..=course.steps.len() {
        for (lie, told) in course.lies.iter().flat_map(|lie| [(lie, true), (lie, false)]) {
            let moment = course.steps.get(at).map_or("never", |(name, _)| *name);
            let (desk, shown) = played(course, at, lie, told);
            let how = if told { "told" } else { "silent" };
            let what = format!("{}: {}, {how}, before {moment}\n{}", course.what, lie.kind, desk.screen());
            assert!(desk.acts.len() <= 1, "{what}");
            for (_, act) in &desk.acts {
                let Act::Sign(unsigned) = act.act() else { panic!("{act:?} {what}") };
                let begun = if at < course.begun { lie.digest } else { Some(course.digest) };
                assert_eq!(Some((course.names)(unsigned)), begun, "{what}");
                for line in unsigned.text().lines().filter(|line| line.len() < 100) {
                    assert!(shown.contains(line), "{line} was never shown: {what}");
                }
                assert!(at < course.begun || !shown.contains(&lie.mark), "the other one was shown: {what}");
                signed_at.push((at, told));
            }
            if told && lie.noticed && (course.begun..=course.compared).contains(&at) {
                assert!(desk.acts.is_empty() && desk.screen().contains(course.alarm), "{what}");
            }
        }
    }
    // A table in which nothing is ever signed shows nothing.
    let (sent, never) = (course.sent, course.steps.len());
    assert!(signed_at.contains(&(sent, true)) && signed_at.contains(&(never, true)), "{}: {signed_at:?}", course.what);
}

/// The digest that a statement is about.
pub fn about(unsigned: &Unsigned) -> Digest {
    let Unsigned::Statement { text, .. } = unsigned else { panic!("{unsigned:?}") };
    text.text().statement().order_sha256
}

/// The same order to another account, well signed by its initiator.
fn other(order: &OrderInFull) -> OrderInFull {
    let text = changed(&text_of(order), |order| {
        let Body::Movement(moved) = &mut order.body else { panic!("it moves nothing") };
        moved.acquiring_account = "GHA01-100-7777".parse().unwrap();
    });
    let mut other = given(&text);
    other.state = order.state.clone();
    let (signed, given) = (other.signed.as_mut().unwrap(), order.signed.as_ref().unwrap());
    signed.count.approvals.clone_from(&given.count.approvals);
    if !given.statements.is_empty() {
        signed.statements.push(signed_statement(&text, StatementKind::Approve, ("luc.b", "ONL-1"), 1));
    }
    other
}

/// Its text under the signatures of the first.
pub fn forged(order: &OrderInFull, other: &OrderInFull) -> OrderInFull {
    let mut lie = other.clone();
    let theirs = &mut lie.signed.as_mut().unwrap().order;
    let mine = order.signed.clone().unwrap().order;
    (theirs.signature, theirs.station_signature) = (mine.signature, mine.station_signature);
    lie
}

/// What is done with an order, by whom, in these steps between its page and its end.
fn course(
    what: &'static str,
    order: OrderInFull,
    guards: super::papers::guards::Guards,
    who: (&'static str, &'static str),
    steps: &[Step],
) -> Course {
    let (other, text) = (other(&order), text_of(&order));
    let lie = |kind, order: &OrderInFull, holds: bool| Lie {
        kind,
        noticed: true,
        book: book_under(order.clone(), guards),
        digest: holds.then(|| text_of(order).sha256()),
        mark: "GHA01-100-7777".to_owned(),
    };
    let steps: Vec<Step> = OPENED.iter().chain(steps).chain(&SIGNED).copied().collect();
    Course {
        what,
        lies: vec![lie("well signed", &other, true), lie("forged", &forged(&order, &other), false)],
        book: book_under(order, guards),
        who,
        begun: 3,
        compared: steps.len() - 2,
        sent: steps.len() - 1,
        steps,
        alarm: "ALARM: ",
        digest: text.sha256(),
        names: about,
    }
}

const LUC: (&str, &str) = ("luc.b", "ONL-1");
const AMINA: (&str, &str) = ("amina.k", "ONL-2");

fn big() -> OrderText {
    order(12_500)
}

/// T02, F05, scenario 4.
#[test]
fn t02_an_order_that_is_swapped_at_any_moment_is_never_signed_unseen() {
    let steps: [Step; 7] = [
        REVIEWED,
        ("the quantity is typed again", |desk| enter(desk, "12 500")),
        ("the account is", |desk| enter(desk, "GHA01-100-0045")),
        ("the units are, and the text is shown", |desk| enter(desk, "120001-132500")),
        READ,
        ("the document is compared", |desk| {
            desk.press("o");
            desk.paste("/media/LOA-2025-118.pdf");
            desk.press("enter");
        }),
        ("the reason is given", |desk| {
            desk.press("x a");
            desk.paste("matches my copy");
            desk.press("enter");
        }),
    ];
    let mut course = course("approving", given(&big()), guards, LUC, &steps);
    // Whoever begins with the other one types what does not match it.
    course.lies.iter_mut().for_each(|lie| lie.digest = None);
    course.alarm = "ALARM: the content does not match the initiator's signature";
    nothing_unseen_is_signed(&course);
}

/// T02, F15: also where nothing is typed again and nothing of the order has to be read.
#[test]
fn t02_an_order_that_is_swapped_at_any_moment_is_not_rejected_for_another() {
    let steps = [REVIEWED, ("it is to be rejected", |desk: &mut Desk| desk.press("ctrl-x")), BECAUSE, READ];
    for (what, quantity) in [("rejecting unread", 12_500), ("rejecting what is shown", 500)] {
        nothing_unseen_is_signed(&course(what, given(&order(quantity)), guards, LUC, &steps));
    }
}

/// T02, F19: what a third person releases is what that person read.
#[test]
fn t02_an_order_that_is_swapped_at_any_moment_is_not_released_for_another() {
    let release: Step = ("it is to be released", |desk| desk.press("x a"));
    let steps = [REVIEWED, READ, release, BECAUSE, READ];
    nothing_unseen_is_signed(&course("releasing", releasing::approved(), releasing::guards, ("rita.r", "ONL-1"), &steps));
}

/// T02, F22: what takes risk away is about the order on whose page it was begun.
#[test]
fn t02_an_order_that_is_swapped_at_any_moment_is_not_spoken_about_for_another() {
    let begun: [Step; 3] = [
        ("it is to be withdrawn", |desk| desk.press("x w")),
        ("the approval is to be taken back", |desk| desk.press("x b")),
        ("it is to be stopped", |desk| desk.press("x t")),
    ];
    let [withdraw, take_back, stop] = begun;
    for (what, order, who, begin) in [
        ("withdrawing", given(&big()), AMINA, withdraw),
        ("taking back", speaking::cooling(30), LUC, take_back),
        ("stopping", speaking::cooling(30), LUC, stop),
    ] {
        nothing_unseen_is_signed(&course(what, order, guards, who, &[begin, BECAUSE, READ]));
    }
}

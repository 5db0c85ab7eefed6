//! T02, T03: a registry that swaps what a counterpart proposes at each moment, told or silently: while an acceptance is written, and while a
//! second person reviews it. Whatever is signed names the proposal that was on the screen, or nothing is signed.

use super::{
    book::Book,
    incoming::acceptance,
    offered::{Forgery, OFFERED, book, open, proposed},
    signed::{ORDER, changed, given_act},
    swapped::{Course, Lie, READ, SIGNED, Step, about, forged, nothing_unseen_is_signed},
};
use countersign::{
    app::Effect,
    evidence::{
        digest::Digest,
        order::{Body, OrderText},
    },
    registry::{
        Act, Deed, Unsigned,
        book::{Decision, OrderInFull},
        traffic::IncidentKind,
    },
};

/// Two other proposals: one that holds as well as the first, and one whose evidence does not.
const FORGED: [(&str, Forgery, bool); 2] = [
    ("another that holds", |it| it.accept_by = "2026-11-24T08:14:00Z".parse().unwrap(), true),
    ("without an approval", |it| it.evidence.as_deref_mut().unwrap().statements.clear(), false),
];

/// The same book; where it is noticed, the proposal is told as another message. Under the id of one that was read nothing is read again.
fn told_as(another: bool, mut book: Book) -> Book {
    let transfer = book.traffic.transfers.iter_mut().find(|row| row.summary.id.to_string() == OFFERED).unwrap();
    let at = transfer.proposal().unwrap().message;
    let new = if another { "999999".parse().unwrap() } else { at };
    transfer.messages.iter_mut().filter(|rung| rung.message == at).for_each(|rung| rung.message = new);
    book.traffic.messages.iter_mut().filter(|kept| kept.summary.id == at).for_each(|kept| kept.summary.id = new);
    book
}

/// The proposal that an order names.
fn named(order: &OrderText) -> Digest {
    let Body::Act(act) = &order.order().body else { panic!("{order:?}") };
    act.decided().unwrap().proposal
}

/// T02, T03, F09: while the acceptance is written, up to where its whole text is there to be read; that text names what was read.
#[test]
fn t02_a_proposal_that_is_swapped_at_any_moment_is_not_accepted_for_another() {
    let steps: [Step; 5] = [
        ("the transfer is opened", |desk| open(desk, "transfer", OFFERED)),
        ("it is to be accepted", |desk| desk.press("x y")),
        ("the document is named", |desk| {
            desk.paste("/papers/LOA-2026-118.pdf");
            desk.press("tab");
        }),
        ("the reason is given, and the text is shown", |desk| {
            desk.paste("TICKET-5120 expected delivery");
            desk.press("enter");
        }),
        READ,
    ];
    let lie = |(kind, forge, holds): (&'static str, Forgery, bool)| {
        [false, true].map(|noticed| {
            let book = told_as(noticed, book(12_500, forge));
            let digest = Digest::of(proposed(&book));
            Lie { kind, book, noticed, digest: holds.then_some(digest), mark: digest.to_string() }
        })
    };
    let book = book(12_500, |_| ());
    nothing_unseen_is_signed(&Course {
        what: "accepting",
        digest: Digest::of(proposed(&book)),
        book,
        who: ("amina.k", "ONL-2"),
        steps: steps.iter().chain(&SIGNED).copied().collect(),
        begun: 2,
        compared: 3,
        sent: 6,
        alarm: "ALARM: another proposal than before",
        lies: FORGED.into_iter().flat_map(lie).collect(),
        names: |unsigned| if let Unsigned::Order(text) = unsigned { named(text.text()) } else { panic!("{unsigned:?}") },
    });
}

/// An order that accepts the proposal of a book, and that book with it.
fn with_order(forge: Forgery) -> (Book, OrderInFull) {
    let mut book = book(500, forge);
    let proposal = Digest::of(proposed(&book));
    let text = changed(&acceptance(500), |order| {
        let Body::Act(act) = &mut order.body else { panic!("a decision") };
        act.leaves[2] = format!("proposal = \"{proposal}\"").parse().unwrap();
    });
    let order = given_act(&text, Decision::Accept, OFFERED);
    book.papers.orders.push(order.clone());
    (book, order)
}

/// T02, T03: while the second person reviews it: the proposal alone, the order alone, both at once, and a forged order.
#[test]
fn t02_an_acceptance_that_is_swapped_at_any_moment_is_not_approved_for_another() {
    let steps: [Step; 6] = [
        ("the list", |desk| desk.press("5")),
        ("the order is opened", |desk| open(desk, "order", ORDER)),
        ("the review begins", |desk| desk.press("v")),
        READ,
        ("the reason is given", |desk| {
            desk.press("x a");
            desk.paste("matches my copy");
            desk.press("enter");
        }),
        READ,
    ];
    let digest_of = |order: &OrderInFull| order.digest;
    let (book, order) = with_order(|_| ());
    let (swapped, other) = with_order(FORGED[0].1);
    let with = |order: &OrderInFull, of: &Book| {
        let mut book = of.clone();
        *book.papers.orders.last_mut().unwrap() = order.clone();
        book
    };
    let mark = Digest::of(proposed(&swapped)).to_string();
    let lie = |kind, noticed, book, digest| Lie { kind, noticed, book, digest, mark: mark.clone() };
    let lies = vec![
        lie("both", true, swapped.clone(), Some(digest_of(&other))),
        lie("the proposal alone", false, with(&order, &swapped), None),
        lie("the proposal alone, as another message", false, told_as(true, with(&order, &swapped)), None),
        lie("the order alone", true, with(&other, &book), None),
        lie("a forged order", true, with(&forged(&order, &other), &swapped), None),
    ];
    let steps: Vec<Step> = steps.iter().chain(&SIGNED).copied().collect();
    nothing_unseen_is_signed(&Course {
        what: "approving an acceptance",
        digest: digest_of(&order),
        book,
        who: ("luc.b", "ONL-1"),
        begun: 3,
        compared: 6,
        sent: 7,
        steps,
        alarm: "ALARM: the content does not match the initiator's signature",
        lies,
        names: about,
    });
}

/// T02, T03: another proposal while the acceptance is written is in the journal and told to the security officers, each other one once.
#[test]
fn t03_another_proposal_while_it_is_accepted_is_told_to_the_officers() {
    let first = book(12_500, |_| ());
    let mut desk = super::offered::desk(first, ("amina.k", "ONL-2"), (120, 40));
    open(&mut desk, "transfer", OFFERED);
    desk.press("x y");
    desk.take();
    assert!(desk.told.is_empty(), "nothing is wrong yet: {:?}", desk.told);
    let shown = |desk: &mut super::desk::Desk, forge: Forgery| {
        desk.books[0].traffic = told_as(true, book(12_500, forge)).traffic;
        desk.books[0].revision += 1;
        desk.tell(desk.books[0].revision);
        desk.answer_all();
    };
    for again in [false, true] {
        shown(&mut desk, FORGED[0].1);
        let screen = desk.screen();
        assert!(screen.contains("ALARM: transfer GHA01-2026-004131: the registry shows another proposal"), "{screen}");
        let noted = desk.take().into_iter().filter(|effect| match effect {
            Effect::NoteRefusal { why, told_as, .. } => why.contains("another proposal") && told_as.is_some(),
            _ => false,
        });
        assert_eq!((noted.count(), desk.told.len()), (usize::from(!again), 1), "again: {again}");
    }
    let [(_, told)] = desk.told.as_slice() else { panic!("{:?}", desk.told) };
    let Act::Alone { deed: Deed::TellAlarm(alarm), reason } = told.act() else { panic!("{told:?}") };
    assert_eq!((alarm.kind, alarm.about.as_str()), (IncidentKind::Altered, "transfer GHA01-2026-004131"));
    assert!(reason.contains("(T03)"), "{reason}");
}

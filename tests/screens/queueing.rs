//! The queue of orders that wait: whose they are to approve, why not, and what a lying registry can't make of them.

use super::{
    book::Book,
    desk::{Desk, Setting},
    seed,
    signed::{ORDER, given, guards, order},
    snapshots::{SIZES, keep},
};
use countersign::{
    app::Signer,
    registry::{
        Environment,
        book::{OrderInFull, OrderedAct},
    },
};

/// The queue with this order, as somebody at a station sees it.
fn queue(order: OrderInFull, (person, station): (&str, &str), size: (u16, u16)) -> Desk {
    let mut book: Book = seed::swiss();
    book.papers.guards = Some(guards);
    book.papers.orders.push(order);
    let signer = Signer { person: person.parse().unwrap(), station: station.parse().unwrap() };
    let profiles = vec![("practice-che", Environment::Practice, false)];
    let mut desk = Desk::with(Setting { books: vec![book], profiles, size, signer: Some(signer), ..Setting::default() });
    desk.press("5");
    desk
}

/// The lines of the section with this title.
fn section(desk: &Desk, title: &str) -> String {
    let screen = desk.screen();
    let lines = screen.lines().skip_while(|line| !line.contains(title)).skip(1);
    lines.take_while(|line| !line.contains("──")).collect::<Vec<_>>().join("\n")
}

/// F24, F01, F03: what somebody may not approve is there too, with the reason; the verdict is judged here.
#[test]
fn f24_the_queue_says_for_whom_an_order_is_and_why_not_for_the_viewer() {
    let wide = (160, 45);
    let desk = queue(given(&order(12_500)), ("luc.b", "ONL-1"), wide);
    let mine = section(&desk, "For you to review");
    assert!(mine.contains(ORDER) && mine.contains("0 of 1"), "{}", desk.screen());
    for (who, why) in [(("amina.k", "ONL-2"), "(F01)"), (("luc.b", "ONL-2"), "(F03)"), (("ines.r", "ONL-1"), "(F26)")] {
        let desk = queue(given(&order(12_500)), who, wide);
        let others = section(&desk, "For others");
        assert!(others.contains(ORDER) && others.contains(why), "{who:?}\n{}", desk.screen());
        assert!(!desk.screen().contains("For you to review"));
    }
}

/// F07: what the viewer is to type again in the review is in no frame of the queue, also not while texts are awaited; whoever is not
/// to type it sees it.
#[test]
fn f07_what_is_to_be_typed_again_is_not_in_the_queue() {
    let shows = |screen: &str| screen.contains("13 700") || screen.contains("GHA01-100-0045");
    let for_luc = queue(given(&order(13_700)), ("luc.b", "ONL-1"), (160, 45));
    assert!(section(&for_luc, "For you to review").contains(ORDER) && !shows(&for_luc.screen()), "{}", for_luc.screen());
    let mut awaited = queue(given(&order(13_700)), ("luc.b", "ONL-1"), (160, 45));
    awaited.prompt = false;
    awaited.press("r");
    assert!(!shows(&awaited.screen()), "{}", awaited.screen());
    let for_amina = queue(given(&order(13_700)), ("amina.k", "ONL-2"), (160, 45));
    assert!(section(&for_amina, "For others").contains("13 700 ITMOs  to GHA01-100-0045"), "{}", for_amina.screen());
    // Nothing of an order of 500 is typed again, so nothing of it is kept back.
    let small = queue(given(&order(500)), ("luc.b", "ONL-1"), (160, 45));
    assert!(section(&small, "For you to review").contains("500 ITMOs  to GHA01-100-0045"), "{}", small.screen());
}

/// Scenario 4: an order whose page differs from what was signed is an alarm, and does not lead to a review.
#[test]
fn scenario_4_what_a_registry_made_up_is_an_alarm_in_the_queue() {
    let mut lied = given(&order(12_500));
    let OrderedAct::Transfer(moved) = &mut lied.act else { panic!("an order that moves ITMOs") };
    moved.quantity = countersign::domain::Quantity::new(99);
    let mut desk = queue(lied, ("luc.b", "ONL-1"), (160, 45));
    let alarm = section(&desk, "ALARM");
    assert!(alarm.contains(ORDER) && alarm.contains("another quantity"), "{}", desk.screen());
    desk.press("down enter");
    assert!(!desk.head().starts_with("Review"), "{}", desk.head());
}

/// Enter on what the viewer may approve begins its review.
#[test]
fn what_the_viewer_may_approve_leads_to_its_review() {
    let mut desk = queue(given(&order(12_500)), ("luc.b", "ONL-1"), (160, 45));
    for _ in 0..12 {
        desk.press("enter");
        if desk.head().contains(ORDER) {
            break;
        }
        desk.press("down");
    }
    assert!(desk.head().starts_with(&format!("Review of order {ORDER}")), "{}", desk.screen());
}

#[test]
fn the_queue_in_every_size() {
    type Scene = (&'static str, fn((u16, u16)) -> Desk);
    let scenes: [Scene; 2] = [
        ("approvals", |size| queue(given(&order(12_500)), ("luc.b", "ONL-1"), size)),
        ("approvals-of-ones-own", |size| queue(given(&order(12_500)), ("amina.k", "ONL-2"), size)),
    ];
    for (name, set) in scenes {
        for (columns, rows) in SIZES {
            keep(&format!("{name}@{columns}x{rows}"), &set((columns, rows)).screen());
        }
    }
}

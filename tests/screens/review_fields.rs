//! T03: nothing that is signed is missing from the review. Every field of an order is changed in turn, and every line of each text is painted.
//! The structs are taken apart here without a rest pattern: a field that is added does not compile before it stands in this list.

use super::{
    desk::{Desk, Setting},
    signed::{ORDER, book, changed, given, guards, order, review, review_under},
};
use countersign::{
    app::{Signer, Timer},
    domain::{Environment, transfer::CancellationKind},
    evidence::order::{Body, Destination, Movement, Order, OrderText, Units},
    registry::book::{Guarded, GuardedText, GuardedVersion},
};
use std::collections::BTreeSet;

/// What was on the screen from the first line to the last.
pub fn painted(desk: &mut Desk) -> String {
    let mut frames = String::new();
    for _ in 0..12 {
        desk.fire(Timer::Reading);
        frames.push_str(&desk.screen());
        desk.press("pgdn");
    }
    frames
}

type Change = (&'static str, fn(&mut Order));

fn moved(order: &mut Order) -> &mut Movement {
    let Body::Movement(moved) = &mut order.body else { panic!("an order that moves ITMOs") };
    moved
}

/// Every field of an order, and another value for it.
fn changes(of: &Order) -> Vec<Change> {
    let Order {
        id: _,
        supersedes: _,
        registry: _,
        environment: _,
        body,
        reason: _,
        wire_sha256: _,
        policy: _,
        roster: _,
        not_before: _,
        not_after: _,
        initiator: _,
        station: _,
    } = of;
    let Body::Movement(movement) = body else { panic!("an order that moves ITMOs") };
    let Movement {
        transferring_party: _,
        transferring_account: _,
        acquiring_party: _,
        to: _,
        acquiring_account: _,
        units: _,
        metric: _,
        authorizations: _,
        corrects: _,
        source: _,
    } = &**movement;
    vec![
        ("id", |order| order.id = "01a20251-b940-7c1a-9d0e-5f3c1b7a2e45".parse().unwrap()),
        ("supersedes", |order| order.supersedes = Some("01a20251-b940-7c1a-9d0e-5f3c1b7a2e46".parse().unwrap())),
        ("reason", |order| order.reason = "TICKET-4472 delivery".parse().unwrap()),
        ("not_before", |order| order.not_before = "2026-11-22T08:15:00Z".parse().unwrap()),
        ("not_after", |order| order.not_after = "2026-11-23T08:13:00Z".parse().unwrap()),
        ("transferring_party", |order| moved(order).transferring_party = "THA".parse().unwrap()),
        ("transferring_account", |order| moved(order).transferring_account = "CHE01-100-2002".parse().unwrap()),
        ("acquiring_party", |order| moved(order).acquiring_party = "VUT".parse().unwrap()),
        ("to, a transfer", |order| moved(order).to = Destination::Transfer("GHA01".parse().unwrap())),
        ("to, a cancellation", |order| moved(order).to = Destination::Cancellation(CancellationKind::Voluntary)),
        ("acquiring_account", |order| moved(order).acquiring_account = "GHA01-100-0054".parse().unwrap()),
        ("metric", |order| moved(order).metric = countersign::domain::Metric::NonGhg),
        ("authorizations", |order| moved(order).authorizations = BTreeSet::from(["AUTH-2025-0032".parse().unwrap()])),
        ("corrects", |order| moved(order).corrects = Some("CHE01-2026-004101".parse().unwrap())),
        ("source", |order| {
            let other = countersign::evidence::digest::Digest::of("other");
            moved(order).source = countersign::evidence::order::SourceDocument::new("LOA-2025-118.pdf", other).unwrap();
        }),
    ]
}

fn every_line_is_painted(text: &OrderText, name: &str) -> String {
    let mut desk = review(given(text), (160, 45));
    let frames = painted(&mut desk);
    for line in text.as_str().lines() {
        assert!(frames.contains(line), "{name}: {line}\n{frames}");
    }
    frames
}

#[test]
fn t03_every_signed_field_is_painted_and_changes_the_review() {
    let base = order(500);
    let usual = every_line_is_painted(&base, "as it is");
    for (name, change) in changes(base.order()) {
        let text = changed(&base, change);
        let changed_lines: Vec<&str> = text.as_str().lines().filter(|line| !base.as_str().contains(line)).collect();
        assert!(changed_lines.iter().any(|line| !line.starts_with("wire-sha256")), "{name} changes a line of its own");
        assert_ne!(every_line_is_painted(&text, name), usual, "{name}");
    }
    // Units, quantity and its words go together.
    assert_ne!(every_line_is_painted(&order(501), "units"), usual);
}

/// F23: an order of many runs is one text; each run stands in the review, and none is folded away.
#[test]
fn f23_t03_every_run_of_an_order_of_many_is_painted_and_changes_the_review() {
    let of = |last: u64| {
        let run = |n: u64| {
            let (first, end) = (120_001 + 10 * n, if n == 59 { last } else { 120_005 + 10 * n });
            format!("CA0007-CHE01-CHE-{first}-{end}-2023").parse().unwrap()
        };
        changed(&order(500), |order| moved(order).units = Units::new((0..60).map(run).collect()).unwrap())
    };
    let (usual, other) = (of(120_595), of(120_596));
    assert!(usual.as_str().contains("\nunits-60: ") && usual.as_str().contains("\nquantity: 300\n"), "{}", usual.as_str());
    assert_ne!(every_line_is_painted(&usual, "sixty runs"), every_line_is_painted(&other, "the last of them"));
}

/// What would make it another order than one that can be reviewed here is no review at all.
#[test]
fn t03_t33_what_the_order_is_bound_to_is_verified_before_anything_is_shown() {
    let base = order(500);
    let changes: [Change; 6] = [
        ("registry", |order| order.registry = "GHA01".parse().unwrap()),
        ("environment", |order| order.environment = countersign::domain::Environment::Production),
        ("policy", |order| order.policy.version = 2.try_into().unwrap()),
        ("roster", |order| order.roster.version = 2.try_into().unwrap()),
        ("initiator", |order| order.initiator = "luc.b".parse().unwrap()),
        ("station", |order| order.station = "ONL-1".parse().unwrap()),
    ];
    for (name, change) in changes {
        let mut order = base.order().clone();
        change(&mut order);
        let Ok(text) = countersign::wire::convert::order_text::bound(order) else { continue };
        let desk = review(given(&text), (160, 45));
        assert!(desk.screen().contains("ALARM"), "{name}\n{}", desk.screen());
    }
}

/// T33: an order of practice is none for a profile of another environment, whatever its roster says.
#[test]
fn t33_a_profile_of_another_environment_reviews_nothing() {
    let signer = Signer { person: "luc.b".parse().unwrap(), station: "ONL-1".parse().unwrap() };
    let profiles = vec![("swiss", Environment::Production, false)];
    let books = vec![book(given(&order(500)))];
    let mut desk = Desk::with(Setting { books, profiles, size: (160, 45), signer: Some(signer), ..Setting::default() });
    desk.press(":");
    desk.type_text(&format!("order {ORDER}"));
    desk.press("enter v");
    assert!(desk.screen().contains("for another environment than this profile (T33)"), "{}", desk.screen());
}

fn by_one(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    let mut text = guards(guarded, version)?;
    text.signatures.truncate(1);
    Some(text)
}

/// F27, T20: under a roster or a policy that one officer signed nothing is reviewed.
#[test]
fn f27_what_one_officer_signed_judges_nothing() {
    let desk = review_under(by_one, given(&order(500)), ("luc.b", "ONL-1"), (160, 45));
    let screen = desk.screen();
    assert!(screen.contains("ALARM") && screen.contains("1 of 2 security officers signed the roster"), "{screen}");
}

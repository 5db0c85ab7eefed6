//! Every kind of order, what its execution writes, and where the units are then.

use super::world::*;
use crate::{
    sandbox::book,
    wire::{BigNumber, ledger::Authorization, order::*},
};

fn words(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

/// Where units go; vintage and first serial; what is written; account, state and first transfer afterwards; the record.
type Case = (Destination, u16, u64, &'static str, &'static str, &'static str, bool, (&'static str, &'static str));

const MOVED: &str = "unlock move transfer order-state";
const FIRST: &str = "unlock first-transfer move transfer order-state";

// Vintage 2023 is for contributions, 2024 for other purposes and first transferred by use or cancellation; serials from 1 000 on were first transferred.
fn held() -> Vec<Case> {
    let fund = |mandatory| {
        Destination::AdaptationFund(ToFund { registry: "CHE01".to_owned(), account: "CHE01-100-0002".to_owned(), mandatory })
    };
    vec![
        (to_account("CHE01-100-0002"), 2023, 1, MOVED, "CHE01-100-0002", "available", false, ("", "")),
        (
            to_account("CHE01-100-0003"),
            2023,
            1,
            FIRST,
            "CHE01-100-0003",
            "available",
            true,
            ("First transfer", "First transfer to another Party"),
        ),
        (to_account("CHE01-100-0003"), 2023, 1_000, MOVED, "CHE01-100-0003", "available", true, ("Transfer", "Not yet defined")),
        (fund(true), 2023, 1, MOVED, "CHE01-100-0002", "available", false, ("", "")),
    ]
}

fn ended() -> Vec<Case> {
    vec![
        (to_ndc(2025), 2023, 1, MOVED, "CHE01-200-0001", "used", false, ("Use", "")),
        (to_oimp("CORSIA"), 2024, 1, FIRST, "CHE01-210-0001", "used", true, ("First transfer", "Use or cancellation")),
        (
            to_cancellation("CHE01-300-0001", "voluntary"),
            2023,
            1,
            MOVED,
            "CHE01-300-0001",
            "cancelled",
            false,
            ("Voluntary Cancellation", "Other cancellations"),
        ),
        (
            to_cancellation("CHE01-310-0001", "omge-mandatory"),
            2023,
            1,
            MOVED,
            "CHE01-310-0001",
            "cancelled",
            false,
            ("Cancellation", "Mandatory cancellation to deliver OMGE"),
        ),
        (
            to_cancellation("CHE01-320-0001", "omge-voluntary"),
            2024,
            1,
            FIRST,
            "CHE01-320-0001",
            "cancelled",
            true,
            ("First transfer", "Voluntary cancellation to deliver OMGE"),
        ),
        (
            to_cancellation("CHE01-330-0001", "other"),
            2023,
            1,
            MOVED,
            "CHE01-330-0001",
            "cancelled",
            false,
            ("Cancellation", "Other cancellations"),
        ),
    ]
}

#[test]
fn an_order_that_moves_units_writes_what_its_kind_writes() {
    for (to, vintage, from, postings, account, state, was_first, action) in held().into_iter().chain(ended()) {
        let world = World::new();
        let act = transfer(vec![span(from, from + 9, vintage)], 10, to);
        let id = world.submit(&act).unwrap().subject;
        assert_eq!(world.unit(&unit(from, vintage)).1, "reserved", "{act:?}");
        world.approve_as("luc.b", &id).unwrap();
        assert_eq!(world.postings(), words(postings), "{act:?}");
        assert_eq!(world.unit(&unit(from + 9, vintage)), (account.to_owned(), state.to_owned(), was_first), "{act:?}");
        let record = book::transfer(&world.book, &id).unwrap().unwrap();
        assert_eq!((record.state.as_str(), record.action.as_str(), record.subtype.as_str()), ("completed", action.0, action.1));
        assert_eq!(world.state(&id), "executed");
        // What was not ordered has not moved, and is what it was.
        assert_eq!(world.unit(&unit(from + 10, vintage)).0, "CHE01-100-0001");
        assert_eq!(world.unit(&unit(from + 10, vintage)).1, "available");
        world.is_sound();
    }
}

#[test]
fn issued_units_are_first_transferred_when_their_authorization_says_so() {
    for (authorization, postings, first) in [
        (NDC, "create order-state", false),
        ("GHA-USE", "create order-state", false),
        ("GHA-ISSUE", "create first-transfer order-state", true),
        ("GHA-AUTH", "create first-transfer order-state", true),
    ] {
        let world = World::new();
        let before = book::consumed(&world.book, authorization).unwrap().count();
        let blocks = vec![block(1, 100, 2025, authorization)];
        let order = IssueOrder { account: "CHE01-100-0002".to_owned(), blocks, reason: "monitored".to_owned() };
        world.execute(&OrderAct::Issue(order)).unwrap();
        assert_eq!(world.postings(), words(postings), "{authorization}");
        assert_eq!(world.unit(&unit(50, 2025)), ("CHE01-100-0002".to_owned(), "available".to_owned(), first));
        let consumed = book::consumed(&world.book, authorization).unwrap().count();
        assert_eq!(consumed - before, if first { 100 } else { 0 });
        world.is_sound();
    }
}

#[test]
fn orders_that_move_nothing_change_what_they_name() {
    let world = World::new();
    let version = Authorization { version: 2, quantity: Some(BigNumber(7_000)), ..authorization(NDC, "NDC", None) };
    let order = AuthorizeOrder { authorization: version, reason: "amended".to_owned() };
    world.execute(&OrderAct::Authorize(Box::new(order))).unwrap();
    assert_eq!(world.postings(), words("authorization order-state"));
    assert_eq!(book::authorization(&world.book, NDC, None).unwrap().unwrap().quantity.unwrap().count(), 7_000);

    let order = ApproachOrder { approach: approach("CA0002", "active", "submitted"), reason: "resumed".to_owned() };
    world.execute(&OrderAct::Approach(order)).unwrap();
    assert_eq!(world.postings(), words("approach order-state"));

    let account = account("CHE01-100-0099", 100, "CHE", "open");
    let order = OpenAccountOrder { account, representatives: people(&["Ama", "Kofi"]), reason: "asked for".to_owned() };
    world.execute(&OrderAct::OpenAccount(Box::new(order))).unwrap();
    assert_eq!(world.postings(), words("account representatives order-state"));
    let found = book::account(&world.book, "CHE01-100-0099").unwrap().unwrap();
    assert_eq!(found.opened, Some(world.now.get()));
    assert_eq!(found.representatives.len(), 2);

    for state in ["blocked-out", "suspended", "open", "closed"] {
        let order = AccountStateOrder { account: "CHE01-100-0099".to_owned(), state: state.to_owned(), reason: "x".to_owned() };
        world.execute(&OrderAct::AccountState(order)).unwrap();
        assert_eq!(book::account(&world.book, "CHE01-100-0099").unwrap().unwrap().state.word(), state);
    }

    let order = ReleaseBlocksOrder { spans: vec![span(501, 550, 2023)], reason: "clarified".to_owned() };
    world.execute(&OrderAct::ReleaseBlocks(order)).unwrap();
    assert_eq!(world.postings(), words("unlock order-state"));
    assert_eq!(world.unit(&unit(550, 2023)).1, "available");
    assert_eq!(world.unit(&unit(551, 2023)).1, "frozen-administration");
    world.is_sound();
}

#[test]
fn a_correction_takes_the_units_back_the_way_they_came() {
    let world = World::new();
    let wrong = world.execute(&transfer(vec![span(1, 100, 2023)], 100, to_account("CHE01-100-0002"))).unwrap();
    let back = |spans, quantity, to: &str| {
        let order = TransferOrder {
            from: "CHE01-100-0002".to_owned(),
            corrects: Some(wrong.clone()),
            ..order(spans, quantity, to_account(to))
        };
        OrderAct::Transfer(order)
    };
    // More than was moved, or elsewhere, is no correction of it.
    let before = world.head();
    world.submit(&back(vec![span(1, 101, 2023)], 101, "CHE01-100-0001")).unwrap_err();
    world.submit(&back(vec![span(1, 10, 2023)], 10, "CHE01-100-0003")).unwrap_err();
    assert_eq!(world.head(), before);
    let id = world.execute(&back(vec![span(11, 20, 2023)], 10, "CHE01-100-0001")).unwrap();
    assert_eq!(book::transfer(&world.book, &id).unwrap().unwrap().corrects, Some(wrong));
    assert_eq!(world.unit(&unit(15, 2023)).0, "CHE01-100-0001");
    assert_eq!(world.unit(&unit(21, 2023)).0, "CHE01-100-0002");
    world.is_sound();
}

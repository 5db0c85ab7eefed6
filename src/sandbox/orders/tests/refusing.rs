//! Each check refuses what it is for, by its id, and the book is as it was.

use super::world::*;
use crate::{
    sandbox::{desk::Policy, ledger},
    wire::{
        BigNumber,
        ledger::{Authorization, Block, Span},
        order::*,
        problem::kind,
    },
};

/// An order and the check that refuses it.
type Case = (&'static str, OrderAct);

fn hold() -> Destination {
    to_account("CHE01-100-0002")
}

/// The same order out of another account.
fn of(from: &str, act: OrderAct) -> OrderAct {
    match act {
        OrderAct::Transfer(order) => OrderAct::Transfer(TransferOrder { from: from.to_owned(), ..order }),
        act => act,
    }
}

fn in_approach(approach: &str) -> Span {
    let Span { first, last } = span(1, 10, 2023);
    Span { first: first.replace("CA0001", approach), last: last.replace("CA0001", approach) }
}

fn units() -> Vec<Case> {
    vec![
        ("B01", transfer(Vec::new(), 0, hold())),
        ("M11", transfer(vec![span(1, 10, 2023)], 0, hold())),
        ("B02", transfer(vec![span(10, 1, 2023)], 10, hold())),
        ("B03", transfer(vec![Span { first: unit(1, 2023), last: unit(9, 2024) }], 9, hold())),
        ("B04", transfer(vec![span(1, 10, 2023)], 11, hold())),
        ("B04", transfer(vec![span(1, 10, 2023)], u64::MAX, hold())),
        ("B06", transfer(vec![span(1, 10, 2023), span(10, 19, 2023)], 20, hold())),
        ("B07", transfer(vec![span(700, 710, 2023)], 11, hold())),
        ("B07", transfer(vec![span(8_999, 9_001, 2023)], 3, hold())),
        ("B07", transfer(vec![span(1, u64::MAX, 2023)], u64::MAX, hold())),
        ("B09", transfer(vec![span(595, 600, 2023)], 6, hold())),
        ("B09", transfer(vec![span(601, 610, 2023)], 10, hold())),
        ("B10", of("CHE01-200-0001", transfer(vec![span(901, 910, 2023)], 10, hold()))),
        ("B10", of("CHE01-300-0001", transfer(vec![span(951, 960, 2023)], 10, hold()))),
    ]
}

fn accounts() -> Vec<Case> {
    vec![
        ("A01", of("CHE01-100-0404", transfer(vec![span(1, 10, 2023)], 10, hold()))),
        ("A02", of("CHE01-100-0004", transfer(vec![span(701, 710, 2023)], 10, hold()))),
        ("A03", of("CHE01-200-0001", transfer(vec![span(901, 910, 2023)], 10, hold()))),
        ("A04", transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0007"))),
        ("A04", of("CHE01-100-0008", transfer(vec![span(501, 600, 2021)], 100, hold()))),
        ("B11", of("CHE01-100-0008", transfer(vec![span(501, 510, 2021)], 10, hold()))),
        ("A05", transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0005"))),
        ("A05", transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0404"))),
        ("A06", transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-200-0001"))),
        ("A06", transfer(vec![span(1, 10, 2023)], 10, to_cancellation("CHE01-310-0001", "voluntary"))),
        ("A10", of("CHE01-100-0006", transfer(vec![span(801, 810, 2023)], 10, hold()))),
    ]
}

fn under_authorizations() -> Vec<Case> {
    vec![
        ("B16", transfer(vec![span(401, 410, 2021)], 10, hold())),
        ("Z01", transfer(vec![span(1, 10, 2021)], 10, hold())),
        ("Z02", transfer(vec![span(1, 10, 2024)], 10, to_ndc(2025))),
        ("Z02", transfer(vec![span(1, 10, 2023)], 10, to_oimp("CORSIA"))),
        ("Z03", transfer(vec![span(301, 310, 2021)], 10, hold())),
        ("Z04", transfer(vec![span(101, 200, 2021)], 100, to_registry("GHA01"))),
        ("Z05", transfer(vec![span(201, 210, 2021)], 10, to_registry("THA01"))),
        ("Z07", transfer(vec![in_approach("CA0002")], 10, hold())),
        ("Z08", transfer(vec![in_approach("CA0003")], 10, hold())),
        ("Z09", transfer(vec![span(1, 5, 2023), span(1, 5, 2024)], 10, to_cancellation("CHE01-300-0001", "voluntary"))),
        ("Z10", transfer(vec![span(1, 10, 2023)], 10, to_ndc(2022))),
        ("Z10", transfer(vec![span(1, 10, 2023)], 10, to_ndc(2031))),
        ("C03", transfer(vec![span(2_000, 3_000, 2023)], 1_001, hold())),
        ("L01", transfer(vec![span(1, 10, 2023)], 10, to_registry("THA01"))),
        ("L05", transfer(vec![span(1, 10, 2023)], 10, to_registry("THA01"))),
        ("L06", transfer(vec![span(1, 10, 2023)], 10, to_registry("THA01"))),
        ("M08", transfer(vec![span(1, 10, 2023)], 10, to_registry("VUT01"))),
        ("A07", transfer(vec![span(1, 10, 2023)], 10, to_registry("CHE01"))),
    ]
}

fn issuing() -> Vec<Case> {
    vec![
        ("B14", issue(block(1, 10, 2023, NDC))),
        ("B14", issue(block(9_000, 9_010, 2023, NDC))),
        (
            "B05",
            issue(Block {
                first: "CA0001-CHE01-SWE-1-2025".to_owned(),
                last: "CA0001-CHE01-SWE-9-2025".to_owned(),
                ..block(1, 9, 2025, NDC)
            }),
        ),
        (
            "B05",
            issue(Block {
                first: "CA0001-GHA01-GHA-1-2025".to_owned(),
                last: "CA0001-GHA01-GHA-9-2025".to_owned(),
                ..block(1, 9, 2025, NDC)
            }),
        ),
        ("B12", issue(Block { non_ghg: "3 ha".to_owned(), ..block(1, 9, 2025, NDC) })),
        ("B12", issue(Block { non_ghg: String::new(), ..block(1, 9, 2025, "GHA-HA") })),
        ("Z01", issue(block(1, 10, 2025, "GHA-NOWHERE"))),
        ("Z01", issue(block(1, 10, 2025, "GHA-STOPPED"))),
        ("Z04", issue_for_tight()),
        ("M09", issue(block(1, 10, 2027, NDC))),
    ]
}

fn recording() -> Vec<Case> {
    vec![
        ("A10", open(&["Ama"])),
        ("A10", open(&["Ama", "ama "])),
        ("Z01", authorize(Authorization { version: 3, ..authorization(NDC, "NDC", None) })),
        ("Z01", authorize(Authorization { version: 1, ..authorization(NDC, "NDC", None) })),
        ("Z01", authorize(Authorization { version: 2, metric: "non-GHG".to_owned(), ..authorization(NDC, "NDC", None) })),
        ("Z03", authorize(Authorization { ..authorization("GHA-NEW", "OIMP", None) })),
        ("Z04", authorize(Authorization { quantity: Some(BigNumber(0)), ..authorization("GHA-NEW", "NDC", None) })),
        ("Z05", authorize(Authorization { party: "SWE".to_owned(), ..authorization("GHA-NEW", "NDC", None) })),
        ("Z07", authorize(Authorization { approach: "CA0002".to_owned(), ..authorization("GHA-NEW", "NDC", None) })),
        ("Z08", authorize(Authorization { approach: "CA0003".to_owned(), ..authorization("GHA-NEW", "NDC", None) })),
        ("M04", authorize(Authorization { sector: "transportation".to_owned(), ..authorization("GHA-NEW", "NDC", None) })),
        ("M06", authorize(Authorization { parties: vec!["Sweden".to_owned()], ..authorization("GHA-NEW", "NDC", None) })),
        ("M07", authorize(Authorization { approach: "CA0999".to_owned(), ..authorization("GHA-NEW", "NDC", None) })),
        ("M09", authorize(Authorization { date: "2027-01-01".parse().unwrap(), ..authorization("GHA-NEW", "NDC", None) })),
        ("M10", authorize(Authorization { id: "GHA_1;".to_owned(), ..authorization("GHA-NEW", "NDC", None) })),
        ("Z07", OrderAct::Approach(ApproachOrder { approach: approach("CA0001", "draft", "submitted"), reason: "x".to_owned() })),
        ("Z08", OrderAct::Approach(ApproachOrder { approach: approach("CA0001", "active", "draft"), reason: "x".to_owned() })),
        ("B09", release(1, 10)),
        ("B09", release(595, 605)),
        ("B07", release(9_001, 9_002)),
    ]
}

fn issue(block: Block) -> OrderAct {
    OrderAct::Issue(IssueOrder { account: "CHE01-100-0002".to_owned(), blocks: vec![block], reason: "monitored".to_owned() })
}

fn issue_for_tight() -> OrderAct {
    // Issuance is the first transfer of these, so it is what the maximum counts.
    issue(block(1, 900, 2025, "GHA-ISSUE"))
}

fn open(names: &[&str]) -> OrderAct {
    let account = account("CHE01-100-0099", 100, "CHE", "open");
    OrderAct::OpenAccount(Box::new(OpenAccountOrder { account, representatives: people(names), reason: "asked for".to_owned() }))
}

fn authorize(authorization: Authorization) -> OrderAct {
    OrderAct::Authorize(Box::new(AuthorizeOrder { authorization, reason: "given".to_owned() }))
}

fn release(from: u64, to: u64) -> OrderAct {
    OrderAct::ReleaseBlocks(ReleaseBlocksOrder { spans: vec![span(from, to, 2023)], reason: "clarified".to_owned() })
}

#[test]
fn each_check_refuses_what_it_is_for() {
    let world = World::new();
    let head = ledger::head(&world.book).unwrap();
    let cases = [units(), accounts(), under_authorizations(), issuing(), recording()];
    for (check, act) in cases.into_iter().flatten() {
        let refusal = world.submit(&act).expect_err(&format!("{check}: {act:?}"));
        assert_eq!(refusal.kind(), kind::CHECKS, "{check}: {refusal:?}");
        assert!(refusal.failed().contains(&check), "{check} is not among {:?} for {act:?}", refusal.failed());
        assert_eq!(ledger::head(&world.book).unwrap(), head, "{check}");
    }
    world.is_sound();
}

#[test]
fn what_another_order_holds_is_not_ordered_again() {
    let world = World::new();
    let act = transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0002"));
    let id = world.submit(&act).unwrap().subject;
    let refusal = world.submit(&transfer(vec![span(10, 12, 2023)], 3, to_account("CHE01-100-0003"))).unwrap_err();
    assert_eq!(refusal.failed(), ["B08"]);
    assert_eq!(refusal.status(), 409);
    // Its own reservation does not stand in its way.
    world.approve_as("luc.b", &id).unwrap();
}

#[test]
fn what_does_not_read_is_refused_before_the_book_is_asked() {
    let world = World::new();
    let head = world.head();
    let base = || order(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0002"));
    for (field, order) in [
        ("reason", TransferOrder { reason: " ".to_owned(), ..base() }),
        ("reason", TransferOrder { reason: "a\u{1b}[2J".to_owned(), ..base() }),
        ("from", TransferOrder { from: "x' OR 1=1 --".to_owned(), ..base() }),
        ("account", TransferOrder { to: to_account(""), ..base() }),
        ("registry", TransferOrder { to: to_registry("gha01"), ..base() }),
        ("year", TransferOrder { to: to_ndc(2020), ..base() }),
        ("kind", TransferOrder { to: to_cancellation("CHE01-300-0001", "Voluntary"), ..base() }),
        ("purpose", TransferOrder { to: to_oimp(""), ..base() }),
        ("corrects", TransferOrder { corrects: Some("CHE01-2026-1".to_owned()), ..base() }),
        ("corrects", TransferOrder { corrects: Some("CHE01-2026-000404".to_owned()), ..base() }),
        ("first", TransferOrder { spans: vec![Span { first: unit(0, 2023), last: unit(9, 2023) }], ..base() }),
    ] {
        let refusal = world.submit(&OrderAct::Transfer(order)).unwrap_err();
        assert_eq!((refusal.kind(), refusal.field_names()), (kind::INVALID, vec![field]));
    }
    assert_eq!(world.head(), head);
}

#[test]
fn what_the_state_does_not_allow_is_refused() {
    let world = World::new();
    let head = world.head();
    let state = |account: &str, state: &str| {
        OrderAct::AccountState(AccountStateOrder { account: account.to_owned(), state: state.to_owned(), reason: "x".to_owned() })
    };
    let decision = |transfer: &str| TransferDecision {
        transfer: transfer.to_owned(),
        quantity: BigNumber(1),
        proposal: crate::evidence::digest::Digest::of("a proposal").to_string(),
        reason: "x".to_owned(),
    };
    for (kind, act) in [
        (kind::STATE, state("CHE01-100-0001", "closed")),
        (kind::STATE, state("CHE01-100-0001", "open")),
        (kind::STATE, state("CHE01-100-0005", "open")),
        (kind::MISSING, state("CHE01-100-0404", "open")),
        (kind::MISSING, OrderAct::AcceptTransfer(decision("GHA01-2026-000001"))),
    ] {
        assert_eq!(world.submit(&act).unwrap_err().kind(), kind, "{act:?}");
    }
    assert_eq!(world.head(), head);
}

#[test]
fn a_check_that_fails_at_approval_leaves_the_order_waiting() {
    let mut world = World::new();
    let act = transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0002"));
    let id = world.submit(&act).unwrap().subject;
    let head = world.head();
    world.me.policy = Policy { limit: Some(9), ..world.me.policy.clone() };
    assert_eq!(world.approve_as("luc.b", &id).unwrap_err().failed(), ["C03"]);
    assert_eq!((world.head(), world.state(&id).as_str()), (head, "submitted"));
    world.me.policy = Policy { limit: None, ..world.me.policy.clone() };
    world.approve_as("luc.b", &id).unwrap();
}

//! What a proposal from a peer is judged by: a good one passes, and each thing that is wrong with one is found under its check.

use super::*;
use crate::{
    sandbox::{
        comm::report_of,
        orders::tests::world::{NDC, World, authorization, block, unit},
    },
    wire::{
        BigNumber,
        comm::{Approval, Message, Party, Proposal, Says},
    },
};
use uuid::Uuid;

/// A proposal of ten units that this registry has never seen.
pub(in crate::sandbox) fn proposal() -> Proposal {
    let now: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    let approval = |person: &str, role: &str| Approval { person: person.to_owned(), role: role.to_owned(), at: now };
    let party = |registry: &str, holder: Option<&str>| Party {
        registry: registry.to_owned(),
        account: format!("{registry}-100-0001"),
        holder: holder.map(str::to_owned),
    };
    let mut block = block(1, 10, 2023, NDC);
    (block.first, block.last) = (theirs(1), theirs(10));
    Proposal {
        evidence: None,
        action: "First transfer".to_owned(),
        subtype: "First transfer to another Party".to_owned(),
        from: party("GHA01", None),
        to: party("CHE01", Some("Republic CHE")),
        blocks: vec![block],
        quantity: BigNumber(10),
        authorizations: vec![authorization(NDC, "NDC", None)],
        approvals: vec![approval("kwame", "initiator"), approval("efua", "approver")],
        corrects: None,
        reason: "by contract".to_owned(),
        accept_by: "2026-03-03T09:00:00Z".parse().unwrap(),
        nomenclature: "2026-02-17".parse().unwrap(),
    }
}

fn theirs(serial: u64) -> String {
    format!("CA0001-GHA01-GHA-{serial}-2023")
}

pub(in crate::sandbox) fn message(proposal: Proposal) -> Message {
    Message {
        id: Uuid::from_u128(1),
        transfer: "GHA01-2026-000001".to_owned(),
        sequence: 1,
        from: "GHA01".to_owned(),
        to: "CHE01".to_owned(),
        environment: "practice".to_owned(),
        created: "2026-03-02T09:00:00Z".parse().unwrap(),
        previous: "0".repeat(64),
        says: Says::Proposal(Box::new(proposal)),
    }
}

fn failed(world: &World, message: &Message) -> Vec<&'static str> {
    let report = world.act(|desk| Ok(report_of(desk, message)?)).unwrap();
    report.refusals().map(|finding| finding.check.id()).collect()
}

#[test]
fn a_good_proposal_passes_and_nothing_is_assumed() {
    let world = World::new();
    let head = world.head();
    let report = world.act(|desk| Ok(report_of(desk, &message(proposal()))?)).unwrap();
    assert_eq!(report.refusals().map(|finding| finding.check.id()).collect::<Vec<_>>(), [] as [&str; 0]);
    let passed = |id: &str| report.findings().iter().any(|f| f.check.id() == id && f.outcome == check::Outcome::Pass);
    for id in [
        "L01", "L05", "L06", "M01", "M02", "M04", "B04", "B14", "A04", "A05", "A06", "A09", "Z01", "Z04", "Z05", "Z07", "Z09",
        "C01",
    ] {
        assert!(passed(id), "{id}: {:?}", report.findings().iter().find(|f| f.check.id() == id));
    }
    assert_eq!(world.head(), head);
}

/// A way to spoil a proposal.
type Spoil = fn(&mut Proposal);

#[test]
fn each_wrong_thing_in_a_proposal_is_found() {
    let world = World::new();
    let cases: [(&str, Spoil); 21] = [
        ("B01", |p| p.blocks.clear()),
        ("B02", |p| (p.blocks[0].first, p.blocks[0].last) = (theirs(10), theirs(1))),
        ("B03", |p| p.blocks[0].last = "CA0001-GHA01-GHA-10-2024".to_owned()),
        ("B04", |p| p.quantity = BigNumber(11)),
        ("B06", |p| p.blocks.push(p.blocks[0].clone())),
        ("B14", |p| (p.blocks[0].first, p.blocks[0].last) = (unit(1, 2023), unit(10, 2023))),
        ("M01", |p| p.blocks[0].first = "CA0001".to_owned()),
        ("M04", |p| p.action = "first transfer".to_owned()),
        ("M05", |p| (p.action, p.subtype) = ("Transfer".to_owned(), "Issuance".to_owned())),
        ("M09", |p| p.accept_by = "2026-03-01T09:00:00Z".parse().unwrap()),
        ("M11", |p| p.quantity = BigNumber(0)),
        ("A05", |p| p.to.account = "CHE01-100-0404".to_owned()),
        ("A05", |p| p.to.account = "' OR 1=1".to_owned()),
        ("A05", |p| p.to.account = "CHE01-100-0005".to_owned()),
        ("A06", |p| p.to.account = "CHE01-200-0001".to_owned()),
        ("A07", |p| p.to.registry = "GHA01".to_owned()),
        ("A09", |p| p.to.holder = Some("Republic CHEE".to_owned())),
        ("Z01", |p| p.blocks[0].authorization = "GHA-UNKNOWN".to_owned()),
        ("Z01", |p| p.blocks[0].version = 2),
        ("Z05", |p| p.blocks[0].authorization = "GHA-OTHER".to_owned()),
        ("Z09", |p| p.blocks[0].first_transferred = Some("2025-01-01".parse().unwrap())),
    ];
    for (at, (check, spoil)) in cases.into_iter().enumerate() {
        let mut proposal = proposal();
        spoil(&mut proposal);
        let failed = failed(&world, &message(proposal));
        assert!(failed.contains(&check), "case {at}: {check} is not among {failed:?}");
    }
    for (check, change) in
        [("C01", (|p| p.approvals[1].person = "kwame".to_owned()) as Spoil), ("C02", |p| p.approvals.truncate(1))]
    {
        let mut proposal = proposal();
        change(&mut proposal);
        assert!(failed(&world, &message(proposal)).contains(&check), "{check}");
    }
}

#[test]
fn a_peer_is_known_by_the_directory_alone() {
    let world = World::new();
    let from = |registry: &str| Message { from: registry.to_owned(), ..message(proposal()) };
    assert!(failed(&world, &from("THA01")).contains(&"L01"));
    assert!(failed(&world, &from("THA01")).contains(&"L05"));
    assert!(failed(&world, &from("THA01")).contains(&"L06"));
    assert!(failed(&world, &from("VUT01")).contains(&"L05"));
    assert!(failed(&world, &from("not a registry")).contains(&"A07"));
}

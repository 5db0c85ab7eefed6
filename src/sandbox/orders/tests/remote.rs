//! Orders and acts about transfers with a counterpart: what they set going, and what one person and two may do about them.

use super::world::*;
use crate::{
    domain::transfer::TransferId,
    evidence::digest::Digest,
    sandbox::{
        alone, book,
        comm::archive::{self, Direction, Entry, GOOD},
        desk::Desk,
        facts::tests::{message, proposal},
        ledger,
        people::Deed,
        problem::Refusal,
        receipts::Asked,
    },
    wire::{
        BigNumber,
        admin::{Receipt, transfer::RejectProposal},
        comm::Proposal,
        ledger::{Act, Posting, Span, Transfer},
        order::*,
        problem::kind,
    },
};

const INCOMING: &str = "GHA01-2026-000001";

fn state(world: &World, id: &str) -> String {
    book::transfer(&world.book, id).unwrap().unwrap().state
}

fn waiting(world: &World) -> u32 {
    world.book.query_row("SELECT count(*) FROM outbox WHERE message IS NOT NULL", [], |row| row.get(0)).unwrap()
}

#[test]
fn an_approved_order_for_another_registry_is_proposed_to_it() {
    let fund = |mandatory| {
        Destination::AdaptationFund(ToFund { registry: "GHA01".to_owned(), account: "GHA01-100-0009".to_owned(), mandatory })
    };
    for (to, from, action, subtype) in [
        (to_registry("GHA01"), 1, "First transfer", "First transfer to another Party"),
        (to_registry("GHA01"), 1_000, "Transfer", "Not yet defined"),
        (fund(true), 1, "Transfer", "Mandatory transfer to the Adaptation Fund (A6.4 ERs)"),
        (fund(false), 1, "Transfer", "Voluntary transfer to the Adaptation Fund (A6.4 ERs)"),
    ] {
        let world = World::new();
        let id = world.execute(&transfer(vec![span(from, from + 9, 2023)], 10, to)).unwrap();
        assert_eq!(state(&world, &id), "proposed");
        assert_eq!(world.unit(&unit(from, 2023)).1, "in-flight-out");
        assert_eq!((world.state(&id).as_str(), waiting(&world)), ("executed", 1));
        let record = book::transfer(&world.book, &id).unwrap().unwrap();
        assert_eq!((record.action.as_str(), record.subtype.as_str()), (action, subtype));
        world.is_sound();
    }
}

/// An act of one person about a transfer.
fn alone(world: &World, asked: Asked, deed: Deed, transfer: &str) -> Result<Receipt, Refusal> {
    let transfer: TransferId = transfer.parse().unwrap();
    world.act(|desk| match deed {
        Deed::Terminate => alone::terminate(desk, asked, &transfer, "a mistake"),
        Deed::RejectTransfer => alone::reject_transfer(desk, asked, &transfer, &rejection(&decision().proposal)),
        Deed::AskStatus => alone::ask_status(desk, asked, &transfer, "it is stuck"),
        _ => alone::resend(desk, asked, &transfer, "it is stuck"),
    })
}

#[test]
fn one_person_ends_asks_and_sends_again() {
    let world = World::new();
    let id = world.execute(&transfer(vec![span(1, 10, 2023)], 10, to_registry("GHA01"))).unwrap();
    for deed in [Deed::AskStatus, Deed::Resend] {
        let head = world.head();
        let receipt = alone(&world, world.asked("sofia.m"), deed, &id).unwrap();
        assert_eq!((receipt.entry.0, world.head(), receipt.subject.as_str()), (head + 1, head + 1, id.as_str()));
        for login in ["ines.r", "nadia.t"] {
            assert_eq!(alone(&world, world.asked(login), deed, &id).unwrap_err().kind(), kind::ROLE);
        }
    }
    assert_eq!(alone(&world, world.asked("sofia.m"), Deed::Terminate, &id).unwrap_err().kind(), kind::ROLE);
    let asked = world.asked("jonas.h");
    let receipt = alone(&world, asked, Deed::Terminate, &id).unwrap();
    assert_eq!(state(&world, &id), "terminated");
    assert_eq!(world.unit(&unit(1, 2023)).1, "available");
    assert_eq!(alone(&world, asked, Deed::Terminate, &id).unwrap(), receipt);
    assert_eq!(alone(&world, world.asked("luc.b"), Deed::Terminate, &id).unwrap_err().kind(), kind::STATE);
    for deed in [Deed::Terminate, Deed::RejectTransfer, Deed::AskStatus] {
        let refused = alone(&world, world.asked("luc.b"), deed, "CHE01-2026-000404").unwrap_err();
        assert_eq!(refused.kind(), kind::MISSING, "{}", deed.word());
    }
    world.is_sound();
}

/// A transfer that a peer proposed and that waits for people.
fn received(world: &World) {
    let proposal = proposal();
    let block = proposal.blocks[0].clone();
    let transfer = Transfer {
        id: INCOMING.to_owned(),
        side: "acquiring".to_owned(),
        state: "received".to_owned(),
        action: proposal.action.clone(),
        subtype: proposal.subtype.clone(),
        from_registry: "GHA01".to_owned(),
        from_account: proposal.from.account.clone(),
        to_registry: "CHE01".to_owned(),
        to_account: proposal.to.account.clone(),
        spans: vec![Span { first: block.first, last: block.last }],
        quantity: BigNumber(10),
        year: None,
        purpose: None,
        corrects: None,
        due: Some(proposal.accept_by),
    };
    let octets = octets_of(proposal);
    world
        .act(|desk| {
            let postings = vec![Posting::Transfer(Box::new(transfer))];
            let act = Act { by: Vec::new(), reason: "a proposal".to_owned(), message: None, postings };
            ledger::append(desk, "transfer-received", &act)?;
            let entry = |sequence, kind: &str, direction, octets| Entry {
                id: None,
                transfer: Some(INCOMING.to_owned()),
                sequence: Some(sequence),
                kind: kind.to_owned(),
                direction,
                peer: "GHA01".parse().ok(),
                octets,
                asked: None,
                status: None,
                fields: Default::default(),
                base: None,
                key: None,
                verdict: GOOD.to_owned(),
                checks: String::new(),
                answers: None,
            };
            archive::keep(desk, &entry(1, "proposal", Direction::In, octets))?;
            archive::keep(desk, &entry(2, "receipt", Direction::Out, b"our receipt".to_vec()))?;
            Ok(())
        })
        .unwrap();
}

/// The octets of the peer's message.
fn octets_of(proposal: Proposal) -> Vec<u8> {
    serde_json::to_vec(&message(proposal)).unwrap()
}

fn decision() -> TransferDecision {
    let proposal = Digest::of(octets_of(proposal())).to_string();
    let reason = "the units are ours".to_owned();
    TransferDecision { transfer: INCOMING.to_owned(), quantity: BigNumber(10), proposal, reason }
}

/// The refusal of one person, who read this proposal.
fn rejection(proposal: &str) -> RejectProposal {
    RejectProposal { proposal: proposal.to_owned(), reason: "a mistake".to_owned() }
}

/// T03: each decision is about the proposal that is kept, octet for octet, and about no other; so is the refusal of one person.
#[test]
fn a_decision_on_another_proposal_is_none() {
    let world = World::new();
    received(&world);
    let head = world.head();
    let (mut altered, mut octets) = (proposal(), octets_of(proposal()));
    altered.reason.push('.');
    octets.push(b'\n');
    let digests = [Digest::default(), Digest::of(octets_of(altered)), Digest::of(octets), Digest::of("our receipt")];
    let decide: [fn(TransferDecision) -> OrderAct; 5] =
        [OrderAct::AcceptTransfer, OrderAct::DropIncoming, OrderAct::CompleteByHand, OrderAct::Rebook, OrderAct::GiveUp];
    for decided in decide {
        for digest in digests {
            let act = decided(TransferDecision { proposal: digest.to_string(), ..decision() });
            assert_eq!(world.submit(&act).unwrap_err().failed(), ["T03"], "{act:?}");
        }
        for text in ["", "none", &decision().proposal.to_uppercase(), &decision().proposal[1..]] {
            let act = decided(TransferDecision { proposal: text.to_owned(), ..decision() });
            assert_eq!(world.submit(&act).unwrap_err().field_names(), ["proposal"], "{act:?}");
        }
    }
    let incoming: TransferId = INCOMING.parse().unwrap();
    let reject = |proposal: &str| {
        let refused = |desk: &Desk<'_>| alone::reject_transfer(desk, world.asked("luc.b"), &incoming, &rejection(proposal));
        world.act(refused).unwrap_err()
    };
    for digest in digests {
        assert_eq!(reject(&digest.to_string()).failed(), ["T03"], "{digest}");
    }
    assert_eq!(reject("none").field_names(), ["proposal"]);
    assert_eq!((world.head(), state(&world, INCOMING).as_str()), (head, "received"), "nothing was recorded");
    assert!(world.submit(&OrderAct::AcceptTransfer(decision())).is_ok());
}

#[test]
fn two_persons_accept_and_one_rejects() {
    let world = World::new();
    received(&world);
    let id = world.submit(&OrderAct::AcceptTransfer(decision())).unwrap().subject;
    assert!(world.approve_as("amina.k2", &id).unwrap_err().failed().contains(&"C01"));
    assert_eq!(state(&world, INCOMING), "received");
    world.approve_as("luc.b", &id).unwrap();
    assert_eq!((state(&world, INCOMING).as_str(), waiting(&world)), ("accepted", 1));
    assert_eq!(alone(&world, world.asked("luc.b"), Deed::RejectTransfer, INCOMING).unwrap_err().kind(), kind::STATE);

    // What was accepted is given up without the counterpart's word by two persons only.
    world.execute(&OrderAct::DropIncoming(decision())).unwrap();
    assert_eq!(state(&world, INCOMING), "cancelled");
    world.is_sound();

    let world = World::new();
    received(&world);
    alone(&world, world.asked("luc.b"), Deed::RejectTransfer, INCOMING).unwrap();
    assert_eq!(state(&world, INCOMING), "rejected");
    let id = world.submit(&OrderAct::AcceptTransfer(decision()));
    assert!(id.is_err(), "the checks see that the transfer is decided");
    world.is_sound();
}

#[test]
fn what_two_persons_may_not_do_leaves_the_order_waiting() {
    for act in [
        OrderAct::DropIncoming(decision()),
        OrderAct::CompleteByHand(decision()),
        OrderAct::Rebook(decision()),
        OrderAct::GiveUp(decision()),
    ] {
        let world = World::new();
        received(&world);
        let id = world.submit(&act).unwrap().subject;
        let head = world.head();
        assert_eq!(world.approve_as("luc.b", &id).unwrap_err().kind(), kind::STATE, "{act:?}");
        assert_eq!((world.head(), world.state(&id).as_str()), (head, "submitted"));
    }
}

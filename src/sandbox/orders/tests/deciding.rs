//! Two persons, judged by person; one decision for an order; receipts under keys.

use super::world::*;
use crate::{
    sandbox::{alone, book, orders, people::person, receipts::Asked},
    wire::problem::kind,
};
use uuid::Uuid;

fn ordered(world: &World) -> String {
    world.submit(&transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0002"))).unwrap().subject
}

/// F01, F02, T05.
#[test]
fn nobody_approves_an_order_of_their_own_whatever_login_they_use() {
    let world = World::new();
    let id = ordered(&world);
    let before = world.head();
    // The second login is an approver's, and it is the same person (F01, F02).
    let refused = world.approve_as("amina.k2", &id).unwrap_err();
    assert!(refused.failed().contains(&"C01"), "{:?}", refused.failed());
    // The first login, other initiators and everybody else have no role for it.
    for login in ["amina.k", "jonas.h", "sofia.m", "ines.r", "nadia.t"] {
        assert_eq!(world.approve_as(login, &id).unwrap_err().kind(), kind::ROLE, "{login}");
    }
    assert_eq!((world.head(), world.state(&id).as_str()), (before, "submitted"));
    world.approve_as("esi.o", &id).unwrap();
}

#[test]
fn what_is_approved_is_what_was_read() {
    let world = World::new();
    let id = ordered(&world);
    let other = "0".repeat(64);
    let asked = world.asked("luc.b");
    let refused = world.act(|desk| orders::approve(desk, asked, &id, &other)).unwrap_err();
    assert_eq!(refused.failed(), ["C06"]);
    for digest in ["", "abc", "Z000000000000000000000000000000000000000000000000000000000000000"] {
        let asked = world.asked("luc.b");
        assert_eq!(world.act(|desk| orders::approve(desk, asked, &id, digest)).unwrap_err().kind(), kind::INVALID);
    }
    // The digest is of the order as it is served, and of no other.
    let served = orders::served(&world.book, &id, jiff::Timestamp::UNIX_EPOCH).unwrap();
    let json = serde_json::to_vec(&served.order).unwrap();
    let read: crate::wire::ledger::Order = serde_json::from_slice(&json).unwrap();
    assert_eq!(serde_json::to_vec(&read).unwrap(), json);
    assert_eq!(served.digest, crate::sandbox::cursor::hex(&<sha2::Sha256 as sha2::Digest>::digest(&json)));
    assert_ne!(
        served.digest,
        orders::served(&world.book, &ordered_elsewhere(&world), jiff::Timestamp::UNIX_EPOCH).unwrap().digest
    );
}

fn ordered_elsewhere(world: &World) -> String {
    world.submit(&transfer(vec![span(11, 20, 2023)], 10, to_account("CHE01-100-0002"))).unwrap().subject
}

#[test]
fn an_order_grows_too_old_and_expires() {
    let world = World::new();
    let id = ordered(&world);
    world.pass(72);
    assert_eq!(world.approve_as("luc.b", &id).unwrap_err().failed(), ["C07"]);
    assert_eq!(world.act(orders::tick).unwrap(), 0);
    world.pass(1);
    assert_eq!(world.act(orders::tick).unwrap(), 1);
    assert_eq!(world.state(&id), "expired");
    assert_eq!(world.unit(&unit(1, 2023)).1, "available");
    assert_eq!(world.act(orders::tick).unwrap(), 0);
    world.is_sound();
}

#[test]
fn an_order_is_decided_once() {
    for (first, others) in [
        ("approve", ["approve", "reject", "withdraw"]),
        ("reject", ["approve", "reject", "withdraw"]),
        ("withdraw", ["approve", "reject", "withdraw"]),
    ] {
        let world = World::new();
        let id = ordered(&world);
        let decide = |what: &str| match what {
            "approve" => world.approve_as("luc.b", &id),
            "reject" => {
                let asked = world.asked("esi.o");
                world.act(|desk| orders::reject(desk, asked, &id, "no"))
            }
            _ => {
                let asked = world.asked("amina.k");
                world.act(|desk| orders::withdraw(desk, asked, &id, "no"))
            }
        };
        decide(first).unwrap();
        let (head, state) = (world.head(), world.state(&id));
        for other in others {
            assert_eq!(decide(other).unwrap_err().kind(), kind::STATE, "{first}, then {other}");
        }
        assert_eq!((world.head(), world.state(&id)), (head, state));
        let free = world.unit(&unit(1, 2023)) == ("CHE01-100-0001".to_owned(), "available".to_owned(), false);
        assert_eq!(free, first != "approve");
        world.is_sound();
    }
}

#[test]
fn only_the_person_who_submitted_withdraws() {
    let world = World::new();
    let id = ordered(&world);
    let asked = world.asked("jonas.h");
    assert_eq!(world.act(|desk| orders::withdraw(desk, asked, &id, "no")).unwrap_err().kind(), kind::ROLE);
    assert_eq!(world.state(&id), "submitted");
}

/// T31.
#[test]
fn of_an_approval_and_a_withdrawal_at_once_exactly_one_wins() {
    for round in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("book");
        let open = || {
            let book = rusqlite::Connection::open(&file).unwrap();
            book.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
            book
        };
        let world = World::in_book(open());
        let id = ordered(&world);
        let digest = orders::served(&world.book, &id, jiff::Timestamp::UNIX_EPOCH).unwrap().digest;
        let barrier = std::sync::Barrier::new(2);
        let now = world.now.get();
        let decide = |approve: bool| {
            let other = World::over(open(), now);
            barrier.wait();
            let asked = |login| Asked { key: Uuid::from_u128(900 + u128::from(approve)), person: person(login).unwrap() };
            let done = other.act(|desk| match approve {
                true => orders::approve(desk, asked("luc.b"), &id, &digest),
                false => orders::withdraw(desk, asked("amina.k"), &id, "no"),
            });
            done.is_ok()
        };
        let (approved, withdrawn) = std::thread::scope(|scope| {
            let approving = scope.spawn(|| decide(true));
            let withdrawing = scope.spawn(|| decide(false));
            (approving.join().unwrap(), withdrawing.join().unwrap())
        });
        assert!(approved != withdrawn, "round {round}: approved {approved}, withdrawn {withdrawn}");
        assert_eq!(world.state(&id), if approved { "executed" } else { "withdrawn" });
        world.is_sound();
    }
}

#[test]
fn what_is_sent_again_is_said_again() {
    let world = World::new();
    let act = transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0002"));
    let asked = world.asked("amina.k");
    let first = world.act(|desk| orders::submit(desk, asked, &act)).unwrap();
    let head = world.head();
    world.pass(1);
    assert_eq!(world.act(|desk| orders::submit(desk, asked, &act)).unwrap(), first);
    let other = transfer(vec![span(1, 10, 2023)], 10, to_account("CHE01-100-0003"));
    assert_eq!(world.act(|desk| orders::submit(desk, asked, &other)).unwrap_err().kind(), kind::IDEMPOTENCY);
    let digest = orders::served(&world.book, &first.subject, jiff::Timestamp::UNIX_EPOCH).unwrap().digest;
    assert_eq!(world.head(), head);

    let approver = world.asked("luc.b");
    let done = world.act(|desk| orders::approve(desk, approver, &first.subject, &digest)).unwrap();
    let head = world.head();
    // Long after, and although the order is decided: the same key and content get the same receipt.
    world.pass(200);
    assert_eq!(world.act(|desk| orders::approve(desk, approver, &first.subject, &digest)).unwrap(), done);
    assert_eq!(world.act(|desk| orders::reject(desk, approver, &first.subject, "no")).unwrap_err().kind(), kind::IDEMPOTENCY);
    assert_eq!(world.head(), head);
}

/// F15.
#[test]
fn one_person_freezes_at_once_and_two_release() {
    let world = World::new();
    let version = book::account(&world.book, "CHE01-100-0001").unwrap().unwrap().version;
    let id = "CHE01-100-0001".parse().unwrap();
    let freeze = |version| {
        let asked = world.asked("ines.r");
        world.act(|desk| alone::freeze_account(desk, asked, &id, version, "lost token"))
    };
    assert_eq!(freeze(version + 1).unwrap_err().kind(), kind::VERSION);
    let order = ordered(&world);
    let version = book::account(&world.book, "CHE01-100-0001").unwrap().unwrap().version;
    freeze(version).unwrap();
    // The order waits, and can't be executed while the account is suspended.
    assert!(world.approve_as("luc.b", &order).unwrap_err().failed().contains(&"A02"));
    assert_eq!(world.state(&order), "submitted");
    assert_eq!(freeze(version + 1).unwrap_err().kind(), kind::STATE);

    let blocks = |spans: Vec<_>| {
        let asked = world.asked("luc.b");
        world.act(|desk| alone::freeze_blocks(desk, asked, &spans, "a complaint"))
    };
    assert_eq!(blocks(vec![span(5, 15, 2023)]).unwrap_err().kind(), kind::STATE, "some are reserved");
    assert_eq!(blocks(vec![span(8_999, 9_001, 2023)]).unwrap_err().kind(), kind::STATE, "some are not there");
    blocks(vec![span(11, 15, 2023)]).unwrap();
    assert_eq!(world.unit(&unit(11, 2023)).1, "frozen-administration");
    assert_eq!(world.unit(&unit(16, 2023)).1, "available");
    world.is_sound();
}

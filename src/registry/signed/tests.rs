//! Which signatures a text gets: whose, for what, over which octets; and what must have been read before.

mod words;

use super::{samples::*, *};
use crate::{
    evidence::key::SecretKey,
    registry::{NeedsOrder, Review},
};
use std::cell::RefCell;

type Asked = (Principal, Namespace, String);

/// Signs with one key for everybody, and takes note of what was asked.
fn signed(act: Authorised<Act>) -> (Result<Authorised<Write>, ()>, Vec<Asked>) {
    let asked = RefCell::new(Vec::new());
    let key = SecretKey::from_seed(&[7; 32]);
    let write = act.sign(&mut |signatory, namespace, text| {
        asked.borrow_mut().push((signatory.clone(), namespace, text.to_owned()));
        Ok(SshSignature::sign(&key, namespace, text.as_bytes()))
    });
    (write, asked.into_inner())
}

fn person(id: &str) -> Principal {
    Principal::Person(id.parse().unwrap())
}

fn station(id: &str) -> Principal {
    Principal::Station(id.parse().unwrap())
}

#[test]
fn f03_an_order_is_signed_by_its_initiator_and_the_station_over_the_same_octets() {
    let (write, asked) = signed(submit(1));
    let text = ORDER.to_owned();
    assert_eq!(asked, [(person("amina.k"), Namespace::Initiate, text.clone()), (station("ONL-2"), Namespace::Station, text)]);
    let write = write.unwrap();
    let Write::Submit(order) = write.act() else { panic!("not an order") };
    assert_eq!((order.text().as_str(), write.key()), (ORDER, submit(1).key()));
    assert_eq!((order.person().namespace(), order.station().namespace()), (Namespace::Initiate, Namespace::Station));
}

#[test]
fn each_kind_of_statement_is_signed_for_its_own_purpose() {
    let order = read_order();
    let digest = order.text().sha256().to_string();
    for (kind, namespace) in [
        ("approve", Namespace::Approve),
        ("withdraw-approval", Namespace::Approve),
        ("reject", Namespace::Reject),
        ("stop", Namespace::Reject),
        ("withdraw", Namespace::Withdraw),
        ("release", Namespace::Release),
    ] {
        let text = read(Review::of_statement(statement(kind, &digest), Some(&order)).unwrap());
        let (_, asked) = signed(authorised(Unsigned::Statement { on: "CHE01-2026-000124".parse().unwrap(), text }, 2));
        let by: Vec<_> = asked.iter().map(|(by, namespace, _)| (by.clone(), *namespace)).collect();
        assert_eq!(by, [(person("luc.b"), namespace), (station("OFF-1"), Namespace::Station)], "{kind}");
    }
}

#[test]
fn f05_an_approval_needs_the_very_order_to_have_been_read_and_a_rejection_does_not() {
    let order = read_order();
    let (digest, other) = (order.text().sha256().to_string(), "0".repeat(64));
    for (kind, about, read, fits) in [
        ("approve", &digest, Some(&order), true),
        ("approve", &other, Some(&order), false),
        ("approve", &digest, None, false),
        ("release", &other, Some(&order), false),
        ("release", &digest, None, false),
        ("reject", &other, None, true),
        ("withdraw", &digest, None, true),
        ("withdraw-approval", &digest, None, true),
        ("stop", &digest, None, true),
    ] {
        let review = Review::of_statement(statement(kind, about), read);
        assert_eq!(review.err(), (!fits).then_some(NeedsOrder), "{kind} {about}");
    }
}

#[test]
fn a_version_is_signed_by_its_officer_alone() {
    for (guarded, namespace) in [(Guarded::Roster, Namespace::Roster), (Guarded::Policy, Namespace::Policy)] {
        let text = "itmo-roster/v1\n".to_owned();
        let edition = Edition { version: 7.try_into().unwrap(), sha256: Digest::of(&text) };
        let draft = GuardDraft { guarded, edition, text, officer: "sofia.o".parse().unwrap() };
        let (write, asked) = signed(authorised(Unsigned::Guard(read(Review::of_version(draft, jiff::SignedDuration::ZERO))), 3));
        assert_eq!(asked, [(person("sofia.o"), namespace, "itmo-roster/v1\n".to_owned())]);
        assert!(matches!(write.unwrap().act(), Write::Guard(_)));
    }
}

/// The journal says which version was signed, or was not.
#[test]
fn a_version_is_named_by_its_number() {
    for (guarded, named) in [(Guarded::Roster, "version 7 of the roster"), (Guarded::Policy, "version 7 of the policy")] {
        let edition = Edition { version: 7.try_into().unwrap(), sha256: Digest::of("text") };
        let draft = GuardDraft { guarded, edition, text: "text".into(), officer: "sofia.o".parse().unwrap() };
        let words = Unsigned::Guard(read(Review::of_version(draft, jiff::SignedDuration::ZERO))).in_words();
        for said in [&words.what, &words.doing, &words.done, &words.not_done] {
            assert!(said.contains(named), "{said}");
        }
    }
}

#[test]
fn who_does_not_get_all_signatures_gets_none() {
    let mut calls = 0;
    let result = submit(1).sign(&mut |_, namespace, text| {
        calls += 1;
        if calls == 2 {
            Err("no station key")
        } else {
            Ok(SshSignature::sign(&SecretKey::from_seed(&[7; 32]), namespace, text.as_bytes()))
        }
    });
    assert_eq!(result.err(), Some("no station key"));
}

#[test]
fn an_act_of_one_person_needs_no_signature() {
    let act = Act::Alone { deed: crate::registry::Deed::Ping("GHA01".parse().unwrap()), reason: "is it there".into() };
    let confirmed = crate::registry::Challenge::new(act, "yes").accept("yes").unwrap();
    let access = crate::registry::Access::of_profile(false);
    let act = Authorised::new(confirmed, access.capability().unwrap(), submit(4).key());
    let (write, asked) = signed(act);
    assert!(asked.is_empty() && matches!(write.unwrap().act(), Write::Alone { .. }));
}

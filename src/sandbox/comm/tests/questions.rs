//! What may be asked: holdings, the history of an ITMO, messages as they are kept; who gets which answer, and who gets none.

use super::{
    pair::{Fate, ID, Pair, Who, id},
    seeds::{GHANA, SWITZERLAND, registry},
};
use crate::{
    domain::RegistryId,
    evidence::digest::Digest,
    sandbox::{
        comm::{self, Reply, Request, archive, outbox, peers, sign},
        desk::{Desk, Me, practice_key},
    },
    wire::{
        comm::{HeaderField, History, Holdings, Message, Shown, Status},
        problem::ProblemDocument,
    },
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::SignedDuration;
use serde::de::DeserializeOwned;

const THIRD: &str = "THA01";

fn registry_of(who: Who) -> RegistryId {
    registry(if who == Who::I { GHANA } else { SWITZERLAND })
}

/// A question of one of the two to the other, signed now.
fn question(pair: &Pair, from: Who, path: &str) -> Request {
    sign::get(&pair.at(from).desk(pair.now), registry_of(from.other()), path).unwrap().what
}

/// The answer to a question, which changes nothing at the side that answers.
fn asked(pair: &Pair, from: Who, path: &str) -> Reply {
    answered_unchanged(pair, from.other(), &question(pair, from, path))
}

fn answered_unchanged(pair: &Pair, at: Who, request: &Request) -> Reply {
    let before = (pair.entries(at), pair.states(), pair.outbox(at), pair.kinds(at), pair.verdicts(at), pair.incidents(at));
    let reply = pair.receive(at, request);
    let after = (pair.entries(at), pair.states(), pair.outbox(at), pair.kinds(at), pair.verdicts(at), pair.incidents(at));
    assert_eq!(before, after, "{}", request.path);
    reply
}

fn told<T: DeserializeOwned>(reply: &Reply) -> T {
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    assert!(reply.fields.one("signature").is_ok(), "every answer is signed");
    serde_json::from_slice(&reply.body).unwrap()
}

fn refusal(reply: &Reply) -> (u16, String) {
    let document: ProblemDocument = serde_json::from_slice(&reply.body).unwrap();
    (reply.status, document.checks[0].id.clone())
}

/// A third registry that both know, and a desk of its own to sign at.
fn third(pair: &Pair) -> Me {
    let (stranger, (key, secret)) = (registry(THIRD), practice_key(registry(THIRD), 1));
    for who in [Who::I, Who::Q] {
        let book = &pair.at(who).book;
        peers::put(book, &peers::Peer::new(stranger, "a third", "active")).unwrap();
        peers::put_key(book, stranger, (&key, &secret.public()), (jiff::Timestamp::UNIX_EPOCH, None), "by practice").unwrap();
    }
    Me::practice(stranger, 1, super::pair::policy(true))
}

fn completed() -> Pair {
    let mut pair = Pair::proposed(true);
    pair.settle();
    assert_eq!(pair.states(), ("completed", "completed"));
    pair
}

#[test]
fn holdings_are_what_concerns_the_asker_and_is_really_there() {
    let path = "/comm/v1/holdings";
    let expected: Holdings = told(&asked(&Pair::accepted(), Who::I, path));
    assert!(expected.items.is_empty(), "what is only expected is not held: {expected:?}");

    let pair = completed();
    let held: Holdings = told(&asked(&pair, Who::I, path));
    let row = |total: &crate::wire::comm::Total| {
        (total.approach.clone(), total.registry.clone(), total.party.clone(), total.vintage, total.blocks.0, total.held.0)
    };
    let rows: Vec<_> = held.items.iter().map(row).collect();
    assert_eq!(rows, [("CA0007".to_owned(), GHANA.to_owned(), "GHA".to_owned(), 2023, 1, 100)]);
    assert_eq!((held.revision.0, held.at), (pair.entries(Who::Q), pair.now));
    // GHA01 still has nine hundred, all of them its own: none concerns CHE01.
    let other: Holdings = told(&asked(&pair, Who::Q, path));
    assert!(other.items.is_empty(), "{other:?}");
}

#[test]
fn the_history_of_an_itmo_is_what_happened_to_it_in_that_book() {
    let pair = completed();
    let of =
        |from, serial: u64| -> History { told(&asked(&pair, from, &format!("/comm/v1/history/CA0007-GHA01-GHA-{serial}-2023"))) };
    let there = of(Who::I, 7);
    assert_eq!(there.itmo, "CA0007-GHA01-GHA-7-2023");
    assert!(there.items.is_sorted_by_key(|event| event.entry.0), "{there:?}");
    assert!(there.items.iter().any(|event| event.transfer.as_deref() == Some(ID)), "{there:?}");
    let last = there.items.last().unwrap();
    let account = super::seeds::account(SWITZERLAND);
    assert_eq!((last.account.as_deref(), last.state.as_deref()), (Some(account.as_str()), Some("available")));
    assert!(of(Who::I, 101).items.is_empty(), "it was never there");
    let here = of(Who::Q, 7);
    assert_eq!((here.items[0].kind.as_str(), here.items.last().unwrap().account.as_deref()), ("book-opened", None));
    for text in ["CA0007-GHA01-GHA-0-2023", "7", "CA0007-GHA01-GHA-99999999999999999999-2023", "%27%20OR%201=1"] {
        assert_eq!(refusal(&asked(&pair, Who::I, &format!("/comm/v1/history/{text}"))), (400, "M01".to_owned()), "{text}");
    }
}

#[test]
fn each_message_is_shown_to_either_side_as_it_is_kept() {
    let pair = completed();
    for (asker, number) in [Who::I, Who::Q].into_iter().flat_map(|who| (1..=5).map(move |number| (who, number))) {
        let shown: Shown = told(&asked(&pair, asker, &format!("/comm/v1/transfers/{ID}/messages/{number}")));
        let octets = STANDARD.decode(&shown.octets).unwrap();
        let ours = archive::conversation(&pair.at(asker).book, ID).unwrap();
        let ours = ours.iter().find(|kept| kept.sequence == Some(number)).unwrap();
        assert_eq!((Digest::of(&octets).to_string(), &shown.kind), (ours.digest.clone(), &ours.kind), "{number}");
        assert_eq!(shown.path.is_some(), [1, 3, 4].contains(&number), "receipt and completion are answers");
        assert!(shown.fields.iter().any(|field| field.name == "signature"), "{number}");
    }
}

#[test]
fn what_is_not_there_or_not_the_askers_is_not_shown() {
    let pair = completed();
    let at = |rest: &str| format!("/comm/v1/transfers/{rest}");
    for (path, expected) in [
        (at(&format!("{ID}/messages/0")), (404, "M02")),
        (at(&format!("{ID}/messages/6")), (404, "M02")),
        (at(&format!("{ID}/messages/255")), (404, "M02")),
        (at(&format!("{ID}/messages/256")), (404, "M01")),
        (at(&format!("{ID}/messages/-1")), (404, "M01")),
        (at(&format!("{ID}/messages/1/x")), (404, "M01")),
        (at("GHA01-2026-000002/messages/1"), (404, "M02")),
        (at("GHA01-2026-1"), (404, "M01")),
        ("/comm/v1/holdings/x".to_owned(), (404, "M01")),
        ("/comm/v1/history".to_owned(), (404, "M01")),
    ] {
        assert_eq!(refusal(&asked(&pair, Who::I, &path)), (expected.0, expected.1.to_owned()), "{path}");
    }

    // A third registry asks with a good signature; it has no part in the transfer.
    let me = third(&pair);
    let desk = Desk { book: &pair.q.book, me: &me, now: pair.now };
    let ask = |path: &str| answered_unchanged(&pair, Who::Q, &sign::get(&desk, registry(SWITZERLAND), path).unwrap().what);
    assert_eq!(refusal(&ask(&at(&format!("{ID}/messages/1")))), (404, "M02".to_owned()));
    let status: Status = told(&ask(&at(ID)));
    assert_eq!((status.state, status.messages.len()), (None, 0), "to it the transfer is unknown");
    let holdings: Holdings = told(&ask("/comm/v1/holdings"));
    assert!(holdings.items.is_empty(), "nothing there is Thailand's");
}

#[test]
fn a_question_without_a_good_signature_gets_no_answer() {
    let pair = completed();
    for path in [
        "/comm/v1/holdings",
        "/comm/v1/contacts",
        "/comm/v1/history/CA0007-GHA01-GHA-7-2023",
        &format!("/comm/v1/transfers/{ID}/messages/4"),
    ] {
        let good = question(&pair, Who::I, path);
        let refused = |request: &Request| refusal(&answered_unchanged(&pair, Who::Q, request));
        let unsigned = Request { fields: [("registry-from", GHANA)].into_iter().collect(), ..good.clone() };
        let elsewhere = Request { path: "/comm/v1/ping".to_owned(), ..good.clone() };
        let further = Request { query: Some("all=1".to_owned()), ..good.clone() };
        for (request, what) in [(unsigned, "no signature"), (elsewhere, "another path"), (further, "another query")] {
            assert_eq!(refused(&request), (401, "R01".to_owned()), "{path}: {what}");
        }
        let unknown = Desk { me: &Me::practice(registry(THIRD), 1, super::pair::policy(true)), ..pair.i.desk(pair.now) };
        assert_eq!(refused(&sign::get(&unknown, registry(SWITZERLAND), path).unwrap().what), (401, "L05".to_owned()), "{path}");
        for minutes in [-6, 6] {
            let then = pair.now + SignedDuration::from_mins(minutes);
            let request = sign::get(&pair.i.desk(then), registry(SWITZERLAND), path).unwrap().what;
            assert_eq!(refused(&request), (401, "L06".to_owned()), "{path} at {minutes} min");
        }
        let to_another = sign::get(&pair.i.desk(pair.now), registry(THIRD), path).unwrap().what;
        assert_eq!(refused(&to_another), (421, "M08".to_owned()), "{path}");
        let posted = sign::post(&pair.i.desk(pair.now), registry(SWITZERLAND), path, b"{}".to_vec()).unwrap().what;
        let reply = pair.receive(Who::Q, &posted);
        assert_eq!((reply.status, refusal(&reply).1.as_str()), (405, "M01"), "{path}");
    }
}

#[test]
fn a_copy_of_each_message_is_pulled_and_kept() {
    let mut pair = completed();
    for (who, number) in [Who::I, Who::Q].into_iter().flat_map(|who| (1..=5).map(move |number| (who, number))) {
        pair.wait(1);
        pair.act(who, |desk| comm::ask_copy(desk, &id(), number)).unwrap();
        pair.send_one(who, Fate::Good);
        let kinds = pair.kinds(who);
        assert_eq!(kinds[kinds.len() - 2..], ["out copy-question".to_owned(), "in copy".to_owned()], "{number}");
        assert!(pair.outbox(who).is_empty() && pair.incidents(who).is_empty(), "{number}: {:?}", pair.incidents(who));
    }
    // Two numbers are two questions; the same number twice is one.
    for number in [4, 5, 4] {
        pair.act(Who::I, |desk| comm::ask_copy(desk, &id(), number)).unwrap();
    }
    assert_eq!(pair.outbox(Who::I), ["copy", "copy"]);
    let unknown = "GHA01-2026-000404".parse().unwrap();
    assert!(matches!(pair.act(Who::I, |desk| comm::ask_copy(desk, &unknown, 1)), Err(comm::CommProblem::Unknown(_))));
}

#[test]
fn a_copy_that_is_not_there_leaves_the_refusal() {
    let pair = Pair::received();
    pair.act(Who::I, |desk| comm::ask_copy(desk, &id(), 5)).unwrap();
    let sent = pair.due(Who::I).into_iter().find(|sent| sent.request.path.ends_with("/messages/5")).unwrap();
    pair.send(Who::I, &sent, Fate::Good);
    assert_eq!(pair.kinds(Who::I).last().map(String::as_str), Some("in refusal"));
    assert!(!pair.outbox(Who::I).contains(&outbox::COPY.to_owned()), "it is not asked again by itself");
    assert!(pair.incidents(Who::I).is_empty());
}

/// A change that a peer makes to what it shows.
type Change = fn(&mut Shown);

#[test]
fn a_copy_that_was_changed_is_an_incident() {
    let cases: [(Change, &[&str], &[&str], &str); 4] = [
        (
            |shown| {
                let mut message: Message = serde_json::from_slice(&STANDARD.decode(&shown.octets).unwrap()).unwrap();
                message.created += SignedDuration::from_secs(1);
                shown.octets = STANDARD.encode(serde_json::to_vec(&message).unwrap());
            },
            &["forged", "conflict"],
            &[],
            "other octets under the old signature",
        ),
        (|shown| shown.fields.retain(|field| field.name != "signature"), &["forged"], &[], "no signature"),
        (
            |shown| shown.fields.push(HeaderField { name: "signature".into(), value: "sig=:AAAA:".into() }),
            &["forged"],
            &[],
            "two signatures",
        ),
        (|shown| shown.sequence = 3, &["answer"], &["not-understood"], "another number than was asked for"),
    ];
    for (change, incidents, verdicts, what) in cases {
        let pair = completed();
        pair.act(Who::I, |desk| comm::ask_copy(desk, &id(), 4)).unwrap();
        let sent = pair.due(Who::I).remove(0);
        let mut shown: Shown = told(&pair.receive(Who::Q, &sent.request));
        change(&mut shown);
        let body = serde_json::to_vec(&shown).unwrap();
        let reply = sign::answer(&pair.q.desk(pair.now), &sent.request, (200, sign::JSON), body).unwrap().what;
        let entries = pair.entries(Who::I);
        pair.answered(Who::I, &sent, Ok(reply));
        assert_eq!((pair.incidents(Who::I), pair.verdicts(Who::I)), (words(incidents), words(verdicts)), "{what}");
        assert_eq!((pair.entries(Who::I), pair.states()), (entries, ("completed", "completed")), "{what}");
    }
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|word| (*word).to_owned()).collect()
}

//! What is forged, altered, replayed elsewhere, out of order or badly made is refused with the right check, and the ledger stays.

use super::{
    pair::{Fate, ID, Pair, Who, id},
    seeds::{block, registry, span},
};
use crate::{
    evidence::{
        http_signature::{self as http, Fields, Params},
        key::{KeyId, SecretKey},
    },
    sandbox::{
        comm::{self, Reply, Request},
        desk::practice_key,
    },
    wire::{
        BigNumber,
        comm::{Message, Proposal, Says},
        ledger::Span,
        problem::ProblemDocument,
    },
};

/// Who signs what, and what the header says.
struct Signer {
    key: (KeyId, SecretKey),
    from: &'static str,
    to: &'static str,
    environment: &'static str,
}

fn ghana() -> Signer {
    Signer { key: practice_key(registry("GHA01"), 1), from: "GHA01", to: "CHE01", environment: "practice" }
}

/// A body posted to the acquiring registry, signed as asked.
fn signed(pair: &Pair, signer: &Signer, body: Vec<u8>) -> Request {
    let path = format!("/comm/v1/transfers/{ID}/messages");
    let mut fields: Fields = [
        ("registry-from", signer.from),
        ("registry-to", signer.to),
        ("registry-environment", signer.environment),
        ("content-type", "application/json"),
    ]
    .into_iter()
    .collect();
    let params = Params { created: pair.now, nonce: "0123456789abcdef".parse().unwrap(), key_id: signer.key.0.clone() };
    let plain = http::Request { method: "POST", path: &path, query: None, fields: &fields, body: &body };
    let made = http::sign_request(&plain, &params, &signer.key.1).unwrap();
    let added: Vec<(String, String)> = made.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    for (name, value) in added {
        fields.push(&name, value);
    }
    Request { method: "POST".into(), path, query: None, fields, body }
}

/// The proposal that waits in the outbox, changed and signed again by its sender.
fn changed(pair: &Pair, change: impl FnOnce(&mut Message)) -> Request {
    let mut message: Message = serde_json::from_slice(&pair.due(Who::I)[0].request.body).unwrap();
    change(&mut message);
    signed(pair, &ghana(), serde_json::to_vec(&message).unwrap())
}

fn offer(message: &mut Message) -> &mut Proposal {
    let Says::Proposal(proposal) = &mut message.says else { panic!("no proposal") };
    proposal
}

/// The status and the first check of a refusal.
fn refusal(reply: &Reply) -> (u16, String) {
    let document: ProblemDocument = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(document.status, reply.status);
    (reply.status, document.checks[0].id.clone())
}

/// The request is refused like this, and nothing but the quarantine has changed.
fn is_refused(pair: &Pair, request: &Request, expected: (u16, &str), what: &str) {
    let (entries, states, outbox) = (pair.entries(Who::Q), pair.states(), pair.outbox(Who::Q));
    let quarantined = pair.verdicts(Who::Q).len();
    let reply = pair.receive(Who::Q, request);
    assert_eq!(refusal(&reply), (expected.0, expected.1.to_owned()), "{what}: {}", String::from_utf8_lossy(&reply.body));
    assert_eq!((pair.entries(Who::Q), pair.states(), pair.outbox(Who::Q)), (entries, states, outbox), "{what}");
    assert_eq!(pair.verdicts(Who::Q).len(), quarantined + 1, "{what} is kept");
}

#[test]
fn who_signs_and_for_whom() {
    let pair = Pair::proposed(true);
    let body = pair.due(Who::I)[0].request.body.clone();
    let stranger = (ghana().key.0, SecretKey::from_seed(&[7; 32]));
    let unknown = practice_key(registry("THA01"), 1);
    let cases = [
        (Signer { key: stranger, ..ghana() }, (401, "R01"), "another key under the sender's name"),
        (Signer { key: unknown, ..ghana() }, (401, "L05"), "a key that nobody knows"),
        (Signer { from: "THA01", ..ghana() }, (403, "L05"), "the sender's own key under another name"),
        (Signer { to: "THA01", ..ghana() }, (421, "M08"), "meant for another registry"),
        (Signer { environment: "production", ..ghana() }, (421, "L01"), "of another environment"),
    ];
    for (signer, expected, what) in cases {
        is_refused(&pair, &signed(&pair, &signer, body.clone()), expected, what);
    }
    assert_eq!(pair.incidents(Who::Q), ["forged", "forged", "forged", "other-registry", "other-environment"]);
}

#[test]
fn a_registry_that_has_no_part_in_a_transfer() {
    let pair = Pair::received();
    let (stranger, (key, secret)) = (registry("THA01"), practice_key(registry("THA01"), 1));
    comm::peers::put(&pair.q.book, &comm::peers::Peer::new(stranger, "a third", "active")).unwrap();
    let validity = (jiff::Timestamp::UNIX_EPOCH, None);
    comm::peers::put_key(&pair.q.book, stranger, (&key, &secret.public()), validity, "by practice").unwrap();
    let kept = comm::archive::numbered(&pair.i.book, ID, 1, comm::archive::Direction::Out).unwrap().unwrap();
    let mut message: Message = serde_json::from_slice(&kept.octets).unwrap();
    message.from = "THA01".into();
    let signer = Signer { key: (key, secret), from: "THA01", ..ghana() };
    let request = signed(&pair, &signer, serde_json::to_vec(&message).unwrap());
    is_refused(&pair, &request, (403, "M02"), "a good signature of a third registry");
    assert_eq!(pair.incidents(Who::Q), ["forged"]);
}

#[test]
fn what_is_altered_on_the_way() {
    let pair = Pair::proposed(true);
    let good = pair.due(Who::I)[0].request.clone();
    let mut body = good.clone();
    *body.body.last_mut().unwrap() = b' ';
    is_refused(&pair, &body, (401, "R01"), "the body");
    let elsewhere = Request { path: "/comm/v1/transfers/GHA01-2026-000002/messages".into(), ..good.clone() };
    is_refused(&pair, &elsewhere, (401, "R01"), "the path");
    let query = Request { query: Some("force=yes".into()), ..good.clone() };
    is_refused(&pair, &query, (401, "R01"), "a query that nobody signed");
    let fields = good.fields.iter().filter(|(name, _)| *name != "signature").collect();
    is_refused(&pair, &Request { fields, ..good.clone() }, (401, "R01"), "no signature");
    let fields = good.fields.iter().map(|(name, value)| (name, value.replace("countersign-comm", "other-purpose"))).collect();
    is_refused(&pair, &Request { fields, ..good.clone() }, (401, "R01"), "another purpose");
    assert_eq!(pair.receive(Who::Q, &good).status, 200);
}

#[test]
fn proposals_that_are_none() {
    let pair = Pair::proposed(true);
    let units = |spans: &[(u64, u64)], quantity: u64| {
        let blocks = spans.iter().map(|(first, last)| block(*first, *last)).collect::<Vec<_>>();
        changed(&pair, move |message| (offer(message).blocks, offer(message).quantity) = (blocks, BigNumber(quantity)))
    };
    let named = |first: &str, last: &str| {
        let ends = Span { first: first.into(), last: last.into() };
        changed(&pair, move |message| (offer(message).blocks[0].first, offer(message).blocks[0].last) = (ends.first, ends.last))
    };
    let raw = |from: &str, to: &str| {
        let text = String::from_utf8(pair.due(Who::I)[0].request.body.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        signed(&pair, &ghana(), text.replacen(from, to, 1).into_bytes())
    };
    let ghost = span(1, 1).first;
    let cases = [
        (signed(&pair, &ghana(), b"{".to_vec()), (400, "M01"), "no JSON"),
        (raw("\"sequence\":1", "\"sequence\":1,\"extra\":1"), (400, "M01"), "an unknown field"),
        (raw("\"sequence\":1", "\"sequence\":1,\"sequence\":1"), (400, "M01"), "a doubled field"),
        (raw("\"quantity\":\"100\"", "\"quantity\":100"), (400, "M01"), "a number that is no text"),
        (raw("\"quantity\":\"100\"", "\"quantity\":\"-100\""), (400, "M01"), "a negative number"),
        (raw("\"quantity\":\"100\"", "\"quantity\":\"18446744073709551616\""), (400, "M01"), "a number above 2^64"),
        (raw("\"quantity\":\"100\"", "\"quantity\":\"1e2\""), (400, "M01"), "a number of another spelling"),
        (units(&[], 100), (422, "B01"), "no units"),
        (units(&[(1, 60), (60, 99)], 100), (422, "B06"), "a unit twice"),
        (units(&[(1, 99)], 100), (422, "B04"), "fewer units than stated"),
        (units(&[(1, 100)], 0), (422, "M11"), "a quantity of nothing"),
        (units(&[(1, 9_223_372_036_854_775_808)], 9_223_372_036_854_775_808), (422, "M11"), "a serial above 2^63"),
        (units(&[(1, u64::MAX)], u64::MAX), (422, "M11"), "a serial of 2^64"),
        (named(&span(100, 100).first, &ghost), (422, "B02"), "the last before the first"),
        (named(&ghost, "CA0007-GHA01-GHA-100-2024"), (422, "B03"), "two series in a block"),
        (named(&ghost, "CA0007-GHA01-GHA-1,000-2023"), (422, "M01"), "an id of another spelling"),
        (named(&ghost, "'; DROP TABLE blocks; --"), (422, "M01"), "no id at all"),
        (changed(&pair, |m| offer(m).to.registry = "THA01".into()), (422, "A07"), "an account somewhere else"),
        (changed(&pair, |m| offer(m).to.account = "\u{202e}".into()), (422, "M01"), "no account at all"),
        (changed(&pair, |m| offer(m).accept_by = m_past()), (422, "M09"), "expired"),
        (changed(&pair, |m| m.created = "2026-11-22T10:00:00Z".parse().unwrap()), (422, "M09"), "from the future"),
        (changed(&pair, |m| m.previous = "1".repeat(64)), (409, "M03"), "following something"),
        (changed(&pair, |m| m.sequence = 2), (409, "M03"), "under another number"),
        (changed(&pair, |m| m.transfer = "GHA01-2026-000002".into()), (400, "M01"), "about another transfer than its path"),
        (changed(&pair, |m| m.from = "THA01".into()), (403, "L05"), "naming another sender inside"),
        (changed(&pair, |m| m.environment = "production".into()), (421, "L01"), "naming another environment inside"),
    ];
    for (request, expected, what) in cases {
        is_refused(&pair, &request, expected, what);
    }
    assert_eq!(pair.states(), ("proposed", ""));
}

fn m_past() -> jiff::Timestamp {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

#[test]
fn another_message_under_a_known_number_is_a_conflict() {
    let mut pair = Pair::received();
    let other = changed_first(&pair, |message| offer(message).reason = "another".into());
    is_refused(&pair, &other, (409, "M02"), "another proposal");
    assert_eq!(pair.incidents(Who::Q), ["conflict"]);
    pair.accept();
    pair.settle();
    assert_eq!(pair.states(), ("completed", "completed"));
}

/// The proposal in the archive, changed and signed again by its sender.
fn changed_first(pair: &Pair, change: impl FnOnce(&mut Message)) -> Request {
    let kept = comm::archive::numbered(&pair.i.book, ID, 1, comm::archive::Direction::Out).unwrap().unwrap();
    let mut message: Message = serde_json::from_slice(&kept.octets).unwrap();
    change(&mut message);
    signed(pair, &ghana(), serde_json::to_vec(&message).unwrap())
}

#[test]
fn messages_out_of_their_turn() {
    let pair = Pair::finalised();
    let finally = pair.due(Who::I).remove(0).request;
    // At a registry that never accepted, and at one that never heard of the transfer.
    let received = Pair::received();
    is_refused(&received, &finally, (409, "M03"), "a final before any acceptance");
    let proposed = Pair::proposed(false);
    let reply = proposed.receive(Who::Q, &finally);
    assert!(matches!(refusal(&reply).0, 404 | 409), "{reply:?}");
    // Other units than those proposed.
    let mut message: Message = serde_json::from_slice(&finally.body).unwrap();
    let Says::Final(said) = &mut message.says else { panic!("no final") };
    (said.spans, said.quantity) = (vec![span(1, 101)], BigNumber(101));
    let more = signed(&pair, &ghana(), serde_json::to_vec(&message).unwrap());
    is_refused(&pair, &more, (409, "B04"), "a final over more units");
    assert_eq!(pair.units(), (0, 100, 100, 0));
}

#[test]
fn an_answer_is_taken_only_for_the_question_it_belongs_to() {
    let pair = Pair::proposed(false);
    let sent = pair.due(Who::I).remove(0);
    let good = pair.receive(Who::Q, &sent.request);
    let entries = pair.entries(Who::I);
    let mut altered = good.clone();
    altered.body.push(b' ');
    let mut status = good.clone();
    status.status = 201;
    let elsewhere = {
        let other = Pair::proposed(false);
        // The same proposal, asked in another second: its answer belongs to another request.
        let mut other = Pair { now: other.now + jiff::SignedDuration::from_secs(1), ..other };
        other.wait(0);
        let again = changed_first(&other, |_| {});
        other.receive(Who::Q, &again)
    };
    for (reply, what) in [(altered, "altered"), (status, "another status"), (elsewhere, "of another request")] {
        let sent = pair.due(Who::I).into_iter().find(|due| due.request.method == "POST").unwrap();
        pair.answered(Who::I, &sent, Ok(reply));
        assert_eq!((pair.entries(Who::I), pair.states()), (entries, ("proposed", "received")), "{what}");
        assert!(pair.outbox(Who::I).contains(&"proposal held".to_owned()), "{what}: {:?}", pair.outbox(Who::I));
        pair.act(Who::I, |desk| comm::resend(desk, &id())).unwrap();
    }
    assert_eq!(pair.incidents(Who::I), ["answer", "answer", "answer"]);
    let sent = pair.due(Who::I).into_iter().find(|due| due.request.method == "POST").unwrap();
    pair.send(Who::I, &sent, Fate::Good);
    assert!(pair.kinds(Who::I).contains(&"in receipt".to_owned()));
}

#[test]
fn strangers_learn_nothing_and_old_questions_get_no_answer() {
    let mut pair = Pair::received();
    pair.act(Who::I, |desk| comm::ask_status(desk, &id())).unwrap();
    let question = pair.due(Who::I).into_iter().find(|due| due.request.method == "GET").unwrap();
    assert_eq!(pair.receive(Who::Q, &question.request).status, 200);
    pair.wait(301);
    assert_eq!(refusal(&pair.receive(Who::Q, &question.request)), (401, "L06".to_owned()));
    let unknown = pair.act(Who::Q, |desk| comm::standing(desk, registry("THA01"), &id())).unwrap();
    assert_eq!((unknown.state, unknown.messages), (None, vec![]));
}

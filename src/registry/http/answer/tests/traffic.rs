//! Transfers, messages, counterparts and incidents that are none, each refused by its place and never in the registry's words.

use super::*;
use crate::{
    domain::transfer::OutState,
    evidence::{digest::Digest, key::SecretKey},
    registry::traffic::{Direction, IncidentKind, Permission, TransferState, Verdict},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

const AT: &str = "2026-11-22T09:14:00Z";
const BODY: &[u8] = b"{\"says\": \"\xff\"}";

fn transfer_row() -> Value {
    json!({"id": "GHA01-2026-000123", "direction": "outgoing", "action": "First transfer",
           "subtype": "First transfer to another Party", "quantity": "12500",
           "from": {"registry": "GHA01", "account": "GHA01-100-0045"}, "to": {"registry": "CHE01", "account": "CHE01-100-2071"},
           "state": "finalised-out", "peer_state": "accepted", "waits_for": "peer", "since": AT, "due": AT, "begun": AT,
           "kinds": [{"approach": "CA0007", "vintage": 2023}]})
}

fn transfer() -> Value {
    let span = json!({"first": "CA0007-GHA01-GHA-120001-2023", "last": "CA0007-GHA01-GHA-132500-2023"});
    let digest = Digest::of("x").to_string();
    let finding =
        json!({"id": "B07", "rule": "held", "result": "fail", "values": [{"name": "held", "value": "900"}], "hint": "h"});
    json!({"summary": transfer_row(), "spans": [span], "year": 2030, "purpose": "p", "corrects": "GHA01-2026-000001",
           "order": "GHA01-2026-000123",
           "peer": {"state": "accepted", "since": AT, "as_of": AT,
                    "messages": [{"sequence": 1, "kind": "proposal", "from": "GHA01", "digest": digest, "at": AT}]},
           "messages": [
               {"message": "11", "sequence": 1, "kind": "proposal", "direction": "sent", "at": AT, "digest": digest,
                "verdict": "good", "status": 200, "peer_has": true},
               {"message": "12", "kind": "unreadable", "direction": "received", "at": AT, "digest": digest, "verdict": "forged"}],
           "missing": [2],
           "outbox": [{"kind": "final", "attempts": 3, "next": AT, "failure": "no route"}],
           "entries": [{"entry": "7", "at": AT, "kind": "transfer-propose", "by": ["amina.k"], "reason": "r", "digest": digest}],
           "checks": [{"when": "submitted", "at": AT, "findings": [finding]}],
           "in_transit": [span],
           "allowed": [{"act": "resend", "allowed": true, "persons": 1},
                       {"act": "terminate", "allowed": false, "persons": 1, "why_not": "it is final"}]})
}

fn message_row() -> Value {
    json!({"id": "11", "transfer": "GHA01-2026-000123", "sequence": 1, "kind": "proposal", "direction": "received", "peer": "GHA01",
           "verdict": "good", "digest": Digest::of(BODY).to_string(), "status": 200, "at": AT})
}

fn message() -> Value {
    json!({"summary": message_row(), "own_id": "0198", "octets": STANDARD.encode(BODY),
           "headers": [{"name": "signature-input", "value": "sig=()"}], "method": "POST", "path": "/comm/v1/x",
           "signature_base": "\"@method\": POST", "key": "GHA01-practice-1", "failed": ["B07", "X99"], "answers": "10",
           "attempts": [{"at": AT, "failure": "no route"}, {"at": AT}]})
}

fn incident() -> Value {
    json!({"id": "3", "at": AT, "kind": "conflict", "peer": "GHA01", "transfer": "GHA01-2026-000123", "message": "11", "detail": "d"})
}

fn peer_row() -> Value {
    json!({"registry": "GHA01", "name": "Ghana", "state": "degraded", "seen": AT, "open_transfers": "1", "incidents": "1"})
}

/// A version as a counterpart's page names it.
fn pinned(version: u32) -> String {
    format!("v{version} sha256:{}", "ab".repeat(32))
}

fn peer() -> Value {
    let key = SecretKey::from_seed(&[7; 32]).public();
    let spoken = json!({"versions": ["1.0"], "nomenclature": "2026-02-17", "assurance": "A1", "can": ["transfer"]});
    json!({"summary": peer_row(),
           "keys": [{"id": "GHA01-practice-1", "fingerprint": key.fingerprint(), "public": key.to_string(), "from": AT, "until": AT,
                     "verified": "by voice", "valid": true}],
           "theirs": spoken, "ours": spoken, "rosters": [pinned(1), pinned(2)], "policies": [pinned(1)], "maintenance": {"from": AT, "until": AT},
           "channels": [{"name": "asking", "seen": AT}, {"name": "answering"}],
           "outbox": [{"kind": "ping", "attempts": 0}], "round_trip": 250, "clock_offset": -61000,
           "transfers": ["GHA01-2026-000123"], "incidents": [incident()]})
}

fn list(row: Value) -> Value {
    json!({"items": [row], "offset": "0", "total": "1", "unfiltered": "1", "revision": "1", "as_of": AT})
}

fn lists() -> [(Read, Value); 4] {
    [
        (Read::Transfers(Query::default()), list(transfer_row())),
        (Read::Messages(Query::default()), list(message_row())),
        (Read::Peers(Query::default()), list(peer_row())),
        (Read::Incidents(Query::default()), list(incident())),
    ]
}

fn the_transfer() -> Read {
    Read::Transfer("GHA01-2026-000123".parse().unwrap())
}

fn the_message() -> Read {
    Read::Message("11".parse().unwrap())
}

fn the_peer() -> Read {
    Read::Peer("GHA01".parse().unwrap())
}

fn read(ask: &Read, answer: &Value) -> Reply {
    reply(ask, answer.to_string().as_bytes()).unwrap()
}

/// The answer as it would be written again.
fn written(reply: &Reply) -> Value {
    let value = match reply {
        Reply::Transfers(page) => serde_json::to_value(wired::page_to_wire(page, wired::transfer_summary_to_wire)),
        Reply::Transfer(transfer) => serde_json::to_value(wired::transfer_to_wire(transfer)),
        Reply::Messages(page) => serde_json::to_value(wired::page_to_wire(page, wired::message_summary_to_wire)),
        Reply::Message(message) => serde_json::to_value(wired::message_to_wire(message)),
        Reply::Peers(page) => serde_json::to_value(wired::page_to_wire(page, wired::peer_summary_to_wire)),
        Reply::Peer(peer) => serde_json::to_value(wired::peer_to_wire(peer)),
        Reply::Incidents(page) => serde_json::to_value(wired::page_to_wire(page, wired::incident_to_wire)),
        other => panic!("{other:?}"),
    };
    value.unwrap()
}

#[test]
fn what_fits_comes_back_unchanged() {
    let singles = [(the_transfer(), transfer()), (the_message(), message()), (the_peer(), peer())];
    for (ask, answer) in lists().into_iter().chain(singles) {
        assert_eq!(written(&read(&ask, &answer)), answer, "{ask:?}");
    }
}

#[test]
fn words_get_their_meaning() {
    let Reply::Transfer(transfer) = read(&the_transfer(), &transfer()) else { panic!() };
    let summary = &transfer.summary;
    assert!(summary.state.is(&TransferState::Transferring(OutState::FinalisedOut)));
    assert_eq!((summary.direction, summary.counterpart()), (Direction::Outgoing, "CHE01".parse().ok()));
    assert_eq!((transfer.messages[0].place(), transfer.messages[1].place()), (Some(1), None));
    assert!(transfer.peer.as_ref().unwrap().messages[0].is_of(&transfer.messages[0].digest));
    assert!(matches!(transfer.messages[1].verdict, Verdict::Quarantined(_)));
    assert_eq!(transfer.allowed[0].permission, Permission::Allowed);
    let Reply::Message(message) = read(&the_message(), &message()) else { panic!() };
    assert_eq!(message.octets, BODY);
    assert_eq!(message.failed.iter().map(|check| check.known().is_some()).collect::<Vec<_>>(), [true, false]);
    let Reply::Peer(peer) = read(&the_peer(), &peer()) else { panic!() };
    assert_eq!(peer.clock_offset.map(|offset| offset.as_secs()), Some(-61));
    assert!(peer.incidents[0].kind.is(&IncidentKind::Conflict));
}

/// Sets a member, or takes it away with null, and says what is refused. `None` when nothing is.
fn spoiled(ask: &Read, good: &Value, pointer: &str, value: &Value) -> Option<String> {
    let mut answer = good.clone();
    let (holder, member) = pointer.rsplit_once('/').unwrap();
    let holder = answer.pointer_mut(holder).unwrap_or_else(|| panic!("{pointer}"));
    match (holder, value) {
        (Value::Object(members), Value::Null) => drop(members.remove(member).unwrap_or_else(|| panic!("{pointer}"))),
        (Value::Object(members), value) => drop(members.insert(member.to_owned(), value.clone())),
        (Value::Array(items), value) => items[member.parse::<usize>().unwrap()] = value.clone(),
        _ => panic!("{pointer}"),
    }
    let refused = refused(ask, answer.to_string().as_bytes());
    assert!(!refused.as_ref().is_some_and(|at| at.contains("HOSTILE")), "{refused:?}");
    refused
}

/// A member, what it is set to, and how the refusal begins; an empty text when it is shown all the same.
type Row = (&'static str, Value, &'static str);

fn each_is_refused(ask: &Read, good: &Value, rows: &[Row]) {
    for (pointer, value, expected) in rows {
        let set: String = value.to_string().chars().take(60).collect();
        match spoiled(ask, good, pointer, value) {
            Some(at) => assert!(!expected.is_empty() && at.starts_with(expected), "{pointer} {set}: {at}"),
            None => assert!(expected.is_empty(), "{pointer} {set} is taken"),
        }
    }
}

const FIELDS: &str = "not the fields that were asked for";

#[test]
fn a_transfer_that_contradicts_itself_is_none() {
    let digest = Digest::of("x").to_string();
    let rung = |sequence: u8| {
        json!({"message": "13", "sequence": sequence, "kind": "receipt", "direction": "received", "at": AT, "digest": digest,
               "verdict": "good"})
    };
    let big = json!({"first": "CA0007-GHA01-GHA-1-2024", "last": "CA0007-GHA01-GHA-18446744073709551615-2024"});
    each_is_refused(
        &the_transfer(),
        &transfer(),
        &[
            ("/summary/id", json!("GHA01-2026-000124"), "summary: it is another transfer"),
            ("/summary/id", json!("HOSTILE"), "summary.id: a transfer id reads like "),
            ("/summary/id", json!("CHE01-2026-000123"), "summary.id: the id names another registry than the units come from"),
            ("/summary/from/registry", json!("HOSTILE"), "summary.from.registry: a registry id "),
            ("/summary/to/account", json!("HOSTILE\u{202e}"), "summary.to.account: an account id "),
            ("/summary/to/registry", json!("GHA01"), "summary.direction: the direction contradicts"),
            ("/summary/direction", json!("internal"), "summary.direction: the direction contradicts"),
            ("/summary/direction", json!("HOSTILE"), "summary.direction: a transfer is "),
            ("/summary/quantity", json!("12501"), "spans: they hold another number of ITMOs"),
            ("/summary/quantity", json!(12_500), FIELDS),
            ("/summary/quantity", json!("18446744073709551616"), FIELDS),
            ("/summary/since", json!("yesterday"), FIELDS),
            ("/summary/HOSTILE", json!(1), FIELDS),
            ("/summary/state", Value::Null, FIELDS),
            ("/spans", json!([]), "spans: no units are named"),
            ("/spans/0/last", json!("CA0007-GHA01-GHA-1-2023"), "spans[0]: a range of serials "),
            ("/spans/0/last", json!("CA0007-GHA01-GHA-132500-2024"), "spans[0]: the first and the last id"),
            ("/spans/0/first", json!("HOSTILE"), "spans[0].first: an ITMO id reads like "),
            ("/year", json!(2020), "year: a vintage is "),
            ("/year", json!(70_000), FIELDS),
            ("/corrects", json!("HOSTILE"), "corrects: a transfer id "),
            ("/order", json!(""), "order: a transfer id "),
            ("/messages/0/message", json!("0"), "messages[0].message: the number of a message "),
            ("/messages/0/sequence", json!(0), "messages[0].sequence: messages of a conversation count from 1"),
            ("/messages/0/sequence", json!(256), FIELDS),
            ("/messages/0/direction", json!("HOSTILE"), "messages[0].direction: a message is sent or received"),
            ("/messages/1/digest", json!("HOSTILE"), "messages[1].digest: a digest is "),
            ("/messages/1", rung(2), "missing[0]: this message is here"),
            ("/messages/1", rung(3), ""),
            ("/entries/0/entry", json!("0"), "entries[0].entry: entries count from 1"),
            ("/entries/0/digest", json!(digest.to_uppercase()), "entries[0].digest: a digest is "),
            ("/in_transit/0", big, "in_transit: more ITMOs are in transit"),
            ("/in_transit", json!([]), ""),
            ("/allowed/1/act", json!("resend"), "allowed[1]: this act came before"),
            ("/allowed/0/persons", json!(0), "allowed[0].persons: an act takes at least one person"),
            ("/allowed/0/why_not", json!("HOSTILE"), "allowed[0].why_not: the act is allowed, and "),
            ("/allowed/1/why_not", Value::Null, ""),
            ("/peer/HOSTILE", json!(1), FIELDS),
        ],
    );
}

/// What the registry passes on from others, and words of a later version, must not hide the rest of an answer.
#[test]
fn unknown_words_and_the_counterparts_own_texts_are_kept() {
    let shown = |pointer: &'static str| (pointer, json!("HOSTILE\u{1b}[2J"), "");
    let rows = [
        "/summary/state",
        "/summary/peer_state",
        "/summary/waits_for",
        "/summary/action",
        "/peer/state",
        "/peer/messages/0/kind",
        "/peer/messages/0/from",
        "/peer/messages/0/digest",
        "/messages/0/kind",
        "/messages/0/verdict",
        "/outbox/0/kind",
        "/checks/0/when",
        "/checks/0/findings/0/id",
        "/checks/0/findings/0/result",
        "/allowed/0/act",
    ];
    each_is_refused(&the_transfer(), &transfer(), &rows.map(shown));
    let rows = ["/summary/kind", "/summary/verdict", "/failed/0", "/headers/0/name", "/path"];
    each_is_refused(&the_message(), &message(), &rows.map(shown));
    let rows = ["/summary/state", "/summary/name", "/theirs/assurance", "/theirs/versions/0", "/channels/0/name"];
    each_is_refused(&the_peer(), &peer(), &rows.map(shown));
    // A word of the other side's table is no state here.
    let mut other = transfer();
    other["summary"]["state"] = json!("received");
    let Reply::Transfer(kept) = read(&the_transfer(), &other) else { panic!() };
    assert_eq!((kept.summary.state.known(), kept.summary.state.octets(TransferState::word)), (None, "received"));
    assert_eq!(written(&Reply::Transfer(kept)), other);
}

#[test]
fn a_message_whose_octets_are_not_its_digest_is_none() {
    let longest = 4 << 20;
    let long = |over: usize| json!(STANDARD.encode(vec![b'x'; longest + over]));
    each_is_refused(
        &the_message(),
        &message(),
        &[
            ("/summary/id", json!("12"), "summary: it is another message"),
            ("/summary/id", json!("011"), "summary.id: the number of a message "),
            ("/summary/id", json!(11), FIELDS),
            ("/summary/digest", json!(Digest::of("x").to_string()), "octets: these are not the octets of the digest"),
            ("/summary/transfer", json!("HOSTILE"), "summary.transfer: a transfer id "),
            ("/summary/peer", json!("HOSTILE"), "summary.peer: a registry id "),
            ("/summary/peer", json!(""), ""),
            ("/summary/status", json!(65_536), FIELDS),
            ("/summary/direction", json!("in"), "summary.direction: a message is sent or received"),
            ("/octets", json!(""), "octets: these are not the octets of the digest"),
            ("/octets", json!("HOSTILE!"), "octets: the octets of a message are written in base64"),
            ("/octets", json!(STANDARD.encode(BODY).trim_end_matches('=')), "octets: the octets of a message are "),
            ("/octets", long(0), "octets: these are not the octets of the digest"),
            ("/octets", long(1), "octets: a message has at most 4 194 304 octets"),
            ("/octets", long(9), "octets: a message has at most 4 194 304 octets"),
            ("/method", Value::Null, "path: a request has a method and a path"),
            ("/path", Value::Null, "path: a request has a method and a path"),
            ("/key", json!("HOSTILE key"), "key: the name of a key "),
            ("/answers", json!("HOSTILE"), "answers: the number of a message "),
            ("/HOSTILE", json!(1), FIELDS),
        ],
    );
}

#[test]
fn a_counterpart_that_contradicts_itself_is_none() {
    let other = SecretKey::from_seed(&[8; 32]).public();
    let before = json!("2026-11-22T09:13:59Z");
    each_is_refused(
        &the_peer(),
        &peer(),
        &[
            ("/summary/registry", json!("CHE01"), "incidents[0].peer: it is another counterpart"),
            ("/summary/registry", json!("HOSTILE"), "summary.registry: a registry id "),
            ("/summary/open_transfers", json!("0"), "transfers: there are more of them than the summary counts"),
            ("/summary/open_transfers", json!("18446744073709551615"), ""),
            ("/summary/incidents", json!("0"), "incidents: there are more of them than the summary counts"),
            ("/summary/incidents", json!("-1"), FIELDS),
            ("/incidents/0/peer", Value::Null, "incidents[0].peer: it is another counterpart"),
            ("/incidents/0/message", json!("HOSTILE"), "incidents[0].message: the number of a message "),
            ("/keys/0/fingerprint", json!(other.fingerprint()), "keys[0].fingerprint: this is not the fingerprint of the key"),
            ("/keys/0/public", json!(other.to_string()), "keys[0].fingerprint: this is not the fingerprint of the key"),
            ("/keys/0/public", json!("HOSTILE"), "keys[0].public: a public key is 43 characters"),
            ("/keys/0/public", json!("A".repeat(43)), "keys[0].public: this Ed25519 public key is weak"),
            ("/keys/0/id", json!("HOSTILE \""), "keys[0].id: the name of a key "),
            ("/keys/0/until", before.clone(), "keys[0].until: it ends before it begins"),
            ("/keys/0/verified", json!(""), ""),
            ("/maintenance/until", before, "maintenance.until: it ends before it begins"),
            ("/theirs/nomenclature", json!("HOSTILE"), FIELDS),
            ("/transfers/0", json!("HOSTILE"), "transfers[0]: a transfer id "),
            ("/round_trip", json!(-1), FIELDS),
            ("/clock_offset", json!(i64::MIN), ""),
            ("/clock_offset", json!(1e30), FIELDS),
        ],
    );
    let mut elsewhere = peer();
    elsewhere["summary"]["registry"] = json!("CHE01");
    elsewhere["incidents"][0]["peer"] = json!("CHE01");
    assert_eq!(refused(&the_peer(), elsewhere.to_string().as_bytes()).as_deref(), Some("summary: it is another counterpart"));
}

#[test]
fn a_row_that_is_none_spoils_its_list_by_its_place() {
    for ((ask, good), (pointer, value, expected)) in lists().into_iter().zip([
        ("/items/0/direction", json!("HOSTILE"), "items[0].direction: a transfer is "),
        ("/items/0/digest", json!("HOSTILE"), "items[0].digest: a digest is "),
        ("/items/0/registry", json!("HOSTILE"), "items[0].registry: a registry id "),
        ("/items/0/transfer", json!("HOSTILE"), "items[0].transfer: a transfer id "),
    ]) {
        each_is_refused(&ask, &good, &[(pointer, value, expected), ("/offset", json!("1"), "total: ")]);
    }
}

//! A hostile originating registry, which signs whatever it likes with its own key: without two persons of its roster it transfers nothing (A3).

use crate::{
    domain::transfer::Side::{Acquiring, Transferring},
    evidence::{
        digest::Digest,
        roster::RosterText,
        sshsig::{Namespace, SshSignature},
        statement::{StatementKind, StatementText},
    },
    sandbox::{
        Level,
        comm::{self, Reply, Request, sign},
        desk::{Me, Policy},
        exercise::{Booth, Differs, Plan, Stage, prepare, rehearsal},
        guard::{practice_person_key, practice_second_key, practice_station_key},
    },
    wire::{
        admin::signed::{GuardedText, SignedText},
        comm::{Evidence, Message, Proposal, Says},
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

fn plan() -> Plan {
    let ends: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
    let [transferring, acquiring] = ["GHA01", "CHE01"].map(|id| id.parse().unwrap());
    Plan { number: 7, transferring, acquiring, quantity: 12_000, ends }
}

fn booth<'a>(book: &'a Connection, registry: &str) -> Booth<'a> {
    let policy = Policy { level: Level::A3, ..Policy::PRACTICE };
    Booth { book, me: Me::practice(registry.parse().unwrap(), 1, policy), skew: SignedDuration::ZERO }
}

/// Two registries, and a proposal that two persons signed and that is still to be sent.
fn proposed(test: impl FnOnce(&mut Stage<'_>, Message)) {
    let plan = plan();
    let books = [plan.transferring, plan.acquiring].map(|id| rehearsal(id, Level::A3).unwrap());
    let mut stage = Stage { transferring: booth(&books[0], "GHA01"), acquiring: booth(&books[1], "CHE01"), now: plan.ends };
    prepare(&stage, &plan, Differs::Nowhere).unwrap();
    stage.ordered(&plan, 0, plan.order(0, plan.quantity)).unwrap();
    let message = serde_json::from_slice(&stage.due(Transferring).unwrap()[0].request.body).unwrap();
    test(&mut stage, message);
}

fn offer(message: &mut Message) -> &mut Proposal {
    let Says::Proposal(proposal) = &mut message.says else { panic!("no proposal") };
    proposal
}

fn evidence(message: &mut Message) -> &mut Evidence {
    offer(message).evidence.as_deref_mut().unwrap()
}

/// The hostile registry signs the message with its own good key and sends it.
fn sent(stage: &Stage<'_>, message: &Message) -> Reply {
    let path = format!("/comm/v1/transfers/{}/messages", message.transfer);
    let body = serde_json::to_vec(message).unwrap();
    let peer = stage.acquiring.me.registry;
    let request: Request = stage.at(Transferring, |desk| sign::post(desk, peer, &path, body)).unwrap().what;
    stage.at(Acquiring, |desk| comm::receive(desk, &request)).unwrap()
}

/// The checks it was rejected for; none when it was receipted.
fn rejected_for(reply: &Reply) -> Vec<(String, String)> {
    let message: Message = serde_json::from_slice(&reply.body).unwrap();
    let Says::Reject(reject) = message.says else { return Vec::new() };
    let said = |finding: crate::wire::comm::Finding| (finding.id, finding.values[0].value.clone());
    reject.checks.into_iter().map(said).collect()
}

fn incidents(stage: &Stage<'_>) -> Vec<String> {
    let mut statement = stage.acquiring.book.prepare("SELECT what FROM incidents ORDER BY id").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// T03.
#[test]
fn what_two_persons_signed_is_receipted() {
    proposed(|stage, message| {
        assert_eq!(rejected_for(&sent(stage, &message)), []);
        assert!(incidents(stage).is_empty());
    });
}

/// A statement of this person, signed with this key at ONL-3.
fn approval(message: &mut Message, person: &str, key: &crate::evidence::key::SecretKey, namespace: Namespace) -> SignedText {
    let given = &evidence(message).statements[0];
    let mut statement = StatementText::parse(given.text.as_bytes()).unwrap().statement().clone();
    statement.kind = StatementKind::Approve;
    (statement.person, statement.station) = (person.parse().unwrap(), "ONL-3".parse().unwrap());
    let text = statement.write().unwrap().as_str().to_owned();
    let sign = |key: &crate::evidence::key::SecretKey, space| SshSignature::sign(key, space, text.as_bytes()).armored();
    let (signature, station_signature) = (sign(key, namespace), sign(&practice_station_key("ONL-3"), Namespace::Station));
    SignedText { text, signature, station_signature }
}

type Forgery = (&'static str, fn(&mut Message), &'static str, &'static str);

/// What each forgery is rejected for: the check, and the rule in its words.
const FORGERIES: [Forgery; 14] = [
    ("no evidence at all", |message| offer(message).evidence = None, "C02", "no signed order"),
    ("no approval (F18)", |message| evidence(message).statements.clear(), "C02", "0 of 1 approvals count"),
    (
        "the initiator's second key (F01)",
        |message| {
            let said = approval(message, "amina-kessie", &practice_second_key("amina-kessie"), Namespace::Approve);
            evidence(message).statements = vec![said];
        },
        "C02",
        "(F01)",
    ),
    (
        "a key that nobody verified (T06)",
        |message| {
            let said = approval(message, "esi-owusu", &practice_person_key("nobody"), Namespace::Approve);
            evidence(message).statements = vec![said];
        },
        "C02",
        "(T06)",
    ),
    (
        "a rejection's signature (F05)",
        |message| {
            let said = approval(message, "esi-owusu", &practice_person_key("esi-owusu"), Namespace::Reject);
            evidence(message).statements = vec![said];
        },
        "C02",
        "(F05)",
    ),
    (
        "an altered order (T03)",
        |message| {
            let text = &mut evidence(message).order.text;
            *text = text.replace("reason: Practice exercise 7", "reason: Practice exercise 8");
        },
        "C02",
        "(F05)",
    ),
    (
        "an order for another registry's roster (T33)",
        |message| {
            let text = &mut evidence(message).order.text;
            *text = text.replace("registry: GHA01\nenvironment", "registry: THA01\nenvironment");
        },
        "C02",
        "(T33)",
    ),
    ("another account (T03)", |message| offer(message).to.account = "CHE01-100-0001".to_owned(), "C06", "acquiring account"),
    (
        "other units (T03)",
        |message| {
            let block = &mut offer(message).blocks[0];
            block.first = block.first.replace("-1-2024", "-2-2024");
            block.last = block.last.replace("-12000-2024", "-12001-2024");
        },
        "C06",
        "the units that are proposed",
    ),
    ("as a correction", |message| offer(message).corrects = Some("GHA01-2026-000001".to_owned()), "C06", "corrected transfer"),
    ("no roster", |message| evidence(message).rosters.clear(), "C02", "(T20)"),
    (
        "a roster of its own making (T20)",
        |message| {
            let known = &mut evidence(message).rosters[0];
            known.text = known.text.replace("Luc Bernasconi", "Luc Bernasconj");
        },
        "C02",
        "(T20)",
    ),
    (
        "a next roster that its officers did not sign (F27)",
        |message| {
            let next = next_roster(&evidence(message).rosters[0]);
            evidence(message).rosters.push(next);
        },
        "C02",
        "(F27)",
    ),
    (
        "roster N+2 (F27)",
        |message| {
            let mut next = next_roster(&evidence(message).rosters[0]);
            next.text = next.text.replace("\nversion: 2\n", "\nversion: 3\n");
            next.version = 3;
            evidence(message).rosters.push(next);
        },
        "C02",
        "version 3",
    ),
];

/// The roster after this one with Luc's signatures for those of the officers.
fn next_roster(first: &GuardedText) -> GuardedText {
    let mut roster = RosterText::parse(first.text.as_bytes()).unwrap().roster().clone();
    roster.previous = Some(Digest::of(&first.text));
    roster.version = 2.try_into().unwrap();
    let text = roster.write().unwrap();
    let sign =
        |person: &str| SshSignature::sign(&practice_person_key(person), Namespace::Roster, text.as_str().as_bytes()).armored();
    GuardedText {
        version: 2,
        sha256: text.edition().sha256.to_string(),
        text: text.as_str().to_owned(),
        signatures: vec![sign("luc-bernasconi"), sign("ines-rochat")],
        since: None,
        revocations: Vec::new(),
    }
}

/// F05, F27, T03, T20, T33.
#[test]
fn forged_evidence_is_rejected_and_an_incident() {
    for (what, forge, check, why) in FORGERIES {
        proposed(|stage, mut message| {
            let before = serde_json::to_string(&message).unwrap();
            forge(&mut message);
            assert_ne!(serde_json::to_string(&message).unwrap(), before, "{what} forges nothing");
            let checks = rejected_for(&sent(stage, &message));
            let found = checks.iter().find(|(id, _)| id == check);
            assert!(found.is_some_and(|(_, said)| said.contains(why)), "{what}: {checks:?}");
            assert_eq!(incidents(stage), ["evidence"], "{what}");
            let credited: i64 = stage.acquiring.book.query_row("SELECT count(*) FROM blocks", [], |row| row.get(0)).unwrap();
            assert_eq!(credited, 0, "{what}");
        });
    }
}

/// T04: a signed order is evidence for one transfer, under whatever number it comes again.
#[test]
fn evidence_counts_for_one_transfer() {
    proposed(|stage, message| {
        assert_eq!(rejected_for(&sent(stage, &message)), []);
        let mut again = message;
        again.transfer = plan().id(1).unwrap().to_string();
        let checks = rejected_for(&sent(stage, &again));
        assert!(checks.iter().any(|(id, said)| id == "C06" && said.contains("carried out already")), "{checks:?}");
        assert_eq!(incidents(stage), ["evidence"]);
    });
}

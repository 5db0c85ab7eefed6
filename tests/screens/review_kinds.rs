//! T03: of every kind of order there is, each line of the text is painted in its review: each movement of ITMOs, and each act that moves none.
//! The orders are those of the vectors, where every action has one; a decision about a transfer is reviewed with the transfer (`decide_fields.rs`).
//! Must not know: what else the review shows.

use super::{
    book::now,
    desk::Desk,
    review_fields::painted,
    signed::{ORDER, POLICY, by_both, changed, order, review_under, roster_edition, secret},
};
use countersign::{
    evidence::{
        order::{ActKind, Body, OrderText},
        policy::PolicyText,
        sshsig::{Namespace, SshSignature},
    },
    registry::{
        book::{Guarded, GuardedText, GuardedVersion, OrderInFull},
        wired,
    },
    wire::{
        admin::signed::{Review, SignedOrder, SignedText},
        convert::{Place, order_text},
        ledger,
        order::Served,
    },
};
use std::collections::BTreeSet;

const VECTORS: &str = include_str!("../vectors/orders.jsonl");

/// Nothing is typed again, so that every review begins with the text.
fn policy() -> String {
    POLICY
        .replace("rekey=quantity,acquiring-account,units own-copy=yes", "rekey=none own-copy=no")
        .replace("rekey=acquiring-registry own-copy=no release=no call=yes", "rekey=none own-copy=no release=no call=no")
}

fn guards(guarded: Guarded, version: GuardedVersion) -> Option<Box<GuardedText>> {
    match guarded {
        Guarded::Roster => super::signed::guards(guarded, version),
        Guarded::Policy => (version == GuardedVersion::InForce).then(|| by_both(&policy(), Namespace::Policy)),
    }
}

/// The good orders of the vectors, as they would be made now.
fn orders() -> Vec<(String, OrderText)> {
    let lines = VECTORS.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let good = lines.filter(|line| line["verdict"] == "accepted");
    let usual = order(500).order().clone();
    let of_now = |line: serde_json::Value| {
        let text = OrderText::parse(line["text"].as_str().unwrap().as_bytes()).unwrap();
        let text = changed(&text, |order| {
            order.id = usual.id;
            (order.not_before, order.not_after) = (usual.not_before, usual.not_after);
            order.roster = roster_edition();
            order.policy = PolicyText::parse(policy().as_bytes()).unwrap().edition();
        });
        (line["name"].as_str().unwrap().to_owned(), text)
    };
    good.map(of_now).collect()
}

/// Who initiates it and who approves it: what guards the operation is not for those who operate.
fn people(text: &OrderText) -> (&'static str, &'static str) {
    match &text.order().body {
        Body::Act(act) if act.kind == ActKind::ResumeLink => ("ines.r", "tomas.w"),
        _ => ("amina.k", "luc.b"),
    }
}

/// The order as its registry gives it.
fn given(text: &OrderText, initiator: &str) -> OrderInFull {
    let sign = |name: &str, purpose| SshSignature::sign(&secret(name), purpose, text.as_str().as_bytes()).armored();
    let signed = SignedText {
        text: text.as_str().to_owned(),
        signature: sign(initiator, Namespace::Initiate),
        station_signature: sign("ONL-2", Namespace::Station),
    };
    let (sha256, expires) = (text.sha256().to_string(), text.order().not_after.timestamp());
    let review = Review {
        order_id: text.order().id.uuid(),
        text_sha256: sha256.clone(),
        initiator: initiator.to_owned(),
        approvals: Vec::new(),
        needed: 1,
        cooling_until: None,
        held: Vec::new(),
    };
    let act = order_text::act(text.order()).unwrap();
    let served = Served {
        order: ledger::Order { id: ORDER.to_owned(), by: initiator.to_owned(), expires, act },
        digest: sha256,
        state: "submitted".to_owned(),
        submitted: now(),
        decided_by: None,
        decided: None,
        checks: Vec::new(),
        signed: Some(SignedOrder { order: signed, statements: Vec::new(), review }),
        recorded: None,
    };
    wired::order(served, &Place::ROOT).unwrap()
}

fn reviewed(text: &OrderText) -> Desk {
    let (initiator, approver) = people(text);
    let text = changed(text, |order| order.initiator = initiator.parse().unwrap());
    review_under(guards, given(&text, initiator), (approver, "ONL-1"), (160, 45))
}

/// Without what a line is broken by.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect()
}

#[test]
fn t03_every_line_of_every_kind_of_order_is_painted_in_its_review() {
    let mut kinds = BTreeSet::new();
    for (name, text) in orders() {
        kinds.insert(text.order().action());
        if matches!(&text.order().body, Body::Act(act) if act.decided().is_some()) {
            continue;
        }
        let mut desk = reviewed(&text);
        let shown = joined(&painted(&mut desk));
        let order = desk.books[0].papers.orders.last().unwrap();
        for line in order.signed.as_ref().unwrap().order.text.octets().lines() {
            assert!(shown.contains(&joined(line)), "{name}: {line}\n{}", desk.screen());
        }
    }
    assert!(kinds.len() >= 24, "every action has a vector: {kinds:?}");
}

//! What the journal says of each text that is signed is enough to compare its receipt with after a restart, and of no other act (F06).

use super::*;
use crate::{
    domain::{Environment, contact::Tlp},
    evidence::{
        contact_change::{ChangeText, ConfirmationText as ConfirmationOfChange},
        lines::Prose,
        moment::Moment,
        revocation::Revocation,
        sample::secret,
    },
    registry::Deed,
    wire::contact::mail::Broadcast,
};
use jiff::{SignedDuration, Timestamp};

/// The text of the first vector of a kind.
fn first(vectors: &str) -> String {
    let vector: serde_json::Value = serde_json::from_str(vectors.lines().next().unwrap()).unwrap();
    vector["text"].as_str().unwrap().to_owned()
}

/// The revocation of Luc's key for this reason.
fn revoked(reason: &str) -> Unsigned {
    let revocation = Revocation {
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        of: person("luc.b"),
        key: secret("luc.b").public(),
        person: "ines.r".parse().unwrap(),
        reason: Prose::new(reason).unwrap(),
        made: Moment::of(Timestamp::UNIX_EPOCH),
    };
    Unsigned::Revocation(read(Review::of_revocation(revocation.write().unwrap())))
}

/// An order, every kind of statement about it, and versions of what guards it.
fn about_orders() -> Vec<Unsigned> {
    let order = read_order();
    let digest = order.text().sha256().to_string();
    let said = |kind| Unsigned::Statement {
        on: "CHE01-2026-000124".parse().unwrap(),
        text: read(Review::of_statement(statement(kind, &digest), Some(&order)).unwrap()),
    };
    let version = |guarded| {
        let edition = Edition { version: 7.try_into().unwrap(), sha256: Digest::of("text") };
        let draft = GuardDraft { guarded, edition, text: "text".into(), officer: "sofia.o".parse().unwrap() };
        Unsigned::Guard(read(Review::of_version(draft, SignedDuration::ZERO)))
    };
    let statements = ["approve", "withdraw-approval", "reject", "stop", "withdraw", "release"].map(said);
    let mut all = vec![version(Guarded::Roster), version(Guarded::Policy)];
    all.extend(statements);
    all.push(Unsigned::Order(order));
    all
}

/// A resolution of a case, and both words about it.
fn about_cases() -> Vec<Unsigned> {
    let text = ResolutionText::parse(include_bytes!("../../../../tests/vectors/resolution.txt")).unwrap();
    let resolution = read(Review::of_own_resolution(text.clone(), SignedDuration::ZERO));
    let confirmed = |kind: &str| {
        let text = format!(
            "itmo-confirmation/v1\nresolution-sha256: {}\ncase: {}\nkind: {kind}\nperson: person:luc.b\nstation: OFF-1\n\
             roster: v14 sha256:{digest}\npolicy: v7 sha256:{digest}\ncompared-count: 0\ndisplay: 120x40 gate:v1 truncated:no\n\
             reason: statement 14 of Ghana says so\nmade: 2026-11-23T09:14:22Z\nnot-after: 2026-11-26T08:00:00Z\nseq: 381\n",
            text.sha256(),
            text.resolution().case,
            digest = Digest::of("version"),
        );
        let text = ConfirmationText::parse(text.as_bytes()).unwrap();
        Unsigned::Confirmation(read(Review::of_confirmation(text, Some(&resolution)).unwrap()))
    };
    let words = [confirmed("confirm"), confirmed("decline")];
    words.into_iter().chain([Unsigned::Resolution(resolution)]).collect()
}

/// A change of contacts, its confirmation, and a message that two persons sign.
fn about_contacts() -> Vec<Unsigned> {
    let change = first(include_str!("../../../../tests/vectors/contact-changes.jsonl"));
    let change = ChangeText::parse(change.as_bytes()).unwrap();
    let proposed = read(Review::of_own_change((&change, true), SignedDuration::ZERO));
    let said = first(include_str!("../../../../tests/vectors/contact-confirmations.jsonl"));
    let said = ConfirmationOfChange::parse(said.as_bytes()).unwrap();
    let seen = read(Review::of_change(change, SignedDuration::ZERO));
    let confirmed = read(Review::of_change_confirmation(&said, Some(&seen)).unwrap());
    let message = Broadcast::new(Tlp::Red, "Keys", "Call our desk.").unwrap();
    let (id, officer): (_, PersonId) = (uuid::Uuid::from_u128(7), "ines.r".parse().unwrap());
    let list = (id, "security".parse().unwrap());
    let announced = read(Review::of_own_message(&message, list, officer.clone(), SignedDuration::ZERO));
    let cosigned = read(Review::of_message(&message, id, officer, SignedDuration::ZERO));
    [proposed, confirmed, announced, cosigned].into_iter().map(Unsigned::Contact).collect()
}

/// F06: whatever was signed, its words are read back to the digests that its receipt must name; a reason behind them hides none.
#[test]
fn f06_the_words_of_every_signed_text_name_what_its_receipt_must_name() {
    let lost = format!("the token was lost, sha256:{}, because: of that", Digest::of("another"));
    let revocations = [revoked("the token was lost"), revoked(&lost)];
    let all: Vec<Unsigned> = about_orders().into_iter().chain(about_cases()).chain(about_contacts()).chain(revocations).collect();
    assert_eq!(all.len(), 18);
    for text in all {
        let words = text.in_words().to_string();
        assert_eq!(InWords::signed_in(&words), Some(text.signed_as()), "{words}");
    }
}

/// An act of one person is no signed text, whatever digest stands in its words or in the reason that somebody typed.
#[test]
fn the_words_of_an_act_of_one_person_name_no_signed_text() {
    let digest = Digest::of("a version");
    let transfer = "GHA01-2026-004131".parse().unwrap();
    let deeds = [
        Deed::WithdrawVersion { guarded: Guarded::Roster, sha256: digest },
        Deed::RejectTransfer { transfer, proposal: digest },
        Deed::Ping("GHA01".parse().unwrap()),
    ];
    let typed = format!("revoke the key of luc.b, order text sha256:{digest}, sha256:{digest}");
    for words in deeds.iter().flat_map(|deed| ["why", &typed].map(|reason| deed.in_words(reason).to_string())) {
        assert_eq!(InWords::signed_in(&words), None, "{words}");
    }
}

//! Contacts kept: verified anew, called, erased, searched.
//! What one person may do and what takes two is enforced here as with changes (F15).

use crate::{
    contacts::{NEW_NUMBER, OLD, card, change, confirm, contacts, new_channel, propose, proposed, refused_by},
    desk::{AMINA, Desk, INES, LUC, SOFIA},
};
use countersign::{
    domain::contact::{EntryKey, ProposalKind},
    evidence::{contact_change::ContactChange, ledger},
    registry::wired,
    wire::{
        admin::{
            Receipt,
            contacts::{Attempts, ContactLog, ContactsDue},
        },
        convert::Place,
    },
};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method as Http;
use serde_json::{Value, json};

#[tokio::test]
async fn a_verification_takes_two_where_a_thief_could_use_it() {
    let desk = Desk::new().await;
    let directory = contacts(&desk).await.directory;
    let of = |id: &str| directory.entries[&EntryKey::Card(card(id))].entry.clone();
    let due: ContactsDue = desk.client.get("contacts/due").await.ok();
    let late = |due: &ContactsDue, id: &str| due.items.iter().any(|item| item.card == id);
    assert!(late(&due, "geo-1") && late(&due, "geo-2") && late(&due, "xde-desk") && !late(&due, "gha-1"));
    let geo = due.items.iter().find(|item| item.card == "geo-1").unwrap();
    assert_eq!((geo.state.as_str(), geo.due.as_str(), geo.takes_two), ("temporarily-invalid", "overdue", true));

    // A duty desk holds no critical role: one person's word is enough.
    let through = "switchboard xir".parse().ok();
    let desk_card = ContactChange {
        through: through.clone(),
        ..change(&desk, SOFIA, ProposalKind::Verification, vec![of("xir-desk")]).await
    };
    let _: Receipt = propose(&desk, SOFIA, &desk_card.write().unwrap()).await.ok();
    let verified = contacts(&desk).await.directory.entries[&EntryKey::Card(card("xir-desk"))].standing.verified.clone().unwrap();
    assert!(!verified.by.are_two() && verified.by.first().as_str() == SOFIA.1);

    let through = "switchboard geo".parse().ok();
    let admin = ContactChange { through, ..change(&desk, SOFIA, ProposalKind::Verification, vec![of("geo-1")]).await };
    let text = admin.write().unwrap();
    let _: Receipt = propose(&desk, SOFIA, &text).await.ok();
    assert!(late(&desk.client.get("contacts/due").await.ok(), "geo-1"), "one person is not enough for an administrator");
    let _: Receipt = confirm(&desk, LUC, &text, Some("switchboard geo")).await.ok();
    assert!(!late(&desk.client.get("contacts/due").await.ok(), "geo-1"));
    let log: ContactLog = desk.client.get("contacts/log").await.ok();
    assert_eq!(ledger::verify(&log.lines).unwrap().digest.to_string(), log.head);
}

#[tokio::test]
async fn an_attempt_is_kept_with_what_it_belongs_to() {
    let desk = Desk::new().await;
    let now = desk.now().await;
    let attempt = |result: &str, address: &str, ended: Timestamp| {
        json!({
            "card": "gha-desk", "kind": "duty", "address": address, "topic": "operations", "severity": "high",
            "about": "registry:GHA01", "result": result, "began": now - SignedDuration::from_mins(5), "ended": ended,
            "reason": "stuck for 26 hours"
        })
    };
    let good = attempt("answered", "+2335550901", now - SignedDuration::from_mins(1));
    let _: Receipt = desk.post(SOFIA, "contacts/attempts", &good).await.ok();
    for (wrong, field) in [
        (attempt("answered", "+2335550902", now), "address"),
        (attempt("answered", "+2335550901", now + SignedDuration::from_hours(1)), "ended"),
        (attempt("answered", "+2335550901", now - SignedDuration::from_hours(1)), "ended"),
        (attempt("fine", "+2335550901", now), "result"),
    ] {
        let answer = desk.post(SOFIA, "contacts/attempts", &wrong).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
        assert_eq!(answer.problem().fields[0].field, field);
    }
    let told: Attempts = desk.client.get("contacts/attempts?about=registry:GHA01").await.ok();
    let told = wired::attempts(told, &Place::ROOT).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].attempt.answered_after(), Some(SignedDuration::from_mins(4)));
    assert_eq!((told[0].by.octets(), told[0].reason.octets()), ("sofia.m", "stuck for 26 hours"));
    let other: Attempts = desk.client.get("contacts/attempts?about=registry:THA01").await.ok();
    assert!(other.items.is_empty());
    let entry: Value = desk.client.get(&format!("ledger/{}", told[0].entry)).await.ok();
    assert_eq!(entry["summary"]["kind"], "contact-attempted");
    assert!(!entry.to_string().contains("26 hours"), "the ledger names the act and nothing that was said");
}

#[tokio::test]
async fn who_is_erased_is_nowhere_and_the_chain_verifies() {
    let desk = Desk::new().await;
    let text = proposed(&desk).await;
    let _: Receipt = confirm(&desk, LUC, &text, Some(OLD)).await.ok();
    let before: ContactLog = desk.client.get("contacts/log").await.ok();
    let reason = json!({ "reason": "left, and asked for it" });
    assert_eq!(desk.post(AMINA, "contacts/cards/gha-1/erase", &reason).await.status, 403);
    let _: Receipt = desk.post(INES, "contacts/cards/gha-1/erase", &reason).await.ok();
    let after: ContactLog = desk.client.get("contacts/log").await.ok();
    assert_eq!(after, before, "the chain is what it was");
    assert_eq!(ledger::verify(&after.lines).unwrap().digest.to_string(), after.head);
    let there = desk.client.get("contacts").await;
    assert_eq!(there.status, 200);
    for trace in ["Kwame", NEW_NUMBER, "+2335550101", "gha-1@"] {
        assert!(!there.body.contains(trace) && !after.lines.iter().any(|line| line.contains(trace)), "{trace}");
    }
    assert!(contacts(&desk).await.directory.erased.contains(&card("gha-1")));
    assert_eq!(desk.client.get("contacts/cards/gha-1").await.status, 404);
    let again = change(&desk, AMINA, ProposalKind::Change, vec![new_channel(desk.now().await)]).await.write().unwrap();
    refused_by(&propose(&desk, AMINA, &again).await, "F14");
}

#[tokio::test]
async fn the_directory_is_searched_by_party_role_topic_and_hour() {
    let desk = Desk::new().await;
    let cards = async |path: &str| {
        let there = wired::contacts(desk.client.get(path).await.ok(), &Place::ROOT).unwrap();
        there.directory.cards().map(|(card, _)| card.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(cards("contacts?party=GHA&role=security").await, ["gha-3"]);
    // 03:00 in Accra, and 14:00 in Port Vila.
    let night = format!("{}T03:00:00Z", desk.now().await.strftime("%Y-%m-%d"));
    assert_eq!(cards(&format!("contacts?party=VUT&reachable_at={night}")).await, Vec::<String>::new());
    assert_eq!(cards(&format!("contacts?party=GHA&topic=operations&reachable_at={night}")).await, ["gha-desk"]);
    assert_eq!(cards("contacts/cards/mar-1").await, ["mar-1"]);
    assert_eq!(cards("contacts/organisations/tha").await.len(), 5);
    assert_eq!(cards("contacts/registries/XIR01").await.len(), 8);
    for (path, status) in [
        ("contacts?party=gha", 400),
        ("contacts?role=king", 400),
        ("contacts?color=red", 400),
        ("contacts/cards/nobody", 404),
        ("contacts/registries/ABC01", 404),
    ] {
        assert_eq!(desk.client.get(path).await.status, status, "{path}");
    }
    let signed_out = desk.client.send(Http::GET, "contacts", &[], None).await;
    assert_eq!(signed_out.status, 401);
}

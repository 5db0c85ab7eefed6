//! Messages to lists, attacked: nothing above TLP:AMBER goes out by one person, nobody gets what their address may not get, and the table of a
//! delivery says only what happened (F01, F05).
//! Everything goes straight to the API, as a modified console would send it.

use crate::{
    client::Answer,
    contacts::{card, refused_by},
    desk::{AMINA, AMINA_TWO, Desk, INES, LUC, Who},
};
use countersign::{
    domain::contact::{DeliveryMark, Left, Tlp},
    evidence::sshsig::{Namespace, SshSignature},
    registry::{book::Broadcast, wired},
    sandbox::practice_person_key,
    wire::{
        admin::{Receipt, broadcast::RecordBroadcast, contacts::SignedContact},
        contact::mail,
        convert::Place,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

fn text(label: Tlp) -> String {
    mail::Broadcast::new(label, "Check your last transfers", "A key may be compromised.\n\nCall our desk.").unwrap().signed_text()
}

fn signed(who: Who, namespace: Namespace, text: &str) -> SignedContact {
    let signature = SshSignature::sign(&practice_person_key(who.1), namespace, text.as_bytes()).armored();
    SignedContact { text: text.to_owned(), signature }
}

async fn announce(desk: &Desk, who: Who, id: Uuid, list: &str, signed: SignedContact) -> Answer {
    let body = RecordBroadcast { id, list: list.to_owned(), signed };
    desk.post(who, "contacts/broadcasts", &serde_json::to_value(body).unwrap()).await
}

async fn cosign(desk: &Desk, who: Who, id: Uuid, signed: SignedContact) -> Answer {
    desk.post(who, &format!("contacts/broadcasts/{id}/signatures"), &serde_json::to_value(signed).unwrap()).await
}

async fn mark(desk: &Desk, who: Who, id: Uuid, body: Value) -> Answer {
    desk.post(who, &format!("contacts/broadcasts/{id}/deliveries"), &body).await
}

async fn messages(desk: &Desk) -> Vec<Broadcast> {
    wired::broadcasts(desk.client.get("contacts/broadcasts").await.ok(), &Place::ROOT).unwrap().all
}

#[tokio::test]
async fn f01_a_red_message_goes_out_when_two_persons_have_signed_exactly_it() {
    let desk = Desk::new().await;
    let (id, red) = (Uuid::now_v7(), text(Tlp::Red));
    let receipt: Receipt = announce(&desk, AMINA, id, "security", signed(AMINA, Namespace::Contact, &red)).await.ok();
    assert_eq!(receipt.subject, id.to_string());
    let all = json!({ "mark": "sent", "reason": "by our mail" });
    refused_by(&mark(&desk, AMINA, id, all.clone()).await, "F01");
    assert!(messages(&desk).await[0].draft(desk.now().await).is_none(), "there is no draft before");
    // The same person with another login, another text, another purpose.
    refused_by(&cosign(&desk, AMINA_TWO, id, signed(AMINA, Namespace::Contact, &red)).await, "F01");
    assert_eq!(cosign(&desk, LUC, id, signed(LUC, Namespace::Contact, &text(Tlp::Green))).await.status, 400);
    refused_by(&cosign(&desk, LUC, id, signed(LUC, Namespace::Approve, &red)).await, "F02");
    refused_by(&cosign(&desk, LUC, id, signed(AMINA, Namespace::Contact, &red)).await, "F02");
    let _: Receipt = cosign(&desk, LUC, id, signed(LUC, Namespace::Contact, &red)).await.ok();
    let _: Receipt = mark(&desk, AMINA, id, all.clone()).await.ok();
    assert_eq!(mark(&desk, AMINA, id, all).await.status, 409, "it is said once");
    let message = messages(&desk).await.remove(0);
    assert!(message.is_ready() && message.deliveries.iter().all(|to| to.sent.is_some()));
    let draft = message.draft(desk.now().await).unwrap();
    assert!(draft.contains("message.txt.amina-kessie.sig") && draft.contains("message.txt.luc-bernasconi.sig"), "{draft}");
    let entry = desk.client.get("ledger?limit=1&sort=-entry").await.body;
    assert!(!entry.contains("compromised") && !entry.contains("@registry"), "the ledger has neither text nor address: {entry}");
}

#[tokio::test]
async fn who_may_not_get_it_is_left_out_with_the_reason() {
    let desk = Desk::new().await;
    let amber = text(Tlp::Amber);
    let id = Uuid::now_v7();
    let _: Receipt = announce(&desk, AMINA, id, "operations", signed(AMINA, Namespace::Contact, &amber)).await.ok();
    let message = messages(&desk).await.remove(0);
    // In Tbilisi the administrator's card was not verified again in time.
    let left = message.left_out.iter().find(|one| one.who == card("geo-1")).unwrap();
    assert_eq!(left.why, Left::Late);
    assert!(message.deliveries.iter().all(|to| to.to.who != card("geo-1") && to.to.registry.to_string() != "XDE01"));
    for (label, list, status) in [(Tlp::Red, "operations", 409), (Tlp::Green, "nobody", 400), (Tlp::Clear, "No List", 400)] {
        let body = signed(AMINA, Namespace::Contact, &text(label));
        assert_eq!(announce(&desk, AMINA, Uuid::now_v7(), list, body).await.status, status, "{list}");
    }
    refused_by(&announce(&desk, AMINA, id, "operations", signed(AMINA, Namespace::Contact, &amber)).await, "T04");
    let change = signed(AMINA, Namespace::Contact, "itmo-contact-change/v1\n\nTLP:GREEN\n\nx\n\nTLP:GREEN\n");
    assert_eq!(
        announce(&desk, AMINA, Uuid::now_v7(), "operations", change).await.status,
        400,
        "no message looks like another text"
    );
}

#[tokio::test]
async fn who_answered_is_said_one_by_one_and_who_is_erased_is_gone() {
    let desk = Desk::new().await;
    let (id, green) = (Uuid::now_v7(), text(Tlp::Green));
    let _: Receipt = announce(&desk, AMINA, id, "operations", signed(AMINA, Namespace::Contact, &green)).await.ok();
    let _: Receipt = mark(&desk, AMINA, id, json!({ "mark": "sent", "reason": "by our mail" })).await.ok();
    for (body, status) in [
        (json!({ "mark": "answered", "reason": "all" }), 400),
        (json!({ "mark": "read", "card": "gha-1", "reason": "x" }), 400),
        (json!({ "mark": "answered", "card": "nobody", "reason": "x" }), 409),
        (json!({ "mark": "answered", "card": "gha-1", "reason": "they will look" }), 200),
        (json!({ "mark": "answered", "card": "gha-1", "reason": "again" }), 409),
    ] {
        assert_eq!(mark(&desk, LUC, id, body.clone()).await.status, status, "{body}");
    }
    let message = messages(&desk).await.remove(0);
    let accra = message.deliveries.iter().find(|to| to.to.who == card("gha-1")).unwrap();
    assert!(accra.at(DeliveryMark::Answered).is_some() && accra.at(DeliveryMark::Returned).is_none());
    let _: Receipt = desk.post(INES, "contacts/cards/gha-1/erase", &json!({ "reason": "left" })).await.ok();
    assert!(!desk.client.get("contacts/broadcasts").await.body.contains("gha-1"));
}

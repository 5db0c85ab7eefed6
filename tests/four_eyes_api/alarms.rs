//! Alarms for security officers: what the registry refused to somebody, and what a console tells it. Anybody reads them, an officer
//! acknowledges each, and who typed values again wrongly three times is held at every console (F08).

use crate::{
    client::Answer,
    desk::{AMINA, AMINA_TWO, Desk, ESI, INES, LUC, SOFIA, TOMAS, Who, is_refused},
    revoking,
    versions::{guarded, next_roster, signature},
};
use countersign::{
    evidence::{
        sshsig::Namespace,
        statement::StatementKind::{Approve, Reject},
    },
    wire::admin::{Page, Receipt, incident::Incident, overview::Overview},
};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

/// What a login reads.
async fn read(desk: &Desk, who: Who, path: &str) -> Answer {
    let bearer = format!("Bearer {}", desk.client.sign_in(who.0).await);
    desk.client.send(Method::GET, path, &[("authorization", &bearer)], None).await
}

/// The incidents that nobody has acknowledged, as an officer reads them.
async fn open(desk: &Desk) -> Vec<Incident> {
    let page: Page<Incident> = read(desk, INES, "incidents?filter=seen%3Ano&sort=-row").await.ok();
    page.items
}

/// How many incidents wait, and how many of them for this login.
async fn waiting(desk: &Desk, who: Who) -> (u64, u64) {
    let overview: Overview = read(desk, who, "overview").await.ok();
    let need = overview.needs.into_iter().find(|need| need.kind == "incidents").unwrap();
    (need.count.0, need.mine.0)
}

async fn tell(desk: &Desk, who: Who, kind: &str, order: &str) -> Answer {
    let detail = "what was typed again did not match three times (F08)";
    let body = json!({ "kind": kind, "at": desk.now().await.to_string(), "order": order, "detail": detail });
    desk.post(who, "incidents", &body).await
}

async fn acknowledge(desk: &Desk, who: Who, id: u64) -> Answer {
    desk.post(who, &format!("incidents/{id}/acknowledge"), &json!({ "reason": "called her; she mistook the login" })).await
}

/// Scenario 3, F01, F02: one person with two logins is refused, and an alarm that stays until an officer has looked at it.
#[tokio::test]
async fn scenario_3_two_logins_of_one_person_are_an_alarm_for_officers() {
    let desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(waiting(&desk, INES).await, (0, 0));
    for _ in 0..2 {
        is_refused(&desk.say(AMINA_TWO, Approve, (&id, &text)).await, "F01", "the second login");
    }
    let [alarm] = &open(&desk).await[..] else { panic!("one alarm, however often she tries") };
    assert_eq!(
        (alarm.kind.as_str(), alarm.order.as_deref(), alarm.person.as_deref()),
        ("same-person", Some(id.as_str()), Some(AMINA.1))
    );
    assert!(alarm.detail.contains("amina.k2") && alarm.detail.contains("(F01)"), "{}", alarm.detail);
    assert_eq!((waiting(&desk, INES).await, waiting(&desk, LUC).await), ((1, 1), (1, 0)));
    let overview: Overview = read(&desk, INES, "overview").await.ok();
    let what = |kind: &str| overview.needs.iter().find(|need| need.kind == kind).and_then(|need| need.oldest.clone()?.what);
    assert_eq!(what("incidents").as_deref(), Some("same-person"), "its number says nothing");
    assert_eq!(what("approvals"), None, "an order's id says which it is");
    for who in [AMINA, AMINA_TWO, LUC, SOFIA] {
        assert_eq!(acknowledge(&desk, who, alarm.id.0).await.status, 403, "{who:?}");
    }
    let receipt: Receipt = acknowledge(&desk, INES, alarm.id.0).await.ok();
    assert_eq!(receipt.subject, alarm.id.0.to_string());
    assert_eq!(acknowledge(&desk, INES, alarm.id.0).await.status, 409, "once");
    assert_eq!(acknowledge(&desk, INES, 4_711).await.status, 404);
    let seen: Incident = read(&desk, LUC, &format!("incidents/{}", alarm.id.0)).await.ok();
    let said = seen.acknowledged.unwrap();
    assert_eq!((said.by.as_str(), said.reason.as_str()), (INES.0, "called her; she mistook the login"));
    assert_eq!(waiting(&desk, INES).await, (0, 0), "it is in the list still, and waits for nobody");
    is_refused(&desk.say(AMINA_TWO, Approve, (&id, &text)).await, "F01", "again");
    assert_eq!(open(&desk).await.len(), 1, "after that it is another alarm");
}

/// F08: whom a console tells of is held by the registry, at whichever console, for a quarter of an hour; others are not, and a
/// rejection waits for nothing (F15).
#[tokio::test]
async fn f08_who_typed_wrongly_three_times_is_held_at_every_console() {
    let mut desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    let key = Uuid::now_v7();
    let body = json!({ "kind": "retyped-wrong", "at": desk.now().await.to_string(), "order": id, "detail": "three times (F08)" });
    let first: Receipt = desk.post_under(LUC, "incidents", &body, key).await.ok();
    let again: Receipt = desk.post_under(LUC, "incidents", &body, key).await.ok();
    assert_eq!((first.entry, first.subject), (again.entry, again.subject), "told twice, kept once");
    is_refused(&desk.say(LUC, Approve, (&id, &text)).await, "F08", "he is held");
    let served: Value = desk.client.get(&format!("orders/{id}")).await.ok();
    assert_eq!(served["signed"]["review"]["held"][0]["person"], LUC.1);
    assert_eq!(desk.say(ESI, Approve, (&id, &text)).await.status, 200, "she is not");
    let (id, text) = desk.submitted(AMINA).await;
    let _: Receipt = tell(&desk, LUC, "retyped-wrong", &id).await.ok();
    desk.ahead(SignedDuration::from_mins(16)).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200, "a quarter of an hour later");
    let (id, text) = desk.submitted(AMINA).await;
    let _: Receipt = tell(&desk, LUC, "retyped-wrong", &id).await.ok();
    assert_eq!(desk.say(LUC, Reject, (&id, &text)).await.status, 200);
}

/// What a console tells is only what consoles notice, and a login tells of nobody but itself.
#[tokio::test]
async fn a_console_tells_of_what_it_noticed_and_of_nothing_else() {
    let desk = Desk::new().await;
    let (id, _) = desk.submitted(AMINA).await;
    for kind in ["retyped-wrong", "not-as-signed", "wrong-words", "guard-refused"] {
        let _: Receipt = tell(&desk, SOFIA, kind, &id).await.ok();
    }
    for kind in ["same-person", "forged", "clock", "moonshine", ""] {
        assert_eq!(tell(&desk, SOFIA, kind, &id).await.status, 400, "{kind}");
    }
    let told = open(&desk).await;
    assert_eq!(told.len(), 4);
    assert!(told.iter().all(|told| told.person.as_deref() == Some(SOFIA.1)));
    let someone = json!({ "kind": "wrong-words", "at": desk.now().await.to_string(), "detail": "x", "person": LUC.1 });
    assert!(desk.post(SOFIA, "incidents", &someone).await.status.is_client_error(), "nobody is accused by another");
}

/// The one alarm that waits: its kind, the order and the person it names, and what it says.
async fn only(desk: &Desk) -> (String, Option<String>, Option<String>, String) {
    let [alarm] = &open(desk).await[..] else { panic!("one alarm: {:?}", open(desk).await) };
    (alarm.kind.clone(), alarm.order.clone(), alarm.person.clone(), alarm.detail.clone())
}

/// T06, F15: whoever signs with a key that was ended raises an alarm, once, with the order and the login; the others' word raises none.
#[tokio::test]
async fn t06_a_key_that_was_ended_is_an_alarm_when_it_signs() {
    let desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    let _: Receipt = desk.post(INES, "revocations", &revoking::by(&desk, INES, "person:luc-bernasconi").await).await.ok();
    assert!(open(&desk).await.is_empty(), "ending a key is none");
    for kind in [Approve, Reject, Approve] {
        is_refused(&desk.say(LUC, kind, (&id, &text)).await, "F15", "with the key that was ended");
    }
    let (kind, order, person, detail) = only(&desk).await;
    assert_eq!((kind.as_str(), order.as_deref(), person.as_deref()), ("bad-key", Some(id.as_str()), Some(LUC.1)));
    assert!(detail.contains(LUC.0) && detail.contains("(F15)"), "{detail}");
    assert_eq!((waiting(&desk, INES).await, waiting(&desk, LUC).await), ((1, 1), (1, 0)));
    assert_eq!(desk.say(ESI, Approve, (&id, &text)).await.status, 200);
    assert_eq!(open(&desk).await.len(), 1);
}

/// T20, F27: a roster that an officer sends and that does not follow the one in force is refused and is an alarm for the other officer.
#[tokio::test]
async fn t20_a_version_that_does_not_follow_is_an_alarm() {
    let desk = Desk::new().await;
    let skips = next_roster(&desk, |roster| roster.version = 3.try_into().unwrap());
    let honest = next_roster(&desk, |_| {});
    let forged = json!({ "text": honest, "signature": signature(LUC, Namespace::Roster, &honest) });
    is_refused(&desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &skips)).await, "F27", "version N+2");
    let (kind, order, person, detail) = only(&desk).await;
    assert_eq!((kind.as_str(), order, person.as_deref()), ("guard-refused", None, Some(INES.1)));
    assert!(detail.contains(INES.0) && detail.contains("(F27)"), "{detail}");
    is_refused(&desk.post(INES, "roster", &forged).await, "F02", "signed with another's key");
    let kinds: Vec<String> = open(&desk).await.into_iter().map(|alarm| alarm.kind).collect();
    assert!(kinds.contains(&"same-person".to_owned()) && kinds.len() == 2, "{kinds:?}");
    let _: Receipt = desk.post(TOMAS, "roster", &guarded(TOMAS, Namespace::Roster, &honest)).await.ok();
    assert_eq!(open(&desk).await.len(), 2, "what follows raises none");
}

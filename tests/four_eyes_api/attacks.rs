//! What a modified client tries: every attempt is refused under its rule, and the order stands as before.

use crate::desk::{
    AMINA, AMINA_TWO, Desk, ESI, JONAS, LUC, SOFIA, Who, initiated, is_refused, other_digest, signed_with, stated,
};
use countersign::{
    domain::Environment,
    evidence::{
        key::SecretKey,
        moment::Moment,
        order::{OrderId, OrderText},
        sshsig::Namespace,
        statement::{
            Checked, Statement,
            StatementKind::{Approve, Reject},
        },
    },
    sandbox::{practice_person_key, practice_second_key, practice_station_key},
    wire::admin::{Receipt, signed::SignedText},
};
use jiff::SignedDuration;
use serde_json::json;
use std::num::NonZeroU64;

fn stranger() -> SecretKey {
    SecretKey::from_seed(&[7; 32])
}

async fn still_waits(desk: &Desk, id: &str) {
    let served = desk.served(id).await;
    assert_eq!((served.state.as_str(), served.signed.unwrap().statements.len()), ("submitted", 0), "{id}");
}

/// Scenario 2, scenario 3, F01, F02, T05: a second login, a second key and both together leave one person one person.
#[tokio::test]
async fn nobody_approves_their_own_order() {
    let desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    let other_role = desk.say(AMINA, Approve, (&id, &text)).await;
    assert_eq!(other_role.status, 403, "an initiator's login approves nothing");
    is_refused(&desk.say(AMINA_TWO, Approve, (&id, &text)).await, "F01", "the second login");
    let statement = desk.statement(AMINA_TWO, Approve, &text).await.write().unwrap();
    let second = (&practice_second_key("amina-kessie"), Namespace::Approve);
    let by_second_key = signed_with(statement.as_str(), second, &practice_station_key("ONL-2"));
    is_refused(&desk.state(AMINA_TWO, &id, &by_second_key).await, "F01", "the second key");
    let as_luc = desk.statement(LUC, Approve, &text).await.write().unwrap();
    let in_lucs_name = signed_with(as_luc.as_str(), second, &practice_station_key("ONL-2"));
    is_refused(&desk.state(AMINA_TWO, &id, &in_lucs_name).await, "F02", "in another's name, through her own login");
    is_refused(&desk.state(LUC, &id, &in_lucs_name).await, "F02", "in another's name, through his stolen session (T05)");
    still_waits(&desk, &id).await;
}

/// F03, F04: the machine the order was made at approves nothing, and neither does one where its initiator has just signed.
#[tokio::test]
async fn nobody_approves_where_the_initiator_sits() {
    let mut desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    let same = Who(LUC.0, LUC.1, AMINA.2);
    let rules = crate::desk::rules(&desk.say(same, Approve, (&id, &text)).await);
    assert!(rules == ["F03"] || rules == ["F04"], "{rules:?}");
    desk.submitted(Who(AMINA.0, AMINA.1, "ONL-3")).await;
    is_refused(&desk.say(ESI, Approve, (&id, &text)).await, "F04", "where she signed another order just before");
    let statement = desk.statement(LUC, Approve, &text).await.write().unwrap();
    let approve = (&practice_person_key(LUC.1), Namespace::Approve);
    let no_station = signed_with(statement.as_str(), approve, &stranger());
    is_refused(&desk.state(LUC, &id, &no_station).await, "F03", "a station's name without its key");
    desk.ahead(SignedDuration::from_hours(1)).await;
    is_refused(&desk.say(same, Approve, (&id, &text)).await, "F03", "the initiator's station, however long ago");
    still_waits(&desk, &id).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
}

/// T03, T04, F05: what is altered, replayed, or about something else.
#[tokio::test]
async fn what_was_not_signed_does_not_count() {
    let desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    let good = desk.statement(LUC, Approve, &text).await;
    let altered = |change: fn(&mut Statement)| {
        let mut statement = good.clone();
        change(&mut statement);
        statement
    };
    let elsewhere = altered(|said| said.order_sha256 = other_digest());
    is_refused(&desk.state(LUC, &id, &stated(LUC, &elsewhere)).await, "F05", "another order's digest");
    let signed = stated(LUC, &good);
    let reworded = SignedText { text: signed.text.replace("as agreed", "as argued"), ..signed.clone() };
    assert_ne!(reworded.text, signed.text);
    is_refused(&desk.state(LUC, &id, &reworded).await, "F05", "an altered text under the old signature");
    let approve = good.write().unwrap();
    let station = practice_station_key(LUC.2);
    for wrong in [Namespace::Initiate, Namespace::Reject, Namespace::Release, Namespace::Roster] {
        let signed = signed_with(approve.as_str(), (&practice_person_key(LUC.1), wrong), &station);
        is_refused(&desk.state(LUC, &id, &signed).await, "F05", "a signature made for something else");
    }
    let over = altered(|said| {
        let made = said.made.timestamp();
        (said.made, said.not_after) =
            (Moment::of(made - SignedDuration::from_hours(2)), Moment::of(made - SignedDuration::from_hours(1)));
    });
    is_refused(&desk.state(LUC, &id, &stated(LUC, &over)).await, "F13", "an approval whose time is over");
    let late = Statement { kind: Reject, ..over.clone() };
    is_refused(&desk.state(LUC, &id, &stated(LUC, &late)).await, "F13", "a rejection whose time is over");
    let unread = altered(|said| said.checked = Checked::default());
    is_refused(&desk.state(LUC, &id, &stated(LUC, &unread)).await, "F07", "nothing typed again");
    still_waits(&desk, &id).await;
    assert_eq!(desk.state(LUC, &id, &signed).await.status, 200);
    let (next, other) = desk.submitted(JONAS).await;
    is_refused(&desk.state(LUC, &next, &signed).await, "F05", "the approval of the last order");
    let mut old = desk.statement(LUC, Approve, &other).await;
    old.seq = NonZeroU64::MIN;
    is_refused(&desk.state(LUC, &next, &stated(LUC, &old)).await, "T04", "a number that was used");
    still_waits(&desk, &next).await;
}

/// F12, F35, T04: an id belongs to one text for ever, and one text is submitted once.
#[tokio::test]
async fn one_id_is_one_order() {
    let desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    let again = desk.submit(AMINA, &initiated(AMINA, &text)).await;
    assert_eq!(again.status, 409, "the same order under another key: {}", again.body);
    let mut changed = desk.order(AMINA).await;
    (changed.id, changed.not_after) = (text.order().id, text.order().not_after);
    changed.reason = countersign::evidence::lines::Prose::new("another reason").unwrap();
    let changed = countersign::wire::convert::order_text::bound(changed).unwrap();
    let answer = desk.submit(AMINA, &initiated(AMINA, &changed)).await;
    assert_eq!(answer.status, 409, "a changed body under the same id: {}", answer.body);
    assert!(answer.problem().detail.contains("nothing was changed") || answer.problem().detail.contains("Nothing was changed"));
    assert_eq!(desk.served(&id).await.digest, text.sha256().to_string());
}

/// An order that does not hold is not taken: T33, F05, F13, F02, F26, T06.
#[tokio::test]
async fn orders_that_do_not_hold_are_not_taken() {
    let desk = Desk::new().await;
    let good = desk.order(AMINA).await;
    let written = |change: &dyn Fn(&mut countersign::evidence::order::Order)| -> OrderText {
        let mut order = good.clone();
        change(&mut order);
        order.write().unwrap()
    };
    let hours = SignedDuration::from_hours;
    let now = desk.now().await;
    let cases = [
        (written(&|order| order.environment = Environment::Production), "T33", "of another environment"),
        (written(&|order| order.registry = "GHA01".parse().unwrap()), "T33", "for another registry"),
        (written(&|order| order.wire_sha256 = other_digest()), "F05", "bound to something else"),
        (written(&|order| order.roster.sha256 = other_digest()), "T20", "under a roster nobody signed"),
        (written(&|order| order.policy.version = 9.try_into().unwrap()), "T20", "under a policy that is not in force"),
        (
            written(&|order| {
                order.not_before = Moment::of(now - hours(3));
                order.not_after = Moment::of(now - hours(1));
            }),
            "F13",
            "whose time is over",
        ),
        (written(&|order| order.initiator = JONAS.1.parse().unwrap()), "F02", "in another person's name"),
        (written(&|order| order.station = "ONL-9".parse().unwrap()), "F03", "at a station that is none"),
        (written(&|order| order.id = future(&order.id)), "T23", "made in the future"),
    ];
    for (text, rule, what) in cases {
        is_refused(&desk.submit(AMINA, &initiated(AMINA, &text)).await, rule, what);
    }
    let text = good.write().unwrap();
    let station = practice_station_key(AMINA.2);
    let wrong_space = signed_with(text.as_str(), (&practice_person_key(AMINA.1), Namespace::Approve), &station);
    is_refused(&desk.submit(AMINA, &wrong_space).await, "F05", "signed as an approver");
    let unknown = signed_with(text.as_str(), (&stranger(), Namespace::Initiate), &station);
    is_refused(&desk.submit(AMINA, &unknown).await, "T06", "signed with a key nobody knows");
    let as_sofia = Who("amina.k", "sofia-marques", "ONL-1");
    is_refused(
        &desk.submit(AMINA, &initiated(as_sofia, &desk.order(as_sofia).await.write().unwrap())).await,
        "F02",
        "for another",
    );
    assert_eq!(desk.submit(SOFIA, &initiated(SOFIA, &desk.order(SOFIA).await.write().unwrap())).await.status, 403);
    let respelled = SignedText { text: text.as_str().replace(": ", ":  "), ..initiated(AMINA, &text) };
    assert_eq!(desk.submit(AMINA, &respelled).await.status, 400, "a second spelling");
    let _: Receipt = desk.submit(AMINA, &initiated(AMINA, &text)).await.ok();
}

/// The id of an order that says it is made in an hour.
fn future(id: &OrderId) -> OrderId {
    let (seconds, nanos) = id.uuid().get_timestamp().unwrap().to_unix();
    let millis = (seconds + 3_600) * 1_000 + u64::from(nanos) / 1_000_000;
    OrderId::new(uuid::Builder::from_unix_timestamp_millis(millis, &[1; 10]).into_uuid()).unwrap()
}

/// Promise 5, F06: at level A2 nothing goes without signatures, by whichever address.
#[tokio::test]
async fn nothing_goes_unsigned() {
    let desk = Desk::new().await;
    let act = json!({ "account-state": { "account": desk.account().await, "state": "blocked-out", "reason": "asked for" } });
    assert_eq!(desk.post(AMINA, "orders", &json!({ "act": act })).await.status, 409);
    let (id, text) = desk.submitted(AMINA).await;
    let digest = json!({ "digest": text.sha256().to_string() });
    for (who, path, body) in [
        (LUC, "approve", digest),
        (LUC, "reject", json!({ "reason": "not agreed" })),
        (AMINA, "withdraw", json!({ "reason": "not agreed" })),
    ] {
        let answer = desk.post(who, &format!("orders/{id}/{path}"), &body).await;
        assert_eq!(answer.status, 409, "{path}: {}", answer.body);
        assert!(answer.body.contains("signed"), "{}", answer.body);
    }
    still_waits(&desk, &id).await;
}

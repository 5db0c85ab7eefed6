//! Time goes by: an order is changed while it cools, ends in the hand, or is approved at a weekend; an account is trusted days later.

use crate::{
    desk::{AMINA, Desk, LUC, SOFIA, initiated, stated},
    site::{Site, leave, wait_row},
    versions::{in_force, next_policy},
};
use countersign::{
    evidence::{
        moment::Moment,
        sshsig::Namespace,
        statement::StatementKind::{Approve, Reject, Stop},
    },
    wire::{
        admin::Receipt,
        order::{OrderAct, TrustOrder},
    },
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Weekday, tz::TimeZone};
use serde_json::{Value, json};

/// The next such weekday after today, at this time in the registry's zone.
pub fn next(now: Timestamp, weekday: Weekday, hour: i8, minute: i8) -> Timestamp {
    let zone = TimeZone::get("Europe/Zurich").unwrap();
    let today = now.to_zoned(zone.clone()).date();
    today.nth_weekday(1, weekday).unwrap().at(hour, minute, 0, 0).to_zoned(zone).unwrap().timestamp()
}

/// Winds the registry's clock, which is set by how far it is from the right time.
pub async fn wind_to(desk: &mut Desk, time: Timestamp) {
    desk.ahead(time.duration_since(Timestamp::now())).await;
}

/// Scenario 6, F12: while an approved order cools, a corrected one takes its place; the approval is not carried over, and the old one
/// is never carried out. Both desks see it.
#[tokio::test]
async fn scenario_6_changed_after_approval() {
    let mut site = Site::open().await;
    let text = next_policy(&site.api, |policy| policy.bands[0].cooling_off = "1h".parse().unwrap());
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    let luc = site.approver().orders();
    let (old, text) = site.transfer().await;
    assert_eq!(site.api.say(LUC, Approve, (&old, &text)).await.status, 200);
    wait_row(&luc, &old, &["approved"]);
    let mut order = site.api.order(AMINA).await;
    order.supersedes = Some(text.order().id);
    let corrected = order.write().unwrap();
    let receipt: Receipt = site.api.submit(AMINA, &initiated(AMINA, &corrected)).await.ok();
    wait_row(&luc, &old, &["superseded"]);
    wait_row(&luc, &receipt.subject, &["submitted"]);
    let review = site.api.served(&receipt.subject).await.signed.unwrap().review;
    assert_eq!((review.approvals.len(), review.needed), (0, 1), "the approval of the old order is none of the new one");
    assert_eq!(site.api.say(LUC, Approve, (&old, &text)).await.status, 409);
    leave(luc);
    site.api.ahead(SignedDuration::from_hours(2)).await;
    assert_eq!(site.api.served(&old).await.state, "superseded", "its cooling-off is over, and it is not carried out");
    assert_eq!(site.there.state(&old), None);
}

/// Scenario 7, F13: the order ends while it is read. What is signed then counts for nothing, and only a new order goes on.
#[tokio::test]
async fn scenario_7_it_expires_in_the_hand() {
    let mut site = Site::open().await;
    let mut order = site.api.order(AMINA).await;
    order.not_after = Moment::of(order.not_before.timestamp() + SignedDuration::from_mins(30));
    let text = order.write().unwrap();
    let receipt: Receipt = site.api.submit(AMINA, &initiated(AMINA, &text)).await.ok();
    site.api.ahead(SignedDuration::from_mins(31)).await;
    site.api.comes_to(&receipt.subject, "expired").await;
    let late = site.api.say(LUC, Approve, (&receipt.subject, &text)).await;
    assert!(late.status == 409 && late.problem().detail.contains("is expired"), "{}", late.body);
    assert_eq!(site.api.submit(AMINA, &initiated(AMINA, &text)).await.status, 409, "an order is not prolonged");
    let (_, fresh) = site.api.submitted(AMINA).await;
    assert_ne!(fresh.order().id, text.order().id);
}

/// Scenario 8, F15, F16: an account added on a Friday afternoon is trusted from Thursday noon on, and until then and after any one
/// person takes it off at once.
#[tokio::test]
async fn scenario_8_new_account_fraud() {
    let mut site = Site::open().await;
    let friday = next(site.api.now().await, Weekday::Friday, 16, 5);
    wind_to(&mut site.api, friday).await;
    let (account, trusted) = (site.api.account().await, "GHA01-100-0009");
    let act = OrderAct::TrustAccount(TrustOrder {
        account: account.clone(),
        registry: "GHA01".to_owned(),
        trusted: trusted.to_owned(),
        reason: "the holder asked by mail".to_owned(),
    });
    let text = site.api.of(AMINA, &act).await.write().unwrap();
    let receipt: Receipt = site.api.submit(AMINA, &initiated(AMINA, &text)).await.ok();
    assert_eq!(site.api.say(LUC, Approve, (&receipt.subject, &text)).await.status, 200);
    let zone = TimeZone::get("Europe/Zurich").unwrap();
    let thursday = friday.to_zoned(zone).checked_add(6.days()).unwrap();
    let noon = thursday.with().hour(12).minute(0).second(0).subsec_nanosecond(0).build().unwrap().timestamp();
    assert_eq!(thursday.weekday(), Weekday::Thursday);
    let rules: Value = site.api.client.get(&format!("accounts/{account}/rules")).await.ok();
    let entry = rules["trusted"].as_array().unwrap().iter().find(|entry| entry["account"] == trusted).unwrap();
    assert!(entry.to_string().contains(&noon.to_string()), "{noon}: {entry}");
    let path = format!("accounts/{account}/trusted/{trusted}/remove");
    let _: Receipt = site.api.post(LUC, &path, &json!({ "reason": "nobody asked for it" })).await.ok();
    let rules: Value = site.api.client.get(&format!("accounts/{account}/rules")).await.ok();
    assert!(!rules.to_string().contains(trusted), "{rules}");
    wind_to(&mut site.api, noon + SignedDuration::from_mins(1)).await;
    let rules: Value = site.api.client.get(&format!("accounts/{account}/rules")).await.ok();
    assert!(!rules.to_string().contains(trusted), "{rules}");
}

/// Scenario 10, F28: what two persons sign on Saturday at three in the morning waits until the hours of Monday, and one person is
/// enough to end it before.
#[tokio::test]
async fn scenario_10_a_weekend_push() {
    let mut site = Site::open().await;
    let text = next_policy(&site.api, |policy| policy.window = Some("10:00-16:00".parse().unwrap()));
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    let saturday = next(site.api.now().await, Weekday::Saturday, 3, 0);
    wind_to(&mut site.api, saturday).await;
    let monday = saturday + SignedDuration::from_hours(55);
    let mut waiting = Vec::new();
    for _ in 0..2 {
        let mut order = site.api.order(AMINA).await;
        let over = Moment::of(order.not_before.timestamp() + SignedDuration::from_hours(72));
        order.not_after = over;
        let text = order.write().unwrap();
        let receipt: Receipt = site.api.submit(AMINA, &initiated(AMINA, &text)).await.ok();
        let mut approval = site.api.statement(LUC, Approve, &text).await;
        approval.not_after = over;
        assert_eq!(site.api.state(LUC, &receipt.subject, &stated(LUC, &approval)).await.status, 200);
        let served = site.api.served(&receipt.subject).await;
        assert_eq!((served.state.as_str(), served.signed.unwrap().review.cooling_until), ("approved", Some(monday)));
        waiting.push((receipt.subject, text));
    }
    let [(stays, _), (ended, text)] = &waiting[..] else { panic!("two orders") };
    assert_eq!(site.api.say(SOFIA, Stop, (ended, text)).await.status, 200);
    assert_eq!(site.api.say(SOFIA, Reject, (stays, &waiting[0].1)).await.status, 403, "stopping is open to her, deciding is not");
    wind_to(&mut site.api, monday - SignedDuration::from_mins(1)).await;
    assert_eq!(site.api.served(stays).await.state, "approved");
    wind_to(&mut site.api, monday + SignedDuration::from_mins(1)).await;
    site.api.comes_to(stays, "executed").await;
    assert_eq!(site.api.served(ended).await.state, "stopped");
}

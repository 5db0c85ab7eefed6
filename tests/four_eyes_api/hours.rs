//! The hours of execution: what is agreed to outside of them waits for the next ones, by the registry's own zone and holidays; what ends
//! before they begin is refused with the time at which they do, and nobody waits for nothing (F28).

use crate::{
    desk::{AMINA, Desk, ESI, LUC, initiated, is_refused, stated},
    versions::{in_force, next_policy},
};
use countersign::{
    evidence::{
        moment::Moment,
        order::OrderText,
        policy::{Outside, Policy},
        sshsig::Namespace,
        statement::StatementKind::{Approve, Reject},
    },
    wire::admin::Receipt,
};
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned, civil::Weekday, tz::TimeZone};

/// A registry in Zurich that carries orders out from ten to four, and not on the Monday that comes.
struct Week {
    desk: Desk,
    friday: Zoned,
}

impl Week {
    async fn of(change: impl FnOnce(&mut Policy)) -> Self {
        let mut desk = Desk::new().await;
        let zone = TimeZone::get("Europe/Zurich").unwrap();
        let today = desk.now().await.to_zoned(zone.clone()).date();
        let friday = today.nth_weekday(1, Weekday::Friday).unwrap().to_zoned(zone).unwrap();
        let monday = friday.date().checked_add(3.days()).unwrap();
        let text = next_policy(&desk, |policy| {
            policy.window = Some("10:00-16:00".parse().unwrap());
            policy.calendar.holidays.insert(monday);
            change(policy);
        });
        in_force(&mut desk, "policy", Namespace::Policy, &text).await;
        Self { desk, friday }
    }

    /// So many days after that Friday, at this hour over there.
    fn at(&self, days: i64, hour: i8, minute: i8) -> Timestamp {
        let day = self.friday.date().checked_add(days.days()).unwrap();
        day.at(hour, minute, 0, 0).to_zoned(self.friday.time_zone().clone()).unwrap().timestamp()
    }

    async fn wind(&mut self, days: i64, hour: i8, minute: i8) {
        let ahead = self.at(days, hour, minute).duration_since(Timestamp::now());
        self.desk.ahead(ahead).await;
    }

    /// An order of Amina's that ends so many hours from now.
    async fn order(&self, hours: i64) -> OrderText {
        let mut order = self.desk.order(AMINA).await;
        order.not_after = Moment::of(order.not_before.timestamp() + SignedDuration::from_hours(hours));
        order.write().unwrap()
    }

    async fn taken(&self, hours: i64) -> (String, OrderText) {
        let text = self.order(hours).await;
        let receipt: Receipt = self.desk.submit(AMINA, &initiated(AMINA, &text)).await.ok();
        (receipt.subject, text)
    }
}

/// F28: on Friday after four what ends on Sunday is not taken; the refusal names Tuesday at ten, because Monday is not worked.
#[tokio::test]
async fn f28_what_ends_before_the_next_hours_is_refused_with_their_beginning() {
    let mut week = Week::of(|_| ()).await;
    week.wind(0, 17, 0).await;
    let text = week.order(48).await;
    let refused = week.desk.submit(AMINA, &initiated(AMINA, &text)).await;
    is_refused(&refused, "F28", "it ends on Sunday");
    let tuesday = week.at(4, 10, 0);
    assert!(refused.problem().detail.contains(&format!("which begin at {tuesday}")), "{}", refused.body);
    let orders = week.desk.client.list("orders", &[("filter", "state:submitted")]).await;
    assert!(!orders.body.contains(&text.order().id.to_string()), "nothing of it was kept");

    // What lives long enough is taken, waits over the holiday, and is carried out on Tuesday.
    let (id, text) = week.taken(72 + 24).await;
    let mut approval = week.desk.statement(LUC, Approve, &text).await;
    approval.not_after = text.order().not_after;
    assert_eq!(week.desk.state(LUC, &id, &stated(LUC, &approval)).await.status, 200);
    let review = week.desk.served(&id).await.signed.unwrap().review;
    assert_eq!(review.cooling_until, Some(tuesday));
    week.wind(3, 12, 0).await;
    assert_eq!(week.desk.served(&id).await.state, "approved", "Monday is a holiday of this registry");
    week.wind(4, 10, 1).await;
    week.desk.comes_to(&id, "executed").await;
}

/// F28: an order that could have been carried out today is not agreed to any more once only hours after its end are left; rejecting it
/// stays open to one person (F15), and within the hours the same order goes through.
#[tokio::test]
async fn f28_an_approval_that_would_wait_beyond_the_end_is_refused() {
    let mut week = Week::of(|_| ()).await;
    week.wind(0, 15, 30).await;
    let (late, late_text) = week.taken(24).await;
    let (timely, text) = week.taken(24).await;
    assert_eq!(week.desk.say(LUC, Approve, (&timely, &text)).await.status, 200);
    assert_eq!(week.desk.served(&timely).await.state, "executed");
    week.wind(0, 16, 30).await;
    let refused = week.desk.say(LUC, Approve, (&late, &late_text)).await;
    is_refused(&refused, "F28", "it ends on Saturday");
    assert!(refused.problem().detail.contains(&week.at(4, 10, 0).to_string()), "{}", refused.body);
    assert_eq!(week.desk.served(&late).await.signed.unwrap().review.approvals.len(), 0);
    assert_eq!(week.desk.say(LUC, Reject, (&late, &late_text)).await.status, 200);
}

/// F28: where the policy takes one approval more outside of the hours, nothing is refused for its time, and two approvals carry it out.
#[tokio::test]
async fn f28_one_more_approval_stands_for_the_hours() {
    let mut week = Week::of(|policy| policy.outside = Outside::OneMore).await;
    week.wind(1, 3, 0).await;
    let (id, text) = week.taken(24).await;
    assert_eq!(week.desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    assert_eq!(week.desk.served(&id).await.state, "approved", "one is not enough on Saturday night");
    assert_eq!(week.desk.say(ESI, Approve, (&id, &text)).await.status, 200);
    assert_eq!(week.desk.served(&id).await.state, "executed");
}

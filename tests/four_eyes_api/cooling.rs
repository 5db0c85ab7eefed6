//! Cooling-off: an approved order waits, any one person stops it, an approver takes an approval back, and then it is executed once (F14, F22).

use crate::{
    desk::{AMINA, Desk, LUC, SOFIA, is_refused},
    versions::{in_force, next_policy},
};
use countersign::evidence::{
    sshsig::Namespace,
    statement::StatementKind::{Approve, Stop, WithdrawApproval},
};
use jiff::SignedDuration;

/// Orders about accounts wait an hour after they are approved.
async fn cooling() -> Desk {
    let mut desk = Desk::new().await;
    let text = next_policy(&desk, |policy| policy.bands[0].cooling_off = "1h".parse().unwrap());
    in_force(&mut desk, "policy", Namespace::Policy, &text).await;
    desk
}

/// F14, T04.
#[tokio::test]
async fn it_is_executed_when_its_time_has_come_and_once() {
    let mut desk = cooling().await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    let served = desk.served(&id).await;
    let until = served.signed.unwrap().review.cooling_until.unwrap();
    assert_eq!(served.state, "approved");
    assert!(until > desk.now().await + SignedDuration::from_mins(55), "{until}");
    desk.ahead(SignedDuration::from_mins(61)).await;
    let served = desk.comes_to(&id, "executed").await;
    assert_eq!(served.decided_by.as_deref(), Some("luc.b"));
    assert_eq!(desk.say(SOFIA, Stop, (&id, &text)).await.status, 409, "what is done is done");
}

/// F14, F15.
#[tokio::test]
async fn any_one_person_stops_it() {
    let mut desk = cooling().await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    assert_eq!(desk.say(SOFIA, Stop, (&id, &text)).await.status, 200);
    desk.ahead(SignedDuration::from_hours(2)).await;
    assert_eq!(desk.served(&id).await.state, "stopped");
}

/// F22.
#[tokio::test]
async fn an_approval_that_is_taken_back_is_missing_again() {
    let mut desk = cooling().await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    is_refused(&desk.say(LUC, Approve, (&id, &text)).await, "F02", "once more");
    assert_eq!(desk.say(LUC, WithdrawApproval, (&id, &text)).await.status, 200);
    let served = desk.served(&id).await;
    assert_eq!((served.state.as_str(), served.signed.unwrap().review.approvals.len()), ("submitted", 0));
    desk.ahead(SignedDuration::from_hours(2)).await;
    assert_eq!(desk.served(&id).await.state, "submitted");
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    assert_eq!(desk.served(&id).await.state, "approved");
}

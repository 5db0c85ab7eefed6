//! Where the policy asks for it a third person releases an order, after its cooling-off and before it is carried out (F19).

use crate::{
    desk::{AMINA, Desk, ESI, LUC, ROSA, Who, is_refused},
    versions::{in_force, next_policy},
};
use countersign::{
    evidence::{
        sshsig::Namespace,
        statement::StatementKind::{Approve, Reject, Release, Stop},
    },
    wire::admin::overview::Overview,
};
use jiff::SignedDuration;
use reqwest::Method;

/// Orders about accounts are released by a third person, after this cooling-off.
async fn released_after(cooling_off: &str) -> Desk {
    let mut desk = Desk::new().await;
    let text = next_policy(&desk, |policy| {
        policy.bands[0].release = true;
        policy.bands[0].cooling_off = cooling_off.parse().unwrap();
    });
    in_force(&mut desk, "policy", Namespace::Policy, &text).await;
    desk
}

/// F19, F18: enough approvals do not carry it out; a third person in the role does.
#[tokio::test]
async fn f19_a_third_person_releases_what_was_approved_and_is_named() {
    let desk = released_after("none").await;
    let (id, text) = desk.submitted(AMINA).await;
    is_refused(&desk.say(ROSA, Release, (&id, &text)).await, "F19", "before it was approved");
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    assert_eq!(desk.served(&id).await.state, "approved", "and not carried out");
    assert_eq!(desk.say(LUC, Release, (&id, &text)).await.status, 403, "who approved it");
    assert_eq!(desk.say(ESI, Release, (&id, &text)).await.status, 403, "another approver");
    assert_eq!(desk.say(ROSA, Approve, (&id, &text)).await.status, 403, "who releases does not approve");
    assert_eq!(desk.say(ROSA, Release, (&id, &text)).await.status, 200);
    let served = desk.served(&id).await;
    assert_eq!((served.state.as_str(), served.decided_by.as_deref()), ("executed", Some(ROSA.0)), "who released it decided it");
    assert_eq!(desk.say(ROSA, Release, (&id, &text)).await.status, 409, "once");
}

/// F19, F14: not before the cooling-off is over; then it waits for the release, and no time carries it out.
#[tokio::test]
async fn a_release_comes_after_the_cooling_off() {
    let mut desk = released_after("1h").await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    is_refused(&desk.say(ROSA, Release, (&id, &text)).await, "F19", "while it cools off");
    desk.ahead(SignedDuration::from_mins(61)).await;
    let served = desk.served(&id).await;
    assert_eq!((served.state.as_str(), served.decided_by), ("approved", None), "it waits");
    assert_eq!(desk.say(ROSA, Release, (&id, &text)).await.status, 200);
    assert_eq!(desk.served(&id).await.state, "executed");
}

/// F15, F34: who may release may end it as well.
#[tokio::test]
async fn who_releases_may_reject_or_stop() {
    let desk = released_after("none").await;
    for (kind, state) in [(Reject, "rejected"), (Stop, "stopped")] {
        let (id, text) = desk.submitted(AMINA).await;
        assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
        assert_eq!(desk.say(ROSA, kind, (&id, &text)).await.status, 200);
        assert_eq!(desk.served(&id).await.state, state);
        assert_eq!(desk.say(ROSA, Release, (&id, &text)).await.status, 409);
    }
}

/// How many orders wait for anybody to agree, and how many for these logins.
async fn waiting(desk: &Desk) -> (u64, [u64; 3]) {
    let mut of = Vec::new();
    for Who(login, ..) in [LUC, ESI, ROSA] {
        let bearer = format!("Bearer {}", desk.client.sign_in(login).await);
        let overview: Overview = desk.client.send(Method::GET, "overview", &[("authorization", &bearer)], None).await.ok();
        let need = overview.needs.into_iter().find(|need| need.kind == "approvals").unwrap();
        of.push((need.count.0, need.mine.0));
    }
    (of[0].0, [of[0].1, of[1].1, of[2].1])
}

/// F19, F02: what waits for a release is counted for who releases, not while it cools off; whoever has approved is not counted on again.
#[tokio::test]
async fn what_waits_for_a_release_is_counted_for_who_releases() {
    let mut desk = released_after("1h").await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(waiting(&desk).await, (1, [1, 1, 0]), "it waits for an approval");
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    assert_eq!(waiting(&desk).await, (0, [0, 0, 0]), "while it cools off nobody is waited for");
    desk.ahead(SignedDuration::from_mins(61)).await;
    for _ in 0..500 {
        if waiting(&desk).await.0 > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(waiting(&desk).await, (1, [0, 0, 1]), "then who releases");
    assert_eq!(desk.say(ROSA, Release, (&id, &text)).await.status, 200);
    assert_eq!(waiting(&desk).await, (0, [0, 0, 0]));
}

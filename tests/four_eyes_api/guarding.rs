//! The roster and the policy: two officers, exactly the next version, and who was removed counts no more (F26, F27, T20).

use crate::{
    desk::{AMINA, Desk, ESI, INES, LUC, TOMAS, Who, is_refused},
    versions::{guarded, in_force, next_policy, next_roster, signature},
};
use countersign::{
    evidence::{sshsig::Namespace, statement::StatementKind::Approve},
    wire::admin::{Receipt, overview::Overview, signed::GuardedText},
};
use reqwest::Method;
use serde_json::json;

/// F27.
#[tokio::test]
async fn the_first_officer_proposes_and_the_second_brings_it_into_force() {
    let mut desk = Desk::new().await;
    let text = next_roster(&desk, |_| {});
    assert_eq!(desk.client.get("roster/waiting").await.status, 404);
    let _: Receipt = desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &text)).await.ok();
    let waiting: GuardedText = desk.client.get("roster/waiting").await.ok();
    assert_eq!((waiting.version, waiting.since, waiting.signatures.len()), (2, None, 1));
    is_refused(&desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &text)).await, "F27", "the same officer twice");
    let force: GuardedText = desk.client.get("roster").await.ok();
    assert_eq!(force.version, 1);
    let _: Receipt = desk.post(TOMAS, "roster", &guarded(TOMAS, Namespace::Roster, &text)).await.ok();
    desk.read_again().await;
    assert_eq!((desk.roster.version, desk.roster.text.as_str(), desk.roster.signatures.len()), (2, text.as_str(), 2));
    assert_eq!(desk.client.get("roster/waiting").await.status, 404);
    let first: GuardedText = desk.client.get("roster/1").await.ok();
    assert_eq!(first.sha256, force.sha256);
    assert_eq!(desk.client.get("roster/3").await.status, 404);
}

/// F27, F18, T20.
#[tokio::test]
async fn nobody_else_and_nothing_else_comes_into_force() {
    let desk = Desk::new().await;
    let text = next_roster(&desk, |_| {});
    assert_eq!(desk.post(LUC, "roster", &guarded(LUC, Namespace::Roster, &text)).await.status, 403, "no officer");
    let forged = json!({ "text": text, "signature": signature(LUC, Namespace::Roster, &text) });
    is_refused(&desk.post(INES, "roster", &forged).await, "F02", "an officer's session, another's key");
    is_refused(&desk.post(INES, "roster", &guarded(INES, Namespace::Policy, &text)).await, "F27", "signed as a policy");
    let skips = next_roster(&desk, |roster| roster.version = 3.try_into().unwrap());
    is_refused(&desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &skips)).await, "F27", "version N+2");
    let orphan = next_roster(&desk, |roster| roster.previous = Some(crate::desk::other_digest()));
    is_refused(&desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &orphan)).await, "F27", "from another version");
    let abroad = next_roster(&desk, |roster| roster.registry = "GHA01".parse().unwrap());
    is_refused(&desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &abroad)).await, "F27", "another registry's");
    let strict = next_policy(&desk, |_| {});
    let lax = strict.replacen("approvals=1", "approvals=0", 1);
    assert_ne!(lax, strict);
    is_refused(
        &desk.post(INES, "policy", &guarded(INES, Namespace::Policy, &lax)).await,
        "F27",
        "below the compiled floor (F18)",
    );
    let force: GuardedText = desk.client.get("policy").await.ok();
    assert_eq!(force.version, 1);
}

/// How many versions wait and which is the oldest, and how many of them for this login.
async fn versions(desk: &Desk, who: Who) -> (u64, Option<String>, u64) {
    let bearer = format!("Bearer {}", desk.client.sign_in(who.0).await);
    let answer = desk.client.send(Method::GET, "overview", &[("authorization", &bearer)], None).await;
    let overview: Overview = answer.ok();
    let need = overview.needs.into_iter().find(|need| need.kind == "versions").unwrap();
    (need.count.0, need.oldest.map(|oldest| oldest.id), need.mine.0)
}

/// F27: a version waits for each officer but the one who signed it, and for nobody else.
#[tokio::test]
async fn f27_a_version_that_waits_is_counted_for_the_other_officer() {
    let desk = Desk::new().await;
    for who in [INES, TOMAS, LUC] {
        assert_eq!(versions(&desk, who).await, (0, None, 0));
    }
    let text = next_policy(&desk, |_| {});
    let _: Receipt = desk.post(INES, "policy", &guarded(INES, Namespace::Policy, &text)).await.ok();
    for (who, mine) in [(INES, 0), (TOMAS, 1), (LUC, 0)] {
        assert_eq!(versions(&desk, who).await, (1, Some("policy v2".to_owned()), mine), "{}", who.0);
    }
    let roster = next_roster(&desk, |_| {});
    let _: Receipt = desk.post(TOMAS, "roster", &guarded(TOMAS, Namespace::Roster, &roster)).await.ok();
    for (who, mine) in [(INES, 1), (TOMAS, 1), (LUC, 0)] {
        assert_eq!(versions(&desk, who).await, (2, Some("policy v2".to_owned()), mine), "{}", who.0);
    }
    let _: Receipt = desk.post(TOMAS, "policy", &guarded(TOMAS, Namespace::Policy, &text)).await.ok();
    for (who, mine) in [(INES, 1), (TOMAS, 0), (LUC, 0)] {
        assert_eq!(versions(&desk, who).await, (1, Some("roster v2".to_owned()), mine), "{}", who.0);
    }
}

/// F26, F18: an approval counts only as long as its person is in the roster; orders that wait are counted anew.
#[tokio::test]
async fn who_is_removed_counts_no_more() {
    let mut desk = Desk::new().await;
    let two = next_policy(&desk, |policy| policy.bands[0].approvals = 2.try_into().unwrap());
    in_force(&mut desk, "policy", Namespace::Policy, &two).await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    let review = desk.served(&id).await.signed.unwrap().review;
    assert_eq!((review.approvals.as_slice(), review.needed), (["luc-bernasconi".to_owned()].as_slice(), 2), "F18");
    let without = next_roster(&desk, |roster| {
        let luc = LUC.1.parse().unwrap();
        roster.persons.retain(|row| row.id != luc);
        roster.keys.retain(|row| row.person != luc);
        roster.logins.retain(|row| row.person != luc);
    });
    in_force(&mut desk, "roster", Namespace::Roster, &without).await;
    assert!(desk.served(&id).await.signed.unwrap().review.approvals.is_empty());
    is_refused(&desk.say(LUC, Approve, (&id, &text)).await, "F02", "he still has his login and his key");
    assert_eq!(desk.say(ESI, Approve, (&id, &text)).await.status, 200);
    assert_eq!(desk.served(&id).await.state, "submitted", "one of two");
}

/// F15, F27: one officer takes back what waits, by its digest; proposed again, it begins without signatures.
#[tokio::test]
async fn one_officer_takes_back_a_version_that_waits() {
    let desk = Desk::new().await;
    let text = next_roster(&desk, |_| {});
    let digest = countersign::evidence::digest::Digest::of(&text);
    let path = format!("roster/waiting/{digest}/withdraw");
    let why = json!({ "reason": "proposed by mistake" });
    assert_eq!(desk.post(TOMAS, &path, &why).await.status, 404, "nothing waits");
    let _: Receipt = desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &text)).await.ok();
    assert_eq!(desk.post(LUC, &path, &why).await.status, 403, "no officer");
    let other = format!("roster/waiting/{}/withdraw", crate::desk::other_digest());
    assert_eq!(desk.post(TOMAS, &other, &why).await.status, 404, "another text");
    let _: Receipt = desk.post(TOMAS, &path, &why).await.ok();
    assert_eq!(desk.client.get("roster/waiting").await.status, 404);
    let _: Receipt = desk.post(TOMAS, "roster", &guarded(TOMAS, Namespace::Roster, &text)).await.ok();
    let waiting: GuardedText = desk.client.get("roster/waiting").await.ok();
    assert_eq!((waiting.signatures.len(), waiting.since), (1, None), "the signature of before is gone");
    let _: Receipt = desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &text)).await.ok();
    assert_eq!(desk.post(TOMAS, &path, &why).await.status, 404, "what is in force is not taken back");
}

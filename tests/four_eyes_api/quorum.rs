//! A quorum that is short carries nothing out, whoever makes up the missing person; and what was signed once counts once, as it was signed.

use crate::{
    desk::{AMINA, AMINA_TWO, Desk, ESI, LUC, initiated, is_refused, signed_with, stated},
    versions::{in_force, next_policy, next_roster},
};
use countersign::{
    domain::PersonId,
    evidence::{
        roster::{Deputy, Role, Roles},
        sshsig::Namespace,
        statement::StatementKind::{Approve, Withdraw, WithdrawApproval},
    },
    sandbox::{practice_person_key, practice_station_key},
    wire::admin::{Receipt, signed::SignedText},
};
use jiff::SignedDuration;

/// A registry whose policy asks for two approvals of every order.
async fn of_two() -> Desk {
    let mut desk = Desk::new().await;
    let text = next_policy(&desk, |policy| policy.bands[0].approvals = 2.try_into().unwrap());
    in_force(&mut desk, "policy", Namespace::Policy, &text).await;
    desk
}

async fn stands(desk: &Desk, id: &str) -> (String, usize) {
    let served = desk.served(id).await;
    (served.state, served.signed.unwrap().review.approvals.len())
}

/// F18, F02, F01: one of two carries nothing out; the same approver again, the initiator by another login, and time make no second one.
#[tokio::test]
async fn f18_one_of_two_carries_nothing_out() {
    let mut desk = of_two().await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    assert_eq!(stands(&desk, &id).await, ("submitted".to_owned(), 1));
    is_refused(&desk.say(LUC, Approve, (&id, &text)).await, "F02", "the same approver again");
    is_refused(&desk.say(AMINA_TWO, Approve, (&id, &text)).await, "F01", "the initiator by another login");
    desk.ahead(SignedDuration::from_hours(2)).await;
    assert_eq!(stands(&desk, &id).await, ("submitted".to_owned(), 1), "time makes no second one");
    assert_eq!(desk.say(ESI, Approve, (&id, &text)).await.status, 200);
    assert_eq!(stands(&desk, &id).await, ("executed".to_owned(), 2));
}

/// F25, T05: who stands in for the initiator approves nothing of theirs, with a role, a key, a station and a login of their own.
#[tokio::test]
async fn f25_who_stands_in_for_the_initiator_approves_nothing_of_theirs() {
    let mut desk = Desk::new().await;
    let with_deputy = next_roster(&desk, |roster| {
        let principal: PersonId = AMINA.1.parse().unwrap();
        let validity = roster.person(&principal).unwrap().validity;
        let roles = Roles::of([Role::Initiator]).unwrap();
        roster.deputies.push(Deputy { deputy: ESI.1.parse().unwrap(), principal, roles, validity });
        roster.deputies.sort();
    });
    in_force(&mut desk, "roster", Namespace::Roster, &with_deputy).await;
    let (id, text) = desk.submitted(AMINA).await;
    is_refused(&desk.say(ESI, Approve, (&id, &text)).await, "F25", "the initiator's deputy");
    assert_eq!(stands(&desk, &id).await, ("submitted".to_owned(), 0));
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
}

/// T04, F22, F35: the very octets of an approval, sent again under another key, count no second time: not beside it, not after it was taken back,
/// not for an order that is over.
#[tokio::test]
async fn t04_an_approval_that_is_sent_again_counts_no_second_time() {
    let desk = of_two().await;
    let (id, text) = desk.submitted(AMINA).await;
    let approval = stated(LUC, &desk.statement(LUC, Approve, &text).await);
    let _: Receipt = desk.state(LUC, &id, &approval).await.ok();
    let again = desk.state(LUC, &id, &approval).await;
    assert!(again.status.is_client_error(), "beside it: {} {}", again.status, again.body);
    assert_eq!(stands(&desk, &id).await, ("submitted".to_owned(), 1));
    assert_eq!(desk.say(LUC, WithdrawApproval, (&id, &text)).await.status, 200);
    for who in [LUC, ESI] {
        let again = desk.state(who, &id, &approval).await;
        assert!(again.status.is_client_error(), "after it was taken back: {} {}", again.status, again.body);
    }
    assert_eq!(stands(&desk, &id).await, ("submitted".to_owned(), 0));
    assert_eq!(desk.say(AMINA, Withdraw, (&id, &text)).await.status, 200);
    assert_eq!(desk.state(LUC, &id, &approval).await.status, 409, "for an order that is over");
    assert_eq!(stands(&desk, &id).await, ("withdrawn".to_owned(), 0));
}

/// T03, F05, F03: no octet of an order can be another than was signed, and neither signature can stand for the other.
#[tokio::test]
async fn t03_an_order_that_is_not_as_it_was_signed_is_not_taken() {
    let desk = Desk::new().await;
    let text = desk.order(AMINA).await.write().unwrap();
    let good = initiated(AMINA, &text);
    for (from, to) in [("asked for by", "asked for, by"), ("blocked-out", "blocked-in"), ("station:ONL-1", "station:ONL-2")] {
        let altered = SignedText { text: good.text.replace(from, to), ..good.clone() };
        assert_ne!(altered.text, good.text, "{from}");
        is_refused(&desk.submit(AMINA, &altered).await, "F05", from);
    }
    let (person, station) = (practice_person_key(AMINA.1), practice_station_key(AMINA.2));
    let swapped =
        SignedText { signature: good.station_signature.clone(), station_signature: good.signature.clone(), ..good.clone() };
    let twice = SignedText { station_signature: good.signature.clone(), ..good.clone() };
    let alone = signed_with(text.as_str(), (&person, Namespace::Initiate), &person);
    let station_alone = signed_with(text.as_str(), (&station, Namespace::Initiate), &station);
    for (signed, what) in [
        (swapped, "exchanged"),
        (twice, "the person's twice"),
        (alone, "by the person alone"),
        (station_alone, "by the station alone"),
    ] {
        let answer = desk.submit(AMINA, &signed).await;
        assert!(answer.status.is_client_error(), "{what}: {} {}", answer.status, answer.body);
    }
    let _: Receipt = desk.submit(AMINA, &good).await.ok();
}

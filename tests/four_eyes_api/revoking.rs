//! One person ends a key, now; nobody ends another's without the role, and only two officers let it count again (F15, F26, T04, T06).

use crate::{
    desk::{AMINA, Desk, ESI, INES, LUC, TOMAS, Who, is_refused},
    versions::{guarded, in_force, next_policy, next_roster},
};
use countersign::{
    domain::Environment,
    evidence::{
        lines::Prose,
        moment::Moment,
        revocation::Revocation,
        sshsig::{Namespace, SshSignature},
        statement::StatementKind::{Approve, Reject},
        validity::Validity,
    },
    sandbox::{practice_person_key, practice_station_key},
    wire::admin::{Receipt, signed::GuardedText},
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

/// Somebody's key, as this person revokes it now.
async fn of(desk: &Desk, who: Who, whose: &str) -> Revocation {
    let key = match whose.split_once(':').unwrap() {
        ("person", id) => practice_person_key(id),
        (_, id) => practice_station_key(id),
    };
    Revocation {
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        of: whose.parse().unwrap(),
        key: key.public(),
        person: who.1.parse().unwrap(),
        reason: Prose::new("the token was lost").unwrap(),
        made: Moment::of(desk.now().await),
    }
}

fn signed(revocation: &Revocation, signer: &str, namespace: Namespace) -> Value {
    let text = revocation.write().unwrap();
    let signature = SshSignature::sign(&practice_person_key(signer), namespace, text.as_str().as_bytes());
    json!({ "text": text.as_str(), "signature": signature.armored() })
}

/// Its text with the signature of whoever revokes.
pub async fn by(desk: &Desk, who: Who, whose: &str) -> Value {
    signed(&of(desk, who, whose).await, who.1, Namespace::Revoke)
}

/// F15, F26: an approval that was not carried out counts no more, and the key signs nothing any more.
#[tokio::test]
async fn an_officer_alone_ends_a_key_and_what_it_signed_counts_no_more() {
    let mut desk = Desk::new().await;
    let two = next_policy(&desk, |policy| policy.bands[0].approvals = 2.try_into().unwrap());
    in_force(&mut desk, "policy", Namespace::Policy, &two).await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    let receipt: Receipt = desk.post(INES, "revocations", &by(&desk, INES, "person:luc-bernasconi").await).await.ok();
    assert_eq!(receipt.subject, "person:luc-bernasconi");
    let served = desk.served(&id).await;
    assert_eq!((served.state.as_str(), served.signed.unwrap().review.approvals.len()), ("submitted", 0));
    is_refused(&desk.say(LUC, Approve, (&id, &text)).await, "F15", "an approval with it");
    is_refused(&desk.say(LUC, Reject, (&id, &text)).await, "F15", "even a rejection made with it since");
    let roster: GuardedText = desk.client.get("roster").await.ok();
    assert_eq!((roster.version, roster.sha256.as_str()), (1, desk.roster.sha256.as_str()), "the officers' text stays");
    let [revoked] = roster.revocations.as_slice() else { panic!("{:?}", roster.revocations) };
    assert!(revoked.text.contains("of: person:luc-bernasconi\n"), "{}", revoked.text);
    assert_eq!(desk.say(ESI, Approve, (&id, &text)).await.status, 200);
    assert_eq!(desk.served(&id).await.state, "submitted", "one of two");
}

/// F15: an order whose initiator's key is ended is over, and so is one that was signed at a station whose key is.
#[tokio::test]
async fn an_order_ends_with_the_key_of_its_initiator_or_its_station() {
    for (who, whose) in [(AMINA, "person:amina-kessie"), (TOMAS, "station:ONL-1")] {
        let desk = Desk::new().await;
        let (id, text) = desk.submitted(AMINA).await;
        let _: Receipt = desk.post(who, "revocations", &by(&desk, who, whose).await).await.ok();
        assert_eq!(desk.served(&id).await.state, "stopped", "{whose}");
        assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 409, "{whose}");
    }
}

/// F15, F02, T06, T23, T33.
#[tokio::test]
async fn what_an_attacker_has_ends_no_key() {
    let desk = Desk::new().await;
    let esi = "person:esi-owusu";
    is_refused(&desk.post(LUC, "revocations", &by(&desk, LUC, esi).await).await, "F15", "another's key, without the role");
    is_refused(&desk.post(LUC, "revocations", &by(&desk, LUC, "station:ONL-2").await).await, "F15", "the station one sits at");
    is_refused(
        &desk.post(LUC, "revocations", &by(&desk, INES, esi).await).await,
        "F02",
        "an officer's, through another's session",
    );
    let officers = of(&desk, INES, esi).await;
    let forged = signed(&officers, LUC.1, Namespace::Revoke);
    is_refused(&desk.post(INES, "revocations", &forged).await, "F02", "an officer's session, another's key");
    let roster = signed(&officers, INES.1, Namespace::Roster);
    is_refused(&desk.post(INES, "revocations", &roster).await, "T06", "signed for something else");
    let strange = Revocation { key: practice_person_key("nobody").public(), ..officers.clone() };
    is_refused(
        &desk.post(INES, "revocations", &signed(&strange, INES.1, Namespace::Revoke)).await,
        "F15",
        "no key of the roster",
    );
    for (made, what) in [(SignedDuration::from_hours(2), "too late"), (SignedDuration::from_hours(-2), "too early")] {
        let text = Revocation { made: Moment::of(desk.now().await + made), ..officers.clone() };
        is_refused(&desk.post(INES, "revocations", &signed(&text, INES.1, Namespace::Revoke)).await, "T23", what);
    }
    let abroad = Revocation { registry: "GHA01".parse().unwrap(), ..officers.clone() };
    is_refused(&desk.post(INES, "revocations", &signed(&abroad, INES.1, Namespace::Revoke)).await, "T33", "another registry's");
    let mut altered = signed(&officers, INES.1, Namespace::Revoke);
    altered["text"] = Value::String(altered["text"].as_str().unwrap().replace("esi-owusu", "luc-bernasconi"));
    is_refused(&desk.post(INES, "revocations", &altered).await, "T06", "an altered text");
    let force: GuardedText = desk.client.get("roster").await.ok();
    assert!(force.revocations.is_empty());
}

/// F15, F27, T04: the key comes back by two officers and by a row that begins later, and what was sent before ends nothing again.
#[tokio::test]
async fn only_two_officers_let_a_key_count_again() {
    let mut desk = Desk::new().await;
    let revocation = by(&desk, INES, "person:luc-bernasconi").await;
    let key = Uuid::now_v7();
    let first: Receipt = desk.post_under(INES, "revocations", &revocation, key).await.ok();
    let again: Receipt = desk.post_under(INES, "revocations", &revocation, key).await.ok();
    assert_eq!(first.entry, again.entry, "the same act");
    is_refused(&desk.post(INES, "revocations", &revocation).await, "F15", "the key has ended");
    desk.ahead(SignedDuration::from_mins(10)).await;
    let merely = next_roster(&desk, |_| {});
    in_force(&mut desk, "roster", Namespace::Roster, &merely).await;
    let (id, text) = desk.submitted(AMINA).await;
    is_refused(&desk.say(LUC, Approve, (&id, &text)).await, "F15", "a version that merely keeps the row");
    let from = Moment::of(desk.now().await);
    let back = next_roster(&desk, |roster| {
        let row = roster.keys.iter_mut().find(|row| row.person.as_str() == LUC.1).unwrap();
        row.validity = Validity::new(from, row.validity.to()).unwrap();
    });
    in_force(&mut desk, "roster", Namespace::Roster, &back).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    is_refused(&desk.post(INES, "revocations", &revocation).await, "T04", "the old one, sent again");
}

/// F15, F27: an officer's ended key signs no version; a first signature made with it counts no more.
#[tokio::test]
async fn an_officers_ended_key_signs_no_version() {
    let desk = Desk::new().await;
    let text = next_roster(&desk, |_| {});
    let _: Receipt = desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &text)).await.ok();
    let _: Receipt = desk.post(TOMAS, "revocations", &by(&desk, TOMAS, "person:ines-rochat").await).await.ok();
    let _: Receipt = desk.post(TOMAS, "roster", &guarded(TOMAS, Namespace::Roster, &text)).await.ok();
    let force: GuardedText = desk.client.get("roster").await.ok();
    assert_eq!(force.version, 1, "one officer is not two");
    is_refused(&desk.post(INES, "roster", &guarded(INES, Namespace::Roster, &text)).await, "F27", "nor again");
}

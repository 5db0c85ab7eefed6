//! The life of a signed order as honest people live it: submitted, approved and executed by two, or ended by one (F01 to F05, F15, F22).

use crate::desk::{AMINA, Desk, ESI, INES, JONAS, LUC, SOFIA, TOMAS, edition, initiated, stated};
use countersign::{
    evidence::{
        order::OrderText,
        roster::RosterText,
        signed::Signed,
        standing::{Case, Guard, State, judge},
        statement::StatementKind::{Approve, Reject, Stop, Withdraw},
    },
    sandbox::Level,
    wire::admin::{Account, Page, Receipt, order::OrderSummary, signed::SignedText},
};
use uuid::Uuid;

/// F05, T04, scenario 1.
#[tokio::test]
async fn two_persons_sign_and_it_is_executed_once() {
    let desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    let waiting = desk.served(&id).await;
    let review = waiting.signed.unwrap().review;
    assert_eq!((waiting.state.as_str(), review.approvals.len(), review.needed), ("submitted", 0, 1));
    assert_eq!((waiting.digest, review.text_sha256), (text.sha256().to_string(), text.sha256().to_string()));
    let statement = desk.statement(LUC, Approve, &text).await;
    let (signed, key) = (serde_json::to_value(stated(LUC, &statement)).unwrap(), Uuid::now_v7());
    let path = format!("orders/{id}/statements");
    let done: Receipt = desk.post_under(LUC, &path, &signed, key).await.ok();
    let again: Receipt = desk.post_under(LUC, &path, &signed, key).await.ok();
    assert_eq!(done, again, "the same act under one key happens once (T04)");
    let served = desk.served(&id).await;
    assert_eq!((served.state.as_str(), served.decided_by.as_deref()), ("executed", Some("luc.b")));
    let account = served.order.act;
    let countersign::wire::order::OrderAct::AccountState(order) = account else { panic!("another act") };
    let account: Account = desk.client.get(&format!("accounts/{}", order.account)).await.ok();
    assert_eq!(account.summary.state, "blocked-out");
    let rows: Page<OrderSummary> = desk.client.list("orders", &[("filter", &format!("id:{id}"))]).await.ok();
    let row = &rows.items[0];
    assert_eq!((row.person.as_deref(), row.approvals, row.needed), (Some("amina-kessie"), Some(1), Some(1)));
    assert_eq!(row.order_id, Some(text.order().id.uuid()));
}

/// What the registry serves is enough to judge it without trusting the registry (promise 2, F05).
#[tokio::test]
async fn whoever_reads_it_can_judge_it_again() {
    let desk = Desk::new().await;
    let (id, text) = desk.submitted(AMINA).await;
    assert_eq!(desk.say(LUC, Approve, (&id, &text)).await.status, 200);
    let signed = desk.served(&id).await.signed.unwrap();
    assert_eq!(OrderText::parse(signed.order.text.as_bytes()).unwrap(), text);
    let read = |said: &SignedText| Signed::statement(&said.text, &said.signature, &said.station_signature).unwrap();
    let order = Signed::order(&signed.order.text, &signed.order.signature, &signed.order.station_signature).unwrap();
    let statements: Vec<_> = signed.statements.iter().map(read).collect();
    let roster = RosterText::parse(desk.roster.text.as_bytes()).unwrap();
    let policy = countersign::evidence::policy::PolicyText::parse(desk.policy.text.as_bytes()).unwrap();
    assert_eq!((roster.edition(), policy.edition()), (edition(&desk.roster), edition(&desk.policy)));
    let guard = Guard { roster: &roster, policy: &policy, earlier: &[] };
    let standing = judge(&Case { order: &order, statements: &statements, guard, superseded: false }, desk.now().await);
    assert_eq!((standing.state, standing.approvals.len()), (State::Approved, 1));
}

/// F15, F22, F34: what takes risk away takes one person, and counts at once.
#[tokio::test]
async fn one_person_ends_it() {
    let desk = Desk::new().await;
    for (who, kind, state) in [
        (LUC, Reject, "rejected"),
        (INES, Reject, "rejected"),
        (AMINA, Withdraw, "withdrawn"),
        (SOFIA, Stop, "stopped"),
        (JONAS, Stop, "stopped"),
        (TOMAS, Stop, "stopped"),
    ] {
        let (id, text) = desk.submitted(AMINA).await;
        let answer = desk.say(who, kind, (&id, &text)).await;
        assert_eq!(answer.status, 200, "{who:?} {kind:?}: {}", answer.body);
        assert_eq!(desk.served(&id).await.state, state, "{who:?}");
        // F34: what was ended stays so for this text.
        let late = desk.say(ESI, Approve, (&id, &text)).await;
        assert_eq!(late.status, 409, "{}", late.body);
    }
}

/// F12, scenario 6: a change is a new order under a new id that names the older one; approvals of that one count no more.
#[tokio::test]
async fn a_change_is_a_new_order() {
    let desk = Desk::new().await;
    let (first, text) = desk.submitted(AMINA).await;
    let mut order = desk.order(AMINA).await;
    order.supersedes = Some(text.order().id);
    let second = order.write().unwrap();
    let receipt: Receipt = desk.submit(AMINA, &initiated(AMINA, &second)).await.ok();
    assert_eq!(
        (desk.served(&first).await.state.as_str(), desk.served(&receipt.subject).await.state.as_str()),
        ("superseded", "submitted")
    );
    assert_eq!(desk.say(LUC, Approve, (&first, &text)).await.status, 409);
    assert_eq!(desk.say(LUC, Approve, (&receipt.subject, &second)).await.status, 200);
    let mut strangers = desk.order(JONAS).await;
    let (third, of_amina) = desk.submitted(AMINA).await;
    strangers.supersedes = Some(of_amina.order().id);
    let answer = desk.submit(JONAS, &initiated(JONAS, &strangers.write().unwrap())).await;
    crate::desk::is_refused(&answer, "F12", "another person's order");
    assert_eq!(desk.served(&third).await.state, "submitted");
}

/// Promise 5: a registry at level A1 keeps a signed order, verifies nothing of it, and says so by its level.
#[tokio::test]
async fn at_a1_a_signed_order_is_kept_and_not_verified() {
    let desk = Desk::at(Level::A1).await;
    let text = desk.order(AMINA).await.write().unwrap();
    let mut signed = initiated(AMINA, &text);
    std::mem::swap(&mut signed.signature, &mut signed.station_signature);
    let receipt: Receipt = desk.submit(AMINA, &signed).await.ok();
    let served = desk.served(&receipt.subject).await;
    assert_eq!(served.signed.unwrap().order, signed);
    let approve = serde_json::json!({ "digest": served.digest });
    let done = desk.post(LUC, &format!("orders/{}/approve", receipt.subject), &approve).await;
    assert_eq!(done.status, 200, "{}", done.body);
}

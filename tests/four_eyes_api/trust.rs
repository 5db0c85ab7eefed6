//! Trusted accounts: two persons and four working days to add one, one person and no time to remove one (F15, F16).

use crate::desk::{AMINA, Desk, LUC, initiated};
use countersign::{
    evidence::{policy::PolicyText, statement::StatementKind::Approve},
    wire::{
        admin::Receipt,
        order::{OrderAct, TrustOrder},
    },
};
use serde_json::{Value, json};

/// F15, F16, scenario 8.
#[tokio::test]
async fn adding_takes_two_and_days_and_removing_one_and_no_time() {
    let desk = Desk::new().await;
    let (account, trusted) = (desk.account().await, "GHA01-100-0045".to_owned());
    let act = OrderAct::TrustAccount(TrustOrder {
        account: account.clone(),
        registry: "GHA01".to_owned(),
        trusted: trusted.clone(),
        reason: "agreed with the holder".to_owned(),
    });
    let text = desk.of(AMINA, &act).await.write().unwrap();
    let receipt: Receipt = desk.submit(AMINA, &initiated(AMINA, &text)).await.ok();
    let entered = desk.now().await;
    assert_eq!(desk.say(LUC, Approve, (&receipt.subject, &text)).await.status, 200);
    let rules: Value = desk.client.get(&format!("accounts/{account}/rules")).await.ok();
    let text = rules.to_string();
    assert!(text.contains(&trusted), "{text}");
    let from = PolicyText::parse(desk.policy.text.as_bytes()).unwrap().policy().trusted_from(entered).unwrap();
    assert!(text.contains(&from.to_string()), "{from}: {text}");
    let path = format!("accounts/{account}/trusted/{trusted}/remove");
    let reason = json!({ "reason": "the holder's key was stolen" });
    assert_eq!(desk.post(AMINA, &path, &json!({ "reason": " " })).await.status, 400);
    let _: Receipt = desk.post(LUC, &path, &reason).await.ok();
    let rules: Value = desk.client.get(&format!("accounts/{account}/rules")).await.ok();
    assert!(!rules.to_string().contains(&trusted), "{rules}");
    assert_eq!(desk.post(LUC, &path, &reason).await.status, 404);
}

//! The limits of the signed policy: of order, account, counterpart and registry the lowest applies (F17, C03).

use crate::{
    desk::{AMINA, Desk},
    versions::{in_force, next_policy},
};
use countersign::{
    domain::Quantity,
    evidence::sshsig::Namespace,
    wire::{
        BigNumber,
        admin::{Block, order::Checks, rules::AccountRules},
        ledger::Span,
        order::{Destination, OrderAct, ToAccount, TransferOrder},
    },
};
use serde_json::json;

/// Five ITMOs of a free block, to an account.
fn five(block: &Block, to: &str) -> OrderAct {
    let (series, serial) = (block.first.rsplit_once('-').unwrap(), crate::client::serial(&block.first));
    let stem = series.0.strip_suffix(&format!("-{serial}")).unwrap();
    OrderAct::Transfer(TransferOrder {
        from: block.account.clone(),
        to: Destination::Internal(ToAccount { account: to.to_owned() }),
        spans: vec![Span { first: block.first.clone(), last: format!("{stem}-{}-{}", serial + 4, series.1) }],
        quantity: BigNumber(5),
        corrects: None,
        reason: "to be checked".to_owned(),
    })
}

/// F17.
#[tokio::test]
async fn the_lowest_limit_applies() {
    let mut desk = Desk::new().await;
    let blocks = desk.client.all_blocks().await;
    let size = |block: &Block| crate::client::serial(&block.last) - crate::client::serial(&block.first) + 1;
    let block = blocks.into_iter().find(|block| block.state == "available" && size(block) >= 5).unwrap();
    let act = five(&block, &desk.account().await);
    for (limits, left) in [([9, 8, 7], "7"), ([9, 6, 7], "6"), ([4, 6, 7], "4")] {
        let text = next_policy(&desk, |policy| {
            let [order, account, registry] = limits.map(|most| Some(Quantity::new(most)));
            (policy.limits.order, policy.limits.account_day, policy.limits.registry_day) = (order, account, registry);
        });
        in_force(&mut desk, "policy", Namespace::Policy, &text).await;
        let rules: AccountRules = desk.client.get(&format!("accounts/{}/rules", block.account)).await.ok();
        assert_eq!((rules.per_order, rules.per_day), (Some(BigNumber(limits[0])), Some(BigNumber(limits[1]))));
        let checks: Checks = desk.post(AMINA, "checks", &json!({ "act": act })).await.ok();
        let limit = checks.findings.iter().find(|finding| finding.id == "C03").unwrap();
        assert_eq!(limit.values.iter().find(|value| value.name == "left today").unwrap().value, left, "{limits:?}");
        assert_eq!(limit.result, if left == "4" { "fail" } else { "pass" }, "{limits:?}");
    }
}

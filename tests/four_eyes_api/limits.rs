//! The limits of the signed policy: of order, account, counterpart and registry the lowest applies (F17, C03).

use crate::{
    desk::{AMINA, Desk, LUC, initiated, rules},
    movement,
    versions::{in_force, next_policy},
};
use countersign::{
    domain::{Metric, Quantity},
    evidence::{
        digest::Digest,
        order::{OrderText, SourceDocument},
        sshsig::Namespace,
        statement::StatementKind::Approve,
    },
    wire::{
        BigNumber,
        admin::{self, Block, Receipt, ledger::Entry, order::Checks, rules::AccountRules},
        convert::order_text::Facts,
        ledger::Span,
        order::{Destination, OrderAct, ToAccount, TransferOrder},
    },
};
use serde_json::json;
use std::collections::BTreeSet;

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

/// Puts limits in force: of an order, and of a day out of an account and out of the registry.
async fn limited(desk: &mut Desk, limits: [u64; 3]) {
    let text = next_policy(desk, |policy| {
        let [order, account, registry] = limits.map(|most| Some(Quantity::new(most)));
        (policy.limits.order, policy.limits.account_day, policy.limits.registry_day) = (order, account, registry);
    });
    in_force(desk, "policy", Namespace::Policy, &text).await;
}

/// Three moves of five ITMOs that the checks let pass, each of another block.
async fn movable(desk: &Desk) -> Vec<(TransferOrder, Facts)> {
    let open = desk.client.accounts(&[("filter", "state:open type:holding"), ("limit", "1000")]).await.items;
    let (mut found, bearer) = (Vec::new(), desk.client.bearer());
    for block in desk.client.all_blocks().await {
        let size = crate::client::serial(&block.last) - crate::client::serial(&block.first) + 1;
        if block.state != "available" || size < 5 {
            continue;
        }
        for to in open.iter().filter(|to| to.id != block.account) {
            let act = five(&block, &to.id);
            let body = json!({ "act": act }).to_string();
            let answer = desk.client.send(reqwest::Method::POST, "checks", &[("authorization", &bearer)], Some(&body)).await;
            if !answer.ok::<Checks>().passes {
                continue;
            }
            let OrderAct::Transfer(order) = act else { panic!("a transfer") };
            found.push((order, facts(desk, &block, &to.id).await));
            if found.len() == 3 {
                return found;
            }
            break;
        }
    }
    panic!("{} moves pass", found.len());
}

/// What the book says of such a move.
async fn facts(desk: &Desk, block: &Block, to: &str) -> Facts {
    let holder = async |id: &str| desk.client.get(&format!("accounts/{id}")).await.ok::<admin::Account>().summary.holder.party;
    Facts {
        transferring_party: holder(&block.account).await.parse().unwrap(),
        acquiring_party: holder(to).await.parse().unwrap(),
        first_transfer: false,
        metric: Metric::Ghg,
        authorizations: BTreeSet::from([block.authorization.parse().unwrap()]),
        source: SourceDocument::new("delivery.pdf", Digest::of("a contract")).unwrap(),
    }
}

async fn text(desk: &Desk, (order, facts): &(TransferOrder, Facts)) -> OrderText {
    movement::text(desk, order, facts.clone()).await
}

/// F17: what is above the lowest limit is not taken, what came above it while it waited is not carried out, and what was moved today counts.
#[tokio::test]
async fn f17_nothing_above_the_lowest_limit_is_submitted_or_carried_out() {
    let mut desk = Desk::new().await;
    let [first, second, third] = &movable(&desk).await[..] else { panic!("three moves") };
    limited(&mut desk, [9, 8, 7]).await;
    let waiting = text(&desk, first).await;
    let receipt: Receipt = desk.submit(AMINA, &initiated(AMINA, &waiting)).await.ok();

    limited(&mut desk, [4, 8, 7]).await;
    let refused = desk.submit(AMINA, &initiated(AMINA, &text(&desk, second).await)).await;
    assert_eq!((refused.status.as_u16(), rules(&refused)), (422, vec!["C03".to_owned()]), "{}", refused.body);
    let refused = desk.say(LUC, Approve, (&receipt.subject, &waiting)).await;
    assert_eq!((refused.status.as_u16(), rules(&refused)), (422, vec!["C03".to_owned()]), "{}", refused.body);
    let served = desk.served(&receipt.subject).await;
    assert_eq!((served.state.as_str(), served.recorded), ("submitted", None), "nothing was moved");

    limited(&mut desk, [9, 8, 7]).await;
    assert_eq!(desk.say(LUC, Approve, (&receipt.subject, &waiting)).await.status, 200);
    let served = desk.served(&receipt.subject).await;
    assert_eq!(served.state, "executed");
    // What moved within this registry has no transfer's page to name the entry, so the order does.
    let recorded = served.recorded.unwrap();
    let entry: Entry = desk.client.get(&format!("ledger/{}", recorded.entry.0)).await.ok();
    assert_eq!(entry.summary.digest, recorded.digest);
    assert!(entry.line.contains(&receipt.subject), "{}", entry.line);
    let refused = desk.submit(AMINA, &initiated(AMINA, &text(&desk, third).await)).await;
    assert_eq!(rules(&refused), ["C03"], "five of today's seven are used: {}", refused.body);
}

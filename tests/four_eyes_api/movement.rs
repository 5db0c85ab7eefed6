//! Transfers to another registry, and their texts: what the order says and what the book says of it.

use crate::{
    book::Holding,
    desk::{AMINA, Desk, edition, id_at},
};
use countersign::{
    domain::{Environment, Metric},
    evidence::{
        digest::Digest,
        lines::Prose,
        moment::Moment,
        order::{Body, Order, OrderText, SourceDocument},
    },
    wire::{
        BigNumber, admin,
        convert::order_text::{self, Facts},
        order::{Destination, ToRegistry, TransferOrder},
    },
};
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// A transfer of a holding to the other registry, with what its text says of it.
pub async fn transfer(desk: &Desk, holding: &Holding, account: &str) -> (TransferOrder, Facts) {
    let from: admin::Account = desk.client.get(&format!("accounts/{}", holding.account)).await.ok();
    let block: admin::Block = desk.client.get(&format!("blocks/{}", holding.span.first)).await.ok();
    let order = TransferOrder {
        from: holding.account.clone(),
        to: Destination::External(ToRegistry { registry: "GHA01".to_owned(), account: account.to_owned() }),
        spans: vec![holding.span.clone()],
        quantity: BigNumber(holding.quantity),
        corrects: None,
        reason: "agreed delivery".to_owned(),
    };
    let facts = Facts {
        transferring_party: from.summary.holder.party.parse().unwrap(),
        acquiring_party: "GHA".parse().unwrap(),
        first_transfer: block.first_transferred.is_none(),
        metric: Metric::Ghg,
        authorizations: BTreeSet::from([block.authorization.parse().unwrap()]),
        source: SourceDocument::new("delivery.pdf", Digest::of("a contract")).unwrap(),
    };
    (order, facts)
}

/// The text of such an order, as Amina writes it now.
pub async fn text(desk: &Desk, order: &TransferOrder, facts: Facts) -> OrderText {
    let now = desk.now().await;
    let order = Order {
        id: id_at(now),
        supersedes: None,
        registry: "CHE01".parse().unwrap(),
        environment: Environment::Practice,
        body: Body::Movement(Box::new(order_text::movement(order, facts).unwrap())),
        reason: Prose::new(&order.reason).unwrap(),
        wire_sha256: Digest::default(),
        policy: edition(&desk.policy),
        roster: edition(&desk.roster),
        not_before: Moment::of(now),
        not_after: Moment::of(now + SignedDuration::from_hours(24)),
        initiator: AMINA.1.parse().unwrap(),
        station: AMINA.2.parse().unwrap(),
    };
    order_text::bound(order).unwrap()
}

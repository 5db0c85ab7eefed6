//! Orders of two persons between the registries whose books disagree: one writes and signs the text, another approves it by a statement.

use super::resolving::{Desk, PEOPLE, counter, signed};
use countersign::{
    domain::Environment,
    evidence::{
        moment::Moment,
        order::{Order, OrderId, OrderText},
        sshsig::Namespace,
        statement::{Checked, Display, RekeyField, Statement, StatementKind},
    },
    wire::{admin::Receipt, convert::order_text, order::OrderAct},
};
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

impl Desk {
    /// Two persons order something that moves nothing.
    pub async fn order(&self, act: &OrderAct, reason: &str) -> Receipt {
        let (order, text) = self.submitted(act, reason).await;
        self.approved(&order, &text).await
    }

    /// One person orders something: the order's number, and its text.
    pub async fn submitted(&self, act: &OrderAct, reason: &str) -> (String, OrderText) {
        let text = self.ordered(act, reason).await;
        let receipt = self.act(0, "orders", &json!({ "signed": signed(0, text.as_str(), Namespace::Initiate) })).await;
        (receipt.subject, text)
    }

    /// Another approves it, and it is carried out.
    pub async fn approved(&self, order: &str, text: &OrderText) -> Receipt {
        let now = self.now().await;
        let approval = Statement {
            order_sha256: text.sha256(),
            kind: StatementKind::Approve,
            person: PEOPLE[1].1.parse().unwrap(),
            station: PEOPLE[1].2.parse().unwrap(),
            policy: self.editions[0],
            roster: self.editions[1],
            checked: Checked { rekeyed: RekeyField::ALL.iter().map(|(field, _)| *field).collect(), own_copy: true },
            display: Display { columns: 120, rows: 40 },
            reason: "as agreed".parse().unwrap(),
            made: Moment::of(now),
            not_after: Moment::of(now + SignedDuration::from_hours(23)),
            seq: counter(now),
        };
        let approval = signed(1, approval.write().unwrap().as_str(), Namespace::Approve);
        self.act(1, &format!("orders/{order}/statements"), &approval).await
    }

    async fn ordered(&self, act: &OrderAct, reason: &str) -> OrderText {
        let now = self.now().await;
        let random = *Uuid::now_v7().as_bytes().last_chunk::<10>().unwrap();
        let millis = u64::try_from(now.as_millisecond()).unwrap();
        Order {
            id: OrderId::new(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()).unwrap(),
            supersedes: None,
            registry: self.id.parse().unwrap(),
            environment: Environment::Practice,
            body: order_text::body(act, None).unwrap(),
            reason: reason.parse().unwrap(),
            wire_sha256: order_text::digest(act).unwrap(),
            policy: self.editions[0],
            roster: self.editions[1],
            not_before: Moment::of(now),
            not_after: Moment::of(now + SignedDuration::from_hours(24)),
            initiator: PEOPLE[0].1.parse().unwrap(),
            station: PEOPLE[0].2.parse().unwrap(),
        }
        .write()
        .unwrap()
    }
}

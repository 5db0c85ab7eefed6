//! Two registries at level A3: what two persons sign at one is verified by the other, and a text can't tell another story than the book (T03).

use crate::{
    book::{Book, Holding},
    client::Client,
    desk::{AMINA, Desk, LUC, edition, id_at, initiated, is_refused},
};
use countersign::{
    domain::{Environment, Metric},
    evidence::{
        digest::Digest,
        lines::Prose,
        moment::Moment,
        order::{Body, Order, OrderText, SourceDocument},
        statement::StatementKind::Approve,
    },
    sandbox::{Level, Options, pair},
    wire::{
        BigNumber,
        admin::{self, Receipt},
        convert::order_text::{self, Facts},
        order::{Destination, ToRegistry, TransferOrder},
    },
};
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// A transfer of a holding to the other registry, with what its text says of it.
async fn transfer(desk: &Desk, holding: &Holding, account: &str) -> (TransferOrder, Facts) {
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

async fn text(desk: &Desk, order: &TransferOrder, facts: Facts) -> OrderText {
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

/// What a text may not say, when the book says otherwise.
fn lies(facts: &Facts) -> [(&'static str, Facts); 4] {
    let other = "CHE-0000".parse().unwrap();
    [
        ("first or later", Facts { first_transfer: !facts.first_transfer, ..facts.clone() }),
        ("another metric", Facts { metric: Metric::NonGhg, ..facts.clone() }),
        ("another authorization", Facts { authorizations: BTreeSet::from([other]), ..facts.clone() }),
        ("another Party", Facts { transferring_party: "VUT".parse().unwrap(), ..facts.clone() }),
    ]
}

/// T03.
#[tokio::test]
async fn the_counterpart_verifies_both_persons_and_books_it() {
    let data = tempfile::tempdir().unwrap();
    let options = |id: &str| Options {
        accounts: 30,
        blocks: 60,
        history: false,
        automatic_acceptance: true,
        data: Some(data.path().to_owned()),
        level: Level::A3,
        ..Options::of(id.parse().unwrap())
    };
    let running = pair::start(options("CHE01"), options("GHA01")).unwrap();
    let [from, to] = ["CHE01", "GHA01"].map(|id| Book::of(&data.path().join(format!("{id}.sqlite"))));
    let desk = Desk::of_client(Client::to(running.a).await).await;
    let account = to.accounts()[0].clone();
    for holding in from.holdings() {
        let (order, facts) = transfer(&desk, &holding, &account).await;
        let answer = desk.submit(AMINA, &initiated(AMINA, &text(&desk, &order, facts.clone()).await)).await;
        if answer.status != 200 {
            continue;
        }
        let receipt: Receipt = answer.ok();
        let served = desk.served(&receipt.subject).await;
        let signed = OrderText::parse(served.signed.unwrap().order.text.as_bytes()).unwrap();
        assert_eq!(desk.say(LUC, Approve, (&receipt.subject, &signed)).await.status, 200);
        let state = to.wait_for(&receipt.subject, &["completed", "rejected"]);
        assert_eq!(state, "completed", "{}", to.troubles());
        from.wait_for(&receipt.subject, &["completed"]);
        return the_text_says_what_the_book_says(&desk, &from, &account).await;
    }
    panic!("nothing could be transferred");
}

async fn the_text_says_what_the_book_says(desk: &Desk, from: &Book, account: &str) {
    for holding in from.holdings() {
        let (order, facts) = transfer(desk, &holding, account).await;
        // A holding that may not be transferred is refused for that, whatever its text says.
        let act = countersign::wire::order::OrderAct::Transfer(order.clone());
        let checks: admin::order::Checks = desk.post(AMINA, "checks", &serde_json::json!({ "act": act })).await.ok();
        if !checks.passes {
            continue;
        }
        for (what, said) in lies(&facts) {
            is_refused(&desk.submit(AMINA, &initiated(AMINA, &text(desk, &order, said).await)).await, "T03", what);
        }
        return;
    }
    panic!("nothing could be transferred");
}

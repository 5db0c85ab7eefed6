//! Two registries at level A3: what two persons sign at one is verified by the other, and a text can't tell another story than the book (T03).

use crate::{
    book::Book,
    client::Client,
    desk::{AMINA, Desk, LUC, initiated, is_refused},
    movement::{text, transfer},
};
use countersign::{
    domain::Metric,
    evidence::{order::OrderText, statement::StatementKind::Approve},
    sandbox::{Level, Options, pair},
    wire::{
        admin::{self, Receipt},
        convert::order_text::Facts,
    },
};
use std::collections::BTreeSet;

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

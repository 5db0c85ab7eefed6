//! The review at the approver's desk, from the list of orders to the entry of the registry: with the own copy, every line read, two keys.

use crate::{
    desk::LUC,
    driver::Console,
    hands::{self, enter, own_copy},
    home::press_calmly,
    site::{Site, leave, wait_row},
};
use countersign::evidence::{
    policy::PolicyText,
    statement::{StatementKind, StatementText},
};

/// Scenario 1, F05, F07, F09: Luc types quantity, account and serials from his own copy, pages to the end and signs; the registry carries it
/// out once, and has the statement that was on his screen.
#[tokio::test]
async fn scenario_1_the_approver_reviews_and_signs() {
    let site = Site::open().await;
    let (id, text) = site.transfer().await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    let luc = site.approver();
    let mut console = luc.orders();
    wait_row(&console, &id, &["submitted"]);
    let values = own_copy(&text, &policy);
    // A small number can stand on any screen for another reason.
    let says_none = |console: &Console, longer: usize| {
        for value in values.iter().filter(|value| value.len() > longer) {
            assert!(!console.screen_text().contains(value.as_str()), "{value}: {}", console.screen_text());
        }
    };
    // Other rows of the list name the counterpart.
    says_none(&console, 5);
    press_calmly(&mut console, "enter");
    console.wait_for("Digest (C06)");
    says_none(&console, 4);
    press_calmly(&mut console, "v");
    console.wait_for(&format!("Review of order {id}"));
    console.wait_gone("asking");
    console.wait_for("Type it again");
    says_none(&console, 4);
    hands::type_again(&mut console, &values);
    console.wait_for("Checks, now");
    console.wait_for("None fails");
    assert!(!console.screen_text().contains(" fail  "), "{}", console.screen_text());
    if policy.policy().requirements_of(text.order()).own_copy {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("delivery.pdf");
        std::fs::write(&copy, "a contract").unwrap();
        press_calmly(&mut console, "o");
        console.wait_for("Path of your own copy");
        enter(&mut console, copy.to_str().unwrap());
        console.wait_for("has the digest that the order names");
    }
    hands::read_review(&mut console);
    hands::approve(&mut console, "matches my own copy");
    console.wait_for(&format!("order-sha256: {}", text.sha256()));
    hands::ask_to_sign(&mut console);
    console.wait_for("luc-bernasconi");
    hands::open_key(&mut console);
    console.wait_for("is approved by you");
    let served = site.api.comes_to(&id, "executed").await;
    let signed = served.signed.unwrap();
    let said = StatementText::parse(signed.statements[0].text.as_bytes()).unwrap();
    assert_eq!((said.statement().kind, said.statement().person.as_str()), (StatementKind::Approve, LUC.1));
    assert_eq!((said.statement().order_sha256, said.statement().reason.as_str()), (text.sha256(), "matches my own copy"));
    leave(console);
}

/// F15: a rejection at the approver's desk needs a reason and a key, and nothing that takes time.
#[tokio::test]
async fn f15_the_approver_rejects_at_once() {
    let site = Site::open().await;
    let (id, _) = site.transfer().await;
    let luc = site.approver();
    let mut console = luc.orders();
    wait_row(&console, &id, &["submitted"]);
    press_calmly(&mut console, "v");
    console.wait_for(&format!("Review of order {id}"));
    console.wait_for("Type it again");
    press_calmly(&mut console, "ctrl-x");
    console.wait_for("Why you reject it");
    enter(&mut console, "no such agreement");
    console.wait_for("This is all of it");
    hands::ask_to_sign(&mut console);
    console.wait_for("luc-bernasconi");
    hands::open_key(&mut console);
    console.wait_for("is rejected");
    site.api.comes_to(&id, "rejected").await;
    leave(console);
}

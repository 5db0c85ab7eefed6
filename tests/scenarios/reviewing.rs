//! The review at the approver's desk, from the list of orders to the entry of the registry: with the own copy, every line read, two keys.

use crate::{
    desk::LUC,
    driver::Console,
    home::press_calmly,
    site::{Site, leave, wait_row},
};
use countersign::{
    domain::RegistryId,
    evidence::{
        order::{Body, OrderText},
        policy::PolicyText,
        statement::{RekeyField, StatementKind, StatementText},
    },
    sandbox::PRACTICE_PASSPHRASE,
};
use std::time::Duration;

/// What Luc reads from his own copy for what the policy asks for.
fn own_copy(order: &OrderText, policy: &PolicyText) -> Vec<String> {
    let Body::Movement(moved) = &order.order().body else { panic!("a transfer") };
    let own: RegistryId = order.order().registry;
    let read = |field: &RekeyField| match field {
        RekeyField::Quantity => vec![moved.units.quantity().count().to_string()],
        RekeyField::AcquiringRegistry => vec![moved.to.registry(own).to_string()],
        RekeyField::AcquiringAccount => vec![moved.acquiring_account.to_string()],
        RekeyField::Units => {
            let serials =
                |run: &countersign::domain::BlockRange| format!("{}-{}", run.range.first().number(), run.range.last().number());
            moved.units.runs().iter().map(serials).collect()
        }
        RekeyField::Subject => Vec::new(),
    };
    policy.policy().requirements_of(order.order()).rekey.iter().flat_map(read).collect()
}

/// Types a line and enters it, once the field has been painted.
fn enter(console: &mut Console, text: &str) {
    console.wait_quiet(Duration::from_millis(60));
    console.type_text(text);
    console.wait_quiet(Duration::from_millis(60));
    press_calmly(console, "enter");
}

/// Pages on until the whole text has been read.
fn read_to_the_end(console: &mut Console) {
    for _ in 0..20 {
        press_calmly(console, "pagedown");
        console.wait_quiet(Duration::from_millis(150));
        if !console.screen_text().contains("have not been on the screen") {
            return;
        }
    }
    panic!("{}", console.screen_text());
}

/// Opens the person's key; the station's has no passphrase at a practice desk.
fn open_key(console: &mut Console) {
    console.wait_for("Open the key to sign");
    console.wait_for("luc-bernasconi");
    enter(console, PRACTICE_PASSPHRASE);
}

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
    values.iter().for_each(|value| enter(&mut console, value));
    console.wait_for("Checks, now");
    console.wait_for("None fails");
    assert!(!console.screen_text().contains("fail "), "{}", console.screen_text());
    if policy.policy().requirements_of(text.order()).own_copy {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("delivery.pdf");
        std::fs::write(&copy, "a contract").unwrap();
        press_calmly(&mut console, "o");
        console.wait_for("Path of your own copy");
        enter(&mut console, copy.to_str().unwrap());
        console.wait_for("has the digest that the order names");
    }
    read_to_the_end(&mut console);
    console.wait_for("it can be approved or rejected");
    press_calmly(&mut console, "x a");
    console.wait_for("Why you approve it");
    enter(&mut console, "matches my own copy");
    console.wait_for("This is all of it");
    console.wait_for(&format!("order-sha256: {}", text.sha256()));
    press_calmly(&mut console, "x s");
    open_key(&mut console);
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
    press_calmly(&mut console, "x s");
    open_key(&mut console);
    console.wait_for("is rejected");
    site.api.comes_to(&id, "rejected").await;
    leave(console);
}

//! A new order at the initiator's desk: from an empty form by number to the order that waits for another person, in the registry too.

use crate::{
    desk::AMINA,
    driver::Console,
    home::press_calmly,
    site::{Site, leave, wait_row},
};
use countersign::{
    evidence::order::{Body, OrderText},
    sandbox::PRACTICE_PASSPHRASE,
    wire::admin,
};
use std::time::Duration;

/// Types into the row that has the keys, and goes on.
fn enter(console: &mut Console, text: &str) {
    console.wait_quiet(Duration::from_millis(60));
    console.type_text(text);
    console.wait_quiet(Duration::from_millis(60));
    press_calmly(console, "enter");
}

/// Scenario 1, F09, F20, F21, F36: Amina says how many, reads what would come of it and then the whole text, signs it, and it waits.
#[tokio::test]
async fn scenario_1_the_initiator_orders_by_number() {
    let site = Site::open().await;
    let (_, earlier) = site.transfer().await;
    let Body::Movement(known) = &earlier.order().body else { panic!("a transfer") };
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("delivery.pdf");
    std::fs::write(&paper, "a contract").unwrap();

    let amina = site.initiator();
    let mut console = amina.console();
    press_calmly(&mut console, ":");
    enter(&mut console, &format!("account {}", known.transferring_account));
    console.wait_gone("asking");
    press_calmly(&mut console, "o");
    console.wait_for("left and right choose");
    press_calmly(&mut console, "right");
    console.wait_for("how many, or which");
    press_calmly(&mut console, "enter");
    enter(&mut console, "GHA01");
    enter(&mut console, known.acquiring_account.as_str());
    enter(&mut console, "10");
    console.wait_for("a part of a block");
    console.wait_for("Effect (F10)");
    enter(&mut console, paper.to_str().unwrap());
    console.wait_gone("asking");
    enter(&mut console, "TICKET-4471 delivery");
    console.wait_for("exactly as you will sign it");
    for _ in 0..20 {
        press_calmly(&mut console, "pagedown");
        console.wait_quiet(Duration::from_millis(150));
        if !console.screen_text().contains("have not been on the screen") {
            break;
        }
    }
    console.wait_for("This is all of it");
    press_calmly(&mut console, "x s");
    console.wait_for("Open the key to sign");
    enter(&mut console, PRACTICE_PASSPHRASE);
    console.wait_gone("Open the key to sign");
    press_calmly(&mut console, "g o");
    console.wait_until("two orders wait", |screen| screen.contents().matches("submitted").count() >= 2);

    let page: admin::Page<admin::order::OrderSummary> = site.api.client.get("orders").await.ok();
    let theirs = page.items.iter().find(|row| row.quantity.as_ref().is_some_and(|many| many.0 == 10)).expect("the order of ten");
    wait_row(&console, &theirs.id, &["submitted"]);
    let served = site.api.comes_to(&theirs.id, "submitted").await;
    let text = OrderText::parse(served.signed.unwrap().order.text.as_bytes()).unwrap();
    let order = text.order();
    let Body::Movement(moved) = &order.body else { panic!("{text:?}") };
    assert_eq!(moved.units.quantity().count(), 10);
    assert_eq!(moved.acquiring_account, known.acquiring_account);
    assert_eq!(order.initiator.as_str(), AMINA.1);
    assert_eq!(order.reason.as_str(), "TICKET-4471 delivery");
    assert_eq!(order.source().map(|source| source.name().to_owned()), Some("delivery.pdf".to_owned()));
    leave(console);
}

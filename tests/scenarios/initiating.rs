//! An order at the initiator's desk, from the account to the registry's number: the form, the whole text, two keys; then it waits at the approver's.

use crate::{
    book::Holding,
    desk::AMINA,
    hands::{self, Paper, Wanted},
    home::press_calmly,
    movement,
    site::{Site, leave, wait_row},
};
use countersign::{
    evidence::order::{Body, OrderText},
    wire::{
        admin::{
            Page,
            order::{AskChecks, Checks, OrderSummary},
        },
        convert::order_text,
    },
};

/// A holding that the checks let go to this account.
pub async fn movable(site: &Site, account: &str) -> Holding {
    for holding in site.here.holdings() {
        let (order, facts) = movement::transfer(&site.api, &holding, account).await;
        let text = movement::text(&site.api, &order, facts).await;
        let asked = AskChecks { act: order_text::act(text.order()).unwrap() };
        let answer = site.api.post(AMINA, "checks", &serde_json::to_value(asked).unwrap()).await;
        if answer.status == 200 && answer.ok::<Checks>().passes {
            return holding;
        }
    }
    panic!("nothing can be transferred");
}

/// Scenario 1, F36, F09, F21: Amina fills the form from her paper, reads the whole order and signs; the registry has her text, and it
/// waits at Luc's desk.
#[tokio::test]
async fn scenario_1_the_initiator_orders_and_signs() {
    let site = Site::open().await;
    let account = site.there.accounts()[0].clone();
    let holding = movable(&site, &account).await;
    let paper = Paper::of("a letter of authorization");
    let amina = site.initiator();
    let mut console = amina.console();
    let (account, reason) = (&account, "TICKET-4471 first delivery");
    hands::compose(&mut console, &Wanted { holding: &holding, account, paper: &paper, reason });
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is submitted");

    let orders: Page<OrderSummary> = site.api.client.list("orders", &[("filter", "state:submitted")]).await.ok();
    let [order] = orders.items.as_slice() else { panic!("{orders:?}") };
    let served = site.api.served(&order.id).await;
    let text = OrderText::parse(served.signed.unwrap().order.text.as_bytes()).unwrap();
    let Body::Movement(moved) = &text.order().body else { panic!("{text:?}") };
    assert_eq!((moved.acquiring_account.to_string(), moved.units.quantity().count()), (account.clone(), holding.quantity));
    assert_eq!(text.order().source().map(|source| source.name().to_owned()), Some("LOA-2026-118.pdf".to_owned()));
    assert_eq!((text.order().initiator.as_str(), text.order().reason.as_str()), (AMINA.1, "TICKET-4471 first delivery"));
    leave(console);

    let luc = site.approver();
    let mut console = luc.console();
    press_calmly(&mut console, "5");
    wait_row(&console, &order.id, &["type again"]);
    leave(console);
}

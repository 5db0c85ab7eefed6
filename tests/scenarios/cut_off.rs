//! The connection breaks while a signed text is on its way to the real registry: an order, and an approval. What became of it is unknown, at
//! this desk and at the next start, until the registry is asked; and it was done once.

use crate::{
    desk::{AMINA, LUC},
    driver::Console,
    hands::{self, Paper, Wanted},
    home::press_calmly,
    initiating::movable,
    proxy::Proxy,
    site::{Seat, Site, leave},
};
use countersign::{
    evidence::policy::PolicyText,
    wire::admin::{Page, order::OrderSummary},
};
use rustix::process::Signal;

/// A desk behind a relay that can break.
fn behind(site: &Site, who: crate::desk::Who) -> (Proxy, Seat) {
    let url = site.api.client.registry.url();
    let proxy = Proxy::to(url.strip_prefix("http://").unwrap().parse().unwrap());
    let seat = site.seat_before(&format!("http://{}", proxy.address()), who);
    (proxy, seat)
}

/// Opens the key, and breaks the connection once the text was sent and before its answer came.
fn sign_and_cut(console: &mut Console, proxy: &Proxy) {
    hands::ask_to_sign(console);
    proxy.hold();
    let before = proxy.counts().in_flight;
    hands::open_key(console);
    proxy.wait("the text in flight", |counts| counts.in_flight > before);
    console.wait_for("sent, no answer yet");
}

/// Starts again, and asks: it was done.
fn asked_at_the_next_start(seat: &Seat, what: &str) {
    let mut console = seat.console();
    console.wait_for("Outcome unknown since");
    console.wait_for(what);
    press_calmly(&mut console, "U");
    console.wait_for("It was done");
    console.wait_gone("Outcome unknown");
    leave(console);
    let journal = seat.home().journal();
    assert_eq!(journal.matches("\"kind\":\"intent\"").count(), 1, "{journal}");
    assert_eq!(journal.matches("asked later: done").count(), 1, "{journal}");
}

/// Scenario 11, scenario 12, T04: the line breaks under an order and the console is killed.
#[tokio::test]
async fn scenario_11_an_order_that_was_sent_and_got_no_answer() {
    let site = Site::open().await;
    let account = &site.there.accounts()[0];
    let (proxy, amina) = behind(&site, AMINA);
    let mut console = amina.console();
    let holding = movable(&site, account).await;
    let paper = Paper::of("a letter");
    hands::compose(&mut console, &Wanted { holding: &holding, account, paper: &paper, reason: "agreed delivery" });
    sign_and_cut(&mut console, &proxy);
    // A line that breaks sooner may carry half of it, of which the registry takes nothing.
    while orders(&site).await.is_empty() {
        tokio::task::yield_now().await;
    }
    console.signal(Signal::KILL);
    console.wait_exit();
    proxy.cut();
    proxy.release();
    asked_at_the_next_start(&amina, "submit order");
    let orders = orders(&site).await;
    assert_eq!(orders.len(), 1, "{orders:?}");
}

/// Every order the registry took.
async fn orders(site: &Site) -> Vec<OrderSummary> {
    let page: Page<OrderSummary> = site.api.client.list("orders", &[]).await.ok();
    page.items
}

/// Scenario 11, T04: the line breaks under an approval. The order is carried out once, and its approver hears of it when they ask.
#[tokio::test]
async fn scenario_11_an_approval_that_was_sent_and_got_no_answer() {
    let site = Site::open().await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    let (id, text) = site.transfer().await;
    let (proxy, luc) = behind(&site, LUC);
    let mut console = luc.console();
    hands::begin_review(&mut console, &id);
    hands::type_again(&mut console, &hands::own_copy(&text, &policy));
    hands::read_review(&mut console);
    hands::approve(&mut console, "matches my own copy");
    sign_and_cut(&mut console, &proxy);
    site.api.comes_to(&id, "executed").await;
    proxy.cut();
    proxy.release();
    console.wait_for("Outcome unknown");
    leave(console);
    asked_at_the_next_start(&luc, &format!("approve order {id}"));
    let served = site.api.comes_to(&id, "executed").await;
    assert_eq!(served.signed.unwrap().statements.len(), 1);
    assert_eq!(site.here.attempts(&id, "proposal"), 1, "once");
}

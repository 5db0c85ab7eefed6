//! The order of the queue as the registry gives it: what ends first comes first, so that a page of it leaves out nothing urgent (F24).

use crate::desk::{AMINA, Desk, initiated};
use countersign::{
    evidence::moment::Moment,
    wire::admin::{Page, Receipt, order::OrderSummary},
};
use jiff::SignedDuration;

/// F24: the question that consoles ask puts the order first that ends first, whenever it was sent.
#[tokio::test]
async fn f24_a_page_of_what_waits_begins_with_what_ends_first() {
    let desk = Desk::new().await;
    let mut sent = Vec::new();
    for hours in [20, 3, 12, 23] {
        let mut order = desk.order(AMINA).await;
        order.not_after = Moment::of(order.not_before.timestamp() + SignedDuration::from_hours(hours));
        let text = order.write().unwrap();
        let receipt: Receipt = desk.submit(AMINA, &initiated(AMINA, &text)).await.ok();
        sent.push((hours, receipt.subject));
    }
    let asked = [("filter", "-state:executed -state:rejected"), ("sort", "expires"), ("limit", "2")];
    let page: Page<OrderSummary> = desk.client.list("orders", &asked).await.ok();
    sent.sort();
    let first: Vec<&String> = sent.iter().map(|(_, id)| id).take(2).collect();
    assert_eq!((page.total.0, page.items.iter().map(|row| &row.id).collect::<Vec<_>>()), (4, first), "three hours, then twelve");
    // It is shown by person, and found by either name.
    for (filter, found) in
        [("by:amina-kessie", 4), ("by:amina.k", 4), ("amina-kessie", 4), ("by:luc-bernasconi", 0), ("-amina-kessie", 0)]
    {
        let page: Page<OrderSummary> = desk.client.list("orders", &[("filter", filter)]).await.ok();
        assert_eq!(page.total.0, found, "{filter}");
    }
}

//! The queue at two desks: what ends first stands on top, then what has more at stake, then what waits longest; and each row says why not (F24).

use crate::{
    desk::{AMINA, initiated},
    driver::Console,
    home::press_calmly,
    site::{Site, leave},
};
use countersign::{evidence::moment::Moment, wire::admin::Receipt};
use jiff::{SignedDuration, Timestamp};

/// An order about an account that ends then; its number.
async fn asked(site: &Site, ends: Timestamp) -> String {
    let mut order = site.api.order(AMINA).await;
    order.not_after = Moment::of(ends);
    let text = order.write().unwrap();
    site.api.submit(AMINA, &initiated(AMINA, &text)).await.ok::<Receipt>().subject
}

/// The numbers of the orders on the screen, from top to bottom.
fn rows(console: &Console, of: &[String]) -> Vec<String> {
    let (_, columns) = console.look(|screen| screen.size());
    let lines: Vec<String> = console.look(|screen| screen.rows(0, columns).collect());
    lines.iter().filter_map(|line| of.iter().find(|id| line.contains(id.as_str())).cloned()).collect()
}

/// F24: sent in this order: one that ends late, one that ends soon, a transfer, and again one that ends late. The transfer has more at stake
/// than what ends with it; of two alike the older comes first; what was sent last stands last.
#[tokio::test]
async fn f24_the_queue_shows_what_ends_first_and_never_what_came_last() {
    let site = Site::open().await;
    let now = site.api.now().await;
    let (late, soon) = (now + SignedDuration::from_hours(20), now + SignedDuration::from_hours(2));
    let calm = asked(&site, late).await;
    let urgent = asked(&site, soon).await;
    let (large, _) = site.transfer_as(&site.there.accounts()[0], |order| order.not_after = Moment::of(late)).await;
    let newest = asked(&site, late).await;
    let expected = [&urgent, &large, &calm, &newest].map(Clone::clone);
    for (seat, says) in [(site.approver(), "approve"), (site.initiator(), "you initiated it (F01)")] {
        let mut console = seat.console();
        press_calmly(&mut console, "5");
        console.wait_for("4 wait");
        console.wait_until("a row for each", |screen| {
            let (_, columns) = screen.size();
            let lines: Vec<String> = screen.rows(0, columns).collect();
            expected.iter().all(|id| lines.iter().any(|line| line.contains(id.as_str()) && line.contains(says)))
        });
        assert_eq!(rows(&console, &expected), expected, "{}", console.screen_text());
        leave(console);
    }
}

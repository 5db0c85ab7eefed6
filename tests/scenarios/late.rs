//! Time goes by while consoles are open: an order is corrected while it cools, ends in the approver's hand, or waits over a weekend.

use crate::{
    book::Holding,
    desk::{AMINA, LUC, initiated},
    hands::{self, Paper, Wanted},
    home::press_calmly,
    site::{Seat, Site, leave, wait_row},
    times::{next, wind_to},
    versions::{in_force, next_policy},
};
use countersign::{
    evidence::{
        moment::Moment,
        order::{Body, OrderText},
        policy::PolicyText,
        sshsig::Namespace,
        statement::StatementKind::{Approve, Stop},
    },
    wire::{
        admin::{Page, Receipt, order::OrderSummary},
        ledger::Span,
    },
};
use jiff::{SignedDuration, Timestamp, civil::Weekday};

/// Scenario 6, F12: Amina corrects an order that was approved and cools. At Luc's desk the old one can't be reviewed any more, and the
/// new one has no approval.
#[tokio::test]
async fn scenario_6_corrected_at_the_initiators_desk() {
    let mut site = Site::open().await;
    let text = next_policy(&site.api, |policy| policy.bands[0].cooling_off = "1h".parse().unwrap());
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    let account = site.there.accounts()[0].clone();
    let (old, text) = site.transfer().await;
    assert_eq!(site.api.say(LUC, Approve, (&old, &text)).await.status, 200);
    let amina = site.initiator();
    let mut console = amina.sits(amina.start().size(140, 100));
    hands::go(&mut console, &format!("order {old}"));
    console.wait_for("approved");
    press_calmly(&mut console, "x c");
    let holding = next_in_block(&text);
    let paper = Paper::of("a corrected letter");
    let wanted = Wanted { holding: &holding, account: &account, paper: &paper, reason: "the vintage was wrong" };
    hands::fill(&mut console, &wanted, &account);
    console.wait_for("Effect (F10)");
    hands::enter(&mut console, wanted.reason);
    hands::read_order(&mut console);
    hands::ask_to_sign(&mut console);
    hands::open_key(&mut console);
    console.wait_for("is submitted");
    leave(console);
    let page: Page<OrderSummary> = site.api.client.list("orders", &[("filter", "state:submitted")]).await.ok();
    let [new] = page.items.as_slice() else { panic!("{page:?}") };
    let review = site.api.served(&new.id).await.signed.unwrap().review;
    assert_eq!((review.approvals.len(), review.needed), (0, 1), "the approval of the old order is none of the new one");
    let mut luc = site.approver().orders();
    wait_row(&luc, &old, &["superseded"]);
    wait_row(&luc, &new.id, &["submitted"]);
    hands::begin_review(&mut luc, &old);
    luc.wait_for("took the place of this one (F12)");
    leave(luc);
}

/// As many ITMOs of the same block, right behind those of an order.
pub fn next_in_block(order: &OrderText) -> Holding {
    let Body::Movement(moved) = &order.order().body else { panic!("a transfer") };
    let [run] = moved.units.runs() else { panic!("{:?}", moved.units) };
    let (first, last) = (run.range.first().number(), run.range.last().number());
    let id = |serial: u64| run.first_id().to_string().replace(&format!("-{first}-"), &format!("-{serial}-"));
    let count = last - first + 1;
    let span = Span { first: id(first + count), last: id(last + count) };
    let account = moved.transferring_account.to_string();
    Holding { account, span, quantity: count, series: Default::default(), first: 0, last: 0 }
}

/// Scenario 7, F13: the order ends while Luc has it open. Nothing is signed then, and nothing prolongs it.
#[tokio::test]
async fn scenario_7_it_ends_at_the_approvers_desk() {
    let site = Site::open().await;
    let policy = PolicyText::parse(site.api.policy.text.as_bytes()).unwrap();
    let seat = site.approver();
    let mut luc = seat.sits(seat.start().size(140, 100));
    let ends = Timestamp::now() + SignedDuration::from_secs(6);
    let (id, text) = site.transfer_as(&site.there.accounts()[0], |order| order.not_after = Moment::of(ends)).await;
    hands::begin_review(&mut luc, &id);
    hands::type_again(&mut luc, &hands::own_copy(&text, &policy));
    luc.wait_for("can't be approved here");
    for keys in ["x a", "x s"] {
        press_calmly(&mut luc, keys);
        luc.wait_for("is expired");
    }
    leave(luc);
    assert_eq!(site.api.served(&id).await.signed.unwrap().statements.len(), 0);
    assert!(!seat.home().journal().contains("\"intent\""), "nothing was begun");
}

/// Scenario 10, F28: both desks see what two persons agreed on at night wait for Monday, and what one person stopped end.
#[tokio::test]
async fn scenario_10_two_desks_at_the_weekend() {
    let mut site = Site::open().await;
    let text = next_policy(&site.api, |policy| policy.window = Some("10:00-16:00".parse().unwrap()));
    in_force(&mut site.api, "policy", Namespace::Policy, &text).await;
    let saturday = next(site.api.now().await, Weekday::Saturday, 3, 0);
    wind_to(&mut site.api, saturday).await;
    let consoles = [site.initiator(), site.approver()].map(|seat: Seat| (seat.orders(), seat));
    let mut orders = Vec::new();
    for _ in 0..2 {
        let text = site.api.order(AMINA).await.write().unwrap();
        let receipt: Receipt = site.api.submit(AMINA, &initiated(AMINA, &text)).await.ok();
        assert_eq!(site.api.say(LUC, Approve, (&receipt.subject, &text)).await.status, 200);
        orders.push((receipt.subject, text));
    }
    for (console, _) in &consoles {
        orders.iter().for_each(|(id, _)| wait_row(console, id, &["approved"]));
    }
    let [(waits, _), (ended, text)] = &orders[..] else { panic!("two orders") };
    assert_eq!(site.api.say(LUC, Stop, (ended, text)).await.status, 200);
    for (console, _) in consoles {
        wait_row(&console, ended, &["stopped"]);
        wait_row(&console, waits, &["approved"]);
        leave(console);
    }
}

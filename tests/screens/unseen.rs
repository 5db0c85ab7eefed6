//! What an approver is to type again is nowhere before they have: not in the list of orders, on an order's page or beside the list (F07).
//! The book gives orders as the registry's client gives them to an approver: `registry/veiled` marks them and empties their rows.

use super::{
    desk::Desk,
    signed::{ORDER, given, order, review_at},
    snapshots::{SIZES, keep},
};
use countersign::{
    evidence::statement::RekeyField::{self, AcquiringAccount, Quantity, Units},
    registry::book::OrderInFull,
};

/// Everything that says a value of the order.
const VALUES: [&str; 7] = ["12500", "12 500", "12,500", "GHA01-100-0045", "120001", "132500", "twelve thousand"];

/// The order as an approver gets it.
fn veiled(fields: &[RekeyField]) -> OrderInFull {
    let mut order = given(&order(12_500));
    order.withheld = fields.iter().copied().collect();
    order
}

/// The desk of the approver, away from the review.
fn desk(order: OrderInFull, size: (u16, u16)) -> Desk {
    let mut desk = review_at(order, ("luc.b", "ONL-1"), size);
    for _ in 0..3 {
        if desk.screen().contains("Review of order") {
            desk.press("esc");
        }
    }
    desk
}

fn list(size: (u16, u16)) -> Desk {
    let mut desk = desk(veiled(&[Quantity, AcquiringAccount, Units]), size);
    desk.press("g o");
    desk
}

fn page(size: (u16, u16)) -> Desk {
    let mut desk = desk(veiled(&[Quantity, AcquiringAccount, Units]), size);
    desk.press(":");
    desk.type_text(&format!("order {ORDER}"));
    desk.press("enter");
    desk
}

fn says_none(desk: &Desk, values: &[&str]) {
    let screen = desk.screen();
    for value in values {
        assert!(!screen.contains(value), "{value}\n{screen}");
    }
}

#[test]
fn every_scene_in_every_size() {
    for (columns, rows) in SIZES {
        keep(&format!("orders-withheld@{columns}x{rows}"), &list((columns, rows)).screen());
        keep(&format!("order-withheld@{columns}x{rows}"), &page((columns, rows)).screen());
    }
}

/// F07: neither the row nor what stands beside it, nor what is found in it, says a value.
#[test]
fn f07_the_list_of_orders_says_no_value_that_is_to_be_typed_again() {
    for size in SIZES {
        let mut desk = list(size);
        // The list begins with the newest.
        desk.press("/");
        desk.type_text(&ORDER[11..]);
        desk.press("enter");
        // On a small screen the column is reached by scrolling.
        let row = |screen: &str| screen.lines().find(|line| line.contains(ORDER)).unwrap().to_owned();
        assert!(size.0 < 120 || row(&desk.screen()).contains("type again"), "{}", desk.screen());
        // Another order in the book moves as many.
        let others: Vec<&str> = VALUES.into_iter().filter(|value| *value != "12 500").collect();
        says_none(&desk, &others);
        assert!(!row(&desk.screen()).contains("12 500"), "{}", desk.screen());
        desk.press("f");
        desk.type_text("12 500");
        assert!(!row(&desk.screen()).contains("12 500"), "{}", desk.screen());
    }
}

/// F07: the page of the order says that there is something to type, and nothing of what; also on a small screen, read to its end.
#[test]
fn f07_the_page_of_an_order_says_no_value_that_is_to_be_typed_again() {
    for size in SIZES {
        let mut desk = page(size);
        assert!(desk.screen().contains("type again"), "{}", desk.screen());
        for _ in 0..6 {
            says_none(&desk, &VALUES);
            desk.press("pgdn");
        }
        assert!(desk.screen().contains("Digest (C06)"), "{}", desk.screen());
    }
}

/// F07: what tells a value is kept with it, and what does not is shown.
#[test]
fn f07_what_tells_a_value_is_kept_back_with_it() {
    for (fields, kept, shown) in [
        (&[Quantity][..], &["12 500", "120001", "132500"][..], &["GHA01-100-0045"][..]),
        (&[Units], &["12 500", "120001"], &["GHA01-100-0045"]),
        (&[AcquiringAccount], &["GHA01-100-0045"], &["12 500", "120001"]),
        (&[RekeyField::AcquiringRegistry], &["GHA01"], &["12 500"]),
    ] {
        let mut desk = desk(veiled(fields), (160, 45));
        desk.press(":");
        desk.type_text(&format!("order {ORDER}"));
        desk.press("enter");
        says_none(&desk, kept);
        for value in shown {
            assert!(desk.screen().contains(value), "{value}\n{}", desk.screen());
        }
    }
}

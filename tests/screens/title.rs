//! The first line: which registry, which environment, how far it verifies approvals, and who signs here. What a narrow terminal leaves out
//! is never the environment, and who signs goes only when there is no room for them at all.

use super::{
    desk::Desk,
    signed::{given, order, review_at},
    snapshots::keep,
};

/// The first line of an order's review, as somebody who signs at a station sees it.
fn first(columns: u16) -> String {
    let desk: Desk = review_at(given(&order(500)), ("luc.b", "ONL-2"), (columns, 40));
    desk.screen().lines().next().unwrap().trim_matches(['│', ' ']).to_owned()
}

#[test]
fn the_title_says_who_signs_and_where_at_every_width() {
    let lines: Vec<String> = [60, 80, 100, 120, 160, 200].map(|columns| format!("{columns:>3} {}", first(columns))).into();
    keep("title-with-signer", &lines.join("\n"));
    assert!(lines.iter().all(|line| line.contains("PRACTICE") && line.ends_with("luc.b@ONL-2")), "{lines:?}");
}

/// Without somebody who signs here, the registry's word for who is signed in stands in that place.
#[test]
fn without_a_signer_the_title_says_who_is_signed_in() {
    let desk = Desk::open();
    let screen = desk.screen();
    let title = screen.lines().next().unwrap();
    assert!(!title.contains('@') && title.contains("PRACTICE"), "{title}");
}
